"""Paints a table of values: chips of parts, wrapped values with what differs pointed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nvexplorer.model.mac import Certainty, MacPart, PartKind
from nvexplorer.ui.panes.doctor.table_model import CELL_ROLE, ROW_ROLE, Cell, Index
from nvexplorer.ui.panes.mac_input.chip_painter import ChipPainter
from nvexplorer.ui.panes.mac_input.chips import Chip
from nvexplorer.ui.panes.mac_input.flow import Fragment, Item
from nvexplorer.ui.widgets.row_ground import draw_ring

if TYPE_CHECKING:
    from nvexplorer.ui.theme import Theme

PAD_X = 10
_PAD_Y = 6
_CHIP = 20
_LEAST = 30
_BOLDER = 1.02  # how much wider letters are that are pointed out, at most
_LEADS = (21, 25)  # before the label of a chip, for one digit and for two
_TAIL = 6


class TableDelegate(QStyledItemDelegate):
    """Cells are as high as their wrapped text at the width of their column."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}
        self._widths: dict[Cell, int] = {}

    # Sizes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell: Cell = index.data(CELL_ROLE)
        width = option.rect.width()
        return QSize(width, self.height(cell, width))

    def height(self, cell: Cell, width: int) -> int:
        """What the cell needs in a column of this width."""
        if cell.kind == "part" or self.natural_width(cell) <= width:
            return _LEAST
        layout = self._laid_out(cell, width - 2 * PAD_X)
        return max(_LEAST, int(layout.boundingRect().height() + 0.99) + 2 * _PAD_Y + 1)

    def natural_width(self, cell: Cell) -> int:
        """What the cell needs on one line, its margins included."""
        known = self._widths.get(cell)
        if known is None:
            width = self._face(cell)[1].horizontalAdvance(cell.text)
            if cell.marked:
                width *= _BOLDER
            if cell.kind == "part" and cell.number:
                width += _LEADS[cell.number > 9] + _TAIL
            known = self._widths[cell] = int(width + 0.99) + 2 * PAD_X + 1
        return known

    def forget(self) -> None:
        """The cells are others from now on."""
        self._widths.clear()

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(CELL_ROLE)
        tokens = self._theme.tokens
        area = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(ROW_ROLE).differs:
            painter.fillRect(area, blended(tokens.bad_bg, tokens.surface))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(tokens.border))
        if cell.kind == "part" and cell.number:
            self._chip(painter, cell, area)
        else:
            layout = self._laid_out(cell, area.width() - 2 * PAD_X)
            painter.setPen(QColor(self._colour(cell)))
            layout.draw(painter, QPointF(area.left() + PAD_X, area.top() + self._top(cell)))
        state = option.state
        if state & QStyle.StateFlag.State_Selected and index.column() == 0:
            focused = bool(state & QStyle.StateFlag.State_Active) and option.widget.hasFocus()
            self._ring(painter, option, index, focused=focused)
        painter.restore()

    def _ring(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, *, focused: bool
    ) -> None:
        """Around the whole row, while the table has the keyboard."""
        if not focused:
            return
        row = QRect(option.rect)
        row.setRight(option.widget.rect().right() - 1)
        painter.setClipping(False)
        draw_ring(painter, row, self._theme.tokens, 4)

    def _chip(self, painter: QPainter, cell: Cell, area: QRect) -> None:
        lead = _LEADS[cell.number > 9]
        font, metrics = self._face(cell)
        width = metrics.horizontalAdvance(cell.text) + lead + _TAIL
        rect = QRectF(area.left() + PAD_X, area.top() + 5, width, _CHIP)
        part = MacPart(
            cell.number, PartKind.OTHER, cell.text, "", "", "", "", Certainty.DOCUMENTED, ""
        )
        chip = Chip(Item((), float(lead), float(_TAIL)), cell.text, part)
        whole = Fragment(0, 0, len(cell.text), 0, 0.0, width, True, True)
        ChipPainter(painter, self._theme, font, _CHIP).draw(chip, whole, rect, "", 0.0)

    def _laid_out(self, cell: Cell, width: int) -> QTextLayout:
        font, metrics = self._face(cell)
        layout = QTextLayout(cell.text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        formats = []
        for start, end in cell.marked:
            each = QTextLayout.FormatRange()
            each.start, each.length = start, end - start
            each.format = QTextCharFormat()
            each.format.setForeground(QColor(self._theme.tokens.bad))
            each.format.setFontWeight(QFont.Weight.Bold)
            formats.append(each)
        layout.setFormats(formats)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 20))
            line.setPosition(QPointF(0, y))
            y += max(line.height(), metrics.lineSpacing() + 1)
        layout.endLayout()
        return layout

    def _top(self, cell: Cell) -> float:
        """First lines of all cells stand on one base line."""
        return 5 + (_CHIP - self._face(cell)[1].height()) / 2

    def _face(self, cell: Cell) -> tuple[QFont, QFontMetricsF]:
        """The font and its measures."""
        face = self._fonts.get(cell.kind)
        if face is None:
            if cell.kind == "value":
                font = self._theme.mono_font()
            elif cell.kind == "wrong":
                font = self._theme.ui_font(weight=QFont.Weight.DemiBold)
            else:
                font = self._theme.ui_font(12 if cell.kind == "note" else 13)
            face = self._fonts[cell.kind] = (font, QFontMetricsF(font))
        return face

    def _colour(self, cell: Cell) -> str:
        tokens = self._theme.tokens
        colours = {"same": tokens.ok, "wrong": tokens.bad, "note": tokens.muted}
        return colours.get(cell.kind, tokens.text)


def blended(one: str, other: str) -> QColor:
    """Half of each: the ground of a row must leave its chips to be seen."""
    a, b = QColor(one), QColor(other)
    return QColor(
        (a.red() + b.red()) // 2, (a.green() + b.green()) // 2, (a.blue() + b.blue()) // 2
    )
