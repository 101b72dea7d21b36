"""Changes of a book as the manager makes them; each gives a new book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nvexplorer.library.book import Book, ProfileEntry
from nvexplorer.library.profile_checks import Severity, validate_variables
from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from nvexplorer.model.profile import Company, Profile


def add_profile(
    book: Book,
    profile: Profile,
    new_id: Callable[[], str],
    *,
    partner: str = "",
    user: str = "",
    company: str = "",
) -> tuple[Book, str]:
    """Adds a whole profile and gives its id. A part whose id is given is the one that is there
    already; the others are added. Raises BadInput for a name that is empty or taken."""
    partner_id, user_id, company_id = partner or new_id(), user or new_id(), company or new_id()
    if not partner:
        book = book.with_partner(partner_id, profile.partner)
    if not user:
        book = book.with_user(user_id, profile.user)
    if not company:
        book = book.with_company(company_id, profile.company)
    entry = ProfileEntry.of(profile, partner=partner_id, user=user_id, company=company_id)
    profile_id = new_id()
    book = book.with_profile(profile_id, entry)
    return (book if book.default else book.with_default(profile_id)), profile_id


def add_companies(
    book: Book, template: str, companies: Iterable[Company], new_id: Callable[[], str]
) -> tuple[Book, list[str]]:
    """One profile for each company, like the profile `template` in everything else; gives their
    ids. A company whose organisation ID is there already is not added a second time."""
    entry = book.entry(template)
    known = {each.organisation_id: company_id for company_id, each in book.companies.items()}
    added = []
    for company in companies:
        company_id = known.get(company.organisation_id)
        if company_id is None:
            company_id = known[company.organisation_id] = new_id()
            book = book.with_company(company_id, company)
        profile_id = new_id()
        name = book.free_name(company.name)
        book = book.with_profile(profile_id, entry._replace(name=name, company=company_id))
        added.append(profile_id)
    return book, added


def moved(book: Book, profile_id: str, step: int) -> Book:
    """The profile `step` places further down, or up when negative; stops at the ends."""
    order = list(book.profiles)
    old = order.index(profile_id)
    new = min(max(old + step, 0), len(order) - 1)
    order.insert(new, order.pop(old))
    return book.reordered(order)


def with_entry(book: Book, profile_id: str, entry: ProfileEntry) -> Book:
    """As `with_profile`, but takes a name that is being typed: empty and taken ones too."""
    return book._replace(profiles={**book.profiles, profile_id: entry})


def name_problem(book: Book, profile_id: str) -> str:
    """Why the profile's name cannot stay, empty when it can."""
    try:
        book.with_profile(profile_id, book.profiles[profile_id])
    except BadInput as error:
        return str(error)
    return ""


def used_by(book: Book, layer: str, layer_id: str) -> Sequence[str]:
    """Names of the profiles that use a partner, user or company (`layer` is the entry's field)."""
    return [each.name for each in book.profiles.values() if getattr(each, layer) == layer_id]


def variables_problem(book: Book) -> tuple[str, str, str]:
    """The first error among variables: `profiles` or `companies`, the id, what is wrong; empty when
    all can be kept."""
    for layer, items in (("profiles", book.profiles), ("companies", book.companies)):
        for each, item in items.items():
            for problem in validate_variables(item.variables):
                if problem.severity == Severity.ERROR:
                    return layer, each, problem.problem
    return "", "", ""


def rebased(book: Book, base: Book, current: Book) -> Book:
    """The step from `base` to `book` taken on `current`, field by field: what the step does not
    touch is as in `current`. What it changed stays though it is gone there, and so do parts that
    a profile needs."""
    profiles = _rebased(book.profiles, base.profiles, current.profiles)
    layers: dict[str, dict[str, Any]] = {}
    for field, layer in (("partner", "partners"), ("user", "users"), ("company", "companies")):
        mine, now = getattr(book, layer), getattr(current, layer)
        layers[layer] = _rebased(mine, getattr(base, layer), now)
        for entry in profiles.values():
            needed = getattr(entry, field)
            known = {**now, **mine}
            if needed not in layers[layer] and needed in known:
                layers[layer][needed] = known[needed]
    default = current.default if book.default == base.default else book.default
    return Book(**layers, profiles=profiles, default=default if default in profiles else "")


def _rebased(
    mine: Mapping[str, Any], base: Mapping[str, Any], now: Mapping[str, Any]
) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for each, item in mine.items():
        old, theirs = base.get(each), now.get(each)
        if old is None or (theirs is None and item != old):
            merged[each] = item
        elif theirs is not None:
            changed = {
                name: value for name, value in item._asdict().items() if value != getattr(old, name)
            }
            merged[each] = theirs._replace(**changed)
    merged |= {each: item for each, item in now.items() if each not in base and each not in merged}
    if _moved(now, base) and not _moved(mine, base):
        order = [*(each for each in now if each in merged), *merged]
        return {each: merged[each] for each in order}
    return merged


def _moved(items: Mapping[str, Any], base: Mapping[str, Any]) -> bool:
    """Whether the ones that were in `base` stand in another order."""
    return [each for each in items if each in base] != [each for each in base if each in items]
