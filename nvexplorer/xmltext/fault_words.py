"""What a parser's complaint about a place of a document means, in a sentence."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import errors

from .encoding import decode
from .flaws import find_flaws
from .nesting import Nesting
from .outline import read_outline
from .piece_flaws import short
from .rows import RowIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .piece_flaws import Flaw
    from .source import Source

_AROUND = 1 << 14  # bytes of text looked at
_CODES = errors.codes
_MISMATCH = _CODES[errors.XML_ERROR_TAG_MISMATCH]
_WRONG_ENCODING = _CODES[errors.XML_ERROR_INCORRECT_ENCODING]
_BREAKS_OFF = {
    _CODES[message]
    for message in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        errors.XML_ERROR_PARTIAL_CHAR,
    )
}
_AFTER_ROOT = _CODES[errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]
_TOO_MUCH = 43  # XML_ERROR_AMPLIFICATION_LIMIT_BREACH
_PAIRING = {"mismatch", "unclosed", "stray-end"}
_DECLARED = re.compile(rb"encoding\s*=\s*[\"']([^\"']{1,60})")
_NAMED = re.compile(r"</([^\s<>]+)")


class Place(NamedTuple):
    offset: int
    sentence: str


class _Open(NamedTuple):
    name: str
    line: int


def describe_encoding(source: Source, *, known: bool) -> Place:
    """Of an XML declaration that names an encoding in which the document is not, or that is not
    `known`."""
    found = _DECLARED.search(source.read(0, 1024))
    name = found[1].decode("ascii", "replace") if found else "?"
    why = "but the bytes are not" if known else "which is no known encoding"
    said = f"The XML declaration says “{name}”, {why}: it should say what they are, as UTF-8."
    return Place(found.start(1) if found else 0, said)


def describe(source: Source, offset: int, code: int, encoding: str) -> Place:
    """`code` is that of expat, which stopped at the byte `offset`."""
    if code == _WRONG_ENCODING:
        return describe_encoding(source, known=True)
    if code == _TOO_MUCH:
        said = "Entities are declared that would grow beyond measure: they were not expanded."
        return Place(offset, said)
    wrong = _wrong_byte(source, offset, encoding)
    if wrong:
        return Place(offset, wrong)
    around = _Around(source, offset, encoding)
    special = source.read(offset, 2) in (b"<!", b"<?")
    if code in _BREAKS_OFF and not special:
        return Place(offset, around.break_off())
    return around.flaw(code)


def _wrong_byte(source: Source, offset: int, encoding: str) -> str:
    data = source.read(offset, 4)
    if not data or data[0] < 0x80:
        return ""
    text, invalid = decode(data, encoding)
    if 0 not in invalid:
        return ""
    decoder = codecs.getincrementaldecoder(encoding)("ignore")
    decoder.decode(data)
    if decoder.getstate()[0] == data:  # which waits for the rest
        return "The document breaks off in the middle of a character."
    return (
        f"The byte {data[0]:02X} is not valid in {encoding.upper()}: it is shown as "
        f"“{text[0]}”, which it is in windows-1252."
    )


class _Around:
    """What is around the place: the elements open there, and the piece that is wrong."""

    def __init__(self, source: Source, offset: int, encoding: str) -> None:
        self._source = source
        self._encoding = encoding
        self._index = index = RowIndex(source, pretty=False, utf8=encoding == "utf-8")
        while index.reached <= offset + 1 and index.advance(1 << 20):
            pass
        self._offset = offset
        block = max(0, index.block_at(offset))
        tags = index.tags(block) if index.blocks else []
        covering = [tag for tag in tags if tag.start <= offset < tag.end]
        ended = [tag.end for tag in tags if tag.end <= offset]
        begin = index.block_bytes(block)[0] if index.blocks else 0
        if covering and covering[0].start < offset:
            self._start, self._end = covering[0].start, covering[0].end
            self._end = min(self._end, offset + _AROUND)
        else:
            self._start = ended[-1] if ended else begin
            after = [tag.end for tag in tags if tag.end > offset]
            self._end = min(after[0] if after else source.size, offset + _AROUND)
        in_long_text = self._start == begin > 0 and not ended and not covering
        self._is_cut = in_long_text or self._start < offset - _AROUND
        self._start = max(self._start, offset - _AROUND)
        self.open, self._root = self._elements()

    def _elements(self) -> tuple[list[_Open], str]:
        nesting = Nesting(self._source, self._index)
        tags = (tag for block in range(self._index.blocks) for tag in self._index.tags(block)[:1])
        first = next(tags, None)
        root = self._text(nesting.name(first.start)) if first else ""
        if self._start == 0:
            return [], ""
        steps = nesting.path(max(0, self._start - 1))
        while True:
            try:
                next(steps)
            except StopIteration as end:
                starts: Sequence[int] = end.value
                break
        closing = self._ending(self._start - 1)
        starts = starts[:-1] if closing else starts
        found = [
            _Open(self._text(nesting.name(at)) if at >= 0 else "…", self._line(at)) for at in starts
        ]
        return found, root if first and first.start < self._start else ""

    def _ending(self, at: int) -> bool:
        """Whether the tag that covers the byte leaves nothing open."""
        block = self._index.block_at(at)
        tags = self._index.tags(block) if block >= 0 else []
        return any(tag.start <= at < tag.end and tag.deeper <= 0 for tag in tags)

    def _text(self, data: bytes) -> str:
        return decode(data, self._encoding).text

    def _line(self, offset: int) -> int:
        return 1 + sum(
            self._source.read(at, min(1 << 20, offset - at)).count(b"\n")
            for at in range(0, max(0, offset), 1 << 20)
        )

    def break_off(self) -> str:
        inner = self._inner_at_end()
        if not inner and self._source.read(0, 1 << 16).strip():
            return "The document breaks off before the end of its root element."
        if not inner:
            return find_flaws(read_outline(""))[0].problem
        name, line = inner[-1]
        others = self._index.depth_before(self._index.blocks) - 1
        if others < 1:
            return f"The document breaks off: <{short(name)}> of line {line} is not closed."
        around = f"{others:,} element{'s' * (others > 1)} around it"
        return (
            f"The document breaks off: <{short(name)}> of line {line} and {around} are not closed."
        )

    def _inner_at_end(self) -> list[_Open]:
        nesting = Nesting(self._source, self._index)
        steps = nesting.path(self._offset)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                starts: Sequence[int] = end.value
                break
        if self._ending(min(self._offset, self._index.reached - 1)):
            starts = starts[:-1]
        return [
            _Open(self._text(nesting.name(at)) if at >= 0 else "…", self._line(at)) for at in starts
        ]

    def flaw(self, code: int) -> Place:
        """What `find_flaws` says of the piece among the tags that are open around it."""
        piece = self._text(self._source.read(self._start, self._end - self._start))
        place = len(self._text(self._source.read(self._start, self._offset - self._start)))
        opened = [each for each in self.open if each.name != "…"]
        before = "".join(f"<{each.name}>" for each in opened)
        if not opened and self._root:
            before = f"<{self._root}></{self._root}>"
        skeleton = before + piece + self._closing(piece, [each.name for each in opened])
        lines = _Lines(before, opened, piece, self._line(self._start))
        found = find_flaws(read_outline(skeleton), places=lines)
        best = _nearest(found, len(before), len(before) + place, code)
        if best is None or (self._is_cut and best.code in ("outside", "no-root")):
            said = errors.messages.get(code, "not well-formed")
            return Place(self._offset, f"This is not well-formed XML ({said}): correct it.")
        at = best.start - len(before)
        if at < 0:  # of the element around it: the place is where it was seen
            return Place(self._start, best.problem)
        return Place(self._start + len(piece[:at].encode(self._encoding, "replace")), best.problem)

    def _closing(self, piece: str, names: list[str]) -> str:
        """The end tags that `piece` leaves to be written."""
        end = _NAMED.search(piece)
        if end and names:
            keep = len(names) - 1 - names[::-1].index(end[1]) if end[1] in names else -1
            names = names[:keep] if keep >= 0 else names[:-1]
        return "".join(f"</{name}>" for name in reversed(names))


def _nearest(found: list[Flaw], first: int, place: int, code: int) -> Flaw | None:
    if code == _MISMATCH:
        found = [flaw for flaw in found if flaw.code in _PAIRING]
        return found[0] if found else None
    if code == _AFTER_ROOT:
        found = [flaw for flaw in found if flaw.code in ("second-root", "outside")] or found
    inside = [flaw for flaw in found if flaw.start >= first and flaw.code != "no-root"]
    covering = [flaw for flaw in inside if flaw.start <= place <= flaw.end]
    return next(iter(covering or inside or found), None)


class _Lines:
    """The lines of the document for the places of a skeleton."""

    def __init__(self, before: str, opened: list[_Open], piece: str, line: int) -> None:
        self._before, self._opened = before, opened
        self._piece, self._line = piece, line

    def line(self, at: int) -> int:
        if at >= len(self._before):
            return self._line + self._piece.count("\n", 0, at - len(self._before))
        passed = 0
        for name, line in self._opened:
            passed += len(name) + 2
            if at < passed:
                return line
        return 1
