"""Cutting a connection from another thread."""

from __future__ import annotations

import contextlib
import socket
import threading


class Stopper:
    """Keeps a duplicate of a socket, since wrapping in TLS empties the socket object.

    Shutting the duplicate down wakes whoever reads, writes or shakes hands on the original, and
    the other side sees the end of the stream at once.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._handle: socket.socket | None = None

    def watch(self, sock: socket.socket) -> None:
        """From now on `stop` cuts this connection and no other."""
        self._replace(socket.socket(fileno=socket.dup(sock.fileno())))

    def forget(self) -> None:
        """Nothing is left to stop."""
        self._replace(None)

    def stop(self) -> None:
        with self._lock:
            if self._handle is not None:
                with contextlib.suppress(OSError):  # not connected any more
                    self._handle.shutdown(socket.SHUT_RDWR)

    def _replace(self, handle: socket.socket | None) -> None:
        with self._lock:
            old, self._handle = self._handle, handle
        if old is not None:
            old.close()
