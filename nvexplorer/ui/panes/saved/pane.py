"""Saved requests in the sidebar: find, open, rename, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QMenu,
    QStackedWidget,
    QWidget,
)

from nvexplorer.model.errors import Message, describe
from nvexplorer.ui.dialogs.confirm import Question, ask
from nvexplorer.ui.panes.saved.saved_model import REQUEST, SavedModel
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.section import Panel
from nvexplorer.ui.widgets.two_lines import TwoLinesDelegate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nvexplorer.library.saved import Listing, SavedRequest, SavedStore
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme


class SavedPane(Panel):
    """`open_requested` carries the SavedRequest to open; `renamed` the old path and the renamed
    SavedRequest; `deleted` the path that is gone."""

    open_requested = Signal(object)
    renamed = Signal(object, object)
    deleted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        tasks: Tasks,
        store: SavedStore,
        profile_name: Callable[[str], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        """`profile_name` gives the name for a profile's id, and the text as it is for what is
        no id."""
        super().__init__("surface", parent=parent)
        self._tasks = tasks
        self._store = store
        self._wanted: Path | None = None
        self._model = SavedModel(profile_name, self)

        self._search = QLineEdit()
        self._search.setPlaceholderText("Find among saved requests")
        self._search.setAccessibleName("Find among saved requests")
        self._search.setClearButtonEnabled(True)
        self._banner = Banner()
        top = Panel(margins=(8, 8, 8, 8), spacing=8)
        top.box.addWidget(self._search)
        top.box.addWidget(self._banner)
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setItemDelegate(_NameDelegate(theme, self._view))
        self._view.setAccessibleName("Saved requests")
        self._view.setMouseTracking(True)
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._empty = EmptyState("", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._view)
        self.box.addWidget(top)
        self.box.addWidget(self._stack, 1)

        self._search.textChanged.connect(self._on_filter)
        self._view.activated.connect(self._on_activated)
        self._view.customContextMenuRequested.connect(self._on_menu)
        self._model.rename_wanted.connect(self._on_rename)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self._view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_delete)
        self._show_emptiness()

    def refresh(self) -> None:
        """Load again: call when the pane is first shown and after a request was saved."""
        self._tasks.run(self._store.list, done=self._on_listed, failed=self._on_failed)

    def focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def current(self) -> SavedRequest | None:
        request: SavedRequest | None = self._view.currentIndex().data(REQUEST)
        return request

    def _on_listed(self, listing: Listing) -> None:
        current = self.current()
        wanted = self._wanted or (current.path if current else None)
        self._wanted = None
        self._model.show_requests(listing.requests)
        if listing.warnings:
            self._banner.show_message(Message("\n".join(listing.warnings), ""), "warn")
        if wanted is not None:
            self._view.setCurrentIndex(self._model.index_of(wanted))
        self._show_emptiness()

    def _on_failed(self, error: BaseException) -> None:
        self._banner.show_message(describe(error), "bad")

    def _on_filter(self, words: str) -> None:
        self._model.filter(words)
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        if self._model.rowCount():
            self._stack.setCurrentWidget(self._view)
            return
        if self._model.total:
            self._empty.show_text(f"No saved request holds “{self._search.text().strip()}”.")
        else:
            self._empty.show_text("Saved requests appear here.", "Ctrl+S saves the open one.")
        self._stack.setCurrentWidget(self._empty)

    def _on_activated(self, index: QModelIndex) -> None:
        request: SavedRequest | None = index.data(REQUEST)
        if request is not None:
            self.open_requested.emit(request)

    def _on_menu(self, at: QPoint) -> None:
        index = self._view.indexAt(at)
        if not index.isValid():
            return
        self._view.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open in a tab\tEnter", self._on_open)
        menu.addAction("Rename\tF2", self._on_edit_name)
        menu.addAction("Delete…\tDel", self._on_delete)
        menu.popup(self._view.viewport().mapToGlobal(at))

    def _on_open(self) -> None:
        self._on_activated(self._view.currentIndex())

    # Renaming

    def _on_edit_name(self) -> None:
        self._view.edit(self._view.currentIndex())

    def _on_rename(self, request: SavedRequest, name: str) -> None:
        def rename() -> tuple[Path, SavedRequest]:
            return request.path, self._store.rename(request.path, name)

        self._tasks.run(rename, done=self._on_renamed, failed=self._on_failed)

    def _on_renamed(self, moved: tuple[Path, SavedRequest]) -> None:
        old, request = moved
        self._banner.hide()
        self._wanted = request.path
        self.renamed.emit(old, request)
        self.refresh()

    # Deleting

    def _on_delete(self) -> None:
        request = self.current()
        if request is None:
            return
        question = Question(
            f"Delete “{request.name}”?",
            f"Its file moves to the folder “removed” beside it ({request.path.parent}), from "
            "where it can be moved back.",
            "Delete",
            "Keep",
        )
        if not ask(self, question):
            return

        def delete() -> Path:
            self._store.delete(request.path)
            return request.path

        self._tasks.run(delete, done=self._on_deleted, failed=self._on_failed)

    def _on_deleted(self, path: Path) -> None:
        self._banner.hide()
        self.deleted.emit(path)
        self.refresh()


class _NameDelegate(TwoLinesDelegate):
    """Edits the name on the row's first line."""

    def updateEditorGeometry(self, editor: QWidget, option: object, index: object) -> None:
        super().updateEditorGeometry(editor, option, index)  # type: ignore[arg-type]
        place = editor.geometry()
        place.setLeft(place.left() + 42)
        place.setHeight(28)
        editor.setGeometry(place)
