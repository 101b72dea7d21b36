"""Selects with the mouse in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from nvexplorer.ui.widgets.xml_text import XmlText

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QWidget

_COPIED_AT_ONCE = 1 << 16  # bytes that are selected by the mouse and so copied


class XmlMouse(XmlText):
    """The viewer with a mouse: a click puts the caret, two select a word, three a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._mouse: QPoint | None = None  # where it drags the selection
        self._pressed_twice = QPoint(-1, -1)
        super().__init__(parent)
        self._dragging = QTimer(self)
        self._dragging.setInterval(40)
        self._dragging.timeout.connect(self._on_drag)
        self._third_press = QTimer(self)
        self._third_press.setSingleShot(True)
        self.viewport().setMouseTracking(True)

    def _on_document(self) -> None:
        super()._on_document()
        self._mouse = None
        self._dragging.stop()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        document, at = self._reader.document, event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or not document or not self.row_count:
            return
        if self._is_on_rest(at):
            document.show_whole(self._row_at(at.y()))
            self._repaint_all()
            return
        if self._third_press.isActive() and (at - self._pressed_twice).manhattanLength() < 5:
            self._caret.select_row(document)
            self._caret_moved()
            return
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._put_caret_at(at, select=extend)
        self._mouse = at

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        document = self._reader.document
        if event.button() != Qt.MouseButton.LeftButton or not document or not self.row_count:
            return
        self._pressed_twice = event.position().toPoint()
        self._third_press.start(QApplication.doubleClickInterval())
        self._put_caret_at(self._pressed_twice)
        self._caret.select_word(document)
        self._caret_moved()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._mouse is None:
            hand = self._is_on_hand(at)
            shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor
            if self.viewport().cursor().shape() != shape:
                self.viewport().setCursor(shape)
            return
        self._mouse = at
        self._put_caret_at(at, select=True)
        if self.viewport().rect().contains(at):
            self._dragging.stop()
        elif not self._dragging.isActive():
            self._dragging.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse = None
        self._dragging.stop()
        clipboard = QGuiApplication.clipboard()
        start, end = self._caret.selection
        if clipboard.supportsSelection() and 0 < end - start <= _COPIED_AT_ONCE:
            clipboard.setText(self.selected_text(), QClipboard.Mode.Selection)

    def _on_drag(self) -> None:
        """Scrolls while the mouse is held outside, the faster the farther."""
        if self._mouse is None:
            return
        area, at = self.viewport().rect(), self._mouse
        for bar, before, after, unit in (
            (self.verticalScrollBar(), -at.y(), at.y() - area.bottom(), self._rows.height),
            (self.horizontalScrollBar(), -at.x(), at.x() - area.right(), self._rows.advance),
        ):
            if before > 0:
                bar.setValue(bar.value() - 1 - int(before / unit))
            elif after > 0:
                bar.setValue(bar.value() + 1 + int(after / unit))
        self._put_caret_at(at, select=True)

    def _put_caret_at(self, at: QPoint, *, select: bool = False) -> None:
        document, number = self._reader.document, self._row_at(at.y())
        line = self._line(number)
        if document and line:
            column = round(self._column_at(at.x()))
            self._put_caret(document.offset_at(line, column), number, select=select)

    def _is_on_hand(self, at: QPoint) -> bool:
        """Whether a click there does something."""
        return self._is_on_rest(at)

    def _is_on_rest(self, at: QPoint) -> bool:
        """Whether the point is on what stands in place of the end of a row that is cut."""
        number = self._row_at(at.y())
        line = self._line(number)
        if line is None or not line.hidden:
            return False
        place = self._rows.rest_place(line, self.viewport().width(), self._scrolled)
        return place.translated(0, self._y_of(number)).contains(QPointF(at))
