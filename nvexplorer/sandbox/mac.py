"""The MAC a request should carry, from the bytes that came: the sandbox's own computation.

Written from the protocol alone: it shares nothing with the program's signing, so that each
proves the other. The string is URL & Sender & CustomerId & Timestamp & Language &
OrganisationId & TransactionId (& TimestampUnix under HMACSHA256) & CustomerKey & PartnerKey.
Sources: articles 77000557880 and 77000577954, Netvisor's published Python sample, 8 clients.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes

from nvexplorer.sandbox.refusal import KEY_PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Header value → length of the hex MAC. No algorithm header means MD5 (deduced from 5 clients).
HEX_LENGTH = {"HMACSHA256": 64, "SHA256": 64, "MD5": 32}
#: The documented encoding of the hashed string.
ENCODING = "iso-8859-15"
#: Encodings seen in clients; they are never accepted, only named in the log.
_OTHER_ENCODINGS = ("utf-8", "iso-8859-1", "windows-1252")


class MacCheck(NamedTuple):
    """`form` is the URL form that matched: `decoded`, `as sent`, `the same in both forms`, or ''.

    On a mismatch `expected` is the MAC over the decoded URL (upper-case hex; over the URL as sent
    when ISO-8859-15 lacks a character of the decoded one), `echo` the string it is computed over
    with a placeholder in place of the keys, and `hint` says what would have matched, when the
    sandbox sees it.
    """

    form: str
    expected: str
    echo: str
    hint: str


def check_mac(
    mac: str,
    algorithm: str,
    host: str,
    target: str,
    fields: Sequence[str],
    keys: tuple[str, str],
    also_at: str = "",
) -> MacCheck:
    """Compares `mac` (hex in either letter case) with what the request should carry.

    The URL is `http://`, the Host header and the target, or a target that is a whole URL already.
    `fields` are the header values in the order of the string, without the URL; `target` is the
    request target as sent; `keys` are the customer key and the partner key. `also_at` is another
    place, as `https://isvapi.netvisor.fi`, whose URL is accepted too.
    """
    forms = _url_forms(f"http://{host}", target)
    claimed = mac.lower()
    others = _url_forms(also_at, target) if also_at else {}
    for form, url in (*forms.items(), *others.items()):
        if _digest(algorithm, [url, *fields], keys, ENCODING) == claimed:
            return MacCheck(form, "", "", "")
    hint = _hint(claimed, algorithm, forms, fields, keys)
    expected = [(_digest(algorithm, [url, *fields], keys, ENCODING), url) for url in forms.values()]
    digest, url = next((digest, url) for digest, url in expected if digest)
    return MacCheck("", digest.upper(), "&".join([url, *fields, KEY_PLACEHOLDER]), hint)


def _url_forms(origin: str, target: str) -> dict[str, str]:
    """The decoded form first. Percent-encoded bytes are UTF-8, or Latin when they are not."""
    url = target if re.match("(?i)https?://", target) else origin + target
    raw = unquote_to_bytes(url.encode(ENCODING))
    try:
        decoded = raw.decode("utf-8")
    except UnicodeDecodeError:
        decoded = raw.decode(ENCODING)
    if decoded == url:
        return {"the same in both forms": url}
    return {"decoded": decoded, "as sent": url}


def _digest(
    algorithm: str, parts: Sequence[str], keys: tuple[str, str], encoding: str
) -> str | None:
    """Lower-case hex; None when the encoding lacks a character of the string."""
    key = "&".join(keys).encode("ascii")
    try:
        text = "&".join(parts).encode(encoding) + b"&" + key
    except UnicodeEncodeError:
        return None
    if algorithm == "HMACSHA256":
        return hmac.new(key, text, hashlib.sha256).hexdigest()
    name = {"SHA256": "sha256", "MD5": "md5"}[algorithm]
    return hashlib.new(name, text, usedforsecurity=False).hexdigest()


def _hint(
    claimed: str,
    algorithm: str,
    forms: dict[str, str],
    fields: Sequence[str],
    keys: tuple[str, str],
) -> str:
    for form, url in forms.items():
        for encoding in _OTHER_ENCODINGS:
            if _digest(algorithm, [url, *fields], keys, encoding) == claimed:
                return f"it matches over the URL {form} in {encoding} instead of ISO-8859-15"
    for url in forms.values():
        try:
            url.encode(ENCODING)
        except UnicodeEncodeError as error:
            missing = error.object[error.start]
            return f"ISO-8859-15 has no {missing!r}, so no MAC can match over the decoded URL"
    if len(claimed) != HEX_LENGTH[algorithm]:
        return f"a MAC of {HEX_LENGTH[algorithm]} hex characters was expected, {len(claimed)} came"
    return ""
