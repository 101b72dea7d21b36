"""Certificates that are not good, and proxies of every kind."""

from __future__ import annotations

import selectors
import socket
import threading

import pytest
from raw_server import Connection, RawServer, answer, answering
from sending import request

from nvexplorer.model.errors import BadInput, Cancelled, ProxyFailed, TlsFailed
from nvexplorer.model.ports import Proxy, ProxyKind
from nvexplorer.outside import proxies


def serving(certificate: str):
    def script(connection):
        connection.start_tls(certificate)
        answering(*[answer(b"<Root/>")] * 2)(connection)

    return script


def test_a_good_certificate(sender):
    with RawServer(serving("good.pem")) as server:
        assert sender.deliver(request(f"https://localhost:{server.port}")).error is None
        assert sender.deliver(request(f"https://127.0.0.1:{server.port}")).error is None


@pytest.mark.parametrize(
    ("certificate", "words", "advice"),
    [
        ("expired.pem", "has expired", "date"),
        ("not-yet-valid.pem", "is not valid yet", "date"),
        ("other-name.pem", "belongs to another name", "Check the host"),
        ("self-signed.pem", "is self-signed", "trusts"),
        ("unknown-issuer.pem", "issuer that this system does not trust", "company proxy"),
    ],
)
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_bad_certificates_are_told_apart(sender, certificate, words, advice, host):
    with RawServer(serving(certificate)) as server:
        delivery = sender.deliver(request(f"https://{host}:{server.port}"))
    assert isinstance(delivery.error, TlsFailed)
    assert words in delivery.error.what
    assert f"{host}:{server.port}" in delivery.error.what
    assert advice in delivery.error.next
    assert not delivery.sent
    assert server.requests == []


def test_the_systems_trust_is_asked_by_default(tmp_path):
    from nvexplorer.outside.transport import system_trust

    context = system_trust()
    assert type(context).__module__.startswith("truststore")
    assert context.check_hostname


@pytest.mark.parametrize(
    "data", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"220 smtp.example ESMTP\r\n", b"\x00" * 200]
)
def test_a_port_that_does_not_speak_tls(sender, data):
    def script(connection):
        connection.sock.recv(65536)
        connection.send(data)
        connection.wait_for_close()

    with RawServer(script) as server:
        delivery = sender.deliver(request(f"https://localhost:{server.port}"))
    assert isinstance(delivery.error, TlsFailed)
    assert "does not speak TLS" in delivery.error.what
    assert not delivery.sent


# Proxies. The one below takes CONNECT and, since every name leads nowhere in a test, joins the
# client to a server of the test whatever it was asked for.


class TestProxy:
    __test__ = False

    def __init__(self, target_port: int, reply: bytes = b"HTTP/1.1 200 OK\r\nX: y\r\n\r\n") -> None:
        self.target_port = target_port
        self.reply = reply
        self.heads: list[bytes] = []

    def __call__(self, connection: Connection) -> None:
        self.heads.append(connection.receive_head())
        connection.send(self.reply)
        if b" 200 " not in self.reply:
            return
        with socket.create_connection(("127.0.0.1", self.target_port)) as target:
            relay(connection.sock, target)


def relay(client: socket.socket, target: socket.socket) -> None:
    """Both directions in one thread: a TLS socket must not be read and written at the same time."""
    with selectors.DefaultSelector() as selector:
        selector.register(client, selectors.EVENT_READ, target)
        selector.register(target, selectors.EVENT_READ, client)
        while True:
            for key, _ in selector.select():
                source, sink = key.fileobj, key.data
                data = source.recv(65536)
                # What TLS has decrypted already makes no socket readable.
                while data and getattr(source, "pending", int)():
                    data += source.recv(65536)
                if not data:
                    return
                sink.sendall(data)


def manual(server: RawServer, credentials: str = "") -> Proxy:
    return Proxy(ProxyKind.MANUAL, f"http://{credentials}127.0.0.1:{server.port}")


def test_a_request_goes_through_the_tunnel_as_signed(sender):
    with RawServer(serving("other-name.pem")) as origin:
        proxy = TestProxy(origin.port)
        with RawServer(proxy) as server:
            signed = request("https://other.example", headers=(("X-Key", b"secret"),))
            first = sender.deliver(signed, proxy=manual(server, "me:pass@"))
            second = sender.deliver(signed, proxy=manual(server, "me:pass@"))
            sender.transport.close()
        assert first.error is None
        assert second.timing.reused
        assert len(proxy.heads) == 1
        connect, *lines = proxy.heads[0].split(b"\r\n")
        # Python's own part: HTTP/1.1 with a Host line from 3.12 on, which comes last from 3.13 on.
        assert connect.startswith(b"CONNECT other.example:443 HTTP/1.")
        assert b"Proxy-Authorization: Basic bWU6cGFzcw==" in lines
        assert set(lines) <= {
            b"Host: other.example:443",
            b"Proxy-Authorization: Basic bWU6cGFzcw==",
            b"",
        }
        assert origin.requests == [signed.head()] * 2


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "wants a user name and password"),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", "does not allow connections to other.example:443"),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", "could not reach other.example:443"),
        (b"HTTP/1.1 405 No\r\n\r\n", "refused the connection to other.example:443 (405)"),
        (b"220 smtp.example\r\n", "is not an HTTP proxy"),
        (b"", "closed the connection"),
    ],
)
def test_a_proxy_that_refuses(sender, reply, words):
    with RawServer(TestProxy(0, reply)) as server:
        delivery = sender.deliver(
            request("https://other.example"), proxy=manual(server, "me:pass@")
        )
    assert isinstance(delivery.error, ProxyFailed)
    assert words in delivery.error.what
    assert f"127.0.0.1:{server.port}" in delivery.error.what
    assert "pass" not in str(delivery.error).replace("password", "")
    assert delivery.error.next
    assert not delivery.sent


def test_a_proxy_that_nobody_runs(sender):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    proxy = Proxy(ProxyKind.MANUAL, f"127.0.0.1:{port}")
    delivery = sender.deliver(request("https://other.example"), proxy=proxy)
    assert isinstance(delivery.error, ProxyFailed)
    assert f"The proxy 127.0.0.1:{port} cannot be reached" in delivery.error.what
    assert not delivery.sent


def test_a_proxy_whose_name_is_not_known(sender):
    proxy = Proxy(ProxyKind.MANUAL, "http://proxy.invalid:8080")
    delivery = sender.deliver(request("https://other.example"), proxy=proxy)
    assert isinstance(delivery.error, ProxyFailed)
    assert "proxy.invalid" in delivery.error.what


def test_a_proxy_that_is_silent(sender):
    with RawServer(lambda c: c.wait_for_close()) as server:
        delivery = sender.deliver(
            request("https://other.example"), proxy=manual(server), connect=0.1
        )
    assert isinstance(delivery.error, ProxyFailed)
    assert "did not answer within 0.1 seconds" in delivery.error.what


def test_cancel_while_the_proxy_is_silent(sender):
    reached = threading.Event()
    sender.on_progress = lambda p: p.phase == "proxy" and reached.set()
    with RawServer(lambda c: c.wait_for_close()) as server:
        running = sender.deliver_in_thread(request("https://other.example"), proxy=manual(server))
        assert reached.wait(20)
        sender.cancel.cancel()
        assert server.closed.wait(20)
        delivery = running.result()
    assert isinstance(delivery.error, Cancelled)
    assert not delivery.sent


def test_a_bad_certificate_behind_a_proxy(sender):
    with (
        RawServer(serving("expired.pem")) as origin,
        RawServer(TestProxy(origin.port)) as server,
    ):
        delivery = sender.deliver(request("https://localhost.example"), proxy=manual(server))
    assert isinstance(delivery.error, TlsFailed)
    assert not delivery.sent


def test_a_proxy_that_speaks_tls_itself(sender):
    with RawServer(serving("other-name.pem")) as origin:
        proxy = TestProxy(origin.port)

        def script(connection):
            connection.start_tls("good.pem")
            proxy(connection)

        with RawServer(script) as server:
            signed = request("https://other.example")
            kind = Proxy(ProxyKind.MANUAL, f"https://localhost:{server.port}")
            delivery = sender.deliver(signed, proxy=kind)
            sender.transport.close()
        assert delivery.error is None
        assert origin.requests == [signed.head()]


def test_a_tls_proxy_with_a_bad_certificate(sender):
    with RawServer(serving("expired.pem")) as server:
        kind = Proxy(ProxyKind.MANUAL, f"https://localhost:{server.port}")
        delivery = sender.deliver(request("https://other.example"), proxy=kind)
    assert isinstance(delivery.error, ProxyFailed)
    assert "has expired" in delivery.error.what


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "has no host"),
        ("http://", "has no host"),
        ("socks5://me:pass@proxy.example:1080", "socks5"),
        ("http://me:pass@proxy.example:port", "port"),
        ("http://me:pass@proxy.example:0", "port"),
        ("http://me:pass@[::1", "not a URL"),
        ("http://me:pass@ex\u2100mple.fi:80", "not a URL"),
        ("http://me:pass@my proxy:80", "not a host name"),
        ("http://me:pass@pröxy:80", "not a host name"),
        ("http://me:pass@a..b:80", "not a host name"),
    ],
)
def test_a_proxy_url_that_is_none(sender, url, words):
    delivery = sender.deliver(request("https://other.example"), proxy=Proxy(ProxyKind.MANUAL, url))
    assert isinstance(delivery.error, BadInput)
    assert words in delivery.error.what
    assert "pass" not in str(delivery.error)
    assert not delivery.sent


@pytest.fixture
def environment(monkeypatch):
    monkeypatch.setenv("https_proxy", "http://me:pass@env.example:3128")
    monkeypatch.setenv("no_proxy", "inside.example,other.example:8443")
    return monkeypatch


@pytest.mark.parametrize(
    ("kind", "url", "origin", "expected"),
    [
        ("system", "", "https://other.example", "http://me:pass@env.example:3128"),
        ("system", "", "https://inside.example", ""),
        ("system", "", "https://other.example:8443", ""),
        ("system", "", "https://127.0.0.1:1", ""),
        ("system", "", "https://localhost", ""),
        ("none", "http://x:1", "https://other.example", ""),
        ("manual", "http://x:1", "https://other.example", "http://x:1"),
        ("manual", "x:1", "https://inside.example", "http://x:1"),
        ("manual", "http://x", "https://other.example", "http://x:80"),
        ("manual", "http://x:1", "http://localhost:8080", ""),
        ("manual", "http://x:1", "https://[::1]:8080", ""),
    ],
)
def test_which_proxy_is_taken(environment, kind, url, origin, expected):
    assert proxies.choose(Proxy(ProxyKind(kind), url), origin) == expected


def test_what_is_shown_of_a_proxy_holds_no_password():
    assert proxies.shown("http://me:pass@proxy.example:8080") == "proxy.example:8080"
    assert proxies.shown("http://me:pass@[::1]:8080") == "[::1]:8080"
    assert proxies.shown("") == ""
