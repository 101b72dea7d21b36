"""The log in the sidebar: every request that was sent, searchable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QMenu,
    QStackedWidget,
    QWidget,
)

from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.log.details import LogDetails
from nvexplorer.ui.panes.log.log_model import ROW, LogModel
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.section import Panel
from nvexplorer.ui.widgets.two_lines import TwoLinesDelegate

if TYPE_CHECKING:
    from nvexplorer.library.log import Log, LogRow
    from nvexplorer.model.errors import Message
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme

_TYPING_PAUSE = 150  # milliseconds before a search starts


class LogPane(Panel):
    """`open_requested` carries the LogRow whose request should be opened again in a tab."""

    open_requested = Signal(object)

    def __init__(self, theme: Theme, tasks: Tasks, log: Log, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self._model = LogModel(log, tasks, self)
        self._log = log
        self._wanted = 0  # the row to stay on when the list is loaded anew

        self._search = QLineEdit()
        self._search.setPlaceholderText("Company, resource, status, ID, Netvisor key")
        self._search.setAccessibleName("Search the log")
        self._search.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE)
        self._banner = Banner()
        top = Panel(margins=(8, 8, 8, 8), spacing=8)
        top.box.addWidget(self._search)
        top.box.addWidget(self._banner)

        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setItemDelegate(TwoLinesDelegate(theme, self._view))
        self._view.setAccessibleName("Requests that were sent, newest first")
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setMouseTracking(True)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._empty = EmptyState("", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._view)
        self._details = LogDetails(theme)
        self.box.addWidget(top)
        self.box.addWidget(self._stack, 1)
        self.box.addWidget(self._details)

        self._search.textChanged.connect(self._on_typed)
        self._search.returnPressed.connect(self._start_search)
        self._pause.timeout.connect(self._start_search)
        self._model.loaded.connect(self._on_loaded)
        self._model.failed.connect(self._on_failed)
        self._view.activated.connect(self._on_activated)
        self._view.customContextMenuRequested.connect(self._on_menu)
        self._view.selectionModel().currentChanged.connect(self._on_current)
        self._details.open_requested.connect(self.open_requested)
        self._shortcut(QKeySequence.StandardKey.Copy, self._copy_transaction_id)
        self._shortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_I), self._copy_keys)
        self._show_emptiness()

    def _shortcut(self, keys: QKeySequence | QKeySequence.StandardKey, slot: object) -> None:
        shortcut = QShortcut(keys, self._view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(slot)

    def refresh(self) -> None:
        """Load again: call when the pane is first shown and after each request."""
        self._model.refresh()

    def focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    # Loading

    def _on_typed(self, _text: str) -> None:
        self._pause.start()

    def _start_search(self) -> None:
        self._pause.stop()
        self._model.search(self._search.text())

    def _on_loaded(self) -> None:
        self._banner.hide()
        self._show_emptiness()
        notice = self._log.notice
        if notice is not None:
            from nvexplorer.model.errors import describe

            self._banner.show_message(describe(notice), "warn")
        index = self._model.index_of(self._wanted)
        if index.isValid():
            self._view.setCurrentIndex(index)
        else:
            self._details.show_row(None)

    def _on_failed(self, message: Message) -> None:
        self._banner.show_message(message, "bad", (("Try again", self.refresh),))

    def _show_emptiness(self) -> None:
        if self._model.rowCount():
            self._stack.setCurrentWidget(self._view)
            return
        if self._model.words.strip():
            self._empty.show_text(f"No request holds “{self._model.words.strip()}”.")
        else:
            self._empty.show_text("Requests that were sent appear here.", "Ctrl+Enter sends.")
        self._stack.setCurrentWidget(self._empty)

    # One row

    def current_row(self) -> LogRow | None:
        row: LogRow | None = self._view.currentIndex().data(ROW)
        return row

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row: LogRow | None = current.data(ROW)
        if row is not None:
            self._wanted = row.id
        self._details.show_row(row)

    def _on_activated(self, index: QModelIndex) -> None:
        row: LogRow | None = index.data(ROW)
        if row is not None:
            self.open_requested.emit(row)

    def _on_menu(self, at: QPoint) -> None:
        row: LogRow | None = self._view.indexAt(at).data(ROW)
        if row is None:
            return
        self._view.setCurrentIndex(self._view.indexAt(at))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open again in a tab\tEnter", self._open_current)
        menu.addAction("Copy transaction ID\tCtrl+C", self._copy_transaction_id)
        if row.inserted_keys:
            plural = len(row.inserted_keys) > 1
            text = "Copy Netvisor keys" if plural else "Copy Netvisor key"
            menu.addAction(f"{text}\tCtrl+I", self._copy_keys)
        menu.popup(self._view.viewport().mapToGlobal(at))

    def _open_current(self) -> None:
        row = self.current_row()
        if row is not None:
            self.open_requested.emit(row)

    def _copy_transaction_id(self) -> None:
        row = self.current_row()
        if row is not None:
            copy(self._view, row.transaction_id, "Transaction ID")

    def _copy_keys(self) -> None:
        row = self.current_row()
        if row is not None and row.inserted_keys:
            copy(self._view, "\n".join(row.inserted_keys), "Netvisor key")
