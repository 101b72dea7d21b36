"""Paints the rows of two documents beside each other, of which only those in sight are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from nvexplorer.exchange.compare.results import Kind
from nvexplorer.exchange.compare.spans import changed_spans
from nvexplorer.ui.panes.compare.beside import Hunks, Unaligned
from nvexplorer.ui.panes.compare.tick_bar import TickBar
from nvexplorer.ui.panes.compare.twin_colours import TwinColours
from nvexplorer.ui.panes.compare.twin_side import TwinSide
from nvexplorer.ui.widgets.xml_paint import XmlColours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from nvexplorer.exchange.compare.alignment import Beside
    from nvexplorer.exchange.compare.results import Span
    from nvexplorer.model.exchange import Body
    from nvexplorer.ui.panes.compare.beside import Compared, Layout
    from nvexplorer.ui.tokens import Tokens

_TOP = 4  # pixels above the first row
_MOST = 2**31 - 1  # that a scroll bar can count
_MOST_SPANS = 400  # rows whose spans are remembered
_MIDDLE = 1  # pixels between the sides

_Spans = tuple["Sequence[Span]", "Sequence[Span]"]


class TwinCanvas(QAbstractScrollArea):
    """The two sides without keys and mouse. Scroll bars count rows of the layout and columns.

    `message`: a sentence for the user. `layout_changed`: rows stand beside others now;
    `documents_changed`: others are shown, or none.
    """

    message = Signal(str)
    layout_changed = Signal()
    documents_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = TickBar()
        self.setVerticalScrollBar(self._bar)
        self.sides = (TwinSide(0, self), TwinSide(1, self))
        self.active = 0
        """The side that the keyboard is for."""
        self._layout: Layout = Unaligned((0, 0))
        self._compared: Compared | None = None
        self.hunks = Hunks()
        self._spans: dict[tuple[int, int], _Spans] = {}
        self._widest = 0
        self._colours: TwinColours | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.horizontalScrollBar().setSingleStep(4)
        for side in self.sides:
            side.reader.changed.connect(self._on_changed)
            side.reader.grown.connect(self._on_grown)
            side.message.connect(self.message)

    # What is shown

    def set_tokens(self, tokens: Tokens) -> None:
        self._colours = TwinColours.of(tokens)
        for side in self.sides:
            side.rows.set_colours(XmlColours.of(tokens))
        self._show_ticks()
        self.viewport().update()

    def setFont(self, font: QFont | str | Sequence[str]) -> None:
        super().setFont(font)
        for side in self.sides:
            side.rows.set_font(self.font())
        self._set_ranges()

    def show_bodies(self, left: Body, right: Body, charsets: tuple[str | None, str | None]) -> None:
        """Row by row beside each other, until `show_compared`."""
        self._forget()
        for side, body, charset in zip(self.sides, (left, right), charsets, strict=True):
            side.rows.digits = 3
            side.reader.set_source(body, charset)
            side.forget_caret()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self.documents_changed.emit()

    def clear(self) -> None:
        self._forget()
        for side in self.sides:
            side.reader.clear()
        self.documents_changed.emit()

    def _forget(self) -> None:
        """Nothing holds any more of what was shown."""
        self._compared, self.hunks = None, Hunks()
        self._layout = Unaligned((0, 0))
        self._show_ticks()

    def _show_compared(self, compared: Compared, *, align: bool) -> None:
        """How the documents that are shown can be aligned; the caret keeps its place."""
        self._compared, self.hunks = compared, compared.hunks
        if align:
            self.align()

    @property
    def compared(self) -> Compared | None:
        return self._compared

    @property
    def aligned(self) -> bool:
        return self._layout.is_aligned

    def align(self) -> None:
        """Equal rows beside each other again."""
        if self._compared is not None:
            self._use(self._compared.layout)

    def row_texts(self, row: int) -> tuple[str | None, str | None]:
        """The texts of a row of the layout, without indentation; None where a side has none."""
        beside = self._layout.beside(row)
        lines = [
            side.reader.line(number, 0, self._columns) if number is not None else None
            for side, number in zip(self.sides, beside[:2], strict=True)
        ]
        left, right = (line.text if line is not None else None for line in lines)
        return left, right

    @property
    def rows(self) -> int:
        return self._layout.rows

    def beside(self, row: int) -> Beside:
        return self._layout.beside(row)

    @property
    def is_complete(self) -> bool:
        """Whether all rows of both sides are known."""
        return all(side.reader.complete for side in self.sides)

    def _use(self, layout: Layout) -> None:
        held = self.sides[self.active]
        before = self._layout.row_of(held.which, held.caret.row) - self._top
        self._layout = layout
        self._spans.clear()
        self._set_ranges()
        self.verticalScrollBar().setValue(layout.row_of(held.which, held.caret.row) - before)
        self._show_ticks()
        self.viewport().update()
        self.layout_changed.emit()

    def _on_changed(self) -> None:
        self._widest = 0
        self._spans.clear()
        self._on_grown()

    def _on_grown(self) -> None:
        if isinstance(self._layout, Unaligned) or self._compared is None:
            counts = (self.sides[0].reader.rows, self.sides[1].reader.rows)
            self._layout = self._unaligned(counts)
        for side in self.sides:
            side.fit_digits()
        self._set_ranges()
        self.viewport().update()

    def _unaligned(self, counts: tuple[int, int]) -> Layout:
        """The layout while nothing is aligned, or aligned otherwise."""
        return Unaligned(counts)

    def _show_ticks(self) -> None:
        self._bar.set_ticks(self._tick if self.aligned and len(self.hunks) else None)

    def _tick(self, start: float, end: float) -> str:
        rows = self._compared.layout.rows if self._compared is not None else 0
        first = int(start * rows)
        kind = self.hunks.within(first, max(first + 1, int(end * rows)))
        return self._colours.signs[kind] if kind is not None and self._colours else ""

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        height, top = self._height, self._top
        background = QColor(self.sides[0].rows.colours.background)
        painter.fillRect(event.rect(), background)
        first = top + max(0, (event.rect().top() - _TOP) // height)
        last = min(top + (event.rect().bottom() - _TOP) // height + 1, self.rows)
        for row in range(first, last):
            self._paint_row(painter, row)
        for side in self.sides:
            if side.reader.rows <= (0 if side.reader.complete else -1) or side.reader.note:
                self._paint_note(painter, side)
        if self._colours is not None:
            middle = self._room(1).left() - _MIDDLE
            line = QColor(self._colours.line)
            painter.fillRect(middle, 0, _MIDDLE, self.viewport().height(), line)
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
        painter.drawText(QPointF(left, _TOP + side.rows.baseline), note)

    # Places

    @property
    def _top(self) -> int:
        return self.verticalScrollBar().value()

    @property
    def _scrolled(self) -> int:
        return self.horizontalScrollBar().value()

    @property
    def _height(self) -> int:
        return self.sides[0].rows.height

    @property
    def _page(self) -> int:
        """Rows wholly seen."""
        return max(1, (self.viewport().height() - _TOP) // self._height)

    @property
    def _columns(self) -> int:
        """Columns wholly seen of each side."""
        return max(1, min(s.rows.columns(self._room(s.which).width()) for s in self.sides) - 2)

    def _room(self, which: int) -> QRect:
        """The part of the viewport that a side has."""
        area = self.viewport().rect()
        half = (area.width() - _MIDDLE) // 2
        if which == 0:
            return QRect(0, 0, half, area.height())
        return QRect(half + _MIDDLE, 0, area.width() - half - _MIDDLE, area.height())

    def _y_of(self, row: int) -> int:
        return _TOP + (row - self._top) * self._height

    def _row_at(self, y: float) -> int:
        """The row of the layout at this height, or the nearest."""
        return max(0, min(self._top + int((y - _TOP) // self._height), self.rows - 1))

    def _set_ranges(self) -> None:
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, min(self.rows - self._page, _MOST)))
        vertical.setPageStep(self._page)
        horizontal.setRange(0, max(0, min(self._widest + 3 - self._columns, _MOST)))
        horizontal.setPageStep(self._columns)

    def bring_into_view(self, row: int, column: int = 0, *, middle: bool = False) -> None:
        """Scroll as little as shows the place; a row out of sight to the `middle` if asked."""
        vertical, page = self.verticalScrollBar(), self._page
        self._set_ranges()
        if not self._top <= row < self._top + page:
            above = page // 3 if middle else 0 if row < self._top else page - 1
            vertical.setValue(row - above)
        if column > self._widest:
            self._widest = column
            self._set_ranges()
        horizontal, columns = self.horizontalScrollBar(), self._columns
        if column < horizontal.value():
            horizontal.setValue(max(0, column - 8) if column > columns - 8 else 0)
        elif column >= horizontal.value() + columns:
            horizontal.setValue(column - columns + 8)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_ranges()
