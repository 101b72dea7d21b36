"""Rows of two lines for the lists of the sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nvexplorer.ui.widgets.row_ground import draw_ground

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.tokens import Tokens

LINES = Qt.ItemDataRole.UserRole + 1

_HEIGHT = 42
_HEADING = 28
_LINE = 17
_INDENT = 8.0
_DOT = 8.0


class Lines(NamedTuple):
    """What a row shows. Colours are names of Tokens. A `heading` shows its title alone.

    `mark` is a short word in monospace before the title, `dot` the colour of a dot there instead.
    `right` and `below_right` stand at the right edge and are never shortened.
    """

    title: str
    below: str = ""
    right: str = ""
    below_right: str = ""
    mark: str = ""
    mark_colour: str = "muted"
    dot: str = ""
    below_colour: str = "muted"
    heading: bool = False


class TwoLinesDelegate(QStyledItemDelegate):
    """Paints the Lines that a model gives under the role LINES."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        lines: Lines = index.data(LINES)
        return QSize(120, _HEADING if lines.heading else _HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        lines: Lines = index.data(LINES)
        tokens = self._theme.tokens
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if lines.heading:
            font = self._theme.ui_font(12, QFont.Weight.DemiBold)
            room = rect.adjusted(_INDENT, 6, -_INDENT, 0)
            _draw(painter, room, lines.title, font, tokens.muted)
            painter.restore()
            return
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        ground = rect.adjusted(1.5, 0.5, -1.5, -0.5)
        draw_ground(painter, ground, tokens, state, ringed=True)
        left = rect.left() + _INDENT + self._before(painter, rect, lines, tokens)
        first = QRectF(left, rect.top() + 4, rect.right() - _INDENT - left, _LINE)
        second = first.translated(0, _LINE)
        weight = QFont.Weight.DemiBold if selected else QFont.Weight.Normal
        small = self._theme.ui_font(12)
        self._line(
            painter, first, lines.title, lines.right, self._theme.ui_font(13, weight), "text"
        )
        self._line(painter, second, lines.below, lines.below_right, small, lines.below_colour)
        painter.restore()

    def _before(self, painter: QPainter, rect: QRectF, lines: Lines, tokens: Tokens) -> float:
        """Draws the mark or the dot; gives the room that it takes."""
        if lines.dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(tokens, lines.dot)))
            top = rect.top() + 4 + (_LINE - _DOT) / 2
            painter.drawEllipse(QRectF(rect.left() + _INDENT, top, _DOT, _DOT))
            return _DOT + 8
        if lines.mark:
            font = self._theme.mono_font(11)
            room = QRectF(rect.left() + _INDENT, rect.top() + 4, 34, _LINE)
            _draw(painter, room, lines.mark, font, getattr(tokens, lines.mark_colour))
            return 38
        return 0.0

    def _line(
        self, painter: QPainter, room: QRectF, text: str, right: str, font: QFont, colour: str
    ) -> None:
        tokens = self._theme.tokens
        if right:
            small = self._theme.ui_font(12)
            width = QFontMetricsF(small).horizontalAdvance(right)
            _draw(painter, room, right, small, tokens.muted, Qt.AlignmentFlag.AlignRight)
            room = room.adjusted(0, 0, -width - 8, 0)
        _draw(painter, room, text, font, getattr(tokens, colour))


def _draw(
    painter: QPainter,
    room: QRectF,
    text: str,
    font: QFont,
    colour: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, elided)
