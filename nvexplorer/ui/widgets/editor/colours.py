"""Colours for the lines of an XML editor that are on screen; the others cost nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextBlockUserData, QTextCharFormat, QTextLayout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QTextBlock

    from nvexplorer.ui.tokens import Tokens

_TOKENS = re.compile(
    r"(?P<xml_comment><!--.*?(?:-->|$)|<\?.*?(?:\?>|$)|<!\[CDATA\[.*?(?:\]\]>|$))"
    r"|(?P<xml_tag></?[\w:.-]+|/?>)"
    r"|(?P<xml_attribute>[\w:.-]+)(?=\s*=\s*[\"'])"
    r"|(?P<xml_value>\"[^\"<]*\"?|'[^'<]*'?)"
    r"|(?P<xml_entity>&[#\w]*;)"
)
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>"}
_SEVERITY_COLOURS = {"error": "bad", "warning": "warn", "unjudged": "muted"}

# A line is coloured up to here.
LONGEST = 20_000
# How far up the beginning of a comment is looked for, in characters.
LOOK_BACK = 30_000

#: Positions in a line, from and to, and a severity.
Wave = tuple[int, int, str]


def line_pieces(text: str, inside: str = "") -> Iterator[tuple[int, int, str]]:
    """Start, end and token name of what is not plain text. `inside` is the end mark that the
    line begins before, `-->` or `]]>`, empty when it begins in ordinary XML."""
    start = 0
    if inside:
        end = text.find(inside)
        start = len(text) if end < 0 else end + len(inside)
        yield 0, start, "xml_comment"
    in_tag = _continues_tag(text, start)
    for match in _TOKENS.finditer(text, start):
        kind = match.lastgroup or ""
        if kind == "xml_tag":
            in_tag = not match[0].endswith(">")
        elif kind in ("xml_attribute", "xml_value") and not in_tag:
            continue
        yield match.start(kind), match.end(kind), kind


def inside_of(before: str) -> str:
    """The end mark of the comment or CDATA section that a text ends in, empty for none."""
    place, end = max((before.rfind(mark), end) for mark, end in _ENDS.items())
    return "" if place < 0 or before.find(end, place) >= 0 else end


def _continues_tag(text: str, start: int) -> bool:
    """True when a line begins in the middle of a tag: a `>` comes before any `<`."""
    closing, opening = text.find(">", start), text.find("<", start)
    return closing >= 0 and (opening < 0 or closing < opening) and "=" in text[start:closing]


def left_open(text: str, inside: str) -> str:
    """The end mark that the line after one with this text begins before, if any."""
    for start, end, kind in line_pieces(text, inside):
        if kind == "xml_comment" and end == len(text):
            return _left_open(text[start:end], inside if start == 0 else "")
    return "" if text else inside


def _left_open(piece: str, inside: str) -> str:
    if inside:
        return "" if piece.endswith(inside) else inside
    for mark, end in _ENDS.items():
        if piece.startswith(mark):
            return "" if piece.endswith(end) and len(piece) >= len(mark) + len(end) else end
    return ""


class _Dressed(QTextBlockUserData):
    """What the formats of a block were made from; Qt drops it with the block."""

    def __init__(self, key: object, following: str) -> None:
        super().__init__()
        self.key = key
        self.following = following


class LineColours:
    """Puts formats on the layout of a block, anew only when something about it has changed."""

    def __init__(self, tokens: Tokens) -> None:
        self._formats: dict[str, QTextCharFormat] = {}
        for name in ("xml_comment", "xml_tag", "xml_attribute", "xml_value", "xml_entity"):
            text_format = QTextCharFormat()
            text_format.setForeground(QColor(getattr(tokens, name)))
            self._formats[name] = text_format
        for severity, token in _SEVERITY_COLOURS.items():
            text_format = QTextCharFormat()
            text_format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            text_format.setUnderlineColor(QColor(getattr(tokens, token)))
            self._formats[severity] = text_format

    def dress(self, block: QTextBlock, inside: str, waves: Sequence[Wave] = ()) -> str:
        """Colours a block that begins in `inside`; returns what the next one begins in."""
        text = block.text()
        key = (text, inside, tuple(waves), self)
        dressed = block.userData()
        if isinstance(dressed, _Dressed) and dressed.key == key:
            return dressed.following
        head = text[:LONGEST]
        pieces = [(start, end, kind) for start, end, kind in line_pieces(head, inside)]
        if not text.isascii():
            pieces = list(_in_units(head, pieces))
        ranges = [self._range(*piece) for piece in (*pieces, *waves)]
        layout = block.layout()
        if ranges or layout.formats():
            layout.setFormats(ranges)
        following = left_open(head, inside)
        block.setUserData(_Dressed(key, following))
        return following

    def _range(self, start: int, end: int, kind: str) -> QTextLayout.FormatRange:
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = start, end - start, self._formats[kind]
        return piece


def _in_units(text: str, pieces: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Characters beyond U+FFFF count two in a layout."""
    wide = [index for index, character in enumerate(text) if character > "\uffff"]
    for start, end, kind in pieces:
        before = sum(index < start for index in wide)
        within = sum(start <= index < end for index in wide)
        yield start + before, end + before + within, kind
