"""What went wrong on the network, as the model's errors with a sentence and a next step."""

from __future__ import annotations

import errno
import http.client
import ssl
from pathlib import PurePath
from typing import NamedTuple

from nvexplorer.model.errors import (
    ConnectionCut,
    ExplorerError,
    NetworkError,
    NotHttp,
    ProxyFailed,
    Refused,
    TimedOut,
    TlsFailed,
)

_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}

# OpenSSL's X509_V_ERR_* numbers (documented: openssl-verification-options).
_NOT_YET_VALID, _EXPIRED, _SELF_SIGNED = 9, 10, 18
_UNTRUSTED, _WRONG_NAME = {2, 19, 20, 21, 27}, {62, 64}

# How OpenSSL names an answer that is not TLS; which one depends on its version and the bytes.
_NOT_TLS = {
    "WRONG_VERSION_NUMBER",
    "HTTP_REQUEST",
    "UNKNOWN_PROTOCOL",
    "RECORD_LAYER_FAILURE",
    "PACKET_LENGTH_TOO_LONG",
    "UNEXPECTED_MESSAGE",
    "BAD_RECORD_TYPE",
}


class Place(NamedTuple):
    """Whom we talk to; `proxy` is `host:port` of the proxy in between, if any."""

    host: str
    port: int
    proxy: str = ""

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class Waits(NamedTuple):
    """The limits of a sending, as far as sentences name them."""

    connect: float
    first_byte: float
    silence: float


def seconds(limit: float) -> str:
    return f"{limit:g} seconds" if limit != 1 else "1 second"


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


def explain(error: BaseException, phase: str, place: Place, waits: Waits) -> ExplorerError:
    """The model's error for whatever a library raised in this phase."""
    cause = root_cause(error)
    if isinstance(cause, ExplorerError):
        return cause
    if phase == "tls":
        return tls_failure(cause, place, waits.connect)
    if phase == "proxy":
        return _tunnel_failure(cause, place, waits.connect)
    if isinstance(cause, TimeoutError):
        return _too_slow(phase, place, waits)
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
        f"Talking to {place} failed unexpectedly ({type(cause).__name__}{_where(cause)}).",
        "Try again, and report it if it happens twice.",
        phase,
    )


def _where(error: BaseException) -> str:
    """The line of code for a report; the exception's text may hold anything and is left out."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    code = trace.tb_frame.f_code
    return f", {PurePath(code.co_filename).name}:{trace.tb_lineno}"


def root_cause(error: BaseException) -> BaseException:
    """The exception that the HTTP libraries wrapped into their own, however deep; one of our own
    errors ends the search."""
    seen: set[int] = set()
    while id(error) not in seen and not isinstance(error, ExplorerError):
        seen.add(id(error))
        inner = [*error.args, getattr(error, "reason", None), error.__cause__]
        error = next((e for e in inner if isinstance(e, BaseException)), error)
    return error


def tls_failure(error: BaseException, place: Place, limit: float) -> NetworkError:
    """A handshake that failed; certificates that are not good are told apart."""
    if isinstance(error, TimeoutError):
        return TimedOut(
            f"{place} did not finish the TLS handshake within {seconds(limit)}.",
            "Check that the port speaks TLS, and any firewall or proxy in between.",
            "tls",
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        what, then = _certificate(error, place)
        return TlsFailed(what, then, "tls")
    if isinstance(error, ssl.SSLError) and (error.reason or "") in _NOT_TLS:
        return TlsFailed(
            f"{place} does not speak TLS on this port.",
            "Check the port; a service on this machine may want http:// instead of https://.",
            "tls",
        )
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError | ConnectionError):
        return TlsFailed(
            f"{place} closed the connection during the TLS handshake.",
            "Check host and port, and any firewall or proxy in between.",
            "tls",
        )
    reason = (getattr(error, "reason", None) or type(error).__name__).replace("_", " ").lower()
    return TlsFailed(
        f"The TLS handshake with {place} failed: {reason}.",
        "Check host and port, and any firewall or proxy that inspects TLS.",
        "tls",
    )


def _certificate(error: ssl.SSLCertVerificationError, place: Place) -> tuple[str, str]:
    code, words = error.verify_code, error.verify_message or ""
    if code == _EXPIRED:
        return (
            f"The certificate of {place} has expired.",
            "Check this computer's date; if it is right, tell whoever runs the service.",
        )
    if code == _NOT_YET_VALID:
        return (
            f"The certificate of {place} is not valid yet.",
            "Check this computer's date; if it is right, tell whoever runs the service.",
        )
    if code in _WRONG_NAME:
        return (
            f"The certificate of {place} belongs to another name, so this may be somebody else.",
            "Check the host in the profile; do not go on if it is right.",
        )
    if code == _SELF_SIGNED:
        return (
            f"The certificate of {place} is self-signed, so nobody vouches for it.",
            "Check the host; for a service of your own add its certificate to the certificates "
            "that this system trusts.",
        )
    if code in _UNTRUSTED:
        return (
            f"The certificate of {place} comes from an issuer that this system does not trust.",
            "If a company proxy inspects TLS, add its certificate to those that this system "
            "trusts; otherwise check the host.",
        )
    return (
        f"The certificate of {place} was not accepted: {words.rstrip('.') or 'no reason given'}.",
        "Check the host and this computer's date.",
    )


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


def _too_slow(phase: str, place: Place, waits: Waits) -> TimedOut:
    if phase == "wait":
        return TimedOut(
            f"{place} did not begin to answer within {seconds(waits.first_byte)}.",
            "Ask for less at a time, or allow a longer wait in the profile.",
            phase,
        )
    if phase == "send":
        return TimedOut(
            f"{place} took nothing more of the request for {seconds(waits.silence)}.",
            "Check the network connection.",
            phase,
        )
    return TimedOut(
        f"{place} stopped in the middle of its answer for {seconds(waits.silence)}.",
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
