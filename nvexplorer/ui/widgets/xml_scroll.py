"""Goes about in a document of any size: scroll bars that count rows and columns, and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QAbstractScrollArea

from nvexplorer.ui.widgets.scroll_bars import set_ranges, show_column
from nvexplorer.ui.widgets.xml_paint import RowPainter
from nvexplorer.ui.widgets.xml_reader import XmlReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from nvexplorer.ui.widgets.xml_document import ShownDocument
    from nvexplorer.xmltext.document import Line
    from nvexplorer.xmltext.source import Source

TOP = 4
"""Pixels above the first row."""


class XmlScroll(QAbstractScrollArea):
    """The viewer but for what it looks like and what can be done in it; `XmlView` is the whole.

    Rows are counted from 0; the scroll bars count rows and columns, not pixels.
    """

    index_progress = Signal(int, bool)
    """Rows known so far and whether that is all of them; at most every 50 ms."""
    message = Signal(str)
    """A sentence for the user: what could not be done and what to do instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RowPainter()
        self._widest = 0
        self._top_row = 0  # as it was painted last
        self._then: Callable[[ShownDocument, int], None] = self._arrive
        self._reader = XmlReader(self)
        self._reader.changed.connect(self._on_changed)
        self._reader.grown.connect(self._on_grown)
        self._reader.reached.connect(self._on_reached)
        self._reader.failed.connect(self._on_failed)
        self.horizontalScrollBar().setSingleStep(4)

    # --- what is shown --------------------------------------------------------------------------

    def set_source(
        self, source: Source, encoding_hint: str | None = None, *, arriving: bool = False
    ) -> None:
        """Shows a document; `encoding_hint` is the charset of its Content-Type.

        Its encoding is found as `encoding.detect` says. A document whose markup is not in ASCII
        (UTF-16) is made UTF-8 first, a little at a time, and shown when that is done. While
        `arriving`, the source grows and `source_grown` tells of it; bytes once there never change.
        """
        self._reader.set_source(source, encoding_hint, arriving=arriving)

    def source_grown(self, *, arriving: bool) -> None:
        """More of the source is there; the last time, `arriving` is false. What is in sight stays
        where it is."""
        self._reader.source_grown(arriving=arriving)

    @property
    def arriving(self) -> bool:
        """Whether more is still to come."""
        return self._reader.arriving

    def set_text_bytes(self, data: bytes) -> None:
        """Shows a document held in memory."""
        from nvexplorer.xmltext.source import BytesSource

        self.set_source(BytesSource(data))

    def clear(self) -> None:
        """Shows nothing and stops all work on what was shown."""
        self._reader.clear()

    @property
    def row_count(self) -> int:
        """How many rows are known."""
        return self._reader.rows

    @property
    def is_complete(self) -> bool:
        """Whether all rows are known."""
        return self._reader.complete

    @property
    def pretty(self) -> bool:
        return self._reader.pretty

    def set_pretty(self, pretty: bool) -> None:
        """Shows the rows of the virtual pretty print, or the lines as they came; what is at the
        top stays there."""
        if pretty != self.pretty:
            line = self._line(self._row_of(self._top))
            self._reader.set_pretty(pretty)
            self._go(self._put_on_top, offset=line.row.start if line else 0)

    def row_text(self, number: int) -> str:
        """The row as it is seen, without its indentation; empty when it is not known."""
        line = self._line(number)
        return line.text if line else ""

    def go_to_row(self, number: int) -> None:
        """Brings the row into view as soon as it is known; the last one when there are fewer."""
        self._go(self._arrive, row=max(0, number))

    def go_to_offset(self, offset: int) -> None:
        """Brings the row that holds this byte into view as soon as it is known."""
        self._go(self._arrive, offset=offset)

    @property
    def row_height(self) -> int:
        """Pixels."""
        return self._rows.height

    def point_at(self, row: int, column: int) -> QPoint:
        """Where in the viewport, in sight or not, a column of a row begins, half-way down it;
        columns count the indentation."""
        x = self._rows.gutter + (column - self._scrolled) * self._rows.advance
        return QPoint(round(x), self._y_of(row) + self._rows.height // 2)

    def _on_changed(self) -> None:
        self._widest = 0
        self._top_row = 0
        self._rows.digits = 3
        self._set_ranges()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self._repaint_all()
        if not self.isVisible():  # there is no first paint to wait for
            self._reader.go_on()

    def _on_grown(self) -> None:
        index = self._reader.document.index if self._reader.document else None
        digits = len(str(index.estimated_rows)) if index else 3
        if digits > self._rows.digits:
            self._rows.digits = digits
            self._repaint_all()
        elif self._top + self._page + 1 >= self._slots or self.is_complete:
            self.viewport().update()
        self._set_ranges()
        self.index_progress.emit(self.row_count, self.is_complete)

    def _go(
        self, then: Callable[[ShownDocument, int], None], *, row: int | None = None, offset: int = 0
    ) -> None:
        """Calls `then` as soon as the place is known, unless another one is asked for before."""
        self._then = then
        self._reader.go_to(row=row, offset=offset)

    def _on_reached(self, offset: int) -> None:
        document = self._reader.document
        if document and document.index.rows:
            self._then(document, offset)

    def _put_on_top(self, document: ShownDocument, offset: int) -> None:
        self._set_ranges()
        self.verticalScrollBar().setValue(self._slot_of(document.index.row_at(offset)))

    def _arrive(self, document: ShownDocument, offset: int) -> None:
        """The place that was asked for is known."""
        self._bring_into_view(document.index.row_at(offset), 0, middle=True)

    def _on_failed(self, sentence: str) -> None:
        self.viewport().update()
        self.message.emit(sentence)

    # --- places ---------------------------------------------------------------------------------

    @property
    def _top(self) -> int:
        return self.verticalScrollBar().value()

    @property
    def _scrolled(self) -> int:
        """Columns left of what is seen."""
        return self.horizontalScrollBar().value()

    @property
    def _page(self) -> int:
        """Rows wholly seen."""
        return max(1, (self.viewport().height() - TOP) // self._rows.height)

    @property
    def _columns(self) -> int:
        """Columns wholly seen."""
        return max(1, self._rows.columns(self.viewport().width()) - 2)

    def _line(self, number: int) -> Line | None:
        return self._reader.line(number, self._scrolled, self._columns + 2)

    def _row_at(self, y: float) -> int:
        """The known row at this height of the viewport, or the nearest."""
        slot = self._top + int((y - TOP) // self._rows.height)
        return self._row_of(max(0, min(slot, self._slots - 1)))

    def _y_of(self, number: int) -> int:
        return TOP + (self._slot_of(number) - self._top) * self._rows.height

    @property
    def _slots(self) -> int:
        """Known rows but for those that are folded away."""
        document = self._reader.document
        return document.index.rows - document.folds.hidden if document else 0

    def _slot_of(self, number: int) -> int:
        document = self._reader.document
        return document.folds.slot_of(number) if document else number

    def _row_of(self, slot: int) -> int:
        document = self._reader.document
        return document.folds.row_of(slot) if document else slot

    def _reveal(self, number: int) -> None:
        """Unfolds what hides a row."""
        document = self._reader.document
        if document and document.folds.reveal(number):
            self._on_folded()

    def _on_folded(self) -> None:
        """Other rows are seen now; the first of them stays."""
        self._set_ranges()
        self.verticalScrollBar().setValue(self._slot_of(self._top_row))
        self._repaint_all()

    def _column_at(self, x: float) -> float:
        return max(0.0, (x - self._rows.gutter) / self._rows.advance + self._scrolled)

    def _bring_into_view(self, number: int, column: int, *, middle: bool = False) -> None:
        """Scrolls as little as shows the place; a row out of sight to the `middle` if asked."""
        vertical, page = self.verticalScrollBar(), self._page
        self._reveal(number)
        self._set_ranges()
        slot = self._slot_of(number)
        if not self._top <= slot < self._top + page:
            above = page // 2 if middle else 0 if slot < self._top else page - 1
            vertical.setValue(slot - above)
        if column > self._widest:
            self._widest = column
            self._set_ranges()
        show_column(self.horizontalScrollBar(), column, self._columns)

    def _set_ranges(self) -> None:
        document = self._reader.document
        rows = document.index.estimated_rows - document.folds.hidden if document else 0
        set_ranges(self, rows=rows, page=self._page, widest=self._widest, columns=self._columns)

    def _repaint_all(self) -> None:
        """All rows look different now."""
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_ranges()
