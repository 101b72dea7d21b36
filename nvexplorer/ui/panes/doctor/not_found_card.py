"""The honest answer when nothing was found: what that excludes, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from nvexplorer.ui.panes.doctor.cards import Card, reading
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.doctor.excluded import Excluded


class NotFoundCard(Card):
    """Filled by `show_excluded`."""

    def show_excluded(self, excluded: Excluded) -> None:
        self.clear()
        self._section("What to do next", excluded.next_steps)
        self._section("What no search can find", excluded.unfindable)
        self._heading(f"Excluded, {excluded.reach}")
        self.box.addWidget(_ideas([idea.text for idea in excluded.ideas]))

    def _heading(self, text: str) -> None:
        if self.box.count():
            self.box.addSpacing(8)
        self.box.addWidget(reading(text, "strong"))

    def _section(self, title: str, sentences: Sequence[str]) -> None:
        self._heading(title)
        for sentence in sentences:
            self.box.addWidget(_bullet(sentence))


def _bullet(sentence: str) -> QWidget:
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(8)
    dot = label("•", "muted")
    dot.setFixedWidth(8)
    box.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(reading(sentence), 1)
    return row


def _ideas(texts: Sequence[str]) -> QWidget:
    """In two columns, read down."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 2, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(3)
    rows = (len(texts) + 1) // 2
    for at, text in enumerate(texts):
        grid.addWidget(reading(text, "small"), at % rows, at // rows, Qt.AlignmentFlag.AlignTop)
    for column in (0, 1):
        grid.setColumnStretch(column, 1)
    return table
