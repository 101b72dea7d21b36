"""The card that explains one part of the MAC input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout

from nvexplorer.model.secret import Secret
from nvexplorer.ui.panes.mac_input import wording
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from nvexplorer.model.mac import MacPart
    from nvexplorer.ui.theme import Theme


class PartDetails(QFrame):
    """The chosen part, explained."""

    copy_wanted = Signal(str, str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._part: MacPart | None = None
        self.setProperty("role", "card")
        self._title = label(role="strong")
        self._value = QLabel()
        self._value.setTextFormat(Qt.TextFormat.PlainText)
        self._value.setFont(theme.mono_font())
        self._value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._lines = label(role="small", wrap=True)
        self._copy = link("copy", "Copy the value of this part")
        self._close = link("close", "Close the details")
        for text in (self._value, self._lines):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = Panel(across=True, spacing=10)
        head.box.addWidget(self._title)
        head.box.addWidget(self._value, 1)
        head.box.addWidget(self._copy)
        head.box.addWidget(self._close)
        panel = Panel(margins=(10, 5, 6, 7), spacing=2, parent=self)
        panel.box.addWidget(head)
        panel.box.addWidget(self._lines)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(panel)
        self._copy.clicked.connect(self._on_copy)
        self._close.clicked.connect(self.closed)
        self.hide()

    def show_part(self, part: MacPart, encoding: str, *, preview: bool) -> None:
        self._part = part
        details = wording.details(part, encoding, preview=preview)
        self._title.setText(details.title)
        self._value.setText(wording.chip_text(part, preview=preview))
        self._lines.setText("\n".join(details.lines()))
        later = wording.is_made_at_sending(part, preview=preview)
        self._copy.setVisible(not isinstance(part.value, Secret) and not later)
        self.show()

    def _on_copy(self) -> None:
        if self._part is not None and not isinstance(self._part.value, Secret):
            self.copy_wanted.emit(self._part.value, self._part.label)
