"""Two documents beside each other: which rows stand beside which, and scroll bars for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from nvexplorer.ui.panes.compare.beside import Hunks, Unaligned
from nvexplorer.ui.panes.compare.hunk_bar import HunkBar
from nvexplorer.ui.panes.compare.twin_colours import TwinColours
from nvexplorer.ui.panes.compare.twin_side import TwinSide
from nvexplorer.ui.widgets.scroll_bars import set_ranges, show_column
from nvexplorer.ui.widgets.xml_paint import XmlColours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from nvexplorer.exchange.compare.alignment import Beside
    from nvexplorer.model.exchange import Body
    from nvexplorer.ui.panes.compare.beside import Compared, Layout
    from nvexplorer.ui.tokens import Tokens

TOP = 4
"""Pixels above the first row."""
MIDDLE = 1
"""Pixels between the sides."""


class TwinScroll(QAbstractScrollArea):
    """The two sides without what they look like. Scroll bars count rows of the layout and columns.

    `message`: a sentence for the user. `layout_changed`: rows stand beside others now;
    `documents_changed`: others are shown, or none.
    """

    message = Signal(str)
    layout_changed = Signal()
    documents_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = HunkBar()
        self.setVerticalScrollBar(self._bar)
        self.sides = (TwinSide(0, self), TwinSide(1, self))
        self.active = 0
        """The side that the keyboard is for."""
        self._layout: Layout = Unaligned((0, 0))
        self._compared: Compared | None = None
        self.hunks = Hunks()
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
        self._forget_looks()
        self._set_ranges()
        self.verticalScrollBar().setValue(layout.row_of(held.which, held.caret.row) - before)
        self._show_ticks()
        self.viewport().update()
        self.layout_changed.emit()

    def _forget_looks(self) -> None:
        """Rows may look otherwise now."""

    def _on_changed(self) -> None:
        self._widest = 0
        self._forget_looks()
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
        return max(1, (self.viewport().height() - TOP) // self._height)

    @property
    def _columns(self) -> int:
        """Columns wholly seen of each side."""
        return max(1, min(s.rows.columns(self._room(s.which).width()) for s in self.sides) - 2)

    def _room(self, which: int) -> QRect:
        """The part of the viewport that a side has."""
        area = self.viewport().rect()
        half = (area.width() - MIDDLE) // 2
        if which == 0:
            return QRect(0, 0, half, area.height())
        return QRect(half + MIDDLE, 0, area.width() - half - MIDDLE, area.height())

    def _y_of(self, row: int) -> int:
        return TOP + (row - self._top) * self._height

    def _row_at(self, y: float) -> int:
        """The row of the layout at this height, or the nearest."""
        return max(0, min(self._top + int((y - TOP) // self._height), self.rows - 1))

    def _set_ranges(self) -> None:
        set_ranges(
            self, rows=self.rows, page=self._page, widest=self._widest, columns=self._columns
        )

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
        show_column(self.horizontalScrollBar(), column, self._columns)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_ranges()
