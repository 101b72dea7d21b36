"""Saving profiles with their keys: keys first, so that no profile stands there without them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from nvexplorer.model.errors import KeychainLocked, Message, describe
from nvexplorer.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nvexplorer.library.book import Book
    from nvexplorer.library.keys import KeyStore
    from nvexplorer.model.secret import Secret
    from nvexplorer.ui.profiles_model import ProfilesModel
    from nvexplorer.ui.tasks import Tasks


class NewKey(NamedTuple):
    """`layer` is `partner` or `user`; without `key` the one that is stored is forgotten."""

    layer: str
    id: str
    key: Secret | None


class ProfileSaver(QObject):
    """`saved` when all is where it belongs, or the user goes on without. `keys_refused` and
    `file_failed` carry what went wrong; everything is kept for `again`."""

    saved = Signal()
    keys_refused = Signal(object)
    file_failed = Signal(object)

    def __init__(
        self, model: ProfilesModel, keys: KeyStore, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._keys = keys
        self._tasks = tasks
        self._book: Book | None = None
        self._new_keys: tuple[NewKey, ...] = ()
        self.busy = False
        model.saved.connect(self._on_file_saved)
        model.save_failed.connect(self._on_file_failed)

    def save(
        self, book: Book, new_keys: tuple[NewKey, ...], *, remember_only: bool = False
    ) -> None:
        """`remember_only` keeps the keys in memory for this run."""
        self._book, self._new_keys, self.busy = book, new_keys, True
        self._tasks.run(
            store_keys,
            self._keys,
            new_keys,
            remember_only,
            done=self._on_keys_stored,
            failed=self._on_keys_failed,
        )

    def again(self, *, remember_only: bool = False) -> None:
        if self._book is not None:
            self.save(self._book, self._new_keys, remember_only=remember_only)

    def go_on(self) -> None:
        """Use the profiles in this run although their file could not be written."""
        self._end()

    def _on_keys_stored(self, _nothing: object) -> None:
        self._new_keys = ()
        if self._book is not None:
            self._model.replace(self._book)

    def _on_keys_failed(self, error: BaseException) -> None:
        self.busy = False
        self.keys_refused.emit(error)

    def _on_file_saved(self) -> None:
        if self.busy:
            self._end()

    def _on_file_failed(self, message: Message) -> None:
        if self.busy:
            self.busy = False
            self.file_failed.emit(message)

    def _end(self) -> None:
        self.busy = False
        self.saved.emit()


def store_keys(keys: KeyStore, new_keys: tuple[NewKey, ...], remember_only: bool) -> None:
    """Raises KeychainLocked and BadInput as KeyStore does."""
    for layer, item_id, key in new_keys:
        partner = layer == "partner"
        if key is None:
            (keys.forget_partner_key if partner else keys.forget_user_key)(item_id)
        else:
            put = keys.set_partner_key if partner else keys.set_user_key
            put(item_id, key, remember_only=remember_only)


class SavingBanner(Banner):
    """Says what a saver could not do, with the ways on."""

    def __init__(self, saver: ProfileSaver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saver = saver
        saver.keys_refused.connect(self._on_keys_refused)
        saver.file_failed.connect(self._on_file_failed)
        saver.saved.connect(self.hide)

    def _on_keys_refused(self, error: BaseException) -> None:
        actions = (("Try again", self._again), ("Keep in memory for this run", self._remember))
        kind = "warn" if isinstance(error, KeychainLocked) else "bad"
        self.show_message(describe(error), kind, actions, closable=False)

    def _on_file_failed(self, message: Message) -> None:
        actions = (("Try again", self._again), ("Use without saving", self._saver.go_on))
        self.show_message(message, "bad", actions, closable=False)

    def _again(self) -> None:
        self.hide()
        self._saver.again()

    def _remember(self) -> None:
        self.hide()
        self._saver.again(remember_only=True)
