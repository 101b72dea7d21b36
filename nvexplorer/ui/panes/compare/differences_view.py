"""The list of differences, of any length: only what is in sight is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QListView, QMenu

from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.compare.difference_delegate import DifferenceDelegate
from nvexplorer.ui.panes.compare.record_rows import DifferenceRow, RecordRow, rows_of
from nvexplorer.ui.panes.compare.wording import LOOKS, path_text, values_text
from nvexplorer.ui.widgets.rows_model import ROW_ROLE, RowsModel

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QContextMenuEvent, QKeyEvent

    from nvexplorer.exchange.compare.results import Difference, Kind
    from nvexplorer.ui.panes.compare.record_rows import Row
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.rows_model import Index

_MOST_IN_TIP = 2000


def row_text(row: Row) -> str:
    """A row as a screen reader says it and as it is copied."""
    if isinstance(row, RecordRow):
        count = f"{row.differences:,} difference" + ("s" if row.differences != 1 else "")
        return ", ".join(filter(None, (row.name, row.key, count)))
    difference = row.difference
    what = row.path or " ".join(filter(None, (row.name, row.key)))
    return f"{LOOKS[difference.kind].word}: {what}: {values_text(difference)}"


class DifferencesModel(RowsModel):
    def told(self, row: Any, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row_text(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, DifferenceRow):
            difference = row.difference
            path = path_text(difference.path)
            texts = (path, difference.left_text, difference.right_text)
            return "\n".join(filter(None, texts))[:_MOST_IN_TIP]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed by."""
        if index.isValid() and isinstance(self.rows[index.row()], RecordRow):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


class DifferencesView(QListView):
    """`opened` carries the Difference whose places shall be seen; `current_changed`: another row
    is the current one."""

    opened = Signal(object)
    current_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = DifferencesModel()
        self.setModel(self._model)
        self.setItemDelegate(DifferenceDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setAccessibleName("Differences")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._on_activated)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_differences(self, differences: Sequence[Difference], kinds: Collection[Kind]) -> None:
        self._model.show(rows_of(differences, kinds))
        self._go_from(-1, 1)

    @property
    def rows(self) -> Sequence[Row]:
        return self._model.rows

    @property
    def current(self) -> Difference | None:
        index = self.currentIndex()
        row = self._model.rows[index.row()] if index.isValid() else None
        return row.difference if row is not None else None

    @property
    def place(self) -> tuple[int, int]:
        """Which of how many differences the current one is, from 1; 0 for none."""
        rows = self._model.rows
        at = self.currentIndex().row()
        before = sum(1 for row in rows[: at + 1] if row.difference is not None)
        return before, sum(1 for row in rows if row.difference is not None)

    def go(self, by: int) -> bool:
        """To the next (1) or the one before (-1); False at the end."""
        return self._go_from(self.currentIndex().row(), by)

    def open_current(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)

    def _go_from(self, at: int, by: int) -> bool:
        rows = self._model.rows
        at += by
        while 0 <= at < len(rows):
            if rows[at].difference is not None:
                if at and by < 0 and rows[at - 1].difference is None:
                    self.scrollTo(self._model.index(at - 1))
                self.setCurrentIndex(self._model.index(at))
                return True
            at += by
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.open_current()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not event.modifiers():
            self.go(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The current row, as text."""
        index = self.currentIndex()
        if index.isValid():
            copy(self, row_text(self._model.rows[index.row()]), "Difference")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        has_row = self.current is not None
        for text, keys, slot in (
            ("Show both places", "Return", self.open_current),
            ("Copy the difference", "Ctrl+C", self.copy),
        ):
            action = QAction(text, menu)
            action.setShortcut(QKeySequence(keys))
            action.setEnabled(has_row)
            action.triggered.connect(slot)
            menu.addAction(action)
        menu.popup(event.globalPos())

    def _on_activated(self, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if row.difference is not None:
            self.opened.emit(row.difference)

    def _on_current(self) -> None:
        self.current_changed.emit()
