"""The text of two documents side by side: to scroll, to walk through, to select and to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from nvexplorer.ui.panes.compare.twin_places import TwinPlaces
from nvexplorer.ui.widgets.xml_copying import copy_bytes
from nvexplorer.ui.widgets.xml_keys import move_by_key

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

_Key = QKeySequence.StandardKey
_OWN_KEYS = (_Key.Copy, _Key.SelectAll)


class TwinView(TwinPlaces):
    """Keys and mouse are for one side at a time, that with the frame; F6 goes to the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dragging = False
        self.setAccessibleName("Text of both sides")

    # Copying

    def selected_text(self, limit: int) -> str:
        """What is selected on the side that the keyboard is for, of `limit` bytes at most."""
        side = self.sides[self.active]
        document = side.reader.document
        start, end = side.caret.selection
        if document is None or start == end:
            return ""
        return "".join(document.text(start, min(end, start + limit)))

    def copy(self) -> None:
        side = self.sides[self.active]
        start, end = side.caret.selection
        if start == end or side.reader.document is None:
            return
        copy_bytes(side, start, end)  # type: ignore[arg-type]  # has all that it uses of a view

    def select_all(self) -> None:
        side = self.sides[self.active]
        if side.reader.document is not None:
            side.caret.select_all(side.reader.document)
            self._told()

    # Keys

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and any(event.matches(key) for key in _OWN_KEYS)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        side = self.sides[self.active]
        document = side.reader.document
        if event.matches(_Key.Copy):
            self.copy()
        elif event.matches(_Key.SelectAll):
            self.select_all()
        elif event.key() == Qt.Key.Key_F6:
            self.switch_side()
        elif document is not None and document.index.rows:
            scrolled = move_by_key(side.caret, document, event, self._page)
            if scrolled is None:
                event.ignore()
                return
            if scrolled:
                self.verticalScrollBar().setValue(self._top + scrolled)
            self.bring_into_view(self._current_row, side.caret.column(document))
            self._told()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or not self.rows:
            return
        which = 1 if at.x() >= self._room(1).left() else 0
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        extend = extend and which == self.active
        self.active = which
        self._put_caret_at(at, select=extend)
        self._dragging = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            at = event.position().toPoint()
            self._put_caret_at(at, select=True)
            if not self.viewport().rect().contains(at):
                self.bring_into_view(self._current_row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        self._dragging = False
        side = self.sides[self.active]
        if side.reader.document is not None and side.reader.rows:
            side.caret.select_word(side.reader.document)
            self._told()

    def _put_caret_at(self, at: QPoint, *, select: bool) -> None:
        side = self.sides[self.active]
        document = side.reader.document
        row = self._row_at(at.y())
        number = self._layout.beside(row)[:2][self.active] if row < self.rows else None
        if document is None or number is None or number >= side.reader.rows:
            return
        line = side.reader.line(number, self._scrolled, self._columns)
        if line is None:
            return
        room = self._room(self.active)
        x = at.x() - room.left() - side.rows.gutter
        column = round(max(0.0, x / side.rows.advance + self._scrolled))
        side.caret.put(document.offset_at(line, column), number, select=select)
        self._told()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        start, end = self.sides[self.active].caret.selection
        for text, keys, slot, works in (
            ("Copy", "Ctrl+C", self.copy, start != end),
            ("Select all of this side", "Ctrl+A", self.select_all, self.rows > 0),
            ("Other side", "F6", self.switch_side, self.rows > 0),
            ("Next difference", "F8", self._on_next, len(self.hunks) > 0),
            ("Previous difference", "Shift+F8", self._on_previous, len(self.hunks) > 0),
        ):
            action = QAction(text, menu)
            action.setShortcut(QKeySequence(keys))
            action.setEnabled(works)
            action.triggered.connect(slot)
            menu.addAction(action)
        menu.popup(event.globalPos())

    def _on_next(self) -> None:
        self.go(1)

    def _on_previous(self) -> None:
        self.go(-1)
