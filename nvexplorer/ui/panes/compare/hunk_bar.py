"""The scroll bar of a comparison, with ticks as long as what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QScrollBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_TICK = 3  # pixels, of which none shall be overlooked
_EDGE = 2


class HunkBar(QScrollBar):
    """`colour_of` gives the colour of the tick for a part of all there is, from and up to (0 to
    1), or an empty text for none. It is asked once for each pixel after `set_ticks`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._colour_of: Callable[[float, float], str] | None = None
        self._ticks: list[tuple[int, str]] | None = None

    def set_ticks(self, colour_of: Callable[[float, float], str] | None) -> None:
        self._colour_of = colour_of
        self._ticks = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        room = self.height() - 2 * _EDGE
        if self._colour_of is None or room <= 0:
            return
        if self._ticks is None or self._measured != room:
            self._measured = room
            asked = ((y, self._colour_of(y / room, (y + 1) / room)) for y in range(room))
            self._ticks = [(y, colour) for y, colour in asked if colour]
        painter = QPainter(self)
        for y, colour in self._ticks:
            painter.fillRect(self.width() - 6, y + _EDGE, 6, _TICK, QColor(colour))
        painter.end()

    _measured = 0
