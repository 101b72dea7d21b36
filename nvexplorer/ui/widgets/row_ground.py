"""The ground of a list's row: chosen, pointed at, focused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle

if TYPE_CHECKING:
    from nvexplorer.ui.tokens import Tokens


def draw_ground(
    painter: QPainter,
    area: QRect | QRectF,
    tokens: Tokens,
    state: QStyle.StateFlag,
    radius: int = 5,
    *,
    ringed: bool = False,
) -> None:
    """Nothing for a row that is neither selected nor under the pointer. `ringed` draws the accent
    around one that is selected and has the focus."""
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if not selected and not state & QStyle.StateFlag.State_MouseOver:
        return
    ring = ringed and selected and bool(state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(QColor(tokens.accent) if ring else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.selected if selected else tokens.hover))
    painter.drawRoundedRect(area, radius, radius)


def draw_ring(painter: QPainter, area: QRect, tokens: Tokens, radius: int = 5) -> None:
    """The accent around a row that has the focus, just inside its ground."""
    painter.setPen(QColor(tokens.accent))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(0, 0, -1, -1), radius, radius)
