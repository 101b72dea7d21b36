"""Paints the rows of the resource list: method, name, and title or warning under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nvexplorer.catalogue.finding.emphasis import elsewhere, spans
from nvexplorer.ui.panes.resources.rows import (
    AsTyped,
    Heading,
    Resource,
    Row,
    effect_word,
)
from nvexplorer.ui.widgets.marked_text import draw_marked, draw_star, face
from nvexplorer.ui.widgets.row_ground import draw_ground, draw_ring
from nvexplorer.ui.widgets.rows_model import ROW_ROLE, Index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.marked_text import Face

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
        self._name, self._current = face(self._plain), face(self._bold)
        self._small = face(theme.ui_font(12))
        self.favourites: frozenset[str] = frozenset()
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
        ground = area.adjusted(6, 0, -6, 0)
        draw_ground(painter, ground, self._theme.tokens, state)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, ground, self._theme.tokens)
        if isinstance(row, Heading):
            self._paint_heading(painter, area, row)
        elif isinstance(row, AsTyped):
            self._paint_typed(painter, area, row)
        else:
            self._paint_resource(painter, area, row)
        painter.restore()

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
        upper, lower = _lines(area)
        self._draw(painter, upper, f"Use “{row.name}” as typed", (), self._name, "text")
        self._draw(painter, lower, "not in the catalogue", (), self._small, "muted")

    def _paint_resource(self, painter: QPainter, area: QRect, row: Resource) -> None:
        """In the second line stands the title, or what else matches what was typed."""
        entry, found = row.entry, row.found
        hits = found.hits if found else ()
        tokens = self._theme.tokens
        painter.setFont(self._method)
        painter.setPen(QColor(getattr(tokens, entry.effect.value)))
        painter.drawText(QRect(area.left() + 14, area.top() + 3, 40, 18), _LEFT, entry.method)
        upper, lower = _lines(area)
        if entry.resource in self.favourites:
            centre = QPointF(area.right() - 19, upper.center().y() + 1)
            draw_star(painter, centre, tokens.link, filled=True)
            upper.setRight(upper.right() - 20)
        name = self._current if entry.resource == self.current else self._name
        self._draw(painter, upper, entry.resource, spans(entry.resource, hits), name, "text")
        word = effect_word(entry)
        if word:
            end = self._draw(painter, lower, word, (), self._small, entry.effect.value)
            lower.setLeft(end)
            lower.setLeft(self._draw(painter, lower, " · ", (), self._small, "muted"))
        where = elsewhere(found) if found else None
        if where is None:
            text, marked = entry.title, spans(entry.title, hits)
        else:
            text, marked = where
        self._draw(painter, lower, text, marked, self._small, "muted")

    def _draw(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        marked: Sequence[tuple[int, int]],
        used: Face,
        colour: str,
    ) -> int:
        tokens = self._theme.tokens
        colours = (getattr(tokens, colour), tokens.link)
        return draw_marked(painter, area, text, marked, used, colours)


def _lines(area: QRect) -> tuple[QRect, QRect]:
    width = area.width() - _NAME_AT - 12
    left, top = area.left() + _NAME_AT, area.top()
    return QRect(left, top + 3, width, 18), QRect(left, top + 20, width, 17)
