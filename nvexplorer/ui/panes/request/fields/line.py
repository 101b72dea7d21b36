"""A line of text in the parameters form: its keys belong to the request, and so does a pasted
request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu

from nvexplorer.ui.widgets.any_length import take_any_length

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.ui.theme import Theme

    TakePasted = Callable[[str], bool]

_KEY = QKeySequence.StandardKey


class FieldLine(QLineEdit):
    """`edited` is emitted for what the user enters, by whatever means.

    A text that is pasted is offered to `take_pasted` first, which returns True when it was a whole
    query and is done with. Undo and redo are left to whoever the field lies in: they go over all
    fields of a request.
    """

    edited = Signal()

    def __init__(
        self, theme: Theme, placeholder: str = "", take_pasted: TakePasted | None = None
    ) -> None:
        super().__init__()
        self._take_pasted = take_pasted
        take_any_length(self)
        self.setFont(theme.mono_font())
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self._on_edited)

    def value(self) -> str:
        return self.text()

    def set_value(self, text: str) -> None:
        """Not told as edited; the cursor stays when nothing changes."""
        if text != self.text():
            self.setText(text)

    def retint(self, theme: Theme) -> None:
        """The theme changed: icons in new colours."""

    def put(self, text: str) -> None:
        """In place of what stands there, told as edited."""
        if text != self.text():
            self.setText(text)
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_KEY.Undo) or event.matches(_KEY.Redo):
            event.ignore()
        elif event.matches(_KEY.Paste):
            self._on_paste()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.make_menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def make_menu(self) -> QMenu:
        """The usual one, whose undo is the request's."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() in ("edit-undo", "edit-redo"):
                action.setVisible(False)
            elif action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self._on_paste)
        for action in self.extra_actions():
            menu.addAction(action)
        return menu

    def extra_actions(self) -> list[QAction]:
        """What the menu offers beside the usual."""
        return []

    def prepared(self, text: str) -> str:
        """A pasted text as it goes into the field."""
        return " ".join(text.strip("\r\n").splitlines())

    def _on_paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if self._take_pasted is not None and self._take_pasted(text):
            return
        self.insert(self.prepared(text))
        self.edited.emit()

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()
