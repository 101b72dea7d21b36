"""Sending with the real transport, and requests written by hand."""

from __future__ import annotations

import ssl
import threading
from typing import TYPE_CHECKING

from raw_server import TLS

from nvexplorer.model.cancel import Cancel
from nvexplorer.model.mac import MacInput
from nvexplorer.model.ports import Limits, Proxy, ProxyKind
from nvexplorer.model.request import SignedRequest, Stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.model.ports import Delivery, Progress
    from nvexplorer.outside.transport import RequestsTransport

DIRECT = Proxy(ProxyKind.NONE)


def trusting_the_test_authority() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(TLS / "authority.pem"))


def request(
    origin: str,
    target: str = "/customerlist.nv",
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: tuple[tuple[str, bytes], ...] = (),
) -> SignedRequest:
    lines = (("Host", origin.partition("://")[2].encode()), *headers)
    if body is not None:
        lines += (("Content-Length", str(len(body)).encode()),)
    return SignedRequest(
        method,
        origin,
        target,
        origin + target,
        lines,
        body,
        MacInput((), (), "HMACSHA256", "iso-8859-15"),
        "00",
        Stamp("", "", ""),
    )


class Sender:
    """A transport and what it reported."""

    def __init__(self, transport: RequestsTransport) -> None:
        self.transport = transport
        self.progress: list[Progress] = []
        self.cancel = Cancel()
        self.on_progress: Callable[[Progress], None] = lambda _: None

    def deliver(self, request: SignedRequest, proxy: Proxy = DIRECT, **limits: float) -> Delivery:
        def report(progress: Progress) -> None:
            self.progress.append(progress)
            self.on_progress(progress)

        return self.transport.deliver(
            request, limits=Limits(**limits), proxy=proxy, cancel=self.cancel, progress=report
        )

    def deliver_in_thread(self, request: SignedRequest, **options: object) -> Running:
        return Running(lambda: self.deliver(request, **options))  # type: ignore[arg-type]


class Running:
    def __init__(self, work: Callable[[], Delivery]) -> None:
        self._result: list[Delivery] = []
        self._thread = threading.Thread(target=lambda: self._result.append(work()), name="sender")
        self._thread.start()

    def result(self) -> Delivery:
        self._thread.join(20)
        assert not self._thread.is_alive(), "the sending did not end"
        return self._result[0]
