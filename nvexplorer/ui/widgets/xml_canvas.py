"""Shows a document of any size: scrolls by rows and paints the visible ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from nvexplorer.ui.widgets.xml_paint import HIDDEN_WIDTH, Mark, RowPainter
from nvexplorer.ui.widgets.xml_pictures import RowPictures
from nvexplorer.ui.widgets.xml_reader import XmlReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from nvexplorer.ui.widgets.xml_paint import XmlColours
    from nvexplorer.xmltext.document import Document, Line
    from nvexplorer.xmltext.source import Source

_SMALLEST, _LARGEST = 6.0, 48.0  # sizes of the font that zooming keeps within
_WARM_UP = 300  # milliseconds until what the first answer needs is made ready: after the window
_TOP = 4  # pixels above the first row
_MOST = 2**31 - 1  # that a scroll bar can count


class XmlCanvas(QAbstractScrollArea):
    """The viewer without caret, selection and search; `XmlView` is the whole of it.

    Rows are counted from 0; the scroll bars count rows and columns, not pixels. Nothing here takes
    the GUI thread for much longer than painting one page.
    """

    index_progress = Signal(int, bool)
    """Rows known so far and whether that is all of them; at most every 50 ms."""
    message = Signal(str)
    """A sentence for the user: what could not be done and what to do instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RowPainter()
        self._pictures = RowPictures(self._rows)
        self._widest = 0
        self._last_top = 0
        self._backwards = False
        self._own_size: float | None = None
        self._then: Callable[[Document, int], None] = self._arrive
        self._reader = XmlReader(self)
        self._reader.changed.connect(self._on_changed)
        self._reader.grown.connect(self._on_grown)
        self._reader.reached.connect(self._on_reached)
        self._reader.failed.connect(self._on_failed)
        self._warm_up = QTimer(self)
        self._warm_up.setSingleShot(True)
        self._warm_up.setInterval(_WARM_UP)
        self._warm_up.timeout.connect(self._on_warm_up)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.horizontalScrollBar().setSingleStep(4)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._on_fonts()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):  # our own fonts may be loaded after us
            application.fontDatabaseChanged.connect(self._on_fonts)

    # --- what is shown --------------------------------------------------------------------------

    def set_source(self, source: Source, encoding_hint: str | None = None) -> None:
        """Shows a document; `encoding_hint` is the charset of its Content-Type.

        Its encoding is found as `encoding.detect` says. A document whose markup is not in ASCII
        (UTF-16) is made UTF-8 first, a little at a time, and shown when that is done.
        """
        self._reader.set_source(source, encoding_hint)

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
            line = self._line(self._top)
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

    def point_at(self, row: int, column: int) -> QPoint:
        """Where in the viewport, in sight or not, a column of a row begins, half-way down it;
        columns count the indentation."""
        x = self._rows.gutter + (column - self._scrolled) * self._rows.advance
        return QPoint(round(x), self._y_of(row) + self._rows.height // 2)

    def set_colours(self, colours: XmlColours) -> None:
        self._rows.set_colours(colours)
        self._repaint_all()

    def zoom(self, steps: int) -> None:
        """Makes the font that many steps larger; 0 takes it back to its own size."""
        font = self.font()
        size = float(font.pixelSize()) if font.pixelSize() > 0 else font.pointSizeF()
        if self._own_size is None:
            self._own_size = size
        size = max(_SMALLEST, min(_LARGEST, size + steps)) if steps else self._own_size
        if font.pixelSize() > 0:
            font.setPixelSize(round(size))
        else:
            font.setPointSizeF(size)
        super().setFont(font)

    def setFont(self, font: QFont | str | Sequence[str]) -> None:
        self._own_size = None
        super().setFont(font)

    def _on_changed(self) -> None:
        self._widest = 0
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
        elif self._top + self._page + 1 >= self.row_count or self.is_complete:
            self.viewport().update()
        self._set_ranges()
        self.index_progress.emit(self.row_count, self.is_complete)

    def _go(
        self, then: Callable[[Document, int], None], *, row: int | None = None, offset: int = 0
    ) -> None:
        """Calls `then` as soon as the place is known, unless another one is asked for before."""
        self._then = then
        self._reader.go_to(row=row, offset=offset)

    def _on_reached(self, offset: int) -> None:
        document = self._reader.document
        if document and document.index.rows:
            self._then(document, offset)

    def _put_on_top(self, document: Document, offset: int) -> None:
        self._set_ranges()
        self.verticalScrollBar().setValue(document.index.row_at(offset))

    def _arrive(self, document: Document, offset: int) -> None:
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
        return max(1, (self.viewport().height() - _TOP) // self._rows.height)

    @property
    def _columns(self) -> int:
        """Columns wholly seen."""
        return max(1, self._rows.columns(self.viewport().width()) - 2)

    def _line(self, number: int) -> Line | None:
        return self._reader.line(number, self._scrolled, self._columns + 2)

    def _row_at(self, y: float) -> int:
        """The known row at this height of the viewport, or the nearest."""
        slot = int((y - _TOP) // self._rows.height)
        return max(0, min(self._top + slot, self.row_count - 1))

    def _y_of(self, number: int) -> int:
        return _TOP + (number - self._top) * self._rows.height

    def _column_at(self, x: float) -> float:
        return max(0.0, (x - self._rows.gutter) / self._rows.advance + self._scrolled)

    def _bring_into_view(self, number: int, column: int, *, middle: bool = False) -> None:
        """Scrolls as little as shows the place; a row out of sight to the `middle` if asked."""
        vertical, page = self.verticalScrollBar(), self._page
        self._set_ranges()
        if not self._top <= number < self._top + page:
            above = page // 2 if middle else 0 if number < self._top else page - 1
            vertical.setValue(number - above)
        if column > self._widest:
            self._widest = column
            self._set_ranges()
        horizontal, columns = self.horizontalScrollBar(), self._columns
        if column < horizontal.value():
            horizontal.setValue(max(0, column - 8) if column > columns - 8 else 0)
        elif column >= horizontal.value() + columns:
            horizontal.setValue(column - columns + 8)

    def _set_ranges(self) -> None:
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        rows = self._reader.document.index.estimated_rows if self._reader.document else 0
        vertical.setRange(0, max(0, min(rows - self._page, _MOST)))
        vertical.setPageStep(self._page)
        horizontal.setRange(0, max(0, min(self._widest + 3 - self._columns, _MOST)))
        horizontal.setPageStep(self._columns)

    # --- painting -------------------------------------------------------------------------------

    def _marks(self, document: Document, line: Line) -> list[Mark]:
        """What is to be seen behind the text of a row."""
        return []

    def _is_marked(self, number: int) -> bool:
        """Whether the row may have marks or is the current one."""
        return False

    def _is_current(self, number: int) -> bool:
        """Whether the row is the one that `_paint_over` draws on."""
        return False

    def _paint_over(self, painter: QPainter, number: int) -> None:
        """Draws over the current row, whose top left corner is the painter's origin."""

    def _repaint_all(self) -> None:
        self._pictures.clear()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        viewport = self.viewport()
        self._pictures.set_place(viewport.width(), self._scrolled, self.devicePixelRatioF())
        painter = QPainter(viewport)
        height, top = self._rows.height, self._top
        first = top + max(0, (event.rect().top() - _TOP) // height)
        last = min(top + (event.rect().bottom() - _TOP) // height + 1, self.row_count)
        for number in range(first, last):
            self._paint_row(painter, self._y_of(number), number)
        background = QColor(self._rows.colours.background)
        painter.fillRect(0, 0, viewport.width(), _TOP, background)
        below = self._y_of(max(first, last))
        painter.fillRect(0, below, viewport.width(), viewport.height(), background)
        if self.row_count <= top:
            self._paint_note(painter)
        if self.hasFocus():
            pen = QPen(QColor(self._rows.colours.focus), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(viewport.rect().adjusted(1, 1, -1, -1))
        painter.end()
        if self._reader.document:
            self._after_paint()

    def _paint_row(self, painter: QPainter, y: int, number: int) -> None:
        kept = None if self._is_marked(number) else self._pictures.get(number)
        if kept:
            painter.drawPixmap(0, y, kept)
            return
        line, document = self._line(number), self._reader.document
        if line is None or document is None:
            return
        marks, current = self._marks(document, line), self._is_current(number)
        if marks or current:
            painter.save()
            painter.translate(0, y)
            width = self.viewport().width()
            painter.setClipRect(0, 0, width, self._rows.height)
            self._rows.paint(painter, line, number, width, self._scrolled, marks, current=current)
            if current:
                self._paint_over(painter, number)
            painter.restore()
        else:
            keep = number < self.row_count - 1 or self.is_complete
            painter.drawPixmap(0, y, self._pictures.of(number, line, keep=keep))
        width_with_rest = line.width + (HIDDEN_WIDTH if line.hidden else 0)
        if width_with_rest > self._widest:
            self._widest = width_with_rest
            self._reader.idle.start("measure", self._measured())

    def _paint_note(self, painter: QPainter) -> None:
        note = self._reader.note
        if not note and self._reader.document and not self.is_complete:
            note = "Reading…"
        painter.setFont(self.font())
        painter.setPen(QColor(self._rows.colours.number))
        painter.drawText(QPointF(self._rows.gutter, _TOP + self._rows.baseline), note)

    def _measured(self) -> Iterator[None]:
        self._set_ranges()
        yield

    def _after_paint(self) -> None:
        if not self._reader.idle.is_running("index"):
            self._reader.go_on()
        if self._top != self._last_top:
            self._backwards = self._top < self._last_top
            self._last_top = self._top
        if self._pictures.room() >= 2 * self._page + 4:
            self._reader.idle.start("prepare", self._prepare())

    def _prepare(self) -> Iterator[None]:
        """Draws the page that will be wanted next."""
        top, page = self._top, self._page
        ahead = range(top + page, top + 2 * page + 2)
        if self._backwards:
            ahead = range(top - 1, top - page - 2, -1)
        for number in ahead:
            if not 0 <= number < self.row_count - 1:
                return
            if not self._pictures.get(number):
                line = self._line(number)
                if line is None:
                    return
                self._pictures.of(number, line, keep=True)
                yield

    def _on_warm_up(self) -> None:
        self._reader.idle.start("warm", self._warm())

    def _warm(self) -> Iterator[None]:
        self._rows.warm()
        yield
        yield from self._reader.warm()

    # --- events ---------------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_ranges()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pictures.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_reader"):
            self._on_fonts()

    def _on_fonts(self) -> None:
        self._rows.set_font(self.font())
        self._set_ranges()
        self._repaint_all()
        self._warm_up.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)
