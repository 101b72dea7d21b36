"""The sandbox as a server on 127.0.0.1."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from datetime import UTC, datetime
from threading import Lock, Thread
from typing import TYPE_CHECKING, Self

from nvexplorer.model.errors import BadInput
from nvexplorer.sandbox.connection import serve_connection
from nvexplorer.sandbox.credentials import ACCOUNT
from nvexplorer.sandbox.service import Seen, Service

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.sandbox.company import Company
    from nvexplorer.sandbox.connection import Caught
    from nvexplorer.sandbox.credentials import SandboxAccount

_HOST = "127.0.0.1"
# Open at a time; each has a thread. One more is closed at once.
_MOST_CONNECTIONS = 200


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Sandbox:
    """A local Netvisor with one company; `with Sandbox() as sandbox:` runs it.

    `port` 0 takes any free one. `now` gives the aware current time. `log` gets one line for each
    request, from any thread, never with a key. `on_handling` is called with the resource's name
    while an accepted request is in progress; a test holds the request there. `account` is whose
    requests are accepted. `on_caught` gets each request as it came, from any thread, those that
    are refused and those that are no HTTP too.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        now: Callable[[], datetime] = _utc_now,
        log: Callable[[str], None] | None = None,
        on_handling: Callable[[str], None] | None = None,
        account: SandboxAccount = ACCOUNT,
        on_caught: Callable[[Caught], None] | None = None,
    ) -> None:
        self._port = port
        self._now = now
        self._log = log
        self._on_caught = on_caught
        self._service = Service(account, now, on_handling)
        self._lock = Lock()
        self._listener: socket.socket | None = None
        self._connections: dict[socket.socket, Thread] = {}
        self._acceptor: Thread | None = None

    @property
    def port(self) -> int:
        """The port listened on, once started."""
        return self._port

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`, the host of a profile; final once started."""
        return f"http://{_HOST}:{self._port}"

    @property
    def seen(self) -> list[Seen]:
        """The latest 10,000 requests. A request is here before its answer is complete."""
        return list(self._service.seen)

    @property
    def company(self) -> Company:
        """The records behind the answers."""
        return self._service.company

    def use(self, account: SandboxAccount, also_at: str = "") -> None:
        """Accept the requests of this account from the next one on; also those whose MAC is made
        over a URL at `also_at`, as `https://isvapi.netvisor.fi`. Every TransactionId is new."""
        self._service.use(account, also_at)

    def start(self) -> None:
        """Listens. Raises BadInput when the port is taken or not allowed."""
        self._listener = _listener(self._port)
        self._port = self._listener.getsockname()[1]
        self._acceptor = Thread(
            target=self._accept, args=(self._listener,), name="sandbox-accept", daemon=True
        )
        self._acceptor.start()

    def stop(self) -> None:
        """Closes every connection and waits for its thread. May be called again."""
        listener, self._listener = self._listener, None
        if listener is None or self._acceptor is None:
            return
        # Only a connection wakes accept() on every system.
        with suppress(OSError), socket.create_connection((_HOST, self._port), timeout=5):
            pass
        self._acceptor.join()
        listener.close()
        with self._lock:
            running = dict(self._connections)
            for connection in running:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in running.values():
            thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:  # the client left before we came, or no file descriptor is free
                if self._listener is None:
                    return
                time.sleep(0.05)
                continue
            if self._listener is None:
                connection.close()
                return
            thread = Thread(
                target=self._serve, args=(connection,), name="sandbox-connection", daemon=True
            )
            with self._lock:
                full = len(self._connections) >= _MOST_CONNECTIONS
                if not full:
                    self._connections[connection] = thread
            if full:
                connection.close()
                continue
            try:
                thread.start()
            except RuntimeError:  # the system has no more threads; others will end
                with self._lock:
                    del self._connections[connection]
                connection.close()

    def _serve(self, connection: socket.socket) -> None:
        try:
            serve_connection(
                connection, self._service, self._now, self._log or _no_log, self._on_caught
            )
        finally:
            with self._lock:
                del self._connections[connection]
            connection.close()


def _no_log(_line: str) -> None:
    return


def _listener(port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise BadInput(f"{port} is not a port.", "Give one from 1 to 65535, or 0.", "port")
    try:
        return socket.create_server((_HOST, port), backlog=64)
    except PermissionError:
        what, next_step = f"Port {port} may not be used.", "Give one from 1024 up, or 0."
    except OSError:
        what = f"Port {port} of {_HOST} is taken, perhaps by another sandbox."
        next_step = "End that program, or give --port 0 for any free port."
    raise BadInput(what, next_step, "port")
