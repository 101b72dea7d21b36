"""Whose keys the doctor uses: a profile's, and those of others that are there without asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from nvexplorer.doctor.case import given_by
from nvexplorer.dumps.dump import FieldKind
from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Reading
    from nvexplorer.library.book import Book
    from nvexplorer.library.keys import KeyStore
    from nvexplorer.model.profile import Profile
    from nvexplorer.ui.profiles_model import ProfilesModel
    from nvexplorer.ui.tasks import Handle, Tasks


class Offer(NamedTuple):
    """A profile in the list of others: `unlocked` when both its keys are to be had."""

    profile_id: str
    name: str
    detail: str
    unlocked: bool


class KeysModel(QObject):
    """`changed`: another profile, or other ones beside it."""

    changed = Signal()

    def __init__(
        self, profiles: ProfilesModel, keys: KeyStore, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._profiles = profiles
        self._keys = keys
        self._tasks = tasks
        self._chosen = ""  # by the user; else what fits the request, else the window's
        self._suggested = ""
        self._fitting = ""
        self._left_out: set[str] = set()
        self._unlocked: frozenset[str] = frozenset()
        self._looking: Handle | None = None
        profiles.changed.connect(self.changed)
        profiles.current_changed.connect(self._on_current_changed)

    def look(self) -> None:
        """See, away from the window, which keys are there now."""
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._tasks.run(
            unlocked, self._keys, self._profiles.book, done=self._on_looked, failed=self._on_failed
        )
        self.changed.emit()

    def _on_looked(self, found: frozenset[str]) -> None:
        self._looking = None
        if found != self._unlocked:
            self._unlocked = found
            self.changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._looking = None
        raise error

    def _on_current_changed(self, _profile_id: str) -> None:
        self.changed.emit()

    # The profile

    @property
    def book(self) -> Book:
        return self._profiles.book

    @property
    def profile_id(self) -> str:
        """Empty when there is none."""
        for each in (self._chosen, self._fitting, self._suggested):
            if each in self.book.profiles:
                return each
        return self._profiles.current_id

    @property
    def profile(self) -> Profile | None:
        try:
            return self.book.joined(self.profile_id)
        except BadInput:
            return None

    def choose(self, profile_id: str) -> None:
        """The user's choice, which stays."""
        self._chosen = profile_id
        self.changed.emit()

    def suggest(self, profile_id: str) -> None:
        """The profile that a request comes from, empty when that is not known; it takes the place
        of a choice made before."""
        if profile_id:
            self._chosen = ""
        if profile_id != self._suggested:
            self._suggested, self._fitting = profile_id, ""
            self.changed.emit()

    def fit(self, reading: Reading | None) -> None:
        """Take the profile that a request seems to be of, unless the user chose one."""
        default = self._suggested or self._profiles.current_id
        fitting = fitting_profile(self.book, reading, default)
        if fitting != self._fitting:
            self._fitting = fitting
            self.changed.emit()

    @property
    def given(self) -> dict[FieldKind, str]:
        """What the profile says of fields that a request may lack."""
        profile = self.profile
        return given_by(profile) if profile is not None else {}

    # The others

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Every other profile, in the user's order."""
        own, book = self.profile_id, self.book
        offers = []
        for profile_id, entry in book.profiles.items():
            if profile_id == own:
                continue
            company = book.companies.get(entry.company)
            detail = company.name if company is not None else ""
            there = profile_id in self._unlocked
            offers.append(Offer(profile_id, entry.name, detail, there))
        return tuple(offers)

    @property
    def others(self) -> tuple[str, ...]:
        """Those whose keys are tried too."""
        return tuple(
            each.profile_id
            for each in self.offers
            if each.unlocked and each.profile_id not in self._left_out
        )

    def use(self, profile_id: str, used: bool) -> None:
        if used:
            self._left_out.discard(profile_id)
        else:
            self._left_out.add(profile_id)
        self.changed.emit()


def unlocked(keys: KeyStore, book: Book) -> frozenset[str]:
    """The profiles whose keys are both to be had without asking. In a thread: each look may take
    as long as the keychain does, so that shared keys are looked for once."""
    there: dict[tuple[str, str], bool] = {}
    found = []
    for profile_id, entry in book.profiles.items():
        pair = entry.partner, entry.user
        if pair not in there:
            there[pair] = keys.status(book, profile_id).complete
        if there[pair]:
            found.append(profile_id)
    return frozenset(found)


_TELLING = (FieldKind.CUSTOMER_ID, FieldKind.ORGANISATION_ID, FieldKind.PARTNER_ID)


def fitting_profile(book: Book, reading: Reading | None, default: str) -> str:
    """The profile with most of the request's identifiers; `default` when no other has more."""
    if reading is None:
        return ""
    wanted = {kind: value.strip() for kind in _TELLING if (value := reading.value(kind))}

    def shared(profile_id: str) -> int:
        try:
            given = given_by(book.joined(profile_id))
        except BadInput:
            return 0
        return sum(given[kind] == value for kind, value in wanted.items())

    best = max(book.profiles, key=shared, default="")
    if not best or shared(best) <= (shared(default) if default in book.profiles else 0):
        return ""
    return best
