"""One line that says which keys are missing, and how to get them."""

from __future__ import annotations

from PySide6.QtCore import Signal

from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel


class KeyNote(Panel):
    """Hidden while nothing is missing; `pressed` when its offer was taken."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__(across=True, margins=(8, 2, 4, 2), spacing=8)
        set_property(self, "note", "warn")
        self._text = ElidedLabel()
        self._offer = link("", "")
        self._offer.clicked.connect(lambda: self.pressed.emit())
        self.box.addWidget(self._text, 1)
        self.box.addWidget(self._offer)
        self.hide()

    def show_note(self, text: str, offer: str) -> None:
        """Empty texts say nothing and offer nothing."""
        self._text.setText(text)
        self._offer.setText(offer)
        self._offer.setAccessibleName(offer)
        self._offer.setToolTip(offer)
        self._offer.setVisible(bool(offer))
        self.setVisible(bool(text))
