"""HTTP/1.1 as bytes: reading a request from a stream, writing an answer."""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

MAX_HEAD = 64 * 1024
MAX_BODY = 256 * 1024 * 1024

_REQUEST_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([^\s\x00-\x1f\x7f]+) HTTP/1\.([01])")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*)")
_REASONS = {
    200: "OK",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    413: "Content Too Large",
    500: "Internal Server Error",
}


class Stream(Protocol):
    """As much of a binary stream as is read from."""

    def read(self, size: int, /) -> bytes: ...
    def readline(self, limit: int, /) -> bytes: ...


class MalformedRequest(Exception):
    """What came is not HTTP as the sandbox reads it; the text says what is wrong."""


class Head(NamedTuple):
    """A request up to its body. Text is the bytes read as ISO-8859-15, so encoding gives them back.

    Netvisor reads header values as Latin bytes (from a capture of the test service).
    """

    method: str
    target: str
    minor_version: int
    headers: tuple[tuple[str, str], ...]

    def all(self, name: str) -> list[str]:
        """The values of every header called `name`, in any letter case."""
        wanted = name.lower()
        return [value for key, value in self.headers if key.lower() == wanted]

    @property
    def keeps_alive(self) -> bool:
        """Whether the connection stays open after the answer."""
        options = {o.strip().lower() for value in self.all("Connection") for o in value.split(",")}
        return "keep-alive" in options if self.minor_version == 0 else "close" not in options


def read_head(stream: Stream) -> Head | None:
    """The next request's head; None when the connection ended before one began."""
    line = _line(stream, MAX_HEAD)
    while line == b"":  # RFC 9112, 2.2: an empty line before the request line is skipped
        line = _line(stream, MAX_HEAD)
    if line is None:
        return None
    match = _REQUEST_LINE.fullmatch(line)
    if match is None:
        raise MalformedRequest("The first line is not METHOD TARGET HTTP/1.1.")
    headers: list[tuple[str, str]] = []
    left = MAX_HEAD - len(line)
    while line := _line(stream, left):
        left -= len(line)
        header = _HEADER.fullmatch(line)
        if header is None:
            raise MalformedRequest(f"Header line {len(headers) + 1} is not NAME: VALUE.")
        name, value = header.groups()
        headers.append((name.decode("ascii"), value.strip(b" \t").decode("iso-8859-15")))
    if line is None:
        raise MalformedRequest("The connection ended in the middle of the headers.")
    method, target, minor = match.groups()
    return Head(method.decode("ascii"), target.decode("iso-8859-15"), int(minor), tuple(headers))


def read_body(stream: Stream, head: Head) -> bytes:
    """The body, by Content-Length or chunked; empty when neither is given."""
    encodings = head.all("Transfer-Encoding")
    lengths = set(head.all("Content-Length"))
    if encodings:
        if lengths or [e.lower() for e in encodings] != ["chunked"]:
            raise MalformedRequest("Transfer-Encoding may only be chunked, without Content-Length.")
        return _read_chunks(stream)
    if not lengths:
        return b""
    length = lengths.pop()
    if lengths or not re.fullmatch(r"[0-9]{1,12}", length):
        raise MalformedRequest("Content-Length is not one number of bytes.")
    return _exactly(stream, int(length))


def expects_continue(head: Head) -> bool:
    """Whether the client waits for `100 Continue` before it sends the body."""
    return any(value.lower() == "100-continue" for value in head.all("Expect"))


CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


def answer_bytes(
    status: int, body: bytes, date: str, *, close: bool, head_alone: bool = False
) -> bytes:
    """An answer with Netvisor's Content-Type (seen in two test suites and a mock). `head_alone`:
    as HEAD wants it, with the length of the body and without it (RFC 9110, 9.3.2)."""
    head = (
        f"HTTP/1.1 {status} {_REASONS[status]}\r\n"
        f"Date: {date}\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"Connection: {'close' if close else 'keep-alive'}\r\n\r\n"
    ).encode("ascii")
    return head if head_alone else head + body


def _line(stream: Stream, limit: int) -> bytes | None:
    line = stream.readline(limit + 1)
    if not line:
        return None
    if not line.endswith(b"\n"):
        if len(line) > limit:
            raise MalformedRequest(f"The headers are longer than {MAX_HEAD} bytes.")
        raise MalformedRequest("The connection ended in the middle of the headers.")
    return line[:-1].removesuffix(b"\r")


def _exactly(stream: Stream, length: int) -> bytes:
    if length > MAX_BODY:
        raise MalformedRequest(f"The body is longer than {MAX_BODY} bytes.")
    body = stream.read(length)
    if len(body) < length:
        raise MalformedRequest("The connection ended in the middle of the body.")
    return body


def _read_chunks(stream: Stream) -> bytes:
    parts: list[bytes] = []
    total = 0
    while True:
        line = _line(stream, 1024)
        size = (line or b"").split(b";")[0].strip()
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            raise MalformedRequest("A chunk of the body has no length.")
        length = int(size, 16)
        total += length
        if total > MAX_BODY:
            raise MalformedRequest(f"The body is longer than {MAX_BODY} bytes.")
        if length == 0:
            while _line(stream, 1024):  # trailers
                pass
            return b"".join(parts)
        parts.append(_exactly(stream, length))
        if _line(stream, 2) != b"":
            raise MalformedRequest("A chunk of the body is longer than its length.")
