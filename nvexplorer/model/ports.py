"""The outside world as small protocols; `outside/` has the real ones, tests bring their own."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.errors import ExplorerError
    from nvexplorer.model.exchange import Answer, Body, ResponseStatus, Timing
    from nvexplorer.model.request import SignedRequest
    from nvexplorer.model.secret import Secret


class Clock(Protocol):
    def now(self) -> datetime:
        """The current time, aware, in UTC."""
        ...

    def local(self, moment: datetime) -> datetime:
        """The same moment in the time zone of this computer, aware."""
        ...

    def monotonic(self) -> float:
        """Seconds for measuring spans."""
        ...


class Ids(Protocol):
    def new(self) -> str:
        """A GUID with hyphens, never given twice."""
        ...


class Dirs(NamedTuple):
    """Where our files live. Created on the first write, not before."""

    config: Path  # profiles, saved requests, settings, the user's catalogue
    data: Path  # log
    cache: Path  # answers that are too large for memory, lock files


class Secrets(Protocol):
    """Keys by name, e.g. `partner/4f0e…`.

    Every method may raise KeychainLocked (locked or denied, ask to unlock) or KeychainMissing (no
    keychain on this system). None of them blocks longer than its own time limit.
    """

    def get(self, name: str) -> Secret:
        """Raises KeyMissing when nothing is stored under the name."""
        ...

    def put(self, name: str, secret: Secret) -> None: ...

    def remove(self, name: str) -> None:
        """Removing what is not there is no error."""
        ...

    @property
    def kind(self) -> str:
        """Where keys go, in words: the keychain's name, or that they stay in memory."""
        ...


class ProxyKind(StrEnum):
    SYSTEM = "system"
    NONE = "none"
    MANUAL = "manual"


class Proxy(NamedTuple):
    """`url` such as `http://proxy.example:8080`, for MANUAL only. Loopback is never proxied."""

    kind: ProxyKind = ProxyKind.SYSTEM
    url: str = ""


class Limits(NamedTuple):
    """Seconds. No limit on the whole: a large answer may take its time."""

    connect: float = 10.0
    first_byte: float = 120.0
    silence: float = 120.0


class Progress(NamedTuple):
    """Where a sending stands. `phase`: queue, resolve, connect, proxy, tls, send, wait or receive.

    `received` counts the body's bytes so far, after decompression; `expected` comes from
    Content-Length, None when unknown. `share` is how much of the answer has come, from 0 to 1, as
    far as that can be told, of a compressed one too. `answer` is there from the first byte of the
    body on: its head, and a body that grows and is that of the Delivery in the end. `status` is
    what the beginning of the body says, as soon as it is there; a transport does not look for it.
    """

    phase: str
    received: int = 0
    expected: int | None = None
    answer: Answer | None = None
    status: ResponseStatus | None = None
    share: float | None = None


class Delivery(NamedTuple):
    """What a transport did. `started` is when it began, `sent` whether the server may have begun
    to act: true from the moment the first byte of the request was handed to the system.

    Either `answer` is complete and `error` None, or `error` says what went wrong and `answer`
    holds what had arrived by then (None before the status line).
    """

    answer: Answer | None
    error: ExplorerError | None
    sent: bool
    timing: Timing


class Transport(Protocol):
    def prepare(self) -> None:
        """Load what the first delivery needs, on any thread; later calls cost nothing."""
        ...

    def deliver(
        self,
        request: SignedRequest,
        *,
        limits: Limits,
        proxy: Proxy,
        cancel: Cancel,
        progress: Callable[[Progress], None],
    ) -> Delivery:
        """Put the request on the wire once, byte for byte, and read the answer.

        Never redirects, retries, or adds a header. Errors come back in the Delivery.
        `progress` is called in the calling thread, at most some tens of times a second.
        """
        ...

    def close(self) -> None:
        """Drop idle connections."""
        ...


class Spool(Protocol):
    """Takes the pieces of one body in order, in one thread."""

    @property
    def body(self) -> Body:
        """What was written so far: the same object from the beginning on, and it grows."""
        ...

    def write(self, piece: bytes) -> None:
        """Raises ReadOnly when there is no room; what came before is kept."""
        ...


class Turnstile(Protocol):
    """One request at a time per host and organisation, across threads and processes
    (documented: article 77000500440)."""

    def turn(
        self, origin: str, organisation_id: str, cancel: Cancel
    ) -> AbstractContextManager[ExplorerError | None]:
        """Waits for its turn. Raises Cancelled("queue") when cancelled while waiting.

        Gives None, or a warning to show when other processes cannot be kept out.
        """
        ...


class Probe(Protocol):
    """The steps of a connection, one by one, for the connection check.

    Each raises NetworkError or Cancelled; `limit` is in seconds.
    """

    def proxy(self, origin: str, proxy: Proxy) -> str:
        """`host:port` of the proxy between us and the origin, empty for none; raises BadInput."""
        ...

    def resolve(self, host: str, port: int, limit: float, cancel: Cancel) -> tuple[str, ...]:
        """IP addresses."""
        ...

    def connect(self, host: str, port: int, limit: float, cancel: Cancel) -> None:
        """Opens and closes a TCP connection."""
        ...

    def handshake(self, host: str, port: int, limit: float, cancel: Cancel) -> str:
        """TLS version in words, such as `TLSv1.3`."""
        ...


class WorkerJob(Protocol):
    """One job that was asked for."""

    def cancel(self) -> None:
        """Nothing more is told of it; one that does not end soon is ended with its process."""
        ...


class WorkerText(Protocol):
    """A text that a worker has too, kept in step by the changes told. Used in one thread."""

    def change(self, start: int, removed: int, added: str) -> None:
        """`added` came into the place of `removed` characters: microseconds, however long the
        text is. Told after each change and before the next call."""
        ...

    def call(
        self,
        job: str,
        *arguments: object,
        done: Callable[[Any], None],
        failed: Callable[[ExplorerError], None],
        limit: float = 60.0,
    ) -> WorkerJob:
        """As Workers.call, with the text as it is now before the other arguments."""
        ...

    def close(self) -> None:
        """The worker may forget the text. Jobs asked for are still done."""
        ...


class Workers(Protocol):
    """Heavy jobs in processes of their own, which start when first needed and end when idle, or
    with the window. One that crashes or hangs takes with it only what it was doing: the next call
    starts another."""

    def call(
        self,
        job: str,
        *arguments: object,
        done: Callable[[Any], None],
        failed: Callable[[ExplorerError], None],
        progress: Callable[[Any], None] | None = None,
        limit: float = 600.0,
    ) -> WorkerJob:
        """Do a job with these arguments, which are plain data and NamedTuples of ours.

        Returns at once. Exactly one of `done` and `failed` is called, in a thread of the
        workers', neither once it was cancelled; they return quickly and raise nothing. `failed`
        gets a WorkerEnded when the process crashed, or was ended because the job took longer than
        `limit` seconds.
        """
        ...

    def open_text(self, read: Callable[[], str]) -> WorkerText:
        """A text that jobs are about again and again; they wait for no jobs of `call`. `read`
        gives the whole text as it is now: it is called within a call when the worker does not
        know it, at first and after a crash or a rest."""
        ...

    def prepare(self) -> None:
        """Start the processes for texts now, so that the first jobs do not wait for them."""
        ...

    def close(self) -> None:
        """End the processes and wait until they are gone. Nothing is delivered any more."""
        ...


class Outside(NamedTuple):
    """All of them; composed in launch.py and seen by composition roots only. `new_spool` makes a
    place for a body that is put together here."""

    clock: Clock
    ids: Ids
    dirs: Dirs
    secrets: Secrets
    transport: Transport
    turnstile: Turnstile
    probe: Probe
    workers: Workers
    new_spool: Callable[[], Spool]
