"""What lies directly below the root of an answer, and where."""

from __future__ import annotations

import re
from array import array
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from nvexplorer.model.errors import BadInput
from nvexplorer.xmltext.stored import opened

if TYPE_CHECKING:
    from nvexplorer.model.exchange import Stored
    from nvexplorer.xmltext.source import Source

_PIECE = 1 << 20
_TAG = re.compile(rb"<[^\"'>]*+(?:\"[^\"]*+\"[^\"'>]*+|'[^']*+'[^\"'>]*+)*+>")
_DIGEST = 8


class Section(NamedTuple):
    """An element below the root, in bytes: it begins at `start`, what it holds at `content`, its
    end tag at `close`, and it ends before `end`; `<x/>` holds nothing, with `content` and `close`
    at `end`. `items` are the bounds of its child elements, start and end by turns, as an array "q";
    `digests` eight bytes for each of them. Both are empty unless they were asked for."""

    name: str
    start: int
    content: int
    close: int
    end: int
    items: bytes = b""
    digests: bytes = b""

    def digested(self) -> tuple[bytes, ...]:
        """The digest of each child element."""
        return tuple(self.digests[at : at + _DIGEST] for at in range(0, len(self.digests), _DIGEST))

    def bounds(self) -> array[int]:
        return array("q", self.items)


class Outline(NamedTuple):
    """The sections of an answer in order, where the end tag of its root begins, and how many bytes
    there are. `encoding` is the declared one in upper case, UTF-8 when there is none."""

    root: str
    sections: tuple[Section, ...]
    close: int
    size: int
    encoding: str


def outline_of(stored: Stored, items: bool = False) -> Outline:
    """As `outline`; a worker's job."""
    with opened(stored) as source:
        return outline(source, items=items)


def outline(source: Source, *, items: bool = False) -> Outline:
    """With `items` the child elements of the sections are told too.

    Raises BadInput for what is no XML, OSError when it cannot be read.
    """
    return _Outliner(source, items).run()


class _Outliner:
    def __init__(self, source: Source, items: bool) -> None:
        self._source = source
        self._wants_items = items
        self._depth = 0
        self._root = ""
        self._close = 0
        self._encoding = "UTF-8"
        self._sections: list[Section] = []
        self._name = ""
        self._start = 0
        self._items: array[int] = array("q")
        self._digests: list[bytes] = []
        self._parser = parser = expat.ParserCreate()
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.XmlDeclHandler = self._on_declaration
        parser.EntityDeclHandler = self._on_entity

    def run(self) -> Outline:
        try:
            for at in range(0, self._source.size, _PIECE):
                self._parser.Parse(self._source.read(at, _PIECE), False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise BadInput(
                f"An answer is no well-formed XML (line {error.lineno}, column {error.offset + 1}),"
                " so that it cannot be joined to others.",
                "Look at that answer by itself.",
            ) from error
        return Outline(
            self._root, tuple(self._sections), self._close, self._source.size, self._encoding
        )

    def _on_declaration(self, _version: str, encoding: str | None, _alone: int) -> None:
        self._encoding = (encoding or "UTF-8").upper()

    def _on_entity(self, *_: object) -> None:
        raise BadInput(
            "An answer declares entities of its own, so that it cannot be joined to others.",
            "Look at that answer by itself.",
        )

    def _on_start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self._root = name
        elif self._depth == 2:
            self._name, self._start = name, self._parser.CurrentByteIndex
            self._items, self._digests = array("q"), []
        elif self._depth == 3 and self._wants_items:
            self._items.append(self._parser.CurrentByteIndex)

    def _on_end(self, _name: str) -> None:
        if self._depth == 1:
            self._close = self._parser.CurrentByteIndex
        elif self._depth == 2:
            self._sections.append(self._section())
        elif self._depth == 3 and self._wants_items:
            start = self._items[-1]
            end = self._end_of(start)
            self._items.append(end)
            data = self._source.read(start, end - start)
            self._digests.append(blake2b(data, digest_size=_DIGEST).digest())
        self._depth -= 1

    def _section(self) -> Section:
        content = self._tag_end(self._start)
        end = self._end_of(self._start)
        empty = content == end
        close = end if empty else self._parser.CurrentByteIndex
        digests = b"".join(self._digests)
        return Section(self._name, self._start, content, close, end, self._items.tobytes(), digests)

    def _end_of(self, start: int) -> int:
        """Where the element that begins at `start` and ends now ends: of `<x/>` the parser tells
        the place after it or its beginning, of others that of the end tag."""
        at = self._parser.CurrentByteIndex
        if at == start or not self._source.read(at, 2).startswith(b"</"):
            return self._tag_end(start)
        content = self._tag_end(start)
        if content == at and self._source.read(content - 2, 2) == b"/>":
            return content
        return self._tag_end(at)

    def _tag_end(self, start: int) -> int:
        length = 1 << 10
        while True:
            data = self._source.read(start, length)
            match = _TAG.match(data)
            if match:
                return start + match.end()
            if start + length >= self._source.size:
                return self._source.size
            length *= 4
