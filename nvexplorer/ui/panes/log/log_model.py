"""The log as a list model that loads page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from nvexplorer.model.errors import describe
from nvexplorer.ui.panes.log import rows
from nvexplorer.ui.widgets.two_lines import LINES, Lines

if TYPE_CHECKING:
    from nvexplorer.library.log import Log, LogRow
    from nvexplorer.ui.tasks import Handle, Tasks

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 2
PAGE = 200


class LogModel(QAbstractListModel):
    """Rows that hold the words searched for, newest first, with a heading for each day.

    `loaded` after each page; `failed` carries a Message. The role ROW gives the LogRow, None for
    a heading.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, log: Log, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._tasks = tasks
        self._words = ""
        self._rows: list[LogRow] = []
        self._entries: list[Lines | LogRow] = []
        self._more = False
        self._running: Handle | None = None

    @property
    def words(self) -> str:
        return self._words

    def search(self, words: str) -> None:
        """Show the first page of what holds these words."""
        self._words = words
        self._start(PAGE, 0, self._on_first)

    def refresh(self) -> None:
        """Load what is shown anew, with what was sent meanwhile."""
        self._start(max(PAGE, len(self._rows)), 0, self._on_first)

    def index_of(self, row_id: int) -> QModelIndex:
        for number, entry in enumerate(self._entries):
            if not isinstance(entry, Lines) and entry.id == row_id:
                return self.index(number)
        return QModelIndex()

    def _start(self, limit: int, offset: int, done: Any) -> None:
        if self._running is not None:
            self._running.cancel()
        self._running = self._tasks.run(
            self._log.search, self._words, limit, offset, done=done, failed=self._on_failed
        )

    def _on_first(self, found: list[LogRow]) -> None:
        self._running = None
        self.beginResetModel()
        self._rows = found
        self._entries = rows.entries(found, _today())
        self._more = len(found) >= PAGE
        self.endResetModel()
        self.loaded.emit()

    def _on_next(self, found: list[LogRow]) -> None:
        self._running = None
        self._more = len(found) >= PAGE
        # What was sent meanwhile has moved some rows of the last page into this one.
        known = {row.id for row in self._rows}
        self._rows += [row for row in found if row.id not in known]
        grown = rows.entries(self._rows, _today())
        first, last = len(self._entries), len(grown) - 1
        if last >= first:
            self.beginInsertRows(QModelIndex(), first, last)
            self._entries = grown
            self.endInsertRows()
        self.loaded.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._running = None
        self._more = False
        self.failed.emit(describe(error))

    # QAbstractListModel

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and self._running is None

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._start(PAGE, len(self._rows), self._on_next)

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self._entries[index.row()] if index.isValid() else None
        if entry is None or isinstance(entry, Lines):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == LINES:
            return entry if isinstance(entry, Lines) else rows.lines(entry)
        if role == ROW:
            return None if isinstance(entry, Lines) else entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.title if isinstance(entry, Lines) else rows.spoken(entry)
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(entry, Lines):
            told = rows.details(entry)
            return f"{told.when}\n{told.request[:500]}"
        return None


def _today() -> Any:
    return QDate.currentDate().toPython()
