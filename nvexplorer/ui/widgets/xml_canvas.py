"""Paints the rows of a document that are in sight, and zooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QFrame

from nvexplorer.ui.widgets.xml_look import PLAIN, Look, Mark
from nvexplorer.ui.widgets.xml_paint import HIDDEN_WIDTH
from nvexplorer.ui.widgets.xml_pictures import RowPictures
from nvexplorer.ui.widgets.xml_scroll import TOP, XmlScroll

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QHideEvent, QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from nvexplorer.ui.widgets.xml_document import ShownDocument
    from nvexplorer.ui.widgets.xml_paint import XmlColours
    from nvexplorer.xmltext.document import Line

_SMALLEST, _LARGEST = 6.0, 48.0  # sizes of the font that zooming keeps within
_WARM_UP = 300  # milliseconds until what the first answer needs is made ready: after the window


class XmlCanvas(XmlScroll):
    """The viewer without caret, selection and search.

    Nothing here takes the GUI thread for much longer than painting one page.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = RowPictures(self._rows)
        self._last_top = 0
        self._backwards = False
        self._own_size: float | None = None
        self._warm_up = QTimer(self)
        self._warm_up.setSingleShot(True)
        self._warm_up.setInterval(_WARM_UP)
        self._warm_up.timeout.connect(self._on_warm_up)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._on_fonts()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):  # our own fonts may be loaded after us
            application.fontDatabaseChanged.connect(self._on_fonts)

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

    # --- painting -------------------------------------------------------------------------------

    def _marks(self, document: ShownDocument, line: Line) -> list[Mark]:
        """What is to be seen behind the text of a row."""
        return []

    def _look(self, line: Line, number: int) -> Look:
        """What is drawn of a row beside its text; kept with its picture."""
        return PLAIN

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
        super()._repaint_all()

    def paintEvent(self, event: QPaintEvent) -> None:
        viewport = self.viewport()
        self._pictures.set_place(viewport.width(), self._scrolled, self.devicePixelRatioF())
        painter = QPainter(viewport)
        height, top = self._rows.height, self._top
        slots = self._slots
        self._top_row = self._row_of(top)
        first = top + max(0, (event.rect().top() - TOP) // height)
        last = min(top + (event.rect().bottom() - TOP) // height + 1, slots)
        for slot in range(first, last):
            self._paint_row(painter, TOP + (slot - top) * height, self._row_of(slot))
        background = QColor(self._rows.colours.background)
        painter.fillRect(0, 0, viewport.width(), TOP, background)
        below = TOP + (max(first, last) - top) * height
        painter.fillRect(0, below, viewport.width(), viewport.height(), background)
        if slots <= top:
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
        look, width = self._look(line, number), self.viewport().width()
        # Not by way of a picture, whose memory is new: those are made when nothing else waits.
        painter.save()
        painter.translate(0, y)
        painter.setClipRect(0, 0, width, self._rows.height)
        self._rows.paint(painter, line, number, width, self._scrolled, marks, look, current=current)
        if current:
            self._paint_over(painter, number)
        painter.restore()
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
        painter.drawText(QPointF(self._rows.gutter, TOP + self._rows.baseline), note)

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
        """Draws pictures of the page in sight and of the one that will be wanted next."""
        top, page = self._top, self._page
        ahead = range(top, top + 2 * page + 2)
        if self._backwards:
            ahead = range(min(top + page, self._slots - 2), top - page - 2, -1)
        for slot in ahead:
            if not 0 <= slot < self._slots - 1:
                return
            number = self._row_of(slot)
            if not self._pictures.get(number):
                line = self._line(number)
                if line is None:
                    return
                self._pictures.of(number, line, self._look(line, number))
                yield

    def _on_warm_up(self) -> None:
        self._reader.idle.start("warm", self._warm())

    def _warm(self) -> Iterator[None]:
        self._rows.warm()
        yield
        yield from self._reader.warm()

    # --- events ---------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pictures.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_warm_up"):
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
