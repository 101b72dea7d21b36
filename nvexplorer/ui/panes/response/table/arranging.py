"""In which order the rows of a table are shown, and which of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from nvexplorer.exchange.table.contract import Order, SortKey
from nvexplorer.ui.panes.response.table.bar import PAUSE

if TYPE_CHECKING:
    from array import array

    from nvexplorer.ui.panes.response.table.bar import TableBar
    from nvexplorer.ui.panes.response.table.grid import TableGrid
    from nvexplorer.ui.panes.response.table.model import TableModel
    from nvexplorer.ui.panes.response.table.work import TableWork


class FilterField(QLineEdit):
    """Words to filter the rows by. `wanted` after a pause in typing; `left` with Enter, Down or
    Esc, which takes the words away."""

    wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Filter rows")
        self.setAccessibleName("Filter rows")
        self.setToolTip("Rows that hold all of these words (Ctrl+F)")
        self.setClearButtonEnabled(True)
        self.setFixedWidth(180)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.wanted)
        self.textChanged.connect(lambda: self._pause.start())

    def forget(self) -> None:
        """No words, and nobody is told."""
        self.clear()
        self._pause.stop()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()  # or Esc would also be the window's
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            super().keyPressEvent(event)
            return
        self._pause.stop()
        self.wanted.emit()
        self.left.emit()


class Arranging(QObject):
    """Sorting by titles and filtering by words and columns, of the table that is shown.

    `changed`: other rows are looked for or shown. A title that is clicked sorts rising, then
    falling, then not.
    """

    changed = Signal()

    def __init__(
        self,
        words: FilterField,
        bar: TableBar,
        grid: TableGrid,
        model: TableModel,
        work: TableWork,
    ) -> None:
        super().__init__(grid)
        self._words = words
        self._bar = bar
        self._grid = grid
        self._model = model
        self._work = work
        self._sort: tuple[SortKey, ...] = ()
        self._sorted_anew = False
        words.wanted.connect(self._arrange)
        bar.filtered.connect(self._arrange)
        grid.sort_wanted.connect(self.turn)
        work.ordered.connect(self._on_ordered)

    @property
    def order(self) -> Order:
        """What the user sorted and filtered by."""
        return Order(self._sort, self._words.text().strip(), self._bar.filters)

    @property
    def under_way(self) -> bool:
        """Whether other rows will be shown soon."""
        return self._work.arranging

    def forget(self) -> None:
        """For another table: no filters, the order of the document."""
        self._sort = ()
        self._words.forget()
        self._bar.clear_filters()
        self._grid.clear_sorting()

    def turn(self, column: int, beside: bool = False) -> None:
        """Rising, falling, not sorted by a column; `beside` those it is sorted by already."""
        path = self._model.columns[column].path
        now = next((key for key in self._sort if key.path == path), None)
        if now is None or not now.descending:
            self.sort(column, descending=now is not None, beside=beside)
        else:
            self._sort = tuple(key for key in self._sort if beside and key.path != path)
            self._sort_changed()

    def sort(self, column: int, *, descending: bool, beside: bool = False) -> None:
        """By a column, or by it too."""
        key = SortKey(self._model.columns[column].path, descending)
        others = tuple(each for each in self._sort if beside)
        if any(each.path == key.path for each in others):
            self._sort = tuple(key if each.path == key.path else each for each in others)
        else:
            self._sort = (*others, key)
        self._sort_changed()

    def unsort(self) -> None:
        """As in the document."""
        self._sort = ()
        self._sort_changed()

    def _sort_changed(self) -> None:
        self._sorted_anew = True
        columns = {column.path: number for number, column in enumerate(self._model.columns)}
        if self._sort:
            last = self._sort[-1]
            self._grid.show_sorting(columns[last.path], descending=last.descending)
        else:
            self._grid.clear_sorting()
        self._arrange()

    def _arrange(self) -> None:
        if self._model.rows is None:
            return
        order = self.order
        self._work.arrange(order)
        if order == Order():
            self._take(None)
        self.changed.emit()

    def _on_ordered(self, rows: array[int]) -> None:
        self._take(rows)
        self.changed.emit()

    def _take(self, rows: array[int] | None) -> None:
        """After sorting from the first row; else the current one stays in sight."""
        at = self._grid.currentIndex()
        number = self._model.number(at.row()) if at.isValid() else -1
        self._grid.clearSelection()
        self._model.take_order(rows)
        row = -1 if self._sorted_anew or number < 0 else self._model.row_of(number)
        self._sorted_anew = False
        if at.isValid() and self._model.rowCount():
            self._grid.go_to(max(0, row), at.column())
        if row < 0:
            self._grid.scrollToTop()
