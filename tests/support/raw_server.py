"""A server that knows no HTTP: it hands out what arrived and sends what the test says."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TLS = Path(__file__).parent / "tls"
_PATIENCE = 20.0


class Connection:
    """One accepted connection, as the test's script sees it."""

    def __init__(self, sock: socket.socket, server: RawServer) -> None:
        self.sock = sock
        self.server = server
        self._buffer = b""

    def receive_head(self) -> bytes:
        """Everything up to the empty line, which is included, or to the end of the stream."""
        while b"\r\n\r\n" not in self._buffer and self._read_more():
            pass
        end = self._buffer.find(b"\r\n\r\n") + 4
        return self._take(end if end >= 4 else len(self._buffer))

    def receive(self, length: int) -> bytes:
        while len(self._buffer) < length and self._read_more():
            pass
        return self._take(length)

    def _read_more(self) -> bool:
        data = self.sock.recv(65536)
        self._buffer += data
        return bool(data)

    def _take(self, length: int) -> bytes:
        data, self._buffer = self._buffer[:length], self._buffer[length:]
        return data

    def receive_request(self) -> bytes:
        """A whole request, its body as long as Content-Length says; kept in `server.requests`."""
        data = self.receive_head()
        for line in data.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                data += self.receive(int(line.split(b":")[1]))
        if data:
            self.server.requests.append(data)
            self.server.got_request.set()
        return data

    def send(self, data: bytes) -> None:
        self.sock.sendall(data)

    def start_tls(self, certificate: str = "good.pem") -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / certificate)
        self.sock = context.wrap_socket(self.sock, server_side=True)

    def wait_for_close(self) -> None:
        """Returns when the client closed; the moment is in `server.closed_at`."""
        with contextlib.suppress(OSError):
            while self.sock.recv(65536):
                pass
        self.server.closed_at = time.perf_counter()
        self.server.closed.set()


class RawServer:
    """Runs `script` in a thread per connection. `with RawServer(script) as server: … server.port`.

    An exception in a script other than a broken connection is raised at the end.
    """

    def __init__(self, script: Callable[[Connection], None]) -> None:
        self._script = script
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.requests: list[bytes] = []
        self.connections = 0
        self.accepted = threading.Event()
        self.got_request = threading.Event()
        self.closed = threading.Event()
        self.closed_at = 0.0
        #: Set at the end, for scripts that keep a client waiting.
        self.over = threading.Event()
        self._errors: list[BaseException] = []
        self._open: list[Connection] = []
        self._threads = [threading.Thread(target=self._accept, name="raw server")]

    def __enter__(self) -> RawServer:
        self._threads[0].start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.over.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._threads[0].join(_PATIENCE)
        for connection in self._open:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(_PATIENCE)
        if self._errors and kind is None:
            raise self._errors[0]

    def wait_for_connections_to_end(self) -> None:
        for thread in self._threads[1:]:
            thread.join(_PATIENCE)

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            sock.settimeout(_PATIENCE)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection = Connection(sock, self)
            self._open.append(connection)
            self.connections += 1
            self.accepted.set()
            thread = threading.Thread(target=self._serve, args=[connection], name="raw connection")
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: Connection) -> None:
        try:
            self._script(connection)
        except OSError:
            pass
        except BaseException as error:
            self._errors.append(error)
        finally:
            connection.sock.close()


def answering(*answers: bytes) -> Callable[[Connection], None]:
    """A script that answers the requests of a connection in turn, then waits for its end."""

    def script(connection: Connection) -> None:
        for answer in answers:
            if not connection.receive_request():
                return
            connection.send(answer)
        connection.wait_for_close()

    return script


def answer(body: bytes, *lines: str, status: str = "200 OK") -> bytes:
    """Bytes of an answer with Content-Length."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *lines]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body
