"""What the user wants to ask, before and after signing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nvexplorer.model.mac import MacInput


class Parameter(NamedTuple):
    """One row of the query form: literal text, never percent-encoded."""

    name: str
    value: str
    enabled: bool = True


class RequestDraft(NamedTuple):
    """A request as its author sees it. `body` is the XML text; it is sent with POST only."""

    resource: str
    method: str = "GET"
    parameters: tuple[Parameter, ...] = ()
    body: str = ""


class Stamp(NamedTuple):
    """What makes a request unique, made from one reading of the clock and used for one sending.

    `timestamp` is UTC as `YYYY-MM-DD HH:MM:SS.fff` (relayed from article 766842), `timestamp_unix`
    whole seconds since 1970 as decimal text (documented by name, seen in 8 clients).
    """

    timestamp: str
    timestamp_unix: str
    transaction_id: str


class SignedRequest(NamedTuple):
    """A request ready for the wire, complete to the byte.

    `origin` is scheme, host and port; `wire_target` the request target in percent-encoded ASCII;
    `mac_url` the URL that was hashed. `headers` holds every header line in wire order, values as
    the bytes sent. `body` is None for a request without one.
    """

    method: str
    origin: str
    wire_target: str
    mac_url: str
    headers: tuple[tuple[str, bytes], ...]
    body: bytes | None
    mac_input: MacInput
    mac: str
    stamp: Stamp

    @property
    def url(self) -> str:
        """The URL as it goes on the wire."""
        return self.origin + self.wire_target

    def header(self, name: str) -> bytes | None:
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    def head(self) -> bytes:
        """Request line, header lines and the empty line, as sent."""
        lines = [f"{self.method} {self.wire_target} HTTP/1.1".encode("ascii")]
        lines += [name.encode("ascii") + b": " + value for name, value in self.headers]
        return b"\r\n".join(lines) + b"\r\n\r\n"
