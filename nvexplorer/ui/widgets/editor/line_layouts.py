"""The lines of an XML editor as they are drawn: laid out and coloured once, kept while seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QTextCharFormat, QTextLayout

from nvexplorer.ui.widgets.editor.fold_lines import opens
from nvexplorer.ui.widgets.editor.line_pieces import LONGEST, in_units, left_open, line_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QFont, QTextOption

    from nvexplorer.ui.tokens import Tokens

SEVERITY_COLOURS = {"error": "bad", "warning": "warn", "unjudged": "muted"}
MOST_KEPT = 600
_TOKENS = ("xml_comment", "xml_tag", "xml_attribute", "xml_value", "xml_entity")

#: Positions in a line, from and to, and a severity.
Wave = tuple[int, int, str]


class Line(NamedTuple):
    """`following` is what the line after it begins in, as `line_pieces` takes it; `opens` whether
    something begins in it that goes on there."""

    layout: QTextLayout
    formats: list[QTextLayout.FormatRange]
    following: str
    opens: bool


class LineLayouts:
    """Layouts of their own, beside those of the document: to set formats on those would make every
    key repaint all that is seen, and the change that the document tells a whole line."""

    def __init__(self, tokens: Tokens, font: QFont, option: QTextOption, margin: float) -> None:
        self._font, self._option, self._margin = font, option, margin
        self._kept: dict[tuple[str, str, tuple[Wave, ...]], Line] = {}
        self._formats: dict[str, QTextCharFormat] = {}
        for name in _TOKENS:
            text_format = QTextCharFormat()
            text_format.setForeground(QColor(getattr(tokens, name)))
            self._formats[name] = text_format
        for severity, token in SEVERITY_COLOURS.items():
            text_format = QTextCharFormat()
            text_format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            text_format.setUnderlineColor(QColor(getattr(tokens, token)))
            self._formats[severity] = text_format

    def line(self, text: str, inside: str, waves: tuple[Wave, ...] = ()) -> Line:
        """A line that begins in `inside`, with places underlined."""
        key = (text, inside, waves)
        line = self._kept.pop(key, None) or self._made(text, inside, waves)
        self._kept[key] = line
        if len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return line

    def _made(self, text: str, inside: str, waves: tuple[Wave, ...]) -> Line:
        head = text[:LONGEST]
        pieces = list(line_pieces(head, inside))
        if not head.isascii():
            pieces = list(in_units(head, pieces))
        formats = [self._range(*piece) for piece in (*_merged(pieces), *waves)]
        layout = QTextLayout(text, self._font)
        layout.setCacheEnabled(True)
        layout.setTextOption(self._option)
        layout.setFormats(formats)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1e7)
        line.setPosition(QPointF(self._margin, 0))
        layout.endLayout()
        return Line(layout, formats, left_open(head, inside), opens(head, inside))

    def _range(self, start: int, end: int, kind: str) -> QTextLayout.FormatRange:
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = start, end - start, self._formats[kind]
        return piece


def _merged(pieces: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Neighbours of one colour as one: each piece is drawn on its own."""
    held = pieces[0] if pieces else (0, 0, "")
    for start, end, kind in pieces[1:]:
        if start == held[1] and kind == held[2]:
            held = (held[0], end, kind)
        else:
            yield held
            held = (start, end, kind)
    if pieces:
        yield held
