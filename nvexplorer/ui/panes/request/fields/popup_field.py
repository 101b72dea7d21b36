"""A line of text with a button in it that opens something to choose or edit by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from nvexplorer.ui.panes.request.fields.line import FieldLine

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import ParameterDef
    from nvexplorer.ui.panes.request.fields.line import TakePasted
    from nvexplorer.ui.theme import Theme


class PopupField(FieldLine):
    """A subclass names the `icon`, says in `words` what it is for, and opens it."""

    icon = ""
    words = ""

    def __init__(
        self, theme: Theme, parameter: ParameterDef, placeholder: str, take_pasted: TakePasted
    ) -> None:
        super().__init__(theme, placeholder, take_pasted)
        self._theme = theme
        self._parameter = parameter
        self._button = QAction(self.words, self)
        self._button.setToolTip(f"{self.words} (Alt+Down)")
        self._button.triggered.connect(self.open_popup)
        self.addAction(self._button, QLineEdit.ActionPosition.TrailingPosition)
        self.retint(theme)

    def retint(self, theme: Theme) -> None:
        self._button.setIcon(theme.icon(self.icon, theme.tokens.muted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_popup()
        else:
            super().keyPressEvent(event)

    def open_popup(self) -> None:
        raise NotImplementedError
