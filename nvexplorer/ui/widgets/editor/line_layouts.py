"""The lines of an XML editor as they are drawn: laid out and coloured once, kept while seen."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPixmap, QTextCharFormat, QTextLayout

from nvexplorer.ui.widgets.editor.fold_lines import opens
from nvexplorer.ui.widgets.editor.line_pieces import LONGEST, in_units, line_pieces, open_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QFont, QTextOption

    from nvexplorer.ui.tokens import Tokens

SEVERITY_COLOURS = {"error": "bad", "warning": "warn", "unjudged": "muted"}
MOST_KEPT = 300
WIDEST = 1_500  # pixels of a line that is kept as a picture
_TOKENS = ("xml_comment", "xml_tag", "xml_attribute", "xml_value", "xml_entity")

#: Positions in a line, from and to, and a severity.
Wave = tuple[int, int, str]
#: Text, what it begins in, and what is underlined.
Key = tuple[str, str, tuple[Wave, ...]]


class Line:
    """`following` is what the line after it begins in, as `line_pieces` takes it; `opens` whether
    something begins in it that goes on there. `picture` is made when it is painted again."""

    __slots__ = ("following", "formats", "layout", "opens", "painted", "picture")

    def __init__(
        self,
        layout: QTextLayout,
        formats: list[QTextLayout.FormatRange],
        following: str,
        opens: bool,
    ) -> None:
        self.layout, self.formats = layout, formats
        self.following, self.opens = following, opens
        self.painted = 0
        self.picture: QPixmap | None = None


class LineLayouts:
    """Layouts of their own, beside those of the document: to set formats on those would make every
    key repaint all that is seen, and the change that the document tells a whole line."""

    def __init__(self, tokens: Tokens, font: QFont, option: QTextOption, margin: float) -> None:
        self._font, self._option, self._margin = font, option, margin
        self._ground, self._ink = QColor(tokens.surface), QColor(tokens.text)
        self._kept: dict[Key, Line] = {}
        self._old: dict[Key, Line] = {}  # the generation before, for lines that come back
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
        line = self._kept.get(key)
        if line is None:
            line = self._old.pop(key, None) or self._made(text, inside, waves)
            self._kept[key] = line
            if len(self._kept) > MOST_KEPT:
                self._old, self._kept = self._kept, {}
        return line

    def picture(self, line: Line, ratio: float) -> QPixmap | None:
        """What a line looks like on the plain ground, once it is worth it: to draw that again
        takes a fraction of the time."""
        line.painted += 1
        if line.picture is None and line.painted > 1:
            only = line.layout.lineAt(0)
            width, height = ceil(only.naturalTextRect().right()) + 1, ceil(only.height())
            if width > WIDEST:
                return None
            made = QPixmap(ceil(width * ratio), ceil(height * ratio))
            made.setDevicePixelRatio(ratio)
            made.fill(self._ground)
            painter = QPainter(made)
            painter.setPen(self._ink)
            line.layout.draw(painter, QPointF(0, 0))
            painter.end()
            line.picture = made
        return line.picture

    def _made(self, text: str, inside: str, waves: tuple[Wave, ...]) -> Line:
        head = text[:LONGEST]
        pieces = list(line_pieces(head, inside))
        following = open_after(head, inside, pieces)
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
        return Line(layout, formats, following, opens(head, inside))

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
