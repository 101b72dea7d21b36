"""One line that says which profile a tab is pinned to, and how to change that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PinnedNote(Panel):
    """Hidden until `show_note`; `pressed` when its offer was taken."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(across=True, margins=(10, 3, 6, 3), spacing=8, parent=parent)
        self._text = ElidedLabel()
        self._offer = link("", "")
        self._offer.clicked.connect(lambda: self.pressed.emit())
        self.box.addWidget(self._text, 1)
        self.box.addWidget(self._offer)
        self.hide()

    def show_note(self, text: str, offer: str, kind: str = "info") -> None:
        """Kinds: info, warn."""
        set_property(self, "note", kind)
        self._text.setText(text)
        self._offer.setText(offer)
        self._offer.setAccessibleName(offer)
        self._offer.setToolTip(offer)
        self.setAccessibleName(text)
        self.show()
