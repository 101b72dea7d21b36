"""The child elements of an element, read from the bytes, without a tree and without an index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .encoding import decode

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from .source import Source

PREVIEW = 200
"""Bytes of text and of attributes that are kept of an element."""

LONGEST = 1 << 20
"""Bytes of a tag; one that is longer is text."""

_WINDOW = 1 << 18
_SPACE = b" \t\r\n"
_AFTER_NAME = (b">", b" ", b"/", b"\n", b"\r", b"\t")
_QUOTED = rb"(?:\"[^\"<]*+\"|'[^'<]*+')"
# A tag ends at the first `>` outside its quoted values; a quote not closed before the next `<` is
# none. A `<` that begins nothing of this is text.
_MARKUP = re.compile(
    rb"<(?:(/?)([^\s<>/!?\"'=][^\s<>/\"'=]*+)((?:[^<>\"']++|%b|[\"'])*+)>"
    rb"|(!--)|(!\[CDATA\[)|(\?)|(!))" % _QUOTED
)
_DOCTYPE_END = re.compile(
    rb"(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+"
    rb"(?:\[(?:[^\]\"'<]|\"[^\"]*\"|'[^']*'|<!--.*?-->|<\?.*?\?>|<(?!!--|\?))*+\]\s*+)?+>",
    re.DOTALL,
)
_ENDS = {4: b"-->", 5: b"]]>", 6: b"?>"}


class Child(NamedTuple):
    """An element: its bytes from `start` (of its start tag) to `end` (after its end tag, or where
    it has to end for want of one; `closed` tells), `name` and `attributes` as they stand in the
    tag. `text` is the beginning of its text before the first element in it, as it stands there
    (references are not resolved); `children` says whether elements lie in it."""

    start: int
    content: int
    end: int
    name: str
    attributes: str
    text: str
    children: bool
    closed: bool


def children(
    source: Source, encoding: str, start: int | None = None, *, step: int = 1 << 15
) -> Iterator[Child | None]:
    """The child elements of the element whose start tag is at the byte `start`, in order; without
    `start` the root element. None after every `step` bytes or so, also in the middle of a child, so
    that the caller may do something else; what is remembered does not grow with the element.

    Takes any bytes: an end tag ends the innermost element, whatever its name is (but one of the
    child's own name after as many end tags as start tags ends the child), and the end of the source
    ends all. Not for UTF-16: see `ConvertedSource`. Errors of the source pass through.
    """
    tags = _Tags(source, start or 0)
    depth = 0 if start is None else -1
    opened: list[_Opened] = []  # the child that is open, if any
    told = tags.at
    for tag in tags:
        if tag is None or tags.at - told >= step:
            told = tags.at
            yield None
        if tag is None:
            continue
        if tag.text is not None:
            if depth == 1 and opened and not opened[0].children:
                opened[0].add(tag.text)
            continue
        if tag.closing:
            depth -= 1
            if depth < 0 and start is not None:
                return
            depth = max(0, depth)
            if depth == 0 and opened:
                yield opened.pop().child(tag.end, encoding, closed=True)
            continue
        if depth == 0:
            opened.append(_Opened(tag))
            if not tag.empty:
                end = yield from tags.skip(tag, opened[0])
                if end:
                    yield opened.pop().child(end, encoding, closed=True)
                    continue
        elif depth == 1 and opened:
            opened[0].children = True
        if not tag.empty:
            depth += 1
        elif depth == 0:
            yield opened.pop().child(tag.end, encoding, closed=True)
        elif depth < 0:
            return
    if opened:
        yield opened.pop().child(tags.at, encoding, closed=False)


class _Tag(NamedTuple):
    """A tag, or a piece of text when `text` is not None."""

    start: int
    end: int
    name: bytes = b""
    attributes: bytes = b""
    closing: bool = False
    empty: bool = False
    text: bytes | None = None


class _Opened:
    """A child as far as it is known."""

    def __init__(self, tag: _Tag) -> None:
        self._tag = tag
        self._text = b""
        self.children = False

    def add(self, text: bytes) -> None:
        if len(self._text) < PREVIEW:
            self._text += text[: PREVIEW - len(self._text)]

    def note(self, data: bytes, start: int, end: int) -> None:
        """What is between the tags begins so in `data`."""
        angle = data.find(b"<", start, end)
        self.children = angle >= 0
        self.add(data[start : min(angle if angle >= 0 else end, start + PREVIEW)])

    def child(self, end: int, encoding: str, *, closed: bool) -> Child:
        tag = self._tag
        return Child(
            tag.start,
            tag.end,
            end,
            decode(tag.name[:PREVIEW], encoding).text,
            decode(tag.attributes[:PREVIEW].strip(_SPACE), encoding).text,
            decode(_whole(self._text, encoding), encoding).text.strip(),
            self.children,
            closed,
        )


def _whole(text: bytes, encoding: str) -> bytes:
    """Without the part of a character that a cut has left at the end."""
    if encoding != "utf-8" or len(text) < PREVIEW:
        return text
    last = next((at for at in range(1, 5) if text[-at] & 0xC0 != 0x80), 1)
    length = 1 + (text[-last] >= 0xC0) + (text[-last] >= 0xE0) + (text[-last] >= 0xF0)
    return text[:-last] if last < length else text


def _deeper(data: bytes, start: int, end: int) -> int | None:
    """How much deeper a stretch leads that begins and ends between pieces of markup; None where
    there is more in it than tags and text."""
    if data.find(b"<!", start, end) >= 0 or data.find(b"<?", start, end) >= 0:
        return None
    count = data.count
    return count(b"<", start, end) - 2 * count(b"</", start, end) - count(b"/>", start, end)


def _own_tag(data: bytes, tag: bytes, start: int, end: int) -> int:
    """The first place where `tag` (`<` or `</` and a name) stands with its name whole; -1: none."""
    at = data.find(tag, start, end)
    while at >= 0 and data[at + len(tag) : at + len(tag) + 1] not in _AFTER_NAME:
        at = data.find(tag, at + 1, end)
    return at


class _Tags:
    """Tags and text of a source from the byte `at` on; `at` is how far they have been read. None
    where a long stretch has nothing of them."""

    def __init__(self, source: Source, at: int) -> None:
        self._source = source
        self.at = at
        self._data = b""
        self._from = at

    def __iter__(self) -> Iterator[_Tag | None]:
        match_at = _MARKUP.match
        while True:
            place = self.at - self._from
            start = self._data.find(b"<", place)
            if start < 0:
                if place < len(self._data):
                    yield self._text(place, len(self._data))
                    self.at = self._from + len(self._data)
                if not self._fill(_WINDOW):
                    return
                yield None
                continue
            if start > place:
                yield self._text(place, start)
                self.at = self._from + start
            if self._data.find(b"<", start + 1) < 0 and self._more(start):
                continue  # a quote is none when not closed before the next `<`
            match = match_at(self._data, start)
            if match is None:
                self.at += 1
                yield _Tag(self.at - 1, self.at, text=b"<")
                continue
            which = match.lastindex or 0
            if which == 3:
                rest = match[3]
                end = self._from + match.end()
                empty = rest.endswith(b"/")
                self.at = end
                yield _Tag(
                    self._from + start,
                    end,
                    match[2],
                    rest[:-1] if empty else rest,
                    closing=bool(match[1]),
                    empty=empty and not match[1],
                )
            elif which == 7:
                yield from self._doctype(start, match.end())
            else:
                yield from self._special(which, match.end())

    def skip(self, tag: _Tag, child: _Opened) -> Generator[None, None, int]:
        """Goes past the element that `tag` opens without looking at what lies in it, where counting
        tells its end; else stays where it is and returns 0. Notes its text and whether it has
        children."""
        data, place = self._data, tag.end - self._from
        found = _own_tag(data, b"</" + tag.name, place, len(data))
        if found < 0:
            return (yield from self._skip_far(tag, child))
        end = data.find(b">", found)
        if (
            end < 0
            or _own_tag(data, b"<" + tag.name, place, found) >= 0
            or _deeper(data, place, found) != 0
        ):
            return 0
        child.note(data, place, found)
        self.at = self._from + end + 1
        return self.at

    def _skip_far(self, tag: _Tag, child: _Opened) -> Generator[None, None, int]:
        at, depth = tag.end, 0
        while True:
            data = self._source.read(at, _WINDOW)
            cut = data.rfind(b"<")
            found = _own_tag(data, b"</" + tag.name, 0, len(data))
            end = data.find(b">", found) if found >= 0 else -1
            if end < 0:
                found = -1  # where it is cut off, the next piece begins with it
            stop = found if found >= 0 else cut
            deeper = _deeper(data, 0, stop)
            own = _own_tag(data, b"<" + tag.name, 0, max(0, stop))
            if deeper is None or own >= 0 or (stop <= 0 and found < 0):
                return 0
            depth += deeper
            if at == tag.end:
                child.note(data, 0, stop)
            child.children = child.children or data.find(b"<", 0, stop) >= 0
            if found >= 0:
                if depth:
                    return 0
                self.at = at + end + 1
                return self.at
            at += stop
            yield None

    def _text(self, start: int, end: int) -> _Tag:
        return _Tag(
            self._from + start, self._from + end, text=self._data[start : min(end, start + PREVIEW)]
        )

    def _fill(self, length: int) -> bool:
        """Reads on from `at`; whether there is anything."""
        self._data = self._source.read(self.at, length)
        self._from = self.at
        return bool(self._data)

    def _more(self, start: int) -> bool:
        """Reads more from the `<` at `start` on, where there is more and a tag may need it."""
        length = len(self._data) - start
        if length >= LONGEST or self._from + len(self._data) >= self._source.size:
            return False
        return self._fill(max(_WINDOW, 2 * length)) and len(self._data) > length

    def _special(self, which: int, begin: int) -> Iterator[_Tag | None]:
        """Goes to the end of a comment, CDATA section (which is text) or instruction."""
        terminator = _ENDS[which]
        self.at = self._from + begin
        while True:
            place = self.at - self._from
            end = self._data.find(terminator, place)
            stop = end if end >= 0 else len(self._data) - len(terminator) + 1
            last = self._from + len(self._data) >= self._source.size
            if end < 0 and last:
                stop = len(self._data)
            if stop > place:
                if which == 5:
                    yield self._text(place, stop)
                self.at = self._from + stop
            if end >= 0:
                self.at = self._from + end + len(terminator)
                return
            if last or not self._fill(max(_WINDOW, 64)):
                return
            yield None

    def _doctype(self, start: int, begin: int) -> Iterator[_Tag | None]:
        """Goes past a `<!` that is neither a comment nor a CDATA section."""
        match = _DOCTYPE_END.match(self._data, begin)
        last = self._from + len(self._data) >= self._source.size
        length = len(self._data) - start
        if not last and length < (LONGEST if match is None else len(b"<![CDATA[")):
            self.at = self._from + start
            self._fill(LONGEST)  # and has another look
            return
        end = match.end() if match else begin
        if not match:
            yield _Tag(self._from + start, self._from + end, text=b"<!")
        self.at = self._from + end
