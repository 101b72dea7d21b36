"""What screen readers get of an answer: the rows in sight as a text, with caret and selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
)

from nvexplorer.xmltext.columns import column_of

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QWindow

    from nvexplorer.ui.widgets.xml_text import XmlText


class XmlAccess(QAccessibleInterface, QAccessibleTextInterface):
    """A read-only text of several lines: a row each, indented as it is seen. Offsets count its
    characters from the first row in sight."""

    def __init__(self, view: XmlText) -> None:
        QAccessibleInterface.__init__(self)
        QAccessibleTextInterface.__init__(self)
        self._view = view

    # The object

    def isValid(self) -> bool:
        return shiboken6.isValid(self._view)

    def object(self) -> QObject:
        return self._view

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._view.window().windowHandle()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.EditableText

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = True
        state.multiLine = True
        state.selectableText = True
        state.focusable = True
        state.focused = self._view.hasFocus()
        state.invisible = not self._view.isVisible()
        return state

    def text(self, *which: Any) -> str:
        """Both interfaces have one of this name: of a name or value, or of a stretch."""
        if len(which) == 2:
            start, end = which
            return self._all()[start:end]
        if which[0] == QAccessible.Text.Name:
            return self._view.accessibleName()
        if which[0] == QAccessible.Text.Description:
            return self._view.accessibleDescription()
        return self._all() if which[0] == QAccessible.Text.Value else ""

    def setText(self, which: QAccessible.Text, text: str) -> None:
        """Nothing can be changed."""

    def rect(self) -> QRect:
        view = self._view
        return QRect(view.mapToGlobal(view.rect().topLeft()), view.size())

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        above = self._view.parentWidget()
        return QAccessible.queryAccessibleInterface(above) if above else None

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        return self if kind == QAccessible.InterfaceType.TextInterface else None

    # The text

    def characterCount(self) -> int:
        return len(self._all())

    def cursorPosition(self) -> int:
        return self._place(self._view.caret_row, self._view.caret_offset)

    def setCursorPosition(self, position: int) -> None:
        self._put(position)

    def selectionCount(self) -> int:
        start, end = self._view.selection
        return int(start != end)

    def selection(self, index: int) -> tuple[int, int]:
        document = self._view.document
        if document is None:
            return 0, 0
        first, last = (
            self._place(document.folds.head_of(document.index.row_at(at)), at)
            for at in self._view.selection
        )
        return first, last

    def addSelection(self, start: int, end: int) -> None:
        self.setSelection(0, start, end)

    def removeSelection(self, index: int) -> None:
        self._put(self.cursorPosition())

    def setSelection(self, index: int, start: int, end: int) -> None:
        self._put(start)
        self._put(end, select=True)

    def offsetAtPoint(self, point: QPoint) -> int:
        return -1

    def characterRect(self, offset: int) -> QRect:
        for row, line in self._view.rows_in_sight():
            length = line.first + len(line.text)
            if offset <= length:
                column = column_of(line.at, offset - line.first, line.first)
                at = self._view.viewport().mapToGlobal(self._view.point_at(row, column))
                height = self._view.row_height
                return QRect(at.x(), at.y() - height // 2, height // 2, height)
            offset -= length + 1
        return QRect()

    def scrollToSubstring(self, start: int, end: int) -> None:
        """All of it is in sight."""

    def attributes(self, offset: int) -> tuple[str, int, int]:
        return "", offset, offset

    def _all(self) -> str:
        return "\n".join(" " * line.first + line.text for _, line in self._view.rows_in_sight())

    def _place(self, wanted: int, offset: int) -> int:
        """The character at which a byte of a row is; the first or last for one out of sight."""
        document, before, rows = self._view.document, 0, self._view.rows_in_sight()
        for row, line in rows:
            if row == wanted and document:
                return before + line.first + document.place_of(line, offset)
            before += line.first + len(line.text) + 1
        return max(0, before - 1) if rows and wanted > rows[-1][0] else 0

    def _put(self, place: int, *, select: bool = False) -> None:
        document = self._view.document
        for row, line in self._view.rows_in_sight():
            length = line.first + len(line.text)
            if place <= length and document:
                at = document.offset_of(line, max(0, place - line.first))
                self._view.put_caret(at, row, select=select)
                return
            place -= length + 1


def offer() -> None:
    """From now on screen readers can read the views."""
    QAccessible.installFactory(_make)


def tell_caret(view: XmlText) -> None:
    """The caret is elsewhere."""
    if QAccessible.isActive():
        event = QAccessibleTextCursorEvent(view, view.access().cursorPosition())
        QAccessible.updateAccessibility(event)


def _make(_name: str, made: QObject) -> QAccessibleInterface | None:
    from nvexplorer.ui.widgets.xml_text import XmlText

    if not isinstance(made, XmlText):
        return None
    return made.access()
