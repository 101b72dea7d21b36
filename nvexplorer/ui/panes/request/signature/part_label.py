"""Number and name of a part, as they look in the MAC input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nvexplorer.ui.panes.mac_input import wording
from nvexplorer.ui.panes.mac_input.chip_painter import ChipPainter
from nvexplorer.ui.panes.mac_input.chips import Chip, lead_of
from nvexplorer.ui.panes.mac_input.flow import Fragment, Item

if TYPE_CHECKING:
    from nvexplorer.model.mac import MacPart
    from nvexplorer.ui.theme import Theme

_HEIGHT = 22
_TAIL = 7.0
_SIZE = 12


class PartLabel(QWidget):
    """As wide as the place that it is given."""

    def __init__(self, theme: Theme, part: MacPart) -> None:
        super().__init__()
        self._theme = theme
        self._part = part
        self._used = True
        self._lit = False
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_part(part, used=True)

    def show_part(self, part: MacPart, *, used: bool) -> None:
        """`used`: whether it is in the MAC input at all."""
        self._part = part
        self._used = used
        details = wording.details(part, "")
        lines = (details.carried, details.source, f"{details.certainty}: {details.note}")
        self.setToolTip("\n".join(line for line in lines if line.strip(": ")))
        self.update()

    def light(self, on: bool) -> None:
        if on != self._lit:
            self._lit = on
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._theme.ui_font(_SIZE))
        width = lead_of(self._part) + metrics.horizontalAdvance(self._part.label) + _TAIL
        return QSize(int(width) + 2, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self._used:
                painter.setOpacity(0.45)
            brush = ChipPainter(painter, self._theme, self._theme.ui_font(_SIZE), _HEIGHT - 2)
            rect = QRectF(0, 1, self.sizeHint().width() - 2, _HEIGHT - 2)
            text = self._part.label
            chip = Chip(Item((), lead_of(self._part), _TAIL), text, self._part)
            edge = self._theme.tokens.accent if self._lit else ""
            fragment = Fragment(0, 0, len(text), 0, 0.0, rect.width(), first=True, last=True)
            brush.draw(chip, fragment, rect, edge, 1.5)
