"""What of an exchange can be copied, and in which form: one entry each."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.interchange.har import har
from nvexplorer.model.errors import BadInput
from nvexplorer.xmltext.encoding import detect
from nvexplorer.xmltext.raw import HexDump, WithHead
from nvexplorer.xmltext.source import BytesSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.model.exchange import Exchange
    from nvexplorer.xmltext.source import Source

LIMIT = 10_000_000
"""Bytes that are made text for the clipboard; more stalls the programs that take it."""
_SENT = "iso-8859-15"  # header values (deduced)


class TextForm(NamedTuple):
    """`make(exchange, sent)` gives the text of what was sent, or of what was received. Raises
    BadInput when it is too much for a clipboard, OSError when the answer can no longer be read."""

    id: str
    title: str
    make: Callable[[Exchange, bool], str]


def wire(exchange: Exchange, sent: bool) -> Source:
    """Head and body of one direction as they were on the wire, but for packing and chunks."""
    if sent:
        return WithHead(exchange.request.head(), BytesSource(exchange.request.body or b""))
    answer = exchange.answer
    if answer is None:
        return BytesSource(b"")
    return WithHead(answer.head, answer.body)


def _data(exchange: Exchange, sent: bool) -> bytes:
    source = wire(exchange, sent)
    if source.size > LIMIT:
        raise BadInput(
            f"{source.size / 1e6:.0f} MB are too much for the clipboard.",
            "Save the answer, or the exchange as HAR.",
        )
    return source.read(0, source.size)


def _http(exchange: Exchange, sent: bool) -> str:
    """The head in ISO-8859-15, the body in its own encoding."""
    data = _data(exchange, sent)
    head, gap, body = data.partition(b"\r\n\r\n")
    encoding = exchange.profile.body_encoding if sent else detect(body[:1024]).name
    return (head + gap).decode(_SENT, "replace") + body.decode(encoding, "replace")


def _hex(exchange: Exchange, sent: bool) -> str:
    dump = HexDump(BytesSource(_data(exchange, sent)))
    return dump.read(0, dump.size).decode("ascii")


def _base64(exchange: Exchange, sent: bool) -> str:
    return base64.b64encode(_data(exchange, sent)).decode("ascii")


def _python(exchange: Exchange, sent: bool) -> str:
    return repr(_data(exchange, sent))


def _headers(exchange: Exchange, sent: bool) -> list[tuple[str, str]]:
    if sent:
        return [(name, value.decode(_SENT, "replace")) for name, value in exchange.request.headers]
    return list(exchange.answer.headers) if exchange.answer is not None else []


def _json(exchange: Exchange, sent: bool) -> str:
    """A list of pairs, since names may come twice and their order is part of the exchange."""
    pairs = [{"name": name, "value": value} for name, value in _headers(exchange, sent)]
    return json.dumps(pairs, ensure_ascii=False, indent=2)


def _table(exchange: Exchange, sent: bool) -> str:
    return "\n".join(f"{name}\t{value}" for name, value in _headers(exchange, sent))


def _har(exchange: Exchange, sent: bool) -> str:
    if exchange.answer is not None and exchange.answer.body.size > LIMIT:
        _data(exchange, False)
    return "".join(har(exchange))


FORMS = (
    TextForm("http", "HTTP text", _http),
    TextForm("hex", "Hex dump", _hex),
    TextForm("base64", "Base64", _base64),
    TextForm("python", "Python bytes", _python),
    TextForm("json", "Headers as JSON", _json),
    TextForm("table", "Headers as a table", _table),
    TextForm("har", "Both directions as HAR", _har),
)
