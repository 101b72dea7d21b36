"""The pieces of a line of XML, each named after the token that colours it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKENS = re.compile(
    r"(?P<xml_comment><!--.*?(?:-->|$)|<\?.*?(?:\?>|$)|<!\[CDATA\[.*?(?:\]\]>|$))"
    r"|(?P<xml_tag></?[\w:.-]+|/?>)"
    r"|(?P<xml_attribute>[\w:.-]+)(?=\s*=\s*[\"'])"
    r"|(?P<xml_value>\"[^\"<]*\"?|'[^'<]*'?)"
    r"|(?P<xml_entity>&[#\w]*;)"
)
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>"}
# A line is coloured up to here.
LONGEST = 20_000
# How far up the beginning of a comment is looked for, in characters.
LOOK_BACK = 30_000


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
    if not inside and "<!" not in text:
        return ""
    return open_after(text, inside, list(line_pieces(text, inside)))


def open_after(text: str, inside: str, pieces: Sequence[tuple[int, int, str]]) -> str:
    """The same when the pieces of the line are known."""
    if not text:
        return inside
    start, end, kind = pieces[-1] if pieces else (0, 0, "")
    if kind != "xml_comment" or end != len(text):
        return ""
    return _left_open(text[start:end], inside if start == 0 else "")


def _left_open(piece: str, inside: str) -> str:
    if inside:
        return "" if piece.endswith(inside) else inside
    for mark, end in _ENDS.items():
        if piece.startswith(mark):
            return "" if piece.endswith(end) and len(piece) >= len(mark) + len(end) else end
    return ""


def in_units(text: str, pieces: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The same counted in UTF-16 units, as a layout does."""
    wide = [index for index, character in enumerate(text) if character > "\uffff"]
    for start, end, kind in pieces:
        before = sum(index < start for index in wide)
        within = sum(start <= index < end for index in wide)
        yield start + before, end + before + within, kind
