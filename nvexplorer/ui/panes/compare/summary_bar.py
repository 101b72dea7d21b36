"""How many differences of each kind there are; a press leaves one kind out or takes it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy

from nvexplorer.ui.panes.compare.wording import LOOKS, counted
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from nvexplorer.exchange.compare.results import Comparison, Kind

_KINDS = {"added": "good", "removed": "bad", "changed": "warn", "moved": "link"}


class SummaryBar(Panel):
    """`filtered`: `kinds`, those that are to be seen, are others."""

    filtered = Signal()

    def __init__(self) -> None:
        super().__init__("surface", across=True, spacing=6)
        self._sentence = ElidedLabel("", "strong")
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._chips: dict[Kind, QPushButton] = {}
        for kind in LOOKS:
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setProperty("counts", _KINDS[kind.value])
            chip.clicked.connect(self._on_clicked)
            self._chips[kind] = chip
            self.box.addWidget(chip)
        self.box.addSpacing(6)
        self.box.addWidget(self._sentence, 1)

    @property
    def chips(self) -> list[QPushButton]:
        return list(self._chips.values())

    @property
    def kinds(self) -> frozenset[Kind]:
        """All of them while none is pressed."""
        pressed = frozenset(kind for kind, chip in self._chips.items() if chip.isChecked())
        return pressed or frozenset(LOOKS)

    def show_comparison(self, comparison: Comparison) -> None:
        """All kinds are to be seen again."""
        self._sentence.setText(comparison.sentence)
        for kind, chip in self._chips.items():
            look, count = LOOKS[kind], counted(comparison.counts, kind)
            chip.setChecked(False)
            chip.setText(f"{look.sign} {count:,} {look.word}")
            chip.setToolTip(f"Show only what was {look.word}; press again for all")
            chip.setAccessibleName(f"{count:,} {look.word}")
            chip.setVisible(count > 0)
            set_property(chip, "counts", _KINDS[kind.value])

    def _on_clicked(self) -> None:
        self.filtered.emit()
