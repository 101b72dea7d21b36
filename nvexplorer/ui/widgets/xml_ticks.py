"""The scroll bar of an answer, with ticks where the hits of a search are."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from nvexplorer.ui.widgets.xml_view import XmlView


class TickBar(QScrollBar):
    """Asks its view for the hits, which are counted for each pixel only: of a million as quickly
    as of ten."""

    def __init__(self, view: XmlView) -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        layers = self._view.ticks()
        if not layers:
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        groove = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarGroove, self
        )
        edges = self._view.offsets_down(groove.height() // 2)
        wide = max(3, groove.width() // 2 - 1)  # beside which the handle can be seen
        left = groove.right() + 1 - wide
        painter = QPainter(self)
        for colour, starts in layers:
            for slot in slots_hit(edges, starts):
                painter.fillRect(left, groove.top() + 2 * slot, wide, 2, QColor(colour))
        painter.end()


def slots_hit(edges: Sequence[int], starts: Sequence[int]) -> list[int]:
    """Which of the stretches between ascending edges hold any of the ascending starts."""
    found, at = [], bisect_left(starts, edges[0]) if edges else 0
    for slot, edge in enumerate(edges[1:]):
        after = bisect_left(starts, edge, at)
        if after > at:
            found.append(slot)
        at = after
    return found
