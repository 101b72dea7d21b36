"""All profiles with their three layers, as one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from nvexplorer.model.errors import BadInput
from nvexplorer.model.profile import (
    ApiUser,
    Company,
    Environment,
    Language,
    MacUrlForm,
    Partner,
    Profile,
    Variables,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

T = TypeVar("T")


class ProfileEntry(NamedTuple):
    """A profile that names its partner, API user and company by id; fields as in Profile."""

    name: str
    partner: str
    user: str
    company: str
    environment: Environment
    host: str
    language: Language = Language.EN
    algorithm: str = "HMACSHA256"
    mac_encoding: str = "iso-8859-15"
    mac_url_form: MacUrlForm = MacUrlForm.DECODED
    status_codes: bool = True
    content_type: str = "text/plain"
    body_encoding: str = "utf-8"
    timeout: int = 120
    variables: Variables = ()

    @classmethod
    def of(cls, profile: Profile, *, partner: str, user: str, company: str) -> Self:
        """The entry for a whole profile whose parts have these ids."""
        fields = profile._asdict() | {"partner": partner, "user": user, "company": company}
        return cls(**fields)


class Book(NamedTuple):
    """Everything by id, in the user's order. `default` is a profile's id or empty.

    Never changed: every method gives a new book. Methods raise BadInput for an id that is not
    there, for a profile name that is taken, and for removing what a profile uses.
    """

    partners: Mapping[str, Partner] = {}
    users: Mapping[str, ApiUser] = {}
    companies: Mapping[str, Company] = {}
    profiles: Mapping[str, ProfileEntry] = {}
    default: str = ""

    def entry(self, profile_id: str) -> ProfileEntry:
        try:
            return self.profiles[profile_id]
        except KeyError:
            raise BadInput(
                "This profile is not there any more.", "Choose another one.", "profile"
            ) from None

    def joined(self, profile_id: str) -> Profile:
        """The profile with its partner, API user and company."""
        entry = self.entry(profile_id)
        partner, user = self.partners.get(entry.partner), self.users.get(entry.user)
        company = self.companies.get(entry.company)
        if partner is None:
            raise _dangling(entry.name, "partner")
        if user is None:
            raise _dangling(entry.name, "API user")
        if company is None:
            raise _dangling(entry.name, "company")
        parts = {"partner": partner, "user": user, "company": company}
        return Profile(**(entry._asdict() | parts))

    def by_name(self, name: str) -> str:
        """The id of the profile with this name, letter case ignored."""
        wanted = _folded(name)
        for profile_id, entry in self.profiles.items():
            if _folded(entry.name) == wanted:
                return profile_id
        raise BadInput(f"No profile is named “{name}”.", self._nearest(wanted), "profile")

    def _nearest(self, wanted: str) -> str:
        if not self.profiles:
            return "Make one first: there are no profiles yet."
        from difflib import get_close_matches

        names = {_folded(entry.name): entry.name for entry in self.profiles.values()}
        near = get_close_matches(wanted, names, n=1, cutoff=0.5)
        if near:
            return f"Did you mean “{names[near[0]]}”?"
        return f"There are: {', '.join(names.values())}."

    def with_partner(self, partner_id: str, partner: Partner) -> Self:
        return self._replace(partners={**self.partners, partner_id: partner})

    def with_user(self, user_id: str, user: ApiUser) -> Self:
        return self._replace(users={**self.users, user_id: user})

    def with_company(self, company_id: str, company: Company) -> Self:
        return self._replace(companies={**self.companies, company_id: company})

    def with_profile(self, profile_id: str, entry: ProfileEntry) -> Self:
        """Adds the profile at the end, or replaces the one with this id in its place."""
        if not entry.name.strip():
            raise BadInput("The profile has no name.", "Give it one.", "name")
        for other_id, other in self.profiles.items():
            if other_id != profile_id and _folded(other.name) == _folded(entry.name):
                raise BadInput(
                    f"Another profile is already named “{other.name}”.",
                    "Choose a name of its own.",
                    "name",
                )
        return self._replace(profiles={**self.profiles, profile_id: entry})

    def with_default(self, profile_id: str) -> Self:
        """`profile_id` may be empty: no default."""
        if profile_id:
            self.entry(profile_id)
        return self._replace(default=profile_id)

    def without_profile(self, profile_id: str) -> Self:
        """Its partner, API user and company stay."""
        self.entry(profile_id)
        default = "" if self.default == profile_id else self.default
        return self._replace(profiles=_without(self.profiles, profile_id), default=default)

    def without_partner(self, partner_id: str) -> Self:
        self._check_unused("partner", [e for e in self._entries() if e.partner == partner_id])
        return self._replace(partners=_without(self.partners, partner_id))

    def without_user(self, user_id: str) -> Self:
        self._check_unused("API user", [e for e in self._entries() if e.user == user_id])
        return self._replace(users=_without(self.users, user_id))

    def without_company(self, company_id: str) -> Self:
        self._check_unused("company", [e for e in self._entries() if e.company == company_id])
        return self._replace(companies=_without(self.companies, company_id))

    def reordered(self, profile_ids: Sequence[str]) -> Self:
        """Profiles in this order; those not named follow in the order they had."""
        first = {each: self.entry(each) for each in profile_ids}
        return self._replace(profiles={**first, **_without(self.profiles, *first)})

    def duplicated(self, profile_id: str, new_id: str, new_name: str) -> Self:
        """A copy right behind the original, sharing its partner, API user and company."""
        copy = self.entry(profile_id)._replace(name=new_name)
        order = list(self.profiles)
        order.insert(order.index(profile_id) + 1, new_id)
        return self.with_profile(new_id, copy).reordered(order)

    def renamed(self, profile_id: str, name: str) -> Self:
        return self.with_profile(profile_id, self.entry(profile_id)._replace(name=name))

    def free_name(self, name: str) -> str:
        """`name`, or `name 2`, `name 3` … when it is taken: for copies and imports."""
        taken = {_folded(entry.name) for entry in self._entries()}
        candidate, number = name, 1
        while _folded(candidate) in taken:
            number += 1
            candidate = f"{name} {number}"
        return candidate

    def _entries(self) -> list[ProfileEntry]:
        return list(self.profiles.values())

    @staticmethod
    def _check_unused(what: str, users: list[ProfileEntry]) -> None:
        if users:
            names = ", ".join(f"“{entry.name}”" for entry in users)
            raise BadInput(
                f"This {what} is used by {names}.", "Change or delete them first.", "profile"
            )


def _without(items: Mapping[str, T], *ids: str) -> dict[str, T]:
    return {each: item for each, item in items.items() if each not in ids}


def _folded(name: str) -> str:
    return name.strip().casefold()


def _dangling(name: str, what: str) -> BadInput:
    article = "an" if what.startswith("A") else "a"
    return BadInput(
        f"The profile “{name}” names {article} {what} that is not there.",
        f"Choose {article} {what} for it in the profile manager.",
        what,
    )
