"""Values side by side, as high as its rows: the table of parts and of what was compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.doctor.table_delegate import PAD_X, TableDelegate
from nvexplorer.ui.panes.doctor.table_model import TableModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent

    from nvexplorer.ui.panes.doctor.table_model import Index, TableRow
    from nvexplorer.ui.theme import Theme

_HEAD, _HEAD_OF_TWO = 32, 46  # the titles in one line, and in two
_LEAST = 96  # pixels of a column that is wrapped
_NOTES = (190, 130)  # pixels of a column of notes at most, in a wide table and in a narrow one
_NARROW = 700


class ValuesTable(QTableView):
    """Up and Down walk through the rows, Ctrl+C copies one. `reveal` carries the rectangle that
    should come into view. Columns named in `wrapped` share what room is left, each according to
    what it needs."""

    reveal = Signal(QRect)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._model = TableModel()
        self._delegate = TableDelegate(theme)
        self._wrapped: tuple[int, ...] = ()
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap)
        )
        head.setMinimumSectionSize(20)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self.viewport().update)

    def show_rows(
        self, titles: Sequence[str], rows: Sequence[TableRow], wrapped: tuple[int, ...]
    ) -> None:
        self._wrapped = wrapped
        self._model.show(titles, rows)
        self._delegate.forget()
        self._fit()

    def row_texts(self) -> list[str]:
        """The rows as they are copied."""
        return [row.copied for row in self._model.rows]

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Columns share the width, rows are as high as their text, the table as its rows."""
        if not self._model.titles:
            return
        widths = self._widths()
        head = _HEAD
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
            if self._title_width(column) > width:
                head = _HEAD_OF_TWO
        self.horizontalHeader().setFixedHeight(head)
        total = 0
        for at, row in enumerate(self._model.rows):
            height = max(map(self._delegate.height, row.cells, widths))
            self.setRowHeight(at, height)
            total += height
        self.setFixedHeight(head + total)

    def _widths(self) -> list[int]:
        wanted = []
        narrow = self.viewport().width() < _NARROW
        for column in range(len(self._model.titles)):
            cells = [row.cells[column] for row in self._model.rows]
            most = max(map(self._delegate.natural_width, cells), default=0)
            if any(cell.kind == "note" for cell in cells):
                most = min(most, _NOTES[narrow])
            title = self._title_width(column)
            wanted.append(max(most, title * 6 // 10 if narrow else title))
        room = self.viewport().width() - sum(
            width for column, width in enumerate(wanted) if column not in self._wrapped
        )
        shared = _share([wanted[column] for column in self._wrapped], room)
        for column, width in zip(self._wrapped, shared, strict=True):
            wanted[column] = width
        return wanted

    def _title_width(self, column: int) -> int:
        font = self.font()
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        return metrics.horizontalAdvance(self._model.titles[column]) + 2 * PAD_X + 2

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.Copy) and row >= 0:
            copy(self, self._model.rows[row].copied, "Row")
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.selectRow(0)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            place = self.visualRect(current)
            self.reveal.emit(place.translated(self.viewport().pos()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the column scrolls, not the table


def _share(wanted: list[int], room: int) -> list[int]:
    """Widths that fill `room`: what needs less than its share leaves the rest to the others."""
    given = [0] * len(wanted)
    open_ = sorted(range(len(wanted)), key=lambda each: wanted[each])
    left = max(room, _LEAST * len(wanted))
    for place, column in enumerate(open_):
        share = left // (len(open_) - place)
        given[column] = min(wanted[column], share)
        left -= given[column]
    if open_:
        given[0] += max(0, left)  # the first of them takes what nobody needs
    return given
