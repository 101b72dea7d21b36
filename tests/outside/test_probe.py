"""The steps of a connection, each for itself."""

from __future__ import annotations

import socket
import threading

import pytest
from raw_server import RawServer
from sending import trusting_the_test_authority

from nvexplorer.model.cancel import Cancel
from nvexplorer.model.errors import Cancelled, NameNotFound, Refused, TimedOut, TlsFailed
from nvexplorer.model.ports import Proxy, ProxyKind
from nvexplorer.outside.probe import NetworkProbe


@pytest.fixture
def probe():
    return NetworkProbe(ssl_context_factory=trusting_the_test_authority)


def test_resolve(probe):
    assert probe.resolve("127.0.0.1", 443, 5, Cancel()) == ("127.0.0.1",)
    assert {"127.0.0.1", "::1"} & set(probe.resolve("localhost", 443, 5, Cancel()))
    with pytest.raises(NameNotFound, match=r"netvisor\.invalid"):
        probe.resolve("netvisor.invalid", 443, 5, Cancel())


def test_connect(probe):
    with RawServer(lambda c: c.wait_for_close()) as server:
        probe.connect("127.0.0.1", server.port, 5, Cancel())
        assert server.closed.wait(20)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(Refused):
        probe.connect("127.0.0.1", port, 5, Cancel())


def test_handshake(probe):
    with RawServer(lambda c: (c.start_tls(), c.wait_for_close())) as server:
        assert probe.handshake("localhost", server.port, 5, Cancel()).startswith("TLSv1.")
    with (
        RawServer(lambda c: c.start_tls("expired.pem")) as server,
        pytest.raises(TlsFailed, match="has expired"),
    ):
        probe.handshake("localhost", server.port, 5, Cancel())
    with (
        RawServer(lambda c: c.wait_for_close()) as server,
        pytest.raises(TimedOut, match="handshake"),
    ):
        probe.handshake("localhost", server.port, 0.1, Cancel())


def test_a_handshake_can_be_cancelled(probe):
    cancel, problems = Cancel(), []

    def shake():
        try:
            probe.handshake("localhost", server.port, 20, cancel)
        except Cancelled as error:
            problems.append(error.phase)

    hello = threading.Event()

    def script(connection):
        connection.receive(1)
        hello.set()
        connection.wait_for_close()

    with RawServer(script) as server:
        thread = threading.Thread(target=shake)
        thread.start()
        assert hello.wait(20)
        cancel.cancel()
        assert server.closed.wait(20)
        thread.join(20)
    assert problems == ["tls"]


def test_proxy(probe):
    manual = Proxy(ProxyKind.MANUAL, "http://me:pass@proxy.example:8080")
    assert probe.proxy("https://isvapi.netvisor.fi", manual) == "proxy.example:8080"
    by_address = Proxy(ProxyKind.MANUAL, "http://[::1]:8080")
    assert probe.proxy("https://isvapi.netvisor.fi", by_address) == "[::1]:8080"
    assert probe.proxy("http://127.0.0.1:1", manual) == ""
    assert probe.proxy("https://isvapi.netvisor.fi", Proxy(ProxyKind.NONE)) == ""
