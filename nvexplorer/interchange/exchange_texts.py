"""What of an exchange can be copied, and in which form: one entry each."""

from __future__ import annotations

import base64
import codecs
import json
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.interchange.har import har
from nvexplorer.model.errors import BadInput
from nvexplorer.xmltext.encoding import detect
from nvexplorer.xmltext.raw import HexDump, WithHead
from nvexplorer.xmltext.source import BytesSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nvexplorer.model.exchange import Exchange
    from nvexplorer.xmltext.source import Source

LIMIT = 10_000_000
"""Bytes that are made text for the clipboard; more stalls the programs that take it."""
_PIECE = 3 << 12  # bytes; a multiple of three, so that pieces of base64 can be put in a row
_HEAD = 1 << 20  # bytes that the head of an answer is looked for in
_SENT = "iso-8859-15"  # header values (deduced)


class TextForm(NamedTuple):
    """`make(exchange, sent)` gives the text of what was sent, or of what was received, in pieces
    that take a millisecond or two. It, or the pieces, raise BadInput when it is too much for a
    clipboard, OSError when the answer can no longer be read."""

    id: str
    title: str
    make: Callable[[Exchange, bool], Iterator[str]]


def wire(exchange: Exchange, sent: bool) -> Source:
    """Head and body of one direction as they were on the wire, but for packing and chunks."""
    if sent:
        return WithHead(exchange.request.head(), BytesSource(exchange.request.body or b""))
    answer = exchange.answer
    if answer is None:
        return BytesSource(b"")
    return WithHead(answer.head, answer.body)


def _source(exchange: Exchange, sent: bool) -> Source:
    source = wire(exchange, sent)
    if source.size > LIMIT:
        raise BadInput(
            f"{source.size / 1e6:.0f} MB are too much for the clipboard.",
            "Save the answer, or the exchange as HAR.",
        )
    return source


def _read(source: Source, start: int = 0, piece: int = _PIECE) -> Iterator[bytes]:
    return (source.read(at, piece) for at in range(start, source.size, piece))


def _http(exchange: Exchange, sent: bool) -> Iterator[str]:
    """The head in ISO-8859-15, the body in its own encoding."""
    source = _source(exchange, sent)
    head, gap, body = source.read(0, source.size if sent else _HEAD).partition(b"\r\n\r\n")
    yield (head + gap).decode(_SENT, "replace")
    encoding = exchange.profile.body_encoding if sent else detect(body[:1024]).name
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for data in _read(source, len(head + gap)):
        yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


def _hex(exchange: Exchange, sent: bool) -> Iterator[str]:
    for data in _read(HexDump(_source(exchange, sent))):
        yield data.decode("ascii")


def _base64(exchange: Exchange, sent: bool) -> Iterator[str]:
    for data in _read(_source(exchange, sent)):
        yield base64.b64encode(data).decode("ascii")


def _python(exchange: Exchange, sent: bool) -> Iterator[str]:
    yield "b'"
    for data in _read(_source(exchange, sent)):
        # The first character makes repr choose the same quotes for every piece.
        yield repr(b'"' + data)[3:-1]
    yield "'"


def _headers(exchange: Exchange, sent: bool) -> list[tuple[str, str]]:
    if sent:
        return [(name, value.decode(_SENT, "replace")) for name, value in exchange.request.headers]
    return list(exchange.answer.headers) if exchange.answer is not None else []


def _json(exchange: Exchange, sent: bool) -> Iterator[str]:
    """A list of pairs, since names may come twice and their order is part of the exchange."""
    pairs = [{"name": name, "value": value} for name, value in _headers(exchange, sent)]
    yield json.dumps(pairs, ensure_ascii=False, indent=2)


def _table(exchange: Exchange, sent: bool) -> Iterator[str]:
    yield "\n".join(f"{name}\t{value}" for name, value in _headers(exchange, sent))


def _har(exchange: Exchange, sent: bool) -> Iterator[str]:
    if exchange.answer is not None and exchange.answer.body.size > LIMIT:
        _source(exchange, False)
    return har(exchange)


FORMS = (
    TextForm("http", "HTTP text", _http),
    TextForm("hex", "Hex dump", _hex),
    TextForm("base64", "Base64", _base64),
    TextForm("python", "Python bytes", _python),
    TextForm("json", "Headers as JSON", _json),
    TextForm("table", "Headers as a table", _table),
    TextForm("har", "Both directions as HAR", _har),
)
