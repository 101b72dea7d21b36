"""One sending and what came back."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from nvexplorer.model.errors import ExplorerError
    from nvexplorer.model.profile import Profile
    from nvexplorer.model.request import SignedRequest


class Outcome(StrEnum):
    """How a sending ended, as shown to the user and kept in the log."""

    OK = "OK"
    FAILED = "FAILED"  # Netvisor refused: ResponseStatus FAILED, or an HTTP status of 400 and up
    UNKNOWN = "outcome unknown"  # may have been booked: sent, but no complete readable answer
    UNREADABLE = "no ResponseStatus"  # a read was answered with something that is not Netvisor's
    NO_ANSWER = "no answer"  # nothing reached Netvisor, or a read got no complete answer
    CANCELLED = "cancelled"  # a read, or a write of which nothing was sent, cancelled by the user


class Stored(NamedTuple):
    """Where another process finds the first `size` bytes of a body: in `data`, or in the file at
    `path` when that is not empty."""

    size: int
    data: bytes = b""
    path: str = ""


class Body(Protocol):
    """Bytes of an answer in memory or in a temporary file. Safe to read from any thread.

    While the answer arrives, `size` grows; bytes that are there never change.
    """

    @property
    def size(self) -> int: ...
    def read(self, offset: int, length: int) -> bytes:
        """At most `length` bytes from `offset`; shorter only at the end. Raises OSError."""
        ...

    def stored(self) -> Stored:
        """What is there now, for a worker. The file stays as long as somebody holds this body."""
        ...


class BytesBody(NamedTuple):
    """A body in memory."""

    data: bytes = b""

    @property
    def size(self) -> int:
        return len(self.data)

    def read(self, offset: int, length: int) -> bytes:
        return self.data[offset : offset + length]

    def stored(self) -> Stored:
        return Stored(len(self.data), self.data)


class ResponseStatus(NamedTuple):
    """The ResponseStatus element (documented: article 77000500440).

    `code` and `text` come from the second Status element of a FAILED answer, split at the first
    ` :: `; both are empty for OK. `timestamp` is Finnish local time as sent (deduced).
    `contradicted`: the answer says OK beside this refusal, so that neither can be relied upon.
    """

    ok: bool
    code: str = ""
    text: str = ""
    timestamp: str = ""
    contradicted: bool = False


class Timing(NamedTuple):
    """Phases in seconds; a phase that did not happen is None. They sum to `total`."""

    resolve: float | None = None
    connect: float | None = None
    tls: float | None = None
    send: float | None = None
    wait: float | None = None
    receive: float | None = None
    other: float = 0.0
    total: float = 0.0
    reused: bool = False


class Answer(NamedTuple):
    """What arrived. `headers` are in wire order, decoded as ISO-8859-1; `partial` when cut.

    `head` is everything before the body as it came, byte for byte; empty when that is not known.
    The body is unpacked; `packed_size` is how many bytes of it came when it was packed, else None.
    """

    http_status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: Body
    partial: bool = False
    head: bytes = b""
    packed_size: int | None = None

    def header(self, name: str) -> str | None:
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


class Exchange(NamedTuple):
    """The whole story of one sending. A FAILED answer is data, not an exception.

    `answer` is None when no status line came; `problem` is what went wrong on our side of Netvisor
    (network, cut, unreadable), None when the answer speaks for itself. `may_change` is true for a
    write or delete. `inserted_keys` are the Netvisor keys that the answer reports as inserted.
    `parts` is above 1 when the body is that of so many answers, joined: the rest is the first's.
    """

    profile: Profile
    request: SignedRequest
    may_change: bool
    started: datetime
    outcome: Outcome
    answer: Answer | None = None
    status: ResponseStatus | None = None
    inserted_keys: tuple[str, ...] = ()
    timing: Timing = Timing()
    problem: ExplorerError | None = None
    parts: int = 1
