"""What went wrong on the network, as the model's errors with a sentence and a next step."""

from __future__ import annotations

import errno
import http.client
import ssl
from typing import TYPE_CHECKING

from nvexplorer.model.errors import (
    ConnectionCut,
    ExplorerError,
    NetworkError,
    NotHttp,
    ProxyFailed,
    Refused,
    TimedOut,
    kind_and_place,
)
from nvexplorer.outside.place import Place, seconds
from nvexplorer.outside.tls_failures import tls_failure

if TYPE_CHECKING:
    from nvexplorer.model.ports import Limits

_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}


def not_connected(error: OSError | None, host: str, port: int) -> NetworkError:
    """Every address was tried in vain; `error` is what the last one said."""
    if error is not None and error.errno in _UNREACHABLE:
        return NetworkError(
            f"There is no way through the network to {host}:{port}.",
            "Check the network connection or VPN.",
            "connect",
        )
    if error is not None and error.errno == errno.ETIMEDOUT:
        return TimedOut(
            f"{host}:{port} did not take a connection.",
            "Check host and port, the network connection and any firewall.",
            "connect",
        )
    return Refused(
        f"Nothing takes connections at {host}:{port}.",
        "Check host and port in the profile, and whether the service is running.",
        "connect",
    )


def through_proxy(error: NetworkError, place: Place) -> ProxyFailed:
    """The proxy could not be reached: the same failure, said of the proxy."""
    return ProxyFailed(
        f"The proxy {place.proxy} cannot be reached. {error.what}",
        "Check the proxy in the settings, or switch it off.",
        "proxy",
    )


def tunnel_refused(status: int, place: Place) -> ProxyFailed:
    """The proxy answered CONNECT with something else than 200."""
    if status == 407:
        return ProxyFailed(
            f"The proxy {place.proxy} wants a user name and password (407).",
            "Give the proxy by hand in the settings, as http://user:password@host:port.",
            "proxy",
        )
    if status == 403:
        return ProxyFailed(
            f"The proxy {place.proxy} does not allow connections to {place} (403).",
            "Ask whoever runs the proxy to allow the host, or switch the proxy off.",
            "proxy",
        )
    if status in {502, 503, 504}:
        return ProxyFailed(
            f"The proxy {place.proxy} could not reach {place} ({status}).",
            "Check the host in the profile; if it is right, ask whoever runs the proxy.",
            "proxy",
        )
    return ProxyFailed(
        f"The proxy {place.proxy} refused the connection to {place} ({status}).",
        "Check the proxy in the settings, or switch it off.",
        "proxy",
    )


def explain(error: BaseException, phase: str, place: Place, limits: Limits) -> ExplorerError:
    """The model's error for whatever a library raised in this phase."""
    cause = root_cause(error)
    if isinstance(cause, ExplorerError):
        return cause
    if phase == "tls":
        return tls_failure(cause, place, limits.connect)
    if phase == "proxy":
        return _tunnel_failure(cause, place, limits.connect)
    if isinstance(cause, TimeoutError):
        return _too_slow(phase, place, limits)
    if isinstance(cause, http.client.RemoteDisconnected):
        return ConnectionCut(
            f"{place} closed the connection without an answer.", "Try again.", phase
        )
    if isinstance(cause, http.client.IncompleteRead | ConnectionError | ssl.SSLError):
        return _cut(phase, place)
    if isinstance(cause, http.client.HTTPException | ValueError):
        return _not_http(cause, phase, place)
    if isinstance(cause, OSError):
        code = errno.errorcode.get(cause.errno or 0, type(cause).__name__)
        return NetworkError(
            f"The connection to {place} failed ({code}).",
            "Check the network connection and try again.",
            phase,
        )
    return NetworkError(
        f"Talking to {place} failed unexpectedly ({kind_and_place(cause)}).",
        "Try again, and report it if it happens twice.",
        phase,
    )


def root_cause(error: BaseException) -> BaseException:
    """The exception that the HTTP libraries wrapped into their own, however deep; one of our own
    errors ends the search."""
    seen: set[int] = set()
    while id(error) not in seen and not isinstance(error, ExplorerError):
        seen.add(id(error))
        inner = [*error.args, getattr(error, "reason", None), error.__cause__]
        error = next((e for e in inner if isinstance(e, BaseException)), error)
    return error


def _tunnel_failure(error: BaseException, place: Place, limit: float) -> NetworkError:
    if isinstance(error, ssl.SSLError):
        host, _, port = place.proxy.rpartition(":")
        return through_proxy(tls_failure(error, Place(host, int(port)), limit), place)
    if isinstance(error, TimeoutError):
        what = f"The proxy {place.proxy} did not answer within {seconds(limit)}."
    elif isinstance(error, http.client.RemoteDisconnected | ConnectionError):
        what = f"The proxy {place.proxy} closed the connection."
    elif isinstance(error, http.client.HTTPException):
        what = f"What listens at {place.proxy} is not an HTTP proxy."
    else:
        what = f"Talking to the proxy {place.proxy} failed ({type(error).__name__})."
    return ProxyFailed(what, "Check the proxy in the settings, or switch it off.", "proxy")


def _too_slow(phase: str, place: Place, limits: Limits) -> TimedOut:
    if phase == "wait":
        return TimedOut(
            f"{place} did not begin to answer within {seconds(limits.first_byte)}.",
            "Ask for less at a time, or allow a longer wait in the profile.",
            phase,
        )
    if phase == "send":
        return TimedOut(
            f"{place} took nothing more of the request for {seconds(limits.silence)}.",
            "Check the network connection.",
            phase,
        )
    return TimedOut(
        f"{place} stopped in the middle of its answer for {seconds(limits.silence)}.",
        "Check the network connection, or ask for less at a time.",
        phase,
    )


def _cut(phase: str, place: Place) -> ConnectionCut:
    if phase == "receive":
        return ConnectionCut(
            f"The connection to {place} broke off in the middle of the answer.", "Try again.", phase
        )
    return ConnectionCut(f"{place} cut the connection before it answered.", "Try again.", phase)


def _not_http(error: BaseException, phase: str, place: Place) -> NotHttp:
    text = str(error)
    if isinstance(error, http.client.LineTooLong) or "headers" in text:
        return NotHttp(
            f"The headers of the answer from {place} are too long to be read.",
            "Check that the host is Netvisor's.",
            phase,
        )
    if isinstance(error, http.client.BadStatusLine) and text.lstrip("'\"").startswith(
        ("\x15\x03", "\\x15\\x03")
    ):
        return NotHttp(
            f"{place} speaks TLS, not plain HTTP.", "Write https:// in the profile's host.", phase
        )
    return NotHttp(
        f"What {place} answered is not HTTP.", "Check host and port in the profile.", phase
    )
