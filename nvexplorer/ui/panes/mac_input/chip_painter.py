"""Draws one fragment of a chip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

if TYPE_CHECKING:
    from nvexplorer.ui.panes.mac_input.chips import Chip
    from nvexplorer.ui.panes.mac_input.flow import Fragment
    from nvexplorer.ui.theme import Theme

_RADIUS = 4.0
_DISC = 13.0
_HEX_SIZE = 10
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ChipPainter:
    """Made for one paint event; `line` is the height of the text's line."""

    def __init__(self, painter: QPainter, theme: Theme, font: QFont, line: int) -> None:
        self._painter = painter
        self._theme = theme
        self._font = font
        self._line = line

    def draw(
        self, chip: Chip, fragment: Fragment, rect: QRectF, edge: str, edge_width: float
    ) -> None:
        """`edge` is the colour of the outline, empty for none."""
        part = chip.part
        if part is not None:
            self._ground(fragment, rect, self._theme.tokens.part(part.number))
            if edge:
                self._outline(rect, edge, edge_width)
            if fragment.first:
                self._number(part.number, rect)
        left = rect.left() + (chip.item.lead if fragment.first else chip.item.tail)
        line = QRectF(left, rect.top(), rect.width(), self._line)
        if chip.cells:
            self._cells(chip, fragment, line)
        else:
            self._text(chip, chip.text[fragment.start : fragment.end], line)

    def _ground(self, fragment: Fragment, rect: QRectF, colour: str) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(colour))
        self._painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        # An open side tells that the chip began in the row before or goes on in the next.
        if not fragment.first:
            self._painter.drawRect(QRectF(rect.left(), rect.top(), _RADIUS, rect.height()))
        if not fragment.last:
            self._painter.drawRect(rect.adjusted(rect.width() - _RADIUS, 0, 0, 0))

    def _outline(self, rect: QRectF, colour: str, width: float) -> None:
        self._painter.setPen(QPen(QColor(colour), width))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2
        self._painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)

    def _number(self, number: int, rect: QRectF) -> None:
        tokens = self._theme.tokens
        text = str(number)
        width = _DISC + (4 if len(text) > 1 else 0)
        disc = QRectF(rect.left() + 4, rect.top() + (self._line - _DISC) / 2, width, _DISC)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(tokens.part_number))
        self._painter.drawRoundedRect(disc, _DISC / 2, _DISC / 2)
        self._painter.setFont(self._theme.ui_font(9, QFont.Weight.Bold))
        self._painter.setPen(QColor(tokens.part_number_text))
        self._painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, text)

    def _text(self, chip: Chip, text: str, line: QRectF) -> None:
        font = QFont(self._font)
        font.setItalic(chip.italic)
        if chip.bold:
            font.setWeight(QFont.Weight.DemiBold)
        tokens = self._theme.tokens
        self._painter.setFont(font)
        self._painter.setPen(QColor(tokens.muted if chip.muted else tokens.text))
        self._painter.drawText(line, _MIDDLE, text)
        if chip.under:
            self._painter.setFont(self._theme.mono_font(_HEX_SIZE))
            self._painter.setPen(QColor(tokens.muted))
            self._painter.drawText(line.translated(0, self._line - 7), _MIDDLE, chip.under)

    def _cells(self, chip: Chip, fragment: Fragment, line: QRectF) -> None:
        """Each character with its bytes under it; those that are not ASCII stand out."""
        tokens = self._theme.tokens
        small = self._theme.mono_font(_HEX_SIZE)
        x = line.left()
        for index in range(fragment.start, fragment.end):
            character, width = chip.text[index], chip.item.widths[index]
            self._painter.setFont(self._font)
            self._painter.setPen(QColor(tokens.muted if chip.muted else tokens.text))
            room = QRectF(x, line.top(), width + _RADIUS, self._line - 2)
            self._painter.drawText(room, _MIDDLE, character)
            self._painter.setFont(small)
            self._painter.setPen(QColor(tokens.muted if character.isascii() else tokens.unknown))
            room.translate(0, self._line - 7)
            self._painter.drawText(room, _MIDDLE, chip.cells[index])
            x += width
