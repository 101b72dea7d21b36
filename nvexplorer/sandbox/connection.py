"""One connection to the sandbox: requests come in one after the other until it closes."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.sandbox.moments import http_date
from nvexplorer.sandbox.wire import (
    CONTINUE,
    MalformedRequest,
    answer_bytes,
    expects_continue,
    read_body,
    read_head,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from io import BufferedReader

    from nvexplorer.sandbox.service import Reply, Request, Service
    from nvexplorer.sandbox.wire import Head

    Log = Callable[[str], None]

# What a TLS client says first: nothing that ends with a line break, so it is not waited for.
_TLS = b"\x16"


class Caught(NamedTuple):
    """A request as it came. `head` is every byte up to the empty line, or as far as it could be
    read; `body` what followed, put together from its chunks. `outcome` is OK, the code of the
    failure or, for what is no HTTP, ''; `reason` its text."""

    at: datetime
    head: bytes
    body: bytes
    outcome: str
    reason: str


def serve_connection(
    connection: socket.socket,
    service: Service,
    now: Callable[[], datetime],
    log: Log,
    caught: Callable[[Caught], None] | None = None,
) -> None:
    """Returns when the other side or `Sandbox.stop` has closed the connection. `caught` is given
    each request before its answer is sent."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        with connection.makefile("rb") as stream:
            while _serve_one(connection, _Tape(stream), service, now, log, caught or _no_catch):
                pass
    except OSError:  # closed or reset in the middle: there is no one left to answer
        return


def _no_catch(_: Caught) -> None:
    return


class _Tape:
    """Reads from a stream and keeps the lines that it read, which are those of a head."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self.lines = bytearray()
        self.read = stream.read

    def readline(self, limit: int = -1, /) -> bytes:
        line = self._stream.readline(limit)
        self.lines += line
        return line

    def speaks_tls(self) -> bool:
        return self._stream.peek(1)[:1] == _TLS


def _serve_one(
    connection: socket.socket,
    tape: _Tape,
    service: Service,
    now: Callable[[], datetime],
    log: Log,
    caught: Callable[[Caught], None],
) -> bool:
    """Whether another request may follow."""
    request: Request | None = None
    head: Head | None = None
    lines = b""
    try:
        if tape.speaks_tls():
            raise MalformedRequest("This is http://, and the client spoke https:// (TLS).")
        head = read_head(tape)
        if head is None:
            return False
        lines = bytes(tape.lines)
        request = service.begin(head)
        if expects_continue(head):
            connection.sendall(CONTINUE)
        body = read_body(tape, head)
        reply = service.finish(request, body)
        log(_log_line(reply, now()))
        caught(Caught(now(), lines, body, reply.seen.outcome, reply.seen.reason))
        status, close = reply.seen.http_status, not head.keeps_alive
        answer = answer_bytes(
            status, reply.body, http_date(now()), close=close, head_alone=_is_head(head)
        )
        # The organisation is free again before the client can have the whole answer: whoever waits
        # for an answer before the next request never overlaps, and a slow download still counts.
        connection.sendall(answer[:-1])
        service.end(request)
        connection.sendall(answer[-1:])
        return not close
    except MalformedRequest as error:
        log(f"{now():%Y-%m-%d %H:%M:%S} 400 {error}")
        caught(Caught(now(), lines or bytes(tape.lines), b"", "", str(error)))
        body = service.malformed(str(error))
        alone = _is_head(head)
        connection.sendall(answer_bytes(400, body, http_date(now()), close=True, head_alone=alone))
        return False
    finally:
        if request is not None:
            service.end(request)


def _is_head(head: Head | None) -> bool:
    return head is not None and head.method == "HEAD"


def _log_line(reply: Reply, now: datetime) -> str:
    seen = reply.seen
    target = seen.target.encode("ascii", "backslashreplace").decode("ascii")
    parts = [f"{now:%Y-%m-%d %H:%M:%S} {seen.method} {target} {seen.http_status} {seen.outcome}"]
    if seen.url_form:
        parts.append(f"{seen.algorithm} over the URL {seen.url_form}")
    if seen.overlapped:
        parts.append("overlapping")
    if seen.reason:
        parts.append(seen.reason[:400])
    return "; ".join([*parts, *seen.notes, f"{len(reply.body)} bytes"])
