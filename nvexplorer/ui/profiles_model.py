"""The profiles of this run: loaded, changed and saved away from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.library.book import Book
from nvexplorer.model.errors import BadInput, Message, describe

if TYPE_CHECKING:
    from nvexplorer.library.profiles import Loaded, ProfileStore
    from nvexplorer.model.profile import Profile
    from nvexplorer.ui.tasks import Tasks


class ProfilesModel(QObject):
    """`book` is what the user sees, saved or not; nothing typed is lost when saving fails.

    `changed`: the book is another one. `current_changed` carries the id of the chosen profile,
    empty for none. `warned` carries the sentences that came with loading. `save_failed` carries a
    Message; the book stays as changed, `unsaved` is true, and `retry` saves again. `saved`: the
    file holds the book. `loaded`: the first load has ended, well or not.
    """

    changed = Signal()
    current_changed = Signal(str)
    loaded = Signal()
    warned = Signal(object)
    saved = Signal()
    save_failed = Signal(object)

    def __init__(self, store: ProfileStore, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._tasks = tasks
        self._current = ""
        self._saving = False
        self.book = Book()
        self.unsaved = False

    # Reading

    def load(self) -> None:
        """Read the file in a task; `loaded` follows."""
        self._tasks.run(self._store.load, done=self._on_loaded, failed=self._on_load_failed)

    def _on_loaded(self, loaded: Loaded) -> None:
        self._show(loaded.book)
        if loaded.warnings:
            self.warned.emit(loaded.warnings)
        self.loaded.emit()

    def _on_load_failed(self, error: BaseException) -> None:
        self.warned.emit((str(describe(error)),))
        self.loaded.emit()

    # The chosen profile

    @property
    def current_id(self) -> str:
        return self._current

    @property
    def current(self) -> Profile | None:
        """The chosen profile, None when there is none or a part of it is missing."""
        if not self._current:
            return None
        try:
            return self.book.joined(self._current)
        except BadInput:
            return None

    def choose(self, profile_id: str) -> None:
        """Make this the chosen profile. Unknown ids choose none."""
        wanted = profile_id if profile_id in self.book.profiles else ""
        if wanted != self._current:
            self._current = wanted
            self.current_changed.emit(wanted)

    def name_of(self, profile: str) -> str:
        """The name for a profile's id, and the text as it is for what is no id."""
        entry = self.book.profiles.get(profile)
        return entry.name if entry is not None else profile

    # Changing

    def replace(self, book: Book) -> None:
        """Show this book and save it; `saved` or `save_failed` follows."""
        self._show(book)
        self.retry()

    def retry(self) -> None:
        """Save what is not saved yet."""
        self.unsaved = True
        if self._saving:
            return
        self._saving = True
        book = self.book

        def save() -> Book:
            self._store.save(book)
            return book

        self._tasks.run(save, done=self._on_saved, failed=self._on_save_failed)

    def _on_saved(self, book: Book) -> None:
        self._saving = False
        if not same(self.book, book):  # changed meanwhile
            self.retry()
            return
        self.unsaved = False
        self.saved.emit()

    def _on_save_failed(self, error: BaseException) -> None:
        self._saving = False
        told = describe(error)
        next_ = f"{told.next} Until then the profiles are kept in memory.".strip()
        self.save_failed.emit(Message(told.what, next_))

    def _show(self, book: Book) -> None:
        if same(book, self.book) and self._current:
            return
        self.book = book
        if self._current not in book.profiles:
            first = next(iter(book.profiles), "")
            self._current = book.default if book.default in book.profiles else first
            self.changed.emit()
            self.current_changed.emit(self._current)
        else:
            self.changed.emit()


def same(one: Book, other: Book) -> bool:
    """Whether two books are alike, the order of their entries included."""
    return one == other and all(
        list(mine) == list(theirs)
        for mine, theirs in zip(one, other, strict=True)
        if not isinstance(mine, str)
    )
