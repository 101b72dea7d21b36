"""The pieces of an XML text with their places: tags, text, comments and the rest. Never raises."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

# What begins and continues no name in XML 1.0, fifth edition. Said so because compiling a set goes
# through all its characters up to U+FFFF: those of names are 60000, these are a fifth of that.
_NEVER = (
    "/;-@\\[-^`\xd7\xf7\u037e\u2000-\u200b\u2190-\u2bff\u2ff0-\u3000\ud800-\uf8ff\ufdd0-\ufdef"
    "\ufffe\uffff\U000f0000-\U0010ffff"
)
NAME = (
    f"[^\0-9{_NEVER}{{-\xbf\u0300-\u036f\u200e-\u206f]"
    f"[^\0-,{_NEVER}{{-\xb6\xb8-\xbf\u200e-\u203e\u2041-\u206f]*+"
)
"""Regular expression of a name."""

BLANKS = " \t\r\n"
"""All that is white space in XML."""

_S = "[ \\t\\r\\n]"
_QUOTED = "\"[^\"<]*+\"|'[^'<]*+'"

# Each alternative takes what it begins with, finished or not, so that no place is looked at twice.
_PIECES = re.compile(
    "([^<]++)"  # 1 text
    f"|</({NAME}){_S}*+>"  # 2 an end tag
    f"|<({NAME})(?:[^<>\"']*+(?:(?:{_QUOTED}|[\"'])[^<>\"']*+)*+)>"  # 3 a start tag
    "|(<!--(?s:.*?)(?:-->|\\Z))"  # 4
    "|(<!\\[CDATA\\[(?s:.*?)(?:\\]\\]>|\\Z))"  # 5
    "|(<\\?(?s:.*?)(?:\\?>|\\Z))"  # 6
    f"|(<!DOCTYPE(?:[^<>\\[\"']|{_QUOTED}|[\"'])*+(?:\\[[^\\]]*+(?:\\][^<>]*+)?+)?+>?+)"  # 7
    f"|(<{NAME}(?:{_S}++{NAME}{_S}*+={_S}*+(?:{_QUOTED}))*+)"  # 8 a start tag without its >
    f"|(</(?:{NAME})?+(?:{_S}*+>|[^<>\\n]*+>|))"  # 9 any other end tag
    "|<+(?=<)|<"
)
_NAME_AT = re.compile(NAME)
_ATTRIBUTE = re.compile(
    f"({NAME})(?:{_S}*+={_S}*+(?:\"([^\"<]*+)\"|'([^'<]*+)'"
    "|([^ \\t\\r\\n<>\"'/]++(?:/(?!>)[^ \\t\\r\\n<>\"'/]*+)*+)))?"
)
_REFERENCE = re.compile("&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_PREDEFINED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class MarkKind(IntEnum):
    """What a mark is. JUNK is a `<` that begins nothing; the XML declaration is a PI named xml."""

    TEXT = 0
    START = 1
    END = 2
    EMPTY = 3
    COMMENT = 4
    CDATA = 5
    PI = 6
    DOCTYPE = 7
    JUNK = 8


class Mark(NamedTuple):
    """One piece of the text, from character `start` to `end`. `name` is that of a tag or of a
    processing instruction, empty for the rest and where it is missing. `whole` is false where the
    end of the piece is missing: a tag without `>` ends after its last readable attribute, the
    others at the end of the text."""

    kind: MarkKind
    start: int
    end: int
    name: str = ""
    whole: bool = True

    @property
    def name_start(self) -> int:
        return self.start + (2 if self.kind in (MarkKind.END, MarkKind.PI) else 1)

    @property
    def name_end(self) -> int:
        return self.name_start + len(self.name)

    @property
    def opens(self) -> bool:
        """Whether it begins an element."""
        return self.kind in (MarkKind.START, MarkKind.EMPTY)


class Attribute(NamedTuple):
    """An attribute as written, from character `start` to `end`. Its value, from `value_start` to
    `value_end`, is without the quotes; `quote` is empty where there are none, and `value_start`
    is -1 where there is no value at all. `raw` is the value with its references unresolved."""

    name: str
    start: int
    end: int
    value_start: int
    value_end: int
    quote: str
    raw: str

    @property
    def name_end(self) -> int:
        return self.start + len(self.name)

    @property
    def value(self) -> str:
        return resolved(self.raw)


def scan_marks(text: str) -> list[Mark]:
    """All pieces of `text` in order: each begins where the one before it ends.

    Takes any text, well-formed or not. A tag ends at the first `>` outside its quoted values; a
    quote that is not closed before the next `<` is no quote. Time grows with the length alone.
    """
    marks: list[Mark] = []
    add = marks.append
    new = tuple.__new__
    kinds = MarkKind
    plain, opened, closed, void = kinds.TEXT, kinds.START, kinds.END, kinds.EMPTY
    for match in _PIECES.finditer(text):
        start, end = match.span()
        which = match.lastindex
        if which == 1:
            add(new(Mark, (plain, start, end, "", True)))
        elif which == 2:
            add(new(Mark, (closed, start, end, match[2], True)))
        elif which == 3:
            kind = void if text[end - 2] == "/" else opened
            add(new(Mark, (kind, start, end, match[3], True)))
        else:
            add(_rare(text, which, start, end))
    return marks


def mark_at(text: str, start: int, end: int | None = None) -> Mark:
    """The piece that begins with the `<` at `start`, as if the text ended at `end`."""
    match = _PIECES.match(text, start, len(text) if end is None else end)
    if match is None:
        return Mark(MarkKind.JUNK, start, start + 1)
    which = match.lastindex
    if which == 2:
        return Mark(MarkKind.END, start, match.end(), match[2])
    if which == 3:
        kind = MarkKind.EMPTY if text[match.end() - 2] == "/" else MarkKind.START
        return Mark(kind, start, match.end(), match[3])
    return _rare(text, which, start, match.end())


def _rare(text: str, which: int | None, start: int, end: int) -> Mark:
    if which == 4:
        return Mark(
            MarkKind.COMMENT, start, end, "", end - start >= 7 and text.endswith("-->", start, end)
        )
    if which == 5:
        return Mark(MarkKind.CDATA, start, end, "", text.endswith("]]>", start, end))
    if which == 6:
        whole = end - start >= 4 and text.endswith("?>", start, end)
        return Mark(MarkKind.PI, start, end, _name_at(text, start + 2), whole)
    if which == 7:
        return Mark(MarkKind.DOCTYPE, start, end, "", text[end - 1] == ">")
    if which == 8:
        return Mark(MarkKind.START, start, end, _name_at(text, start + 1), False)
    if which == 9:
        return Mark(MarkKind.END, start, end, _name_at(text, start + 2), text[end - 1] == ">")
    return Mark(MarkKind.JUNK, start, end)


def _name_at(text: str, at: int) -> str:
    match = _NAME_AT.match(text, at)
    return match[0] if match else ""


def has_attributes(mark: Mark) -> bool:
    """Whether a tag holds more than its name and brackets (perhaps only spaces); cheap."""
    return mark.end - mark.start - len(mark.name) > (3 if mark.kind == MarkKind.EMPTY else 2)


def attributes(text: str, mark: Mark) -> list[Attribute]:
    """The attributes of a start or empty tag in order, as far as they can be read."""
    if not mark.opens or not has_attributes(mark):
        return []
    found = []
    for match in _ATTRIBUTE.finditer(text, mark.name_end, mark.end):
        group = match.lastindex or 1
        value_start, value_end = match.span(group) if group > 1 else (-1, -1)
        quote = ("", '"', "'", "")[group - 1]
        raw = match[group] if group > 1 else ""
        found.append(
            Attribute(match[1], match.start(), match.end(), value_start, value_end, quote, raw)
        )
    return found


def resolved(raw: str) -> str:
    """Text with its character references and the five predefined entities resolved; others, and
    those of no character, stay as they are."""
    return _REFERENCE.sub(_character, raw) if "&" in raw else raw


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _PREDEFINED[match[3]]
    code = int(match[1]) if match[1] else int(match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
