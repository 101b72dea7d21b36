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
        return self._view.caret_in_sight()

    def setCursorPosition(self, position: int) -> None:
        self._view.put_caret_in_sight(position)

    def selectionCount(self) -> int:
        start, end = self._view.selection
        return int(start != end)

    def selection(self, index: int) -> tuple[int, int]:
        return self._view.selection_in_sight()

    def addSelection(self, start: int, end: int) -> None:
        self.setSelection(0, start, end)

    def removeSelection(self, index: int) -> None:
        self._view.put_caret_in_sight(self.cursorPosition())

    def setSelection(self, index: int, start: int, end: int) -> None:
        self._view.put_caret_in_sight(start)
        self._view.put_caret_in_sight(end, select=True)

    def offsetAtPoint(self, point: QPoint) -> int:
        return -1

    def characterRect(self, offset: int) -> QRect:
        return self._view.rect_in_sight(offset)

    def scrollToSubstring(self, start: int, end: int) -> None:
        """All of it is in sight."""

    def attributes(self, offset: int) -> tuple[str, int, int]:
        return "", offset, offset

    def _all(self) -> str:
        return "\n".join(text for _, text in self._view.rows_in_sight())


def offer() -> None:
    """From now on screen readers can read the views."""
    QAccessible.installFactory(_make)


def tell_caret(view: XmlText) -> None:
    """The caret is elsewhere."""
    if QAccessible.isActive():
        event = QAccessibleTextCursorEvent(view, view.caret_in_sight())
        QAccessible.updateAccessibility(event)


def _make(_name: str, made: QObject) -> QAccessibleInterface | None:
    from nvexplorer.ui.widgets.xml_text import XmlText

    if not isinstance(made, XmlText):
        return None
    return made.access()
