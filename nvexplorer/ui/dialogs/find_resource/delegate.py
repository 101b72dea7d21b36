"""Paints the rows of the finder: what a resource is, and where it holds what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nvexplorer.catalogue.finding.emphasis import elsewhere, spans
from nvexplorer.ui.panes.resources.rows import AsTyped, Resource, effect_word
from nvexplorer.ui.widgets.marked_text import draw_marked, draw_star, face, width_of
from nvexplorer.ui.widgets.row_ground import draw_ground
from nvexplorer.ui.widgets.rows_model import ROW_ROLE

if TYPE_CHECKING:
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.rows_model import Index

ROW_HEIGHT = 46
_TEXT_AT = 58
_STAR_WIDTH = 34
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def on_star(row: QRect, point: QPointF) -> bool:
    return row.right() - _STAR_WIDTH <= point.x() <= row.right()


class FoundDelegate(QStyledItemDelegate):
    """`favourites` have a star, `recent` say so."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._method = theme.mono_font(11)
        self._name = face(theme.ui_font())
        self._small = face(theme.ui_font(12))
        self.favourites: frozenset[str] = frozenset()
        self.recent: frozenset[str] = frozenset()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Resource | AsTyped = index.data(ROW_ROLE)
        area: QRect = option.rect
        tokens = self._theme.tokens
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, area, tokens, option.state)
        upper = QRect(area.left() + _TEXT_AT, area.top() + 4, area.width() - _TEXT_AT - 10, 19)
        lower = upper.translated(0, 19)
        if isinstance(row, AsTyped):
            self._line(painter, upper, f"Use “{row.name}” as typed")
            self._line(painter, lower, "not in the catalogue", small=True)
        else:
            self._paint_resource(painter, area, upper, lower, row, offered=selected or hovered)
        painter.restore()

    def _paint_resource(
        self,
        painter: QPainter,
        area: QRect,
        upper: QRect,
        lower: QRect,
        row: Resource,
        *,
        offered: bool,
    ) -> None:
        tokens, entry, found = self._theme.tokens, row.entry, row.found
        painter.setFont(self._method)
        painter.setPen(QColor(getattr(tokens, entry.effect.value)))
        painter.drawText(QRect(area.left() + 12, upper.top(), 44, 19), _LEFT, entry.method)
        favourite = entry.resource in self.favourites
        if favourite or offered:
            centre = QPointF(area.right() - _STAR_WIDTH / 2, upper.center().y() + 1)
            colour = tokens.link if favourite else tokens.muted
            draw_star(painter, centre, colour, filled=favourite)
        upper = upper.adjusted(0, 0, 10 - _STAR_WIDTH, 0)
        hits = found.hits if found else ()
        if found and found.missing:
            self._at_right(painter, upper, "without " + " ".join(found.missing), [], "warn")
        elif entry.resource in self.recent and not favourite:
            self._at_right(painter, upper, "recent", [], "muted")
        self._line(painter, upper, entry.resource, spans(entry.resource, hits))
        where = elsewhere(found) if found else None
        if where is not None:
            lower = self._at_right(painter, lower, where.text, where.marked, "muted")
        word = effect_word(entry)
        if word:
            lower.setLeft(self._line(painter, lower, word, small=True, colour=entry.effect.value))
            lower.setLeft(self._line(painter, lower, " · ", small=True))
        self._line(painter, lower, entry.title, spans(entry.title, hits), small=True)

    def _line(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        marked: list[tuple[int, int]] | None = None,
        *,
        small: bool = False,
        colour: str = "",
    ) -> int:
        tokens = self._theme.tokens
        plain = getattr(tokens, colour or ("muted" if small else "text"))
        used = self._small if small else self._name
        return draw_marked(painter, area, text, marked or [], used, (plain, tokens.link))

    def _at_right(
        self, painter: QPainter, area: QRect, text: str, marked: list[tuple[int, int]], colour: str
    ) -> QRect:
        """Draws it in at most the right half of `area` and returns what is left of that."""
        tokens = self._theme.tokens
        wide = min(width_of(text, marked, self._small) + 1, area.width() / 2)
        place = area.adjusted(area.width() - round(wide), 0, 0, 0)
        colours = (getattr(tokens, colour), tokens.link)
        draw_marked(painter, place, text, marked, self._small, colours)
        return area.adjusted(0, 0, -round(wide) - 14, 0)
