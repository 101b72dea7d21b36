"""What a probe will send, in plain words, before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOP = Qt.AlignmentFlag.AlignTop


class About(Panel):
    """Labels and sentences, and a note in front of them."""

    def __init__(self) -> None:
        super().__init__("sunken", "bottom", margins=(24, 14, 24, 14), spacing=8)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._heading = label(role="heading")
        self._note = label("", "strong", wrap=True)
        self.box.addWidget(self._heading)
        self.box.addWidget(self._note)
        self.box.addLayout(self._grid)

    def show_lines(self, heading: str, lines: Sequence[tuple[str, str]], note: str) -> None:
        self._heading.setText(heading)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, sentence) in enumerate(lines):
            told = label(sentence, wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            told.setAccessibleName(f"{name}: {sentence}")
            self._grid.addWidget(label(name, "muted"), row, 0, _TOP)
            self._grid.addWidget(told, row, 1, _TOP)
        self._note.setText(note)
        self._note.setVisible(bool(note))
