"""Paints the rows of two documents beside each other, of which only those in sight are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nvexplorer.exchange.compare.results import Kind
from nvexplorer.exchange.compare.spans import changed_spans
from nvexplorer.ui.panes.compare.twin_scroll import MIDDLE, TOP, TwinScroll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from nvexplorer.exchange.compare.alignment import Beside
    from nvexplorer.exchange.compare.results import Span
    from nvexplorer.ui.panes.compare.twin_side import TwinSide

_MOST_SPANS = 400  # rows whose spans are remembered

_Spans = tuple["Sequence[Span]", "Sequence[Span]"]


class TwinCanvas(TwinScroll):
    """The two sides without keys and mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spans: dict[tuple[int, int], _Spans] = {}

    def _forget_looks(self) -> None:
        self._spans.clear()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        height, top = self._height, self._top
        background = QColor(self.sides[0].rows.colours.background)
        painter.fillRect(event.rect(), background)
        first = top + max(0, (event.rect().top() - TOP) // height)
        last = min(top + (event.rect().bottom() - TOP) // height + 1, self.rows)
        for row in range(first, last):
            self._paint_row(painter, row)
        for side in self.sides:
            if side.reader.rows <= (0 if side.reader.complete else -1) or side.reader.note:
                self._paint_note(painter, side)
        if self._colours is not None:
            middle = self._room(1).left() - MIDDLE
            line = QColor(self._colours.line)
            painter.fillRect(middle, 0, MIDDLE, self.viewport().height(), line)
            if self.hasFocus():
                pen = QPen(QColor(self._colours.focus), 2)
                pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
                painter.setPen(pen)
                painter.drawRect(self._room(self.active).adjusted(1, 1, -1, -1))
        painter.end()
        for side in self.sides:
            if not side.reader.idle.is_running("index"):
                side.reader.go_on()

    def _paint_row(self, painter: QPainter, row: int) -> None:
        beside, colours = self._layout.beside(row), self._colours
        if colours is None:
            return
        scrolled, y = self._scrolled, self._y_of(row)
        numbers = beside[:2]
        rooms = (self._room(0), self._room(1))
        lines = [
            side.line(number, scrolled, room.width())
            for side, number, room in zip(self.sides, numbers, rooms, strict=True)
        ]
        spans: _Spans = ((), ())
        kind = beside.kind
        if kind is Kind.CHANGED and lines[0] is not None and lines[1] is not None:
            spans = self._spans_of(beside, lines[0].text, lines[1].text)
            if not any(spans) and lines[0].text == lines[1].text and not lines[0].hidden:
                kind = Kind.SAME if not self.aligned else kind
        for side, number, room, line in zip(self.sides, numbers, rooms, lines, strict=True):
            painter.save()
            painter.translate(room.left(), y)
            painter.setClipRect(0, 0, room.width(), self._height)
            if number is None and self.aligned:
                side.paint_gap(painter, room.width(), colours)
            elif line is not None and number is not None:
                self._widest = max(self._widest, line.width)
                current = self.hasFocus() and side.which == self.active and number == side.caret.row
                side.paint(
                    painter,
                    line,
                    number,
                    room.width(),
                    scrolled,
                    kind,
                    spans[side.which],
                    colours,
                    current=current,
                )
            painter.restore()

    def _spans_of(self, beside: Beside, left: str, right: str) -> _Spans:
        """Characters that differ; remembered, since finding them can take a millisecond."""
        assert beside.left is not None
        assert beside.right is not None
        key = (beside.left, beside.right)
        if self._scrolled or key not in self._spans:
            found = changed_spans(left, right)
            if self._scrolled:  # of a long row another part may be seen
                return found
            while len(self._spans) >= _MOST_SPANS:
                del self._spans[next(iter(self._spans))]
            self._spans[key] = found
        return self._spans[key]

    def _paint_note(self, painter: QPainter, side: TwinSide) -> None:
        note = side.reader.note or ("Nothing." if side.reader.complete else "Reading…")
        painter.setFont(self.font())
        painter.setPen(QColor(side.rows.colours.number))
        left = self._room(side.which).left() + side.rows.gutter
        painter.drawText(QPointF(left, TOP + side.rows.baseline), note)
