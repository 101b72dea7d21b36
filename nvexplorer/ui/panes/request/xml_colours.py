"""Colours for the lines of an XML editor that are on screen; the others cost nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextCharFormat, QTextLayout

if TYPE_CHECKING:
    from collections.abc import Iterator

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

# A line is coloured up to here; a body on one line may hold megabytes.
LONGEST = 20_000
# How far up the beginning of a comment is looked for.
LOOK_BACK = 400


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


def inside_of(block: QTextBlock) -> str:
    """The end mark of the comment or CDATA section that a block begins in, empty for none."""
    before = block.previous()
    for _ in range(LOOK_BACK):
        if not before.isValid():
            return ""
        text = before.text()[:LONGEST]
        opened = {text.rfind(mark): end for mark, end in _ENDS.items()}
        place = max(opened)
        if place >= 0:
            return "" if text.find(opened[place], place) >= 0 else opened[place]
        if any(end in text for end in _ENDS.values()):
            return ""
        before = before.previous()
    return ""


class LineColours:
    """Puts formats on the layout of a block, once per revision of it."""

    def __init__(self, tokens: Tokens) -> None:
        self._formats: dict[str, QTextCharFormat] = {}
        for name in ("xml_comment", "xml_tag", "xml_attribute", "xml_value", "xml_entity"):
            text_format = QTextCharFormat()
            text_format.setForeground(QColor(getattr(tokens, name)))
            self._formats[name] = text_format

    def colour(self, block: QTextBlock, inside: str) -> str:
        """Colours a block that begins in `inside`; returns what the next one begins in."""
        text = block.text()[:LONGEST]
        ranges, following = [], inside
        for start, end, kind in line_pieces(text, inside):
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = start, end - start, self._formats[kind]
            ranges.append(piece)
            if kind == "xml_comment":
                following = _left_open(text[start:end], inside if start == 0 else "")
        layout = block.layout()
        if layout.formats() != ranges:
            layout.setFormats(ranges)
        return following


def _left_open(piece: str, inside: str) -> str:
    if inside:
        return "" if piece.endswith(inside) else inside
    for mark, end in _ENDS.items():
        if piece.startswith(mark):
            return "" if piece.endswith(end) and len(piece) >= len(mark) + len(end) else end
    return ""


def _continues_tag(text: str, start: int) -> bool:
    """True when a line begins in the middle of a tag: a `>` comes before any `<`."""
    closing, opening = text.find(">", start), text.find("<", start)
    return closing >= 0 and (opening < 0 or closing < opening) and "=" in text[start:closing]
