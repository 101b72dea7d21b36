"""From a host name to a connected socket, with a limit and a way to stop at every step."""

from __future__ import annotations

import errno
import selectors
import socket
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from nvexplorer.model.errors import NameNotFound, NetworkError, TimedOut
from nvexplorer.outside import failures
from nvexplorer.outside.place import seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nvexplorer.model.cancel import Cancel

    Lookup = Callable[..., Any]

# How soon a cancel is noticed where nothing can be shut down: a name look-up and a TCP connect.
_SLICE = 0.03
# The next address is tried beside the last one after this long (RFC 8305 advises 250 ms).
_STAGGER = 0.25


class Deadline:
    """Seconds from now, on a monotonic clock."""

    def __init__(self, monotonic: Callable[[], float], seconds: float) -> None:
        self.monotonic = monotonic
        self.seconds = seconds
        self._end = monotonic() + seconds

    def left(self) -> float:
        return self._end - self.monotonic()


class Address(NamedTuple):
    family: int
    sockaddr: tuple[Any, ...]

    @property
    def ip(self) -> str:
        return str(self.sockaddr[0])


def resolve(
    host: str, port: int, deadline: Deadline, cancel: Cancel, lookup: Lookup = socket.getaddrinfo
) -> tuple[Address, ...]:
    """The addresses of a host, in the system's order of preference.

    The look-up runs in a daemon thread of its own, since nothing can interrupt one that hangs; it
    is abandoned then. Raises NameNotFound, TimedOut, NetworkError or Cancelled, phase `resolve`.
    """
    try:
        return _addresses(lookup(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST))
    except (OSError, UnicodeError):
        pass  # a name, not an address
    found: list[Any] = []
    done = threading.Event()

    def look_up() -> None:
        try:
            found.append(lookup(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            found.append(error)
        finally:
            done.set()

    threading.Thread(target=look_up, name=f"look up {host}", daemon=True).start()
    while not done.wait(min(_SLICE, max(0.0, deadline.left()))):
        cancel.check("resolve")
        if deadline.left() <= 0:
            raise TimedOut(
                f"The name {host} was not looked up within {seconds(deadline.seconds)}.",
                "Check the network connection and the name server.",
                "resolve",
            )
    if isinstance(found[0], Exception):
        raise _not_found(host, found[0])
    return _addresses(found[0])


def _addresses(infos: list[Any]) -> tuple[Address, ...]:
    return tuple(dict.fromkeys(Address(info[0], info[4]) for info in infos))


def _not_found(host: str, error: Exception) -> NetworkError:
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return NameNotFound(
            f"The name {host} could not be looked up: no name server answered.",
            "Check the network connection, then try again.",
            "resolve",
        )
    return NameNotFound(
        f"The host {host} is not known.",
        "Look for a mistyped host in the profile, and check the network connection.",
        "resolve",
    )


def connect(
    addresses: Sequence[Address], host: str, port: int, deadline: Deadline, cancel: Cancel
) -> socket.socket:
    """A connected TCP socket to the first address that takes it, in blocking mode.

    Addresses are tried one after another a quarter of a second apart, so that one that swallows
    packets does not hide the next. Raises Refused, TimedOut, NetworkError or Cancelled, phase
    `connect`.
    """
    waiting = list(addresses)
    last: OSError | None = None
    with selectors.DefaultSelector() as selector:
        try:
            while True:
                next_try = Deadline(deadline.monotonic, _STAGGER)
                if waiting:
                    last = _start(waiting.pop(0), selector) or last
                while selector.get_map():
                    cancel.check("connect")
                    if deadline.left() <= 0:
                        raise TimedOut(
                            f"{host}:{port} did not take a connection within "
                            f"{seconds(deadline.seconds)}.",
                            "Check host and port, the network connection and any firewall.",
                            "connect",
                        )
                    for key, _ in selector.select(_SLICE):
                        candidate: socket.socket = key.data
                        selector.unregister(candidate)
                        code = candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                        if code == 0:
                            candidate.setblocking(True)
                            candidate.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                            return candidate
                        last = OSError(code, errno.errorcode.get(code, ""))
                        candidate.close()
                    if waiting and next_try.left() <= 0:
                        break
                if not waiting and not selector.get_map():
                    raise failures.not_connected(last, host, port)
        finally:
            for key in list(selector.get_map().values()):
                key.data.close()


def _start(address: Address, selector: selectors.BaseSelector) -> OSError | None:
    """Begin to connect; the error when the system refuses at once."""
    try:
        sock = socket.socket(address.family, socket.SOCK_STREAM)
    except OSError as error:
        return error
    sock.setblocking(False)
    code = sock.connect_ex(address.sockaddr)
    if code not in (0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EAGAIN):
        sock.close()
        return OSError(code, errno.errorcode.get(code, ""))
    selector.register(sock, selectors.EVENT_WRITE, sock)
    return None
