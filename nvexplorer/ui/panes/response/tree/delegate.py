"""Paints the rows of the tree: levels, marks to open them, names and values in colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from nvexplorer.ui.panes.response.tree.model import NODE_ROLE, Column

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from nvexplorer.ui.panes.response.tree.model import Index, TreeModel
    from nvexplorer.ui.theme import Theme

LEVEL = 16
MARK = 18
_PAD = 8
_DEEPEST = 24  # levels that are indented; beyond them the level is written
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def indent(depth: int) -> int:
    """Pixels before the mark of an element; the root has depth 1."""
    return 4 + min(depth - 1, _DEEPEST) * LEVEL


class TreeDelegate(QStyledItemDelegate):
    """Its `font` is that of the view."""

    def __init__(self, theme: Theme, model: TreeModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tree = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node: int | None = index.data(NODE_ROLE)
        if node is None:
            return
        tokens = self._theme.tokens
        area = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(tokens.selected))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(tokens.hover))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(area.left(), area.top(), 2, area.height()), tokens.accent)
        painter.setFont(option.font)
        metrics = QFontMetrics(option.font)
        if index.column() == Column.ELEMENT:
            self._paint_element(painter, area, metrics, node)
        elif index.column() == Column.VALUE:
            self._paint_value(painter, area, metrics, node)
        else:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(area.adjusted(0, 0, -_PAD, 0), _RIGHT, self._tree.count_text(node))
        painter.restore()

    def _paint_element(
        self, painter: QPainter, area: QRect, metrics: QFontMetrics, node: int
    ) -> None:
        tokens, nodes = self._theme.tokens, self._tree.nodes
        depth = nodes.depths[node]
        left = area.left() + indent(depth)
        if self._tree.has_children(node):
            name = "chevron-down" if node in nodes.opened else "chevron-right"
            icon = self._theme.icon(name, tokens.muted)
            icon.paint(painter, QRect(left, area.center().y() - 6, 13, 13))
        left += MARK
        text = nodes.name(node)
        if depth - 1 > _DEEPEST:
            level = f"level {depth} "
            painter.setPen(QColor(tokens.muted))
            painter.drawText(QRect(left, area.top(), area.right() - left, area.height()),
                             _LEFT, level)  # fmt: skip
            left += metrics.horizontalAdvance(level)
        room = area.right() - left
        painter.setPen(QColor(tokens.xml_tag))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))
        painter.drawText(QRect(left, area.top(), room, area.height()), _LEFT, shown)

    def _paint_value(
        self, painter: QPainter, area: QRect, metrics: QFontMetrics, node: int
    ) -> None:
        tokens = self._theme.tokens
        try:
            cell = self._tree.cell(node)
        except OSError as error:
            self._tree.failed.emit(f"The answer cannot be read any more ({error.strerror}).")
            return
        pieces: list[tuple[str, str]] = []
        for name, value in cell.attributes:
            pieces += [(f"{name}=", tokens.xml_attribute), (f'"{value}"  ', tokens.xml_value)]
        pieces.append((cell.text, tokens.muted if cell.held else tokens.xml_text))
        left = area.left() + _PAD
        for text, colour in pieces:
            room = area.right() - _PAD - left
            if room <= 0:
                return
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, area.top(), room, area.height()), _LEFT, shown)
            left += metrics.horizontalAdvance(shown)
