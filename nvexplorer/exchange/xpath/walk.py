"""Goes through the tags of a document of any size, as bytes, in steps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nvexplorer.xmltext.source import Source

OPEN, EMPTY, OPEN_WITH, CLOSE, OTHER = 1, 2, 3, 4, 5
"""What `lastindex` of a Tag says: a tag of a name alone, `<a/>`, a tag with attributes or spaces
(which may be an empty one, see `is_empty`), an end tag, a comment or processing instruction."""

_NAME = rb"[^\s!?/<>\"'=&][^\s/<>\"'=]*+"
_QUOTED = rb"\"[^\"<]*+\"|'[^'<]*+'"
_DOCTYPE_TEXT = (
    rb"!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+"
    rb"(?:\[(?:[^\]\"'<]|\"[^\"]*\"|'[^']*'|<!--(?s:.*?)-->|<\?(?s:.*?)\?>|<(?!!--|\?))*+\]\s*+)?+>"
)
_DOCTYPE = re.compile(rb"<" + _DOCTYPE_TEXT)
_LONGEST_DOCTYPE = 1 << 26
_TAGS = re.compile(
    rb"<(?:"
    rb"(%b)>"
    % _NAME
    + rb"|(%b)/>" % _NAME
    + rb"|(%b)[\s/](?:[^<>\"']*+(?:(?:%b)[^<>\"']*+)*+)>" % (_NAME, _QUOTED)
    + rb"|(/)[^<>]*+>"
    rb"|(!--(?s:.*?)-->|\?(?s:.*?)\?>)"
    rb"|!\[CDATA\[(?s:.*?)\]\]>"
    rb"|" + _DOCTYPE_TEXT + rb"|()[!?]"  # what is still to end
    rb")"
)
_UNENDED = 6
_BLANK = rb"[ \t\r\n]*+"
_PIECES = re.compile(
    rb"<(NAME)>(?:BLANK<(NAME)INSIDE(?:(?<=/)>|>[^<]*+</\2BLANK>))++BLANK</\1BLANK>"
    rb"|<(NAME)INSIDE(?:(?<=/)>|>[^<]*+</\3BLANK>)|".replace(b"NAME", _NAME)
    .replace(b"INSIDE", rb"(?:[\s/][^<>\"']*+(?:(?:QUOTED)[^<>\"']*+)*+)?+")
    .replace(b"QUOTED", _QUOTED)
    .replace(b"BLANK", rb"[ \t\r\n]*+")
    + _TAGS.pattern
)
RECORD, LEAF, BEHIND = 2, 3, 3
"""With `pieces`, two kinds more come before the others, whose numbers are higher by three then: a
whole element of a name alone, its group 1, that holds nothing but leaves; and a leaf, which holds
no elements."""
_LONG = 1 << 16
"""Bytes up to which a tag is taken as a whole."""
_ENDS = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
_NAME_AT = re.compile(rb"</?(%b)" % _NAME)
_QUOTE_OR_END = re.compile(rb"[\"'<>]")


class Tag(Protocol):
    """A piece of markup. Offsets count from the base it came with."""

    @property
    def lastindex(self) -> int | None: ...
    def start(self) -> int: ...
    def end(self) -> int: ...
    def __getitem__(self, group: int, /) -> bytes: ...


class _LongTag:
    """A tag that is not read as a whole."""

    def __init__(self, start: int, end: int, kind: int, name: bytes) -> None:
        self._span = start, end
        self.lastindex = kind
        self._name = name

    def start(self) -> int:
        return self._span[0]

    def end(self) -> int:
        return self._span[1]

    def __getitem__(self, _group: int, /) -> bytes:
        return self._name


def tags(
    source: Source, start: int = 0, *, step: int = 1 << 16, pieces: bool = False
) -> Iterator[tuple[int, bytes, Iterable[Tag]]]:
    """The markup from the byte `start`, which is outside all markup: (base, the bytes from there,
    tags in them), again and again to the end, after some `step` bytes each. Tags of any length
    count; what is within comments, CDATA and the like does not. Of broken markup, only whole tags
    are given. Look at all of the tags before going on. Raises OSError."""
    at, length = start, step
    while at < source.size:
        data = source.read(at, length)
        final = at + len(data) >= source.size
        if not data:
            return
        stop = _Stop()
        yield at, data, _whole(data, stop, pieces)
        end = stop.unended
        if end is None:
            if final:
                return
            cut = data.rfind(b"<", stop.end)  # perhaps the beginning of a tag
            end = len(data) if cut == -1 else cut
        if end > 0:
            at, length = at + end, step
        elif final:
            return
        elif len(data) < _LONG:
            length *= 4
        else:
            at, tag = _beyond(source, at, BEHIND if pieces else 0)
            length = step
            if tag is not None:
                yield tag


class _Stop:
    """Where the whole tags end, and where markup begins that does not end in the bytes."""

    end = 0
    unended: int | None = None


def _whole(data: bytes, stop: _Stop, pieces: bool) -> Iterator[Tag]:
    unended = _UNENDED + BEHIND if pieces else _UNENDED
    for match in (_PIECES if pieces else _TAGS).finditer(data):
        if match.lastindex == unended:
            stop.unended = match.start()
            return
        stop.end = match.end()
        yield match


def _beyond(
    source: Source, at: int, behind: int
) -> tuple[int, tuple[int, bytes, Iterable[Tag]] | None]:
    """The end of the long piece of markup at `at`, and itself when it is a tag."""
    head = source.read(at, _LONG)
    if head.startswith((b"<!", b"<?")):
        after = markup_end(source, at)
        if head.startswith((b"<!--", b"<?")):
            return after, (at, head, [_LongTag(0, after - at, OTHER + behind, b"")])
        return after, None
    name = _NAME_AT.match(head)
    end = _tag_end(source, at) if name else -1
    if end == -1 or name is None:
        return at + 1, None
    empty = source.read(end - 2, 1) == b"/"
    kind = CLOSE if head[1:2] == b"/" else EMPTY if empty else OPEN
    return end, (at, head, [_LongTag(0, end - at, kind + behind, name[1])])


def markup_end(source: Source, at: int) -> int:
    """The end of the comment, CDATA section, processing instruction or DOCTYPE that begins at the
    byte `at`; of the source, where it does not end. Raises OSError."""
    head = source.read(at, 9)
    for begin, terminator in _ENDS:
        if head.startswith(begin):
            end = _find(source, terminator, at + len(begin))
            return source.size if end == -1 else end + len(terminator)
    length = _LONG
    while True:
        data = source.read(at, length)
        doctype = _DOCTYPE.match(data)
        if doctype is not None:
            return at + doctype.end()
        if len(data) < length or length > _LONGEST_DOCTYPE:
            return at + 2
        length *= 4


def _find(source: Source, needle: bytes, start: int) -> int:
    piece = 1 << 20
    while start < source.size:
        data = source.read(start, piece)
        found = data.find(needle)
        if found != -1:
            return start + found
        if len(data) < len(needle):
            break
        start += len(data) - len(needle) + 1
    return -1


def _tag_end(source: Source, at: int) -> int:
    """After the `>` outside quotation marks; -1 where another tag begins before that."""
    quote = b""
    offset = at + 1
    while offset < source.size:
        data = source.read(offset, 1 << 20)
        place = 0
        while True:
            if quote:
                place = data.find(quote, place)
                if place == -1:
                    break
                quote, place = b"", place + 1
            match = _QUOTE_OR_END.search(data, place)
            if match is None:
                break
            if match[0] == b">":
                return offset + match.end()
            if match[0] == b"<":
                return -1
            quote, place = match[0], match.end()
        offset += len(data)
    return -1


def tag_end(data: bytes, start: int) -> int:
    """Where the whole tag that begins at `start` of `data` ends."""
    tag = _TAGS.match(data, start)
    return tag.end() if tag else len(data)


def is_empty(data: bytes, tag: Tag) -> bool:
    """Whether a tag of the kind OPEN_WITH has no content; `data` is what it came with."""
    return data[tag.end() - 2] == 0x2F
