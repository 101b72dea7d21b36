"""An answer as a tree, for expressions: made in a worker process alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from nvexplorer.exchange.xpath.hits import Step
from nvexplorer.exchange.xpath.places import Places
from nvexplorer.model.errors import BadInput
from nvexplorer.xmltext.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nvexplorer.xmltext.encoding import Encoding
    from nvexplorer.xmltext.source import Source

_PIECE = 1 << 20
_HIGH = re.compile(rb"[\x80-\xff]*")
_POSITION = re.compile(r",? line \d+, column \d+.*", re.DOTALL)
_TOO_MUCH = "The computer has too little memory for expressions on an answer of this size."
_FEWER = "Close other programs, or ask for a part of it; view, search and tree still work."


class ParsedAnswer:
    """Raises BadInput where the document is not well-formed, too deep or too large, and OSError.

    The encoding is one in which markup is found in place, see `opening`. Bytes that are not valid
    in it are read as windows-1252, as they are shown.
    """

    def __init__(
        self, source: Source, encoding: Encoding, tell: Callable[[Step], object] = lambda _: None
    ) -> None:
        begin, name = encoding.bom, encoding.name
        self.source = source
        self.root: Any = None
        self.namespaces: dict[str, tuple[str, ...]] = {}
        size = max(1, source.size)
        try:
            has_namespaces = self._parse(name, begin, tell)
            if has_namespaces:
                self._collect_namespaces()
            self.places = Places(
                source, begin, lambda at: tell(Step("Finding the places", at / size))
            )
        except MemoryError as error:
            raise BadInput(_TOO_MUCH, _FEWER) from error

    def _parse(self, name: str, begin: int, tell: Callable[[Step], object]) -> bool:
        from lxml import etree

        parser = etree.XMLParser(
            huge_tree=True, resolve_entities=False, no_network=True, load_dtd=False,
            encoding="utf-8",
        )  # fmt: skip
        found, tail = False, b""
        done, size = begin, max(1, self.source.size)
        try:
            for length, piece in _pieces(self.source, name, begin):
                found = found or b"xmlns" in piece or b"xmlns" in tail + piece[:4]
                tail = piece[-4:]
                parser.feed(piece)
                done += length
                tell(Step("Reading the answer", done / size))
            self.root = parser.close()
        except etree.XMLSyntaxError as error:
            raise _broken(error) from error
        return found

    def _collect_namespaces(self) -> None:
        from lxml import etree

        for _, (prefix, uri) in etree.iterwalk(self.root, events=("start-ns",)):
            known = self.namespaces.get(prefix or "", ())
            if uri not in known:
                self.namespaces[prefix or ""] = (*known, uri)


def _pieces(source: Source, name: str, begin: int) -> Iterator[tuple[int, bytes]]:
    """The document in UTF-8, cut between characters, with the bytes each piece was."""
    at = begin
    while data := source.read(at, _PIECE):
        if data[-1] >= 0x80:
            rest = _HIGH.match(source.read(at + len(data), _PIECE))
            data += rest[0] if rest else b""
        at += len(data)
        yield len(data), _as_utf8(data, name)


def _as_utf8(data: bytes, name: str) -> bytes:
    if data.isascii():
        return data
    if name == "utf-8":
        try:
            data.decode()
        except UnicodeDecodeError:
            pass
        else:
            return data
    return decode(data, name).text.encode("utf-8", "replace")


def _broken(error: Any) -> BadInput:
    """What is wrong and where; nothing is repaired, and nothing evaluated."""
    text = str(error.msg or "").strip()
    if "memory" in text:
        return BadInput(_TOO_MUCH, _FEWER)
    if "depth" in text:
        return BadInput(
            "Elements are nested deeper than 2048 levels, too deep for expressions.",
            "View, search and tree still work.",
        )
    if "amplification" in text or "entity loop" in text:
        return BadInput(
            "The XML defines entities that grow without bounds; it is not evaluated.",
            "No Netvisor answer has such; look at it in the XML view.",
        )
    line, column = error.position
    words = _POSITION.sub("", text.splitlines()[0] if text else "it ends too early").rstrip(". ,")
    return BadInput(
        f"The XML breaks at line {line}, column {column}: {words[:200]}.",
        "Nothing is evaluated in XML that is not well-formed; search and tree still work.",
    )
