"""The line in which one says which line of a text to go to."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.ui.wording import plural

_MOST = 2**31 - 1


class Lined(Protocol):
    """A text in which one can go about; lines are counted from 1, places are offsets."""

    @property
    def line_count(self) -> int: ...
    def caret_offset(self) -> int: ...
    def line_of(self, offset: int) -> int: ...
    def go_to_line(self, number: int) -> None: ...
    def show_place(self, offset: int) -> None: ...
    def setFocus(self, reason: Qt.FocusReason, /) -> None: ...


class LineBar(Panel):
    """Hidden until `open`, and when it is `closed`. The line is shown while its number is typed;
    Enter stays there, Esc goes back. With `growing` there may be more lines than are known."""

    closed = Signal()

    def __init__(self, editor: Lined, *, growing: bool = False) -> None:
        super().__init__("sunken", "bottom", across=True, margins=(12, 6, 12, 6), spacing=8)
        self._editor = editor
        self._growing = growing
        self._before = 0
        self.field = QLineEdit()
        self.field.setAccessibleName("Go to line")
        self.field.setMaximumWidth(120)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._go)
        self._lines = label(role="small")
        self.box.addWidget(label("Go to line"))
        self.box.addWidget(self.field)
        self.box.addWidget(self._lines, 1)
        self.setFocusProxy(self.field)
        self.hide()

    def open(self) -> None:
        editor = self._editor
        self._before = editor.caret_offset()
        most = _MOST if self._growing else editor.line_count
        self.field.setValidator(QIntValidator(1, most, self.field))
        self.field.setText(str(editor.line_of(self._before)))
        self._lines.setText(f"of {plural(editor.line_count, 'line')}")
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> None:
        self.hide()
        self.closed.emit()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, text: str) -> None:
        if text:
            self._editor.go_to_line(int(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            back = event.key() == Qt.Key.Key_Escape
            if event.type() == QEvent.Type.ShortcutOverride and back:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and (
                back or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            ):
                if back:
                    self._editor.show_place(self._before)
                else:
                    self._go(self.field.text())
                self.close_bar()
                return True
        return super().eventFilter(watched, event)
