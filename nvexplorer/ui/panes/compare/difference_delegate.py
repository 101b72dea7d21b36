"""Paints the rows of the list of differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QStyledItemDelegate

from nvexplorer.exchange.compare.results import Kind
from nvexplorer.exchange.compare.spans import changed_spans
from nvexplorer.ui.panes.compare.record_rows import RecordRow
from nvexplorer.ui.panes.compare.wording import LOOKS, places_text
from nvexplorer.ui.widgets.row_ground import draw_ground
from nvexplorer.ui.widgets.rows_model import ROW_ROLE
from nvexplorer.ui.wording import plural
from nvexplorer.xmltext.columns import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from nvexplorer.exchange.compare.results import Difference, Span
    from nvexplorer.ui.panes.compare.record_rows import DifferenceRow, Row
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.tokens import Tokens
    from nvexplorer.ui.widgets.rows_model import Index

HEIGHT = 28
_KIND = 96  # pixels for sign and word
_LEFT, _RIGHT = 14.0, 12.0
_BELOW = 16.0  # of what stands below a record
_BEFORE = 6  # characters that stay in sight before the first that differs
_CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class DifferenceDelegate(QStyledItemDelegate):
    """A record as a heading; a difference as sign and word, path, and from what to what."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plain = theme.ui_font()
        self._bold = theme.ui_font(13, QFont.Weight.DemiBold)
        self._small = theme.ui_font(12)
        self._mono = theme.mono_font()
        # As wide in every character, so that spans can be placed by counting.
        self._mono.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        self._mono.setKerning(False)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        tokens = self._theme.tokens
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        if isinstance(row, RecordRow):
            self._record(painter, area, row, tokens)
        else:
            if row.name:  # a record by itself looks like the heading of one
                painter.fillRect(area, QColor(tokens.sunken))
            draw_ground(painter, area.adjusted(6, 0.5, -6, -0.5), tokens, option.state)
            left = _LEFT if row.name else _LEFT + _BELOW
            self._difference(painter, area.adjusted(left, 0, -_RIGHT, 0), row, tokens)
        painter.restore()

    def _record(self, painter: QPainter, area: QRectF, row: RecordRow, tokens: Tokens) -> None:
        painter.fillRect(area, QColor(tokens.sunken))
        room = area.adjusted(_LEFT, 0, -_RIGHT, 0)
        room = self._word(painter, room, row.name, self._bold, tokens.text, 10)
        room = self._word(painter, room, row.key, self._mono, tokens.text, 12)
        self._word(
            painter, room, plural(row.differences, "difference"), self._small, tokens.muted, 0
        )

    def _difference(
        self, painter: QPainter, area: QRectF, row: DifferenceRow, tokens: Tokens
    ) -> None:
        difference = row.difference
        look = LOOKS[difference.kind]
        colour = getattr(tokens, look.colour)
        sign = QRectF(area.left(), area.top(), 18, area.height())
        painter.setFont(self._mono)
        painter.setPen(QColor(colour))
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, look.sign)
        word = QRectF(sign.right() + 4, area.top(), _KIND - 22, area.height())
        self._word(painter, word, look.word, self._small, colour, 0)
        rest = area.adjusted(_KIND + (_BELOW if row.name else 0), 0, 0, 0)
        path = QRectF(rest.left(), rest.top(), rest.width() * 0.26, rest.height())
        if row.path:
            self._word(painter, path, row.path, self._mono, tokens.text, 0)
        else:
            left = self._word(painter, path, row.name, self._bold, tokens.text, 10)
            self._word(painter, left, row.key, self._mono, tokens.text, 0)
        values = rest.adjusted(path.width() + 12, 0, 0, 0)
        self._values(painter, values, difference, tokens)

    def _values(
        self, painter: QPainter, area: QRectF, difference: Difference, tokens: Tokens
    ) -> None:
        kind = difference.kind
        if kind is Kind.MOVED:
            self._word(painter, area, places_text(difference), self._small, tokens.muted, 0)
            return
        if kind is not Kind.CHANGED:
            text = difference.right_text if kind is Kind.ADDED else difference.left_text
            self._value(painter, area, text, (), "", tokens)
            return
        left, right = difference.left_text, difference.right_text
        mine, theirs = changed_spans(left, right)
        half = (area.width() - 28) / 2
        one = QRectF(area.left(), area.top(), half, area.height())
        other = QRectF(area.right() - half, area.top(), half, area.height())
        used = self._value(painter, one, left, mine, tokens.bad_bg, tokens)
        other.setLeft(min(other.left(), used + 28))
        painter.setFont(self._plain)
        painter.setPen(QColor(tokens.muted))
        arrow = QRectF(other.left() - 24, area.top(), 20, area.height())
        painter.drawText(arrow, Qt.AlignmentFlag.AlignCenter, "→")
        self._value(painter, other, right, theirs, tokens.ok_bg, tokens)

    def _value(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        spans: Sequence[Span],
        ground: str,
        tokens: Tokens,
    ) -> float:
        """Monospace, what differs on a ground and in sight; gives where it ends."""
        metrics = QFontMetricsF(self._mono)
        advance = metrics.horizontalAdvance("0" * 64) / 64
        most = max(1, int(area.width() / advance))
        painter.setFont(self._mono)
        if not text:
            painter.setFont(self._small)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(area, _CENTRE, "empty")
            return area.left() + QFontMetricsF(self._small).horizontalAdvance("empty")
        skipped = 0
        if spans and len(text) > most:
            skipped = max(0, min(spans[0].start - _BEFORE, len(text) - most))
        shown = visible(text[skipped : skipped + most])
        if skipped:
            shown = "…" + shown[1:]
        if skipped + most < len(text):
            shown = shown[:-1] + "…"
        middle = area.center().y()
        for span in spans:
            start, end = max(span.start - skipped, 0), min(span.end - skipped, len(shown))
            if end > start:
                place = QRectF(
                    area.left() + start * advance - 1,
                    middle - metrics.height() / 2 - 1,
                    (end - start) * advance + 2,
                    metrics.height() + 2,
                )
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(ground))
                painter.drawRoundedRect(place, 2, 2)
        painter.setPen(QColor(tokens.text))
        base = middle - metrics.height() / 2 + metrics.ascent()
        painter.drawText(QPointF(area.left(), base), shown)
        return area.left() + len(shown) * advance

    def _word(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        font: QFont,
        colour: str,
        gap: float,
    ) -> QRectF:
        """Draws it, cut where it has no room; gives the room after it."""
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, area.width()))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(area, _CENTRE, shown)
        width = metrics.horizontalAdvance(shown) + (gap if shown else 0)
        return area.adjusted(width, 0, 0, 0)
