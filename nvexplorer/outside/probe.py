"""The steps of a connection, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.outside.transport import system_trust

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Callable

    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.ports import Proxy
    from nvexplorer.outside.dialling import Deadline


class NetworkProbe:
    """Implements `model.ports.Probe` with the code that sendings use."""

    def __init__(self, *, ssl_context_factory: Callable[[], ssl.SSLContext] = system_trust) -> None:
        self._make_context = ssl_context_factory

    def proxy(self, origin: str, proxy: Proxy) -> str:
        from nvexplorer.outside import proxies

        return proxies.shown(proxies.choose(proxy, origin))

    def resolve(self, host: str, port: int, limit: float, cancel: Cancel) -> tuple[str, ...]:
        from nvexplorer.outside import dialling

        found = dialling.resolve(host, port, _deadline(limit), cancel)
        return tuple(address.ip for address in found)

    def connect(self, host: str, port: int, limit: float, cancel: Cancel) -> None:
        _connected(host, port, _deadline(limit), cancel).close()

    def handshake(self, host: str, port: int, limit: float, cancel: Cancel) -> str:
        from nvexplorer.model.errors import Cancelled
        from nvexplorer.outside.place import Place
        from nvexplorer.outside.stopper import Stopper
        from nvexplorer.outside.tls_failures import tls_failure

        deadline = _deadline(limit)
        stopper = Stopper()
        cancel.on_cancel(stopper.stop)
        try:
            with _connected(host, port, deadline, cancel) as sock:
                stopper.watch(sock)
                cancel.check("tls")
                sock.settimeout(max(0.001, deadline.left()))
                with self._make_context().wrap_socket(sock, server_hostname=host) as secured:
                    return secured.version() or "TLS"
        except OSError as error:
            if cancel.cancelled:
                raise Cancelled("tls") from None
            raise tls_failure(error, Place(host, port), limit) from error
        finally:
            cancel.on_cancel(None)
            stopper.forget()


def _deadline(limit: float) -> Deadline:
    from time import perf_counter

    from nvexplorer.outside.dialling import Deadline

    return Deadline(perf_counter, limit)


def _connected(host: str, port: int, deadline: Deadline, cancel: Cancel) -> socket.socket:
    from nvexplorer.outside import dialling

    found = dialling.resolve(host, port, deadline, cancel)
    return dialling.connect(found, host, port, deadline, cancel)
