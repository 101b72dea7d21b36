"""The first place at which a document of any size is not well-formed XML."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from .converted import ConvertedSource
from .encoding import detect
from .fault_words import Place, describe, describe_encoding

if TYPE_CHECKING:
    from .source import Source

_PIECE = 1 << 16
_LONGEST = 1 << 23  # bytes of a tag, comment or the like that the parser has to hold at once
_DEEPEST = 1 << 20  # elements in each other, for each of which it holds something
_HEAD = 1024
# What a run of has no meaning of its own, wherever it stands: numbers, words, base64, white space.
_PLAIN = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=_.,:; \t\n"


class Fault(NamedTuple):
    """`offset` is a byte of the document as it came; `line` (lines end with a newline) and `column`
    (in characters) are counted from 1. `sentence` says what is wrong and what to do."""

    offset: int
    line: int
    column: int
    sentence: str


def first_fault(source: Source) -> Fault | None:
    """None for a well-formed document. Prefixes of namespaces need not be declared.

    Reads all of it once, in pieces; holds some megabytes. Entities are not expanded in content,
    and in values only as far as the parser thinks harmless. Where it cannot go on for the size of
    what is there, the place at which it stopped is told as a fault. Errors of the source pass
    through.
    """
    encoding = detect(source.read(0, _HEAD))
    if encoding.in_place:
        fault = _Check(source, encoding.name).run()
        if not isinstance(fault, _NotInPlace):
            return fault
    converted = ConvertedSource(source, encoding)
    while converted.advance(1 << 20):
        pass
    fault = _Check(converted, "utf-8", overrides=True).run()
    assert not isinstance(fault, _NotInPlace)
    return fault and fault._replace(offset=converted.original(fault.offset))


class _NotInPlace(NamedTuple):
    """The parser cannot read the encoding by itself."""


class _Check:
    """One run of the parser over a document in `encoding`, in which markup is ASCII."""

    def __init__(self, source: Source, encoding: str, *, overrides: bool = False) -> None:
        self._source = source
        self._encoding = encoding
        self._parser = expat.ParserCreate("utf-8" if overrides else None)
        self._parser.EntityDeclHandler = self._on_entity
        self._left_out: list[tuple[int, int]] = []  # place in what was parsed, bytes before it
        self._parsed = 0
        self._depth = 0

    def run(self) -> Fault | _NotInPlace | None:
        at, plain = 0, False
        try:
            while True:
                pending = self._pending()
                data = self._source.read(at, max(_PIECE, pending))
                if not data:
                    break
                was_plain, plain = plain, not data.translate(None, _PLAIN)
                if was_plain and plain:
                    self._leave_out(len(data))
                else:
                    self._parser.Parse(data, False)
                    self._parsed += len(data)
                at += len(data)
                if self._pending() > _LONGEST:
                    return self._stopped(
                        "A tag or comment that goes on for more than 8 MB begins here"
                    )
                if self._is_too_deep(data):
                    return self._stopped(f"Elements lie in each other {_DEEPEST:,} deep here")
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            place = self._place(max(0, self._parser.ErrorByteIndex))
            return self._fault(describe(self._source, place, error.code, self._encoding))
        except LookupError:
            return self._fault(describe_encoding(self._source, known=False))
        except ValueError:
            return _NotInPlace()
        return None

    def _on_entity(self, *_: object) -> None:
        # With a handler for the rest, references to entities go there and are not expanded.
        self._parser.DefaultHandler = _ignore

    def _pending(self) -> int:
        """Bytes that the parser holds back, as what they begin has not ended."""
        return self._parsed - max(0, self._parser.CurrentByteIndex) if self._parsed else 0

    def _is_too_deep(self, data: bytes) -> bool:
        opened = data.count(b"<") - data.count(b"/>") - data.count(b"<!") - data.count(b"<?")
        self._depth += opened - 2 * data.count(b"</")
        return self._depth > _DEEPEST

    def _leave_out(self, length: int) -> None:
        before = self._left_out[-1][1] if self._left_out else 0
        if self._left_out and self._left_out[-1][0] == self._parsed:
            self._left_out.pop()
        self._left_out.append((self._parsed, before + length))

    def _place(self, parsed: int) -> int:
        """The byte of the document that is so far in what was parsed."""
        left_out = [before for at, before in self._left_out if at <= parsed]
        return parsed + (left_out[-1] if left_out else 0)

    def _stopped(self, said: str) -> Fault:
        place = self._place(max(0, self._parser.CurrentByteIndex))
        return self._fault(Place(place, f"{said}: the rest was not checked."))

    def _fault(self, place: Place) -> Fault:
        line, column = _line_and_column(self._source, place.offset, utf8=self._encoding == "utf-8")
        return Fault(place.offset, line, column, place.sentence)


def _ignore(_: str) -> None:
    pass


def _line_and_column(source: Source, offset: int, *, utf8: bool) -> tuple[int, int]:
    line, start, at = 1, 0, 0
    while at < offset:
        data = source.read(at, min(1 << 20, offset - at))
        if not data:
            break
        line += data.count(b"\n")
        start = at + data.rfind(b"\n") + 1 if b"\n" in data else start
        at += len(data)
    column, at = 1, start
    if line == 1 and utf8 and source.read(0, 3) == b"\xef\xbb\xbf":
        at = min(offset, 3)
    while at < offset:
        data = source.read(at, min(1 << 20, offset - at))
        if not data:
            break
        column += len(data.translate(None, _CONTINUATION)) if utf8 else len(data)
        at += len(data)
    return line, column


_CONTINUATION = bytes(range(0x80, 0xC0))
