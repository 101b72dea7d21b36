"""A MAC from elsewhere beside the one made here."""

from __future__ import annotations

import base64
import binascii
import re
from enum import StrEnum
from typing import NamedTuple

_HEX = re.compile(r"[0-9A-Fa-f]+")
_HEADER = re.compile(r"\s*[A-Za-z-]*MAC\s*[:=]\s*", re.IGNORECASE)
_QUOTES = " \t\r\n\"'`,;"
# Hex digits by what makes so many.
_MADE_BY = {
    32: "MD5",
    40: "SHA-1",
    64: "HMACSHA256 and SHA256",
    96: "SHA-384",
    128: "SHA-512",
}


class Verdict(StrEnum):
    NOTHING = "nothing"  # to compare
    SAME = "same"
    DIFFERENT = "different"


class Comparison(NamedTuple):
    """`words` are for the user: the verdict, `note` what else there is to say, may be empty."""

    verdict: Verdict
    words: str = ""
    note: str = ""


def cleaned(pasted: str) -> str:
    """The MAC out of what was pasted: without a header's name, quotes and spaces around it."""
    found = _HEADER.match(pasted)
    return (pasted[found.end() :] if found else pasted).strip(_QUOTES)


def compare(pasted: str, digest: bytes) -> Comparison:
    """`digest` was made here. Hex in either case is the same MAC (Visma's own client sends upper
    case, deduced); base64 of the same bytes is told as different, since no client works with it.
    """
    mac = cleaned(pasted)
    if not mac:
        return Comparison(Verdict.NOTHING)
    here = digest.hex()
    if mac == here:
        return Comparison(Verdict.SAME, "Same as here")
    if mac.lower() == here:
        note = "Only the letter case differs: lower case is what nearly all clients send."
        return Comparison(Verdict.SAME, "Same as here", note)
    return Comparison(Verdict.DIFFERENT, "Not the same", _difference(mac, digest))


def _difference(mac: str, digest: bytes) -> str:
    raw = _from_base64(mac)
    if raw == digest:
        return "The same bytes as here, but as base64: Netvisor is sent lower-case hex."
    if not _HEX.fullmatch(mac):
        if raw is not None and len(raw) == len(digest):
            return "It is base64 of other bytes; Netvisor is sent lower-case hex."
        return "It is no hex text, as a MAC is."
    here = 2 * len(digest)
    if len(mac) == here:
        return ""
    maker = _MADE_BY.get(len(mac))
    made = f", as {maker} makes" if maker else ""
    if digest.hex().startswith(mac.lower()):
        return f"It is the beginning of the MAC made here, cut after {len(mac)} digits."
    return f"It has {len(mac)} hex digits{made}; here there are {here}."


def _from_base64(text: str) -> bytes | None:
    plain = text.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
