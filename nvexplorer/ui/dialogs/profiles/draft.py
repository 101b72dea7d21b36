"""The book as the manager is changing it, with keys that are typed and not stored yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.ui.dialogs.profiles.saver import NewKey
from nvexplorer.ui.profiles_model import same

if TYPE_CHECKING:
    from nvexplorer.library.book import Book
    from nvexplorer.library.keys import KeyPlace, KeyStore
    from nvexplorer.model.secret import Secret
    from nvexplorer.ui.tasks import Tasks

Key = tuple[str, str]  # layer (`partner` or `user`) and id


class Draft(QObject):
    """`changed` after each change; `place_known` when it was found out where a key is."""

    changed = Signal()
    place_known = Signal(str, str)

    def __init__(
        self, book: Book, keys: KeyStore, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.base = book
        self.book = book
        self._keys = keys
        self._tasks = tasks
        self._typed: dict[Key, Secret] = {}
        self._places: dict[Key, KeyPlace | None] = {}

    @property
    def kind(self) -> str:
        """Where new keys go, in words."""
        return self._keys.kind

    @property
    def dirty(self) -> bool:
        return not same(self.book, self.base) or bool(self._typed)

    def show(self, book: Book) -> None:
        if not same(book, self.book):
            self.book = book
            self.changed.emit()

    def typed_key(self, layer: str, item_id: str) -> Secret | None:
        return self._typed.get((layer, item_id))

    def type_key(self, layer: str, item_id: str, key: Secret | None) -> None:
        """None when the field was emptied again: the stored key stays."""
        if key is None:
            self._typed.pop((layer, item_id), None)
        else:
            self._typed[layer, item_id] = key
        self.changed.emit()

    def new_keys(self) -> tuple[NewKey, ...]:
        """Keys to store, and those of partners and API users that are gone."""
        there = {"partner": self.book.partners, "user": self.book.users}
        before = {"partner": self.base.partners, "user": self.base.users}
        new = [NewKey(layer, each, key) for (layer, each), key in self._typed.items()]
        gone = [
            NewKey(layer, each, None)
            for layer, items in before.items()
            for each in items
            if each not in there[layer]
        ]
        return (*(each for each in new if each.id in there[each.layer]), *gone)

    def place(self, layer: str, item_id: str) -> KeyPlace | None:
        """Where a stored key is; None while that is being looked up, which this starts."""
        key = (layer, item_id)
        if key not in self._places:
            self._places[key] = None

            def look_up() -> tuple[Key, KeyPlace]:
                store = self._keys
                ask = store.partner_key_place if layer == "partner" else store.user_key_place
                return key, ask(item_id)

            self._tasks.run(look_up, done=self._on_place, failed=self._on_no_place)
        return self._places[key]

    def _on_place(self, found: tuple[Key, KeyPlace]) -> None:
        key, place = found
        self._places[key] = place
        self.place_known.emit(*key)

    def _on_no_place(self, error: BaseException) -> None:
        raise error  # KeyStore says in words where a key is, and raises nothing
