"""One side of the text of a comparison: its rows, its caret, and how they are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from nvexplorer.exchange.compare.results import Kind
from nvexplorer.ui.panes.compare.wording import LOOKS
from nvexplorer.ui.widgets.xml_caret import Caret
from nvexplorer.ui.widgets.xml_look import Mark
from nvexplorer.ui.widgets.xml_paint import RowPainter
from nvexplorer.ui.widgets.xml_reader import XmlReader
from nvexplorer.xmltext.columns import column_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPainter

    from nvexplorer.exchange.compare.results import Span
    from nvexplorer.ui.panes.compare.twin_colours import TwinColours
    from nvexplorer.ui.widgets.idle_work import IdleWork
    from nvexplorer.ui.widgets.xml_document import ShownDocument
    from nvexplorer.xmltext.document import Line

_ALL = 1 << 30  # columns: more than any row has


class TwinSide(QObject):
    """`which` is 0 for the left side and 1 for the right one. `message` is a sentence for the
    user, `copied` how many characters are on the clipboard."""

    message = Signal(str)
    copied = Signal(int)

    def __init__(self, which: int, parent: QObject) -> None:
        super().__init__(parent)
        self.which = which
        self.reader = XmlReader(self)
        self.rows = RowPainter()
        self.caret = Caret()
        self.more_marks: Callable[[TwinSide, Line], list[Mark]] = _no_marks
        self.reader.failed.connect(self.message)

    @property
    def document(self) -> ShownDocument | None:
        return self.reader.document

    @property
    def is_complete(self) -> bool:
        """Whether all rows are known."""
        return self.reader.complete

    @property
    def idle(self) -> IdleWork:
        return self.reader.idle

    def go_on(self) -> None:
        """Find the rest of the rows."""
        self.reader.go_on()

    def forget_caret(self) -> None:
        self.caret = Caret()
        if self.reader.document is not None:
            self.caret.put(self.reader.document.begin, 0)

    def fit_digits(self) -> bool:
        """Whether the row numbers need more room than they have; they get it."""
        document = self.reader.document
        digits = len(str(document.index.estimated_rows)) if document else 3
        if digits <= self.rows.digits:
            return False
        self.rows.digits = digits
        return True

    def line(self, number: int | None, scrolled: int, width: int) -> Line | None:
        if number is None:
            return None
        return self.reader.line(number, scrolled, self.rows.columns(width))

    def paint(
        self,
        painter: QPainter,
        line: Line,
        number: int,
        width: int,
        scrolled: int,
        kind: Kind,
        spans: Sequence[Span],
        colours: TwinColours,
        *,
        current: bool,
    ) -> None:
        """A row at the painter's origin. `spans` are characters of the line that differ."""
        rows, marks = self.rows, []
        if kind is not Kind.SAME:
            grounds = colours.rows if kind is Kind.CHANGED else colours.alone
            marks.append(Mark(0, _ALL, grounds[self.which]))
        marks += self._selected(line)
        for span in spans:
            first, last = (column_of(line.at, place, line.first) for place in span)
            marks.append(Mark(first, last, colours.spans[self.which]))
        marks += self.more_marks(self, line)
        rows.paint(painter, line, number, width, scrolled, marks, current=current)
        if kind is not Kind.SAME:
            look = LOOKS[kind]
            painter.setPen(QColor(colours.signs[kind]))
            x = rows.gutter - rows.FOLD / 2 - rows.advance / 2
            painter.drawText(QPointF(x, rows.baseline), look.sign)
        if current:
            self._paint_caret(painter, scrolled)

    def paint_gap(self, painter: QPainter, width: int, colours: TwinColours) -> None:
        """Where the other side has a row that this one has not."""
        area = QRectF(0, 0, width, self.rows.height)
        painter.fillRect(area, QColor(self.rows.colours.background))
        painter.fillRect(area, QBrush(QColor(colours.gap), Qt.BrushStyle.BDiagPattern))

    def _selected(self, line: Line) -> list[Mark]:
        document = self.reader.document
        start, end = self.caret.selection
        if document is None or start == end:
            return []
        if start >= line.row.end or end <= line.row.start:
            return []
        first = document.column_in(line, max(start, line.start))
        last = document.column_in(line, max(min(end, line.end), line.start))
        if start < line.row.start:
            first = 0
        goes_on = end >= line.row.end and not line.hidden
        return [Mark(first, last + goes_on, self.rows.colours.selection)]

    def _paint_caret(self, painter: QPainter, scrolled: int) -> None:
        document = self.reader.document
        if document is None:
            return
        column = self.caret.column(document) - scrolled
        if column >= 0:
            x = round(self.rows.gutter + column * self.rows.advance)
            caret = QColor(self.rows.colours.caret)
            painter.fillRect(x - 1, 1, 2, self.rows.height - 2, caret)


def _no_marks(_side: TwinSide, _line: Line) -> list[Mark]:
    return []
