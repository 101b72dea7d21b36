"""Puts signed requests on the wire and reads the answers."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from nvexplorer.outside.body_spool import MEMORY_LIMIT

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from pathlib import Path

    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.ports import Clock, Delivery, Limits, Progress, Proxy
    from nvexplorer.model.request import SignedRequest
    from nvexplorer.outside.delivery import Deliverer
    from nvexplorer.outside.dialling import Lookup


def system_trust() -> ssl.SSLContext:
    """Certificates as the system trusts them, so that a company proxy's is known."""
    import ssl

    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class RequestsTransport:
    """Implements `model.ports.Transport` on requests. Safe to use from several threads.

    The limit `connect` covers look-up, TCP, proxy and TLS together, so that it is what a user
    waits at most; `first_byte` runs from the last byte sent, `silence` between any two moments in
    which bytes move. Answers above `memory_limit` bytes go to a file in `spool_folder`/answers;
    `prepare` sweeps what crashed programs left there. Packed ones are stopped when they grow to
    more than `bomb_ratio` times their size and more than `bomb_floor` bytes. `ssl_context_factory`
    and `lookup` (as socket.getaddrinfo) are for those who bring their own.

    The libraries are imported at the first sending, since they would hold up the first paint.
    """

    def __init__(
        self,
        spool_folder: Path,
        clock: Clock,
        *,
        ssl_context_factory: Callable[[], ssl.SSLContext] = system_trust,
        lookup: Lookup | None = None,
        memory_limit: int = MEMORY_LIMIT,
        bomb_ratio: int = 400,
        bomb_floor: int = 64 << 20,
    ) -> None:
        self._storage = (spool_folder / "answers", memory_limit, bomb_ratio, bomb_floor)
        self._clock = clock
        self._make_context = ssl_context_factory
        self._lookup = lookup
        self._lock = threading.Lock()
        self._deliverer: Deliverer | None = None
        self._swept = False

    def prepare(self) -> None:
        self._ready()
        with self._lock:
            sweeping, self._swept = not self._swept, True
        if sweeping:
            from nvexplorer.outside.answer_files import sweep

            sweep(self._storage[0])

    def deliver(
        self,
        request: SignedRequest,
        *,
        limits: Limits,
        proxy: Proxy,
        cancel: Cancel,
        progress: Callable[[Progress], None],
    ) -> Delivery:
        return self._ready().deliver(
            request, limits=limits, proxy=proxy, cancel=cancel, progress=progress
        )

    def close(self) -> None:
        with self._lock:
            if self._deliverer is not None:
                self._deliverer.close()
                self._deliverer = None

    def _ready(self) -> Deliverer:
        with self._lock:
            if self._deliverer is None:
                import socket

                from nvexplorer.outside.connection import Courier
                from nvexplorer.outside.delivery import Deliverer, Storage

                courier = Courier(
                    self._clock.monotonic, self._lookup or socket.getaddrinfo, self._make_context
                )
                self._deliverer = Deliverer(courier, Storage(*self._storage))
            return self._deliverer
