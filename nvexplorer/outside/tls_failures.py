"""What went wrong in a TLS handshake; certificates that are not good are told apart."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from nvexplorer.model.errors import NetworkError, TimedOut, TlsFailed
from nvexplorer.outside.place import seconds

if TYPE_CHECKING:
    from nvexplorer.outside.place import Place

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
