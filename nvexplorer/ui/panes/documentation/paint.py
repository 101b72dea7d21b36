"""Text of several styles in one cell: laid out, measured, drawn."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from nvexplorer.ui.panes.documentation.filtering import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from nvexplorer.ui.panes.documentation.pieces import Piece
    from nvexplorer.ui.theme import Theme

GAP = 1  # between lines
_TITLE_SIZE = 16
# Styles whose colour is not the token of their own name; `word name` takes that of the name.
_COLOURS = {"title": "text", "strong": "text", "mono": "text", "heading": "muted"}
_MONO = ("mono", "method", "parameter", "xml_tag", "xml_attribute")


class TextPainter:
    """Styles are names of colour tokens, or `title`, `strong`, `mono`, `heading`, `method …` and
    `effect …` with an effect behind."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        plain, mono = theme.ui_font(), theme.mono_font()
        strong = theme.ui_font(weight=QFont.Weight.DemiBold)
        self._fonts = {
            "text": plain,
            "mono": mono,
            "strong": strong,
            "effect": strong,
            "title": theme.ui_font(_TITLE_SIZE, QFont.Weight.DemiBold),
            "heading": theme.ui_font(12, QFont.Weight.DemiBold),
            "section": strong,
        }
        self.words: tuple[str, ...] = ()
        self._formats: dict[str, QTextCharFormat] = {}
        self._metrics: dict[str, QFontMetricsF] = {}
        self._wrapped = QTextOption()
        self._wrapped.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def forget_colours(self) -> None:
        self._formats.clear()

    def font(self, style: str) -> QFont:
        word = style.partition(" ")[0]
        return self._fonts.get("mono" if word in _MONO else word, self._fonts["text"])

    def height(self, pieces: Sequence[Piece], width: float) -> float:
        """That of the laid out text. Most texts break where they are told to alone, and are
        measured without being laid out."""
        height = ascent = descent = used = 0.0
        for piece in pieces:
            metrics = self._metrics_of(piece.style)
            for number, part in enumerate(piece.text.split("\n")):
                if number:
                    height += ascent + descent + GAP
                    ascent = descent = used = 0.0
                used += metrics.horizontalAdvance(part)
                if used > width - 1:
                    return self.lay_out(pieces, width).boundingRect().height()
                ascent = max(ascent, ceil(metrics.ascent()))
                descent = max(descent, ceil(metrics.descent()))
        return height + ascent + descent

    def _metrics_of(self, style: str) -> QFontMetricsF:
        found = self._metrics.get(style)
        if found is None:
            found = self._metrics[style] = QFontMetricsF(self.font(style))
        return found

    def lay_out(self, pieces: Sequence[Piece], width: float) -> QTextLayout:
        """The text broken into lines of that width; `boundingRect` tells its height."""
        text = "".join(piece.text for piece in pieces).replace("\n", "\u2028")
        layout = QTextLayout(text, self._fonts["text"])
        layout.setTextOption(self._wrapped)
        layout.setFormats(self._ranges(pieces, text))
        layout.beginLayout()
        y = 0.0
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height() + GAP
            line = layout.createLine()
        layout.endLayout()
        return layout

    def draw(
        self, painter: QPainter, layout: QTextLayout, at: QPointF, *, underlined: bool = False
    ) -> None:
        layout.draw(painter, at)
        if underlined:
            line = layout.lineAt(0)
            y = at.y() + line.ascent() + 2.5
            painter.drawLine(QPointF(at.x(), y), QPointF(at.x() + line.naturalTextWidth(), y))

    def colour(self, style: str) -> QColor:
        word, _, name = style.partition(" ")
        return QColor(getattr(self._theme.tokens, name or _COLOURS.get(word, word)))

    def _ranges(self, pieces: Sequence[Piece], text: str) -> list[QTextLayout.FormatRange]:
        ranges, at = [], 0
        for piece in pieces:
            ranges.append(_range(at, len(piece.text), self._format(piece.style)))
            at += len(piece.text)
        if self.words:
            hit = QTextCharFormat()
            hit.setBackground(QColor(self._theme.tokens.find_bg))
            ranges += [_range(start, length, hit) for start, length in marks(text, self.words)]
        return ranges

    def _format(self, style: str) -> QTextCharFormat:
        found = self._formats.get(style)
        if found is None:
            found = self._formats[style] = QTextCharFormat()
            found.setFont(self.font(style))
            found.setForeground(self.colour(style))
        return found


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    result = QTextLayout.FormatRange()
    result.start, result.length, result.format = start, length, form
    return result
