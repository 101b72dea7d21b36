"""requests and urllib3, tamed: one request written as signed, its phases seen, its end in our hand.

Heavy to import: `transport.py` does so at the first sending.
"""

from __future__ import annotations

import functools
import http.client
import re
import threading
from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util import Retry, Timeout

from nvexplorer.model.errors import BadInput, NetworkError, NotHttp
from nvexplorer.outside import dialling, failures
from nvexplorer.signing.urls import is_loopback

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Callable, Iterator
    from io import BufferedIOBase

    from urllib3.response import BaseHTTPResponse

    from nvexplorer.outside.call import Call

# An idle connection is used again within this many seconds. Servers drop idle ones after 5 (Apache,
# Node) or more, and a request that meets the drop may or may not have been acted upon.
IDLE_LIMIT = 4.0
# How much of a body is handed to the system at once; each piece has the silence limit to itself.
_BODY_PIECE = 64 << 10


class Courier:
    """Sends calls, several at a time when in several threads, and keeps connections alive."""

    def __init__(
        self,
        monotonic: Callable[[], float],
        lookup: dialling.Lookup,
        make_context: Callable[[], ssl.SSLContext],
    ) -> None:
        self.monotonic = monotonic
        self.lookup = lookup
        self.make_context = make_context
        self._here = threading.local()
        self._adapter = _Adapter(self)

    @property
    def call(self) -> Call:
        """What this thread is sending."""
        call: Call = self._here.call
        return call

    def send(self, call: Call, proxy_url: str) -> BaseHTTPResponse:
        """Write the request; the answer's head, its body not yet read."""
        request = requests.PreparedRequest()
        request.method, request.url = call.request.method, call.request.origin + "/"
        request.headers = requests.structures.CaseInsensitiveDict()
        request.hooks = {}
        timeout = Timeout(connect=call.limits.connect, read=call.limits.first_byte)
        proxies = {"http": proxy_url, "https": proxy_url} if proxy_url else {}
        self._here.call = call
        try:
            raw: BaseHTTPResponse = self._adapter.send(
                request,
                stream=True,
                timeout=timeout,  # type: ignore[arg-type]  # requests takes urllib3's too
                proxies=proxies,
            ).raw
        finally:
            del self._here.call
        return raw

    def close(self) -> None:
        self._adapter.close()


class _Adapter(HTTPAdapter):
    def __init__(self, courier: Courier) -> None:
        self._courier = courier
        self._pools = {
            "http": _pool(HTTPConnectionPool, _PlainConnection, courier),
            "https": _pool(HTTPSConnectionPool, _TlsConnection, courier),
        }
        super().__init__(max_retries=Retry(total=False))

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: Any, **options: Any) -> Any:
        if proxy not in self.proxy_manager and proxy.startswith("https:"):
            options["proxy_ssl_context"] = self._courier.make_context()
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def cert_verify(self, *args: Any, **options: Any) -> None:
        """Nothing: requests would load certifi's list where we trust the system's."""

    def request_url(self, *args: Any, **options: Any) -> str:
        """Asked by requests; the connection writes the signed target itself."""
        return "/"


def _pool(
    base: type[HTTPConnectionPool], connection: type[_Connection], courier: Courier
) -> type[HTTPConnectionPool]:
    maker = functools.partial(connection, courier)
    return type("Pool", (base,), {"ConnectionCls": staticmethod(maker)})


class _Connection(HTTPConnection):
    """Opens the way we open, and writes the call's signed request whatever it is asked to write."""

    def __init__(self, courier: Courier, **options: Any) -> None:
        super().__init__(**options)
        self._courier = courier
        self.idle_since = 0.0

    @property
    def is_connected(self) -> bool:
        """Asked before a connection is used again; also false once the other side closed it."""
        fresh = self._courier.monotonic() - self.idle_since < IDLE_LIMIT
        return fresh and super().is_connected

    def _new_conn(self) -> socket.socket:
        call = self._courier.call
        call.reused = False
        self.response_class = http.client.HTTPResponse
        try:
            call.enter("resolve")
            addresses = dialling.resolve(
                self._dns_host, self.port, call.connecting, call.cancel, self._courier.lookup
            )
            if call.request.origin.startswith("http:"):
                _check_loopback(self.host, addresses)
            call.enter("connect")
            sock = dialling.connect(addresses, self.host, self.port, call.connecting, call.cancel)
        except NetworkError as error:
            if self.proxy is None:
                raise
            raise failures.through_proxy(error, call.place) from error
        try:
            call.watch(sock)
            self._enter_next(sock, "proxy" if self.proxy_is_tunneling else "tls")
        except BaseException:
            sock.close()
            raise
        return sock

    def _enter_next(self, sock: socket.socket, phase: str) -> None:
        if isinstance(self, HTTPSConnection):
            self._courier.call.enter(phase)
        # Zero would mean not to wait at all.
        sock.settimeout(max(0.001, self._courier.call.connecting.left()))

    def _tunnel(self) -> None:
        try:
            super()._tunnel()
        except OSError as error:
            refused = re.match(r"Tunnel connection failed: (\d{3})", str(error))
            if refused is None:
                raise
            raise failures.tunnel_refused(int(refused[1]), self._courier.call.place) from None
        self._enter_next(self.sock, "tls")

    def request(self, *args: Any, **options: Any) -> None:
        call = self._courier.call
        if self.is_closed:
            self.connect()
        if call.reused:
            call.watch(self.sock)
        call.connection = self
        call.enter("send")
        self.timeout = call.limits.silence
        self.response_class = functools.partial(_Head, call)  # type: ignore[assignment]
        options |= {"body": _pieces(call.request.body), "headers": {"Content-Length": ""}}
        super().request(*args, **options)
        call.enter("wait")

    def putrequest(self, *args: Any, **options: Any) -> None:
        signed = self._courier.call.request
        super().putrequest(
            signed.method, signed.wire_target, skip_host=True, skip_accept_encoding=True
        )

    def putheader(self, *args: Any) -> None:
        """Nothing: what the libraries would add does not go out."""

    def endheaders(self, *args: Any, **options: Any) -> None:
        call = self._courier.call
        for name, value in call.request.headers:
            super().putheader(name, value)  # type: ignore[arg-type]  # http.client takes bytes
        # The first byte goes out in here.
        self.sock.settimeout(call.limits.silence)
        call.sent = True
        super().endheaders(*args, **options)


class _PlainConnection(_Connection): ...


class _TlsConnection(_Connection, HTTPSConnection):
    def connect(self) -> None:
        # A context of its own: truststore's is locked while somebody shakes hands with it.
        self.ssl_context = self._courier.make_context()
        super().connect()
        # A socket that is closed before the handshake is taken for one that is not connected yet,
        # and the handshake is skipped without a word.
        self._courier.call.cancel.check("tls")
        if getattr(self.sock, "version", lambda: "")() is None:
            raise ConnectionResetError("closed before the handshake")


class _Head(http.client.HTTPResponse):
    """Sees when the answer begins, passes over interim answers and refuses broken headers.

    `head` is what came before the body, interim answers too."""

    head = b""

    def __init__(self, call: Call, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self._call = call
        self._sock = sock

    def _read_status(self) -> tuple[str, int, str]:
        while True:
            self._sock.settimeout(self._call.limits.first_byte)
            if self.fp.peek(1):
                self._call.enter("receive")
            self._sock.settimeout(self._call.limits.silence)
            line: tuple[str, int, str] = super()._read_status()  # type: ignore[misc]
            if not 100 <= line[1] < 200 or line[1] == 101:
                return line
            http.client.parse_headers(self.fp)
            self._call.enter("wait")

    def begin(self) -> None:
        reader = self.fp
        kept: Any = _Kept(reader)  # has what reading a head takes
        self.fp = kept
        try:
            super().begin()
        finally:
            self.head = b"".join(kept.lines)
            if self.fp is kept:  # else it was closed
                self.fp = reader
        lengths = set(self.msg.get_all("Content-Length", ()))
        if self.msg.defects or self.msg.get_payload() or len(lengths) > 1:
            raise NotHttp(
                f"The headers of the answer from {self._call.place} cannot be read.",
                "Check that the host is Netvisor's.",
                "receive",
            )


class _Kept:
    """Reads lines and keeps them."""

    def __init__(self, reader: BufferedIOBase) -> None:
        self.lines: list[bytes] = []
        self._reader = reader
        self.peek = reader.peek  # type: ignore[attr-defined]  # it is a BufferedReader
        self.close = reader.close

    def readline(self, limit: int = -1) -> bytes:
        line = self._reader.readline(limit)
        self.lines.append(line)
        return line


def _pieces(body: bytes | None) -> Iterator[bytes] | None:
    if not body:
        return None
    return (body[at : at + _BODY_PIECE] for at in range(0, len(body), _BODY_PIECE))


def _check_loopback(host: str, addresses: tuple[dialling.Address, ...]) -> None:
    """Plain http never leaves the machine, whatever a hosts file says."""
    for address in addresses:
        if not is_loopback(address.ip):
            raise BadInput(
                f"The host {host} is another machine ({address.ip}) and would be called without "
                "encryption.",
                "Write https:// in front of it; plain http is for this machine only.",
                "host",
            )
