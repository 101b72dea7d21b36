"""A sandbox in the window's process that hands on what it is sent."""

from __future__ import annotations

from collections import deque
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from nvexplorer.model.errors import BadInput, Message, describe
from nvexplorer.ui.panes.doctor.listen_account import identity

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.library.book import Book
    from nvexplorer.library.keys import KeyStore
    from nvexplorer.sandbox.connection import Caught
    from nvexplorer.sandbox.server import Sandbox
    from nvexplorer.ui.panes.doctor.listen_account import Identity
    from nvexplorer.ui.tasks import Tasks

# Requests that wait for the window; more than are kept come to nothing anyway.
_WAITING = 200


class Started(NamedTuple):
    """`port` is 0 when it was stopped before it began."""

    port: int
    identity: Identity


class Listener(QObject):
    """After `start`: `started` with a Started, or `failed` with a Message; `caught` with requests
    in the order in which they came. `answering` with the Identity that it answers as. Nothing of
    the server runs in the GUI thread, and nothing comes from it after `stop`."""

    started = Signal(object)
    failed = Signal(object)
    answering = Signal(object)
    caught = Signal(object)
    _woken = Signal(object)

    def __init__(self, tasks: Tasks, keys: KeyStore, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._keys = keys
        self._server: _Server | None = None
        self._woken.connect(self._on_woken)

    @property
    def on(self) -> bool:
        """From `start` to `stop` or a failure."""
        return self._server is not None

    def start(self, port: int, book: Book, profile_id: str) -> None:
        """On a port, 0 for any that is free, as the account of a profile."""
        self.stop()
        self._server = server = _Server(self._woken.emit)
        self._tasks.run(
            server.start,
            port,
            self._keys,
            book,
            profile_id,
            done=self._on_started,
            failed=self._on_failed,
        )

    def use(self, book: Book, profile_id: str) -> None:
        """Answer as another profile from the next request on."""
        if self._server is not None:
            self._tasks.run(
                self._server.use,
                self._keys,
                book,
                profile_id,
                self._server.turn(),
                done=self._on_used,
                failed=self._on_unused,
            )

    def stop(self) -> None:
        """Close every connection, away from the window."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
            self._tasks.run(server.stop, failed=self._on_unused)

    def _on_started(self, started: Started) -> None:
        if started.port and self._server is not None:
            self.started.emit(started)

    def _on_failed(self, error: BaseException) -> None:
        if self._server is None:
            return
        self._server = None
        self.failed.emit(describe(error))
        if not isinstance(error, BadInput):
            raise error

    def _on_used(self, used: Identity | None) -> None:
        if used is not None and self._server is not None:
            self.answering.emit(used)

    def _on_unused(self, error: BaseException) -> None:
        raise error

    def _on_woken(self, server: _Server) -> None:
        if server is self._server:
            self.caught.emit(server.take())


class _Server:
    """Everything here but `turn` and `close` is for other threads."""

    def __init__(self, wake: Callable[[object], None]) -> None:
        self._wake = wake
        self._lock = Lock()  # held for moments only
        self._working = Lock()  # held while it starts, stops or changes
        self._sandbox: Sandbox | None = None
        self._inbox: deque[Caught] = deque(maxlen=_WAITING)
        self._closed = False
        self._awake = False
        self._turn = 0
        self._used = 0

    def start(self, port: int, keys: KeyStore, book: Book, profile_id: str) -> Started:
        """Raises BadInput when the port is taken."""
        from nvexplorer.sandbox.server import Sandbox

        own = identity(keys, book, profile_id)
        with self._working:
            if self._closed:
                return Started(0, own)
            sandbox = Sandbox(port, account=own.account, on_caught=self._on_caught)
            sandbox.use(own.account, own.also_at)
            try:
                sandbox.start()
            except BadInput as error:
                raise _in_words(error, port) from None
            self._sandbox = sandbox
            return Started(sandbox.port, own)

    def use(self, keys: KeyStore, book: Book, profile_id: str, turn: int) -> Identity | None:
        """None when it was overtaken by a later one."""
        own = identity(keys, book, profile_id)
        with self._working:
            if self._sandbox is None or turn < self._used:
                return None
            self._used = turn
            self._sandbox.use(own.account, own.also_at)
            return own

    def stop(self) -> None:
        with self._working:
            sandbox, self._sandbox = self._sandbox, None
            if sandbox is not None:
                sandbox.stop()

    def turn(self) -> int:
        self._turn += 1
        return self._turn

    def close(self) -> None:
        """Wake nobody from now on."""
        with self._lock:
            self._closed = True
            self._inbox.clear()

    def take(self) -> tuple[Caught, ...]:
        """What came since it was last asked for."""
        with self._lock:
            self._awake = False
            came = tuple(self._inbox)
            self._inbox.clear()
        return came

    def _on_caught(self, caught: Caught) -> None:
        from nvexplorer.ui.panes.doctor.listen_requests import bounded

        with self._lock:
            if self._closed:
                return
            self._inbox.append(bounded(caught))
            if not self._awake:
                self._awake = True
                self._wake(self)


def _in_words(error: BadInput, port: int) -> BadInput:
    if "taken" not in error.what:
        return error
    message = Message(
        f"Port {port} is taken by another program.",
        "Choose another port, take any free one, or end that program.",
    )
    return BadInput(*message, "port")
