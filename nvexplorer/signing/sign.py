"""From draft, profile, keys and stamp to a request ready for the wire."""

from __future__ import annotations

import base64
from datetime import UTC
from typing import TYPE_CHECKING

from nvexplorer import __version__
from nvexplorer.model.errors import BadInput, NotEncodable
from nvexplorer.model.profile import MacUrlForm
from nvexplorer.model.request import SignedRequest, Stamp
from nvexplorer.model.secret import Secret
from nvexplorer.signing import algorithm, mac_input
from nvexplorer.signing.encode import display_name, encode, encode_header
from nvexplorer.signing.urls import build_urls

if TYPE_CHECKING:
    from datetime import datetime

    from nvexplorer.model.mac import MacInput, MacPart
    from nvexplorer.model.profile import Keys, Profile
    from nvexplorer.model.request import RequestDraft

METHODS = ("GET", "POST")


def make_stamp(now: datetime, transaction_id: str) -> Stamp:
    """Both stamps from one reading of the clock; `now` must be aware.

    Milliseconds are cut, not rounded, so that the two never name different seconds.
    """
    utc = now.astimezone(UTC)
    text = utc.strftime("%Y-%m-%d %H:%M:%S") + f".{utc.microsecond // 1000:03d}"
    return Stamp(text, str(int(utc.replace(microsecond=0).timestamp())), transaction_id)


def compute_mac(message: MacInput) -> str:
    """The digest as `message.rendering` says; lower-case hex is what Netvisor is sent.

    Raises NotEncodable for characters that the encoding lacks, named by part; those of a key are
    not named.
    """
    for part in (*message.parts, *message.key):
        _check_encodable(part, message.encoding)
    digest = algorithm(message.algorithm).digest(
        encode(message.text(), message.encoding, "MAC input"),
        encode(message.key_text(), message.encoding, "HMAC key"),
    )
    if message.rendering == "base64":
        return base64.b64encode(digest).decode("ascii")
    return digest.hex().upper() if message.rendering == "HEX" else digest.hex()


def sign(draft: RequestDraft, profile: Profile, keys: Keys, stamp: Stamp) -> SignedRequest:
    """Everything that goes on the wire, to the byte.

    Raises BadInput (NotEncodable among it) with the field that is wrong; texts never hold a key.
    """
    if draft.method not in METHODS:
        raise BadInput(
            f"The method {draft.method} is not used by Netvisor.", "Use GET or POST.", "method"
        )
    _check_keys(keys)
    urls = build_urls(profile.host, draft.resource, draft.parameters)
    message = mac_input.build_mac_input(profile, keys, urls, stamp)
    mac = compute_mac(message)
    body = None
    if draft.method == "POST":
        body = encode(draft.body, profile.body_encoding, "body")
    return SignedRequest(
        method=draft.method,
        origin=urls.origin,
        wire_target=urls.wire_target,
        mac_url=urls.decoded if profile.mac_url_form == MacUrlForm.DECODED else urls.sent,
        headers=_headers(profile, stamp, mac, urls.origin, body),
        body=body,
        mac_input=message,
        mac=mac,
        stamp=stamp,
    )


def _check_encodable(part: MacPart, encoding: str) -> None:
    if not isinstance(part.value, Secret):
        encode(part.value, encoding, part.label)
        return
    try:
        encode(part.value.reveal(), encoding, part.label)
    except NotEncodable:
        what = f"The {part.label.lower()} holds a character that {display_name(encoding)} lacks."
        field = part.label.lower()
    else:
        return
    raise BadInput(what, "Copy it again from Netvisor.", field)


def _headers(
    profile: Profile, stamp: Stamp, mac: str, origin: str, body: bytes | None
) -> tuple[tuple[str, bytes], ...]:
    unix = algorithm(profile.algorithm).takes_timestamp_unix
    required = [
        (mac_input.SENDER, profile.partner.sender, "sender"),
        (mac_input.CUSTOMER_ID, profile.user.customer_id, "customer ID"),
        (mac_input.PARTNER_ID, profile.partner.partner_id, "partner ID"),
        (mac_input.TIMESTAMP, stamp.timestamp, "timestamp"),
        *([(mac_input.TIMESTAMP_UNIX, stamp.timestamp_unix, "TimestampUnix")] if unix else []),
        (mac_input.TRANSACTION_ID, stamp.transaction_id, "transaction ID"),
        (mac_input.LANGUAGE, profile.language.value, "language"),
    ]
    for _, value, field in required:
        if not value:
            raise BadInput(f"The {field} is empty.", "Fill it in under Profiles.", field)
    # An empty organisation ID is sent as an empty header and hashed as an empty field (1 client).
    values = [
        *required,
        (mac_input.ORGANISATION_ID, profile.company.organisation_id, "organisation ID"),
        (mac_input.ALGORITHM, profile.algorithm, "algorithm"),
        (mac_input.MAC, mac, "MAC"),
        *([(mac_input.STATUS_CODES, "1", "status codes")] if profile.status_codes else []),
        ("Content-Type", profile.content_type, "content type"),
    ]
    headers = [
        ("Host", origin.partition("://")[2].encode("ascii")),
        ("User-Agent", f"NetvisorExplorer/{__version__}".encode("ascii")),
        ("Accept", b"*/*"),
        ("Accept-Encoding", b"gzip"),
        *((name, encode_header(value, field)) for name, value, field in values),
    ]
    if body is not None:
        headers.append(("Content-Length", str(len(body)).encode("ascii")))
    return tuple(headers)


def _check_keys(keys: Keys) -> None:
    for key, field in ((keys.customer, "customer key"), (keys.partner, "partner key")):
        if not key:
            raise BadInput(f"The {field} is empty.", "Enter it under Profiles.", field)
        value = key.reveal()
        if value != value.strip():
            raise BadInput(
                f"The {field} begins or ends with a space or line break.",
                "Enter it again without.",
                field,
            )
        if not value.isascii() or not value.isprintable():
            # Told apart without showing it: an exception text never holds a key.
            raise BadInput(
                f"The {field} holds a character that no Netvisor key has.",
                "Copy it again from Netvisor; keys are 32 letters and digits.",
                field,
            )
