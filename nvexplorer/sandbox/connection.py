"""One connection to the sandbox: requests come in one after the other until it closes."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

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
    from typing import BinaryIO

    from nvexplorer.sandbox.service import Reply, Request, Service
    from nvexplorer.sandbox.wire import Head

    Log = Callable[[str], None]


def serve_connection(
    connection: socket.socket, service: Service, now: Callable[[], datetime], log: Log
) -> None:
    """Returns when the other side or `Sandbox.stop` has closed the connection."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        with connection.makefile("rb") as stream:
            while _serve_one(connection, stream, service, now, log):
                pass
    except OSError:  # closed or reset in the middle: there is no one left to answer
        return


def _serve_one(
    connection: socket.socket,
    stream: BinaryIO,
    service: Service,
    now: Callable[[], datetime],
    log: Log,
) -> bool:
    """Whether another request may follow."""
    request: Request | None = None
    head: Head | None = None
    try:
        head = read_head(stream)
        if head is None:
            return False
        request = service.begin(head)
        if expects_continue(head):
            connection.sendall(CONTINUE)
        reply = service.finish(request, read_body(stream, head))
        log(_log_line(reply, now()))
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
