"""What is shown while the doctor searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.panes.doctor import wording
from nvexplorer.ui.panes.doctor.cards import Card
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from nvexplorer.ui.theme import Theme


class SearchingView(QWidget):
    """Level and candidates, and a button that ends it: `cancel_pressed`."""

    cancel_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._level = label(role="strong")
        self._count = label(role="muted")
        self._count.setAccessibleName("Candidates tried")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedHeight(4)
        bar.setAccessibleName("Searching")
        self.cancel = QPushButton("Cancel")
        self.cancel.setToolTip("End the search (Esc)")
        self.cancel.clicked.connect(self.cancel_pressed)
        card = Card("info")
        row = QHBoxLayout()
        row.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._level)
        texts.addWidget(self._count)
        row.addLayout(texts, 1)
        row.addWidget(self.cancel)
        card.box.addLayout(row)
        card.box.addSpacing(6)
        card.box.addWidget(bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.addWidget(card)
        layout.addStretch(1)
        self.show_preparing()

    def show_preparing(self) -> None:
        self._level.setText("Fetching the keys…")
        self._count.setText(" ")

    def show_progress(self, level: int, candidates: int) -> None:
        text = wording.level_text(level)
        if text != self._level.text():
            self._level.setText(text)
            announce(self, text)
        self._count.setText(f"{wording.count_text(candidates)} candidates so far")
