"""An exchange as HAR 1.2 (HTTP Archive), which browsers, Postman and Insomnia read."""

from __future__ import annotations

import base64
import codecs
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from nvexplorer import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.model.exchange import Answer, Body, Exchange, Timing
    from nvexplorer.model.request import SignedRequest

_PIECE = 3 << 16  # bytes; a multiple of three, so that pieces of base64 can be put in a row
_HERE = "\x00here\x00"  # stands for the body until it is written; JSON cannot hold it unescaped
# Header values are sent in ISO-8859-15 (deduced).
_SENT = "iso-8859-15"


def har(exchange: Exchange, *, body: bool = True) -> Iterator[str]:
    """The text of the file in pieces; the body of the answer is never in memory as a whole.

    It holds what was on the wire and nothing else: no key is among that. Without `body` those of
    the request and of the answer are left out. A body that is no text in its encoding is written
    in base64, as the format wants it. Raises OSError when the body cannot be read.
    """
    log = {
        "log": {
            "version": "1.2",
            "creator": {"name": "Netvisor Explorer", "version": __version__},
            "entries": [_entry(exchange, body)],
        }
    }
    text = json.dumps(log, ensure_ascii=False, indent=2)
    before, here, after = text.partition(json.dumps(_HERE))
    yield before
    if here and exchange.answer is not None:
        yield from _content(exchange.answer.body)
    yield after + "\n"


def _entry(exchange: Exchange, body: bool) -> dict[str, Any]:
    timing = exchange.timing
    entry: dict[str, Any] = {
        "startedDateTime": exchange.started.isoformat(timespec="milliseconds"),
        "time": _milliseconds(timing.total),
        "request": _request(exchange.request, body),
        "response": _response(exchange.answer, body),
        "cache": {},
        "timings": _timings(timing),
        "comment": f"{exchange.outcome.value}, transaction ID "
        f"{exchange.request.stamp.transaction_id}",
    }
    return entry


def _request(request: SignedRequest, body: bool) -> dict[str, Any]:
    query = request.wire_target.partition("?")[2]
    found: dict[str, Any] = {
        "method": request.method,
        "url": request.url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": [
            {"name": name, "value": value.decode(_SENT, "replace")}
            for name, value in request.headers
        ],
        "queryString": [
            {"name": name, "value": value}
            for name, value in parse_qsl(query, keep_blank_values=True)
        ],
        "headersSize": len(request.head()),
        "bodySize": len(request.body or b""),
    }
    if request.body is not None and body:
        content_type = (request.header("Content-Type") or b"").decode(_SENT, "replace")
        text, comment = _posted(request.body)
        found["postData"] = {"mimeType": content_type, "params": [], "text": text}
        if comment:
            found["postData"]["comment"] = comment
    return found


def _posted(body: bytes) -> tuple[str, str]:
    try:
        return body.decode("utf-8"), ""
    except UnicodeDecodeError:
        return body.decode(_SENT, "replace"), "Sent in another encoding than UTF-8."


def _response(answer: Answer | None, body: bool) -> dict[str, Any]:
    if answer is None:  # the way browsers say that none came
        return {
            "status": 0, "statusText": "", "httpVersion": "", "cookies": [], "headers": [],
            "content": {"size": 0, "mimeType": ""}, "redirectURL": "",
            "headersSize": -1, "bodySize": -1,
        }  # fmt: skip
    content: dict[str, Any] = {
        "size": answer.body.size,
        "mimeType": answer.header("Content-Type") or "",
    }
    packed = answer.packed_size
    if packed is not None:
        content["compression"] = answer.body.size - packed
    if answer.partial:
        content["comment"] = "The answer was cut off."
    if body:
        content["text"] = _HERE
        if not _is_text(answer.body):
            content["encoding"] = "base64"
    return {
        "status": answer.http_status,
        "statusText": answer.reason,
        "httpVersion": answer.head.partition(b" ")[0].decode("latin-1") or "HTTP/1.1",
        "cookies": [],
        "headers": [{"name": name, "value": value} for name, value in answer.headers],
        "content": content,
        "redirectURL": "",
        "headersSize": len(answer.head) or -1,
        "bodySize": answer.body.size if packed is None else packed,
    }


def _timings(timing: Timing) -> dict[str, float]:
    """Connecting includes TLS there; -1 means that a phase did not happen."""
    connect = None
    if timing.connect is not None or timing.tls is not None:
        connect = (timing.connect or 0.0) + (timing.tls or 0.0)
    return {
        "blocked": _milliseconds(timing.other),
        "dns": _milliseconds(timing.resolve, -1),
        "connect": _milliseconds(connect, -1),
        "ssl": _milliseconds(timing.tls, -1),
        "send": _milliseconds(timing.send),
        "wait": _milliseconds(timing.wait),
        "receive": _milliseconds(timing.receive),
    }


def _milliseconds(seconds: float | None, missing: float = 0.0) -> float:
    return missing if seconds is None else round(seconds * 1000, 3)


def _is_text(body: Body) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in _pieces(body):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _content(body: Body) -> Iterator[str]:
    yield '"'
    if _is_text(body):
        decoder = codecs.getincrementaldecoder("utf-8")()
        for piece in _pieces(body):
            yield json.dumps(decoder.decode(piece), ensure_ascii=False)[1:-1]
    else:
        for piece in _pieces(body):
            yield base64.b64encode(piece).decode("ascii")
    yield '"'


def _pieces(body: Body) -> Iterator[bytes]:
    offset = 0
    while piece := body.read(offset, _PIECE):
        yield piece
        offset += len(piece)
