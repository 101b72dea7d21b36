"""Paints the rows of the resource list: method, name, and title or warning under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nvexplorer.ui.panes.resources.rows import ROW_ROLE, AsTyped, Heading, Index, Row

if TYPE_CHECKING:
    from nvexplorer.ui.theme import Theme

HEADING_HEIGHT = 26
ROW_HEIGHT = 40
_NAME_AT = 54
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """`current` is the resource of the open request, shown in bold."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.current = ""
        self._plain = theme.ui_font()
        self._bold = theme.ui_font(weight=QFont.Weight.DemiBold)
        self._small = theme.ui_font(12)
        self._method = theme.mono_font(11)
        self._heading = theme.ui_font(12, QFont.Weight.DemiBold)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = isinstance(index.data(ROW_ROLE), Heading)
        return QSize(0, HEADING_HEIGHT if heading else ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, area, state)
        if isinstance(row, Heading):
            self._paint_heading(painter, area, row)
        elif isinstance(row, AsTyped):
            self._paint_typed(painter, area, row)
        else:
            self._paint_resource(painter, area, row.entry)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        tokens = self._theme.tokens
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selected if selected else tokens.hover))
            painter.drawRoundedRect(area.adjusted(6, 0, -6, 0), 5, 5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(6, 0, -7, -1), 5, 5)

    def _paint_heading(self, painter: QPainter, area: QRect, row: Heading) -> None:
        muted = QColor(self._theme.tokens.muted)
        x, y = area.left() + 15.0, area.center().y() + 1.0
        points = [(-3, -2), (3, -2), (0, 2.5)] if row.open else [(-2, -3.5), (-2, 3.5), (2.5, 0)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(muted)
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in points]))
        painter.setPen(muted)
        painter.setFont(self._heading)
        painter.drawText(area.adjusted(24, 0, -12, 0), _LEFT, row.group.title)

    def _paint_typed(self, painter: QPainter, area: QRect, row: AsTyped) -> None:
        name = f"Use “{row.name}” as typed"
        self._two_lines(painter, area, name, [("not in the catalogue", self._theme.tokens.muted)])

    def _paint_resource(self, painter: QPainter, area: QRect, entry: object) -> None:
        from nvexplorer.catalogue.definition import Entry

        assert isinstance(entry, Entry)
        tokens = self._theme.tokens
        deletes = entry.effect.value == "delete"
        painter.setFont(self._method)
        painter.setPen(QColor(getattr(tokens, entry.effect.value)))
        painter.drawText(QRect(area.left() + 14, area.top() + 3, 40, 18), _LEFT, entry.method)
        title = (entry.title, tokens.muted)
        below = [("Deletes", tokens.delete), (" · ", tokens.muted), title] if deletes else [title]
        self._two_lines(painter, area, entry.resource, below, entry.resource == self.current)

    def _two_lines(
        self,
        painter: QPainter,
        area: QRect,
        name: str,
        below: list[tuple[str, str]],
        bold: bool = False,
    ) -> None:
        font = self._bold if bold else self._plain
        left, width = area.left() + _NAME_AT, area.width() - _NAME_AT - 12
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.text))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            QRect(left, area.top() + 3, width, 18),
            _LEFT,
            QFontMetrics(font).elidedText(name, elide, width),
        )
        painter.setFont(self._small)
        metrics = QFontMetrics(self._small)
        for text, colour in below:
            shown = metrics.elidedText(text, elide, width)
            painter.setPen(QColor(colour))
            painter.drawText(QRect(left, area.top() + 20, width, 17), _LEFT, shown)
            used = metrics.horizontalAdvance(shown)
            left, width = left + used, width - used
