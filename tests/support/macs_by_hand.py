"""MACs made by hand, of joined strings and hashlib alone: what the search has to explain."""

from __future__ import annotations

import hashlib
import hmac

from mac_vocabulary import CUSTOMER_KEY, INGREDIENTS, PARTNER_KEY

NAMES = ("url", "sender", "customer", "stamp", "language", "organisation", "transaction", "unix",
         "customer_key", "partner_key")  # fmt: skip
RIGHT = (
    "https://isvapi.netvisor.fi/customerlist.nv?keyword=Äijälä Oy&page=2",
    "Request Explorer",
    "TT_10000_1",
    "2026-01-02 03:04:05.678",
    "EN",
    "1234567-1",
    "11111111-2222-4333-8444-555555555555",
    "1767323045",
    CUSTOMER_KEY,
    PARTNER_KEY,
)
HMAC_KEY = f"{CUSTOMER_KEY}&{PARTNER_KEY}"
NO_QUERY = "https://isvapi.netvisor.fi/customerlist.nv"


def parts(**changed: str | None) -> list[str]:
    """The ten parts, some with another value; those that are None are left out."""
    named = {**dict(zip(NAMES, RIGHT, strict=True)), **changed}
    return [value for value in named.values() if value is not None]


def text_mac(text: str, *, key: str = HMAC_KEY, encoding: str = "iso-8859-15",
             function: str = "hmac") -> str:  # fmt: skip
    data = text.encode(encoding)
    if function == "hmac":
        return hmac.new(key.encode(), data, "sha256").hexdigest()
    return hashlib.new(function, data).hexdigest()


def mac(joiner: str = "&", *, key: str = HMAC_KEY, encoding: str = "iso-8859-15",
        function: str = "hmac", **changed: str | None) -> str:  # fmt: skip
    text = joiner.join(parts(**changed))
    return text_mac(text, key=key, encoding=encoding, function=function)


def plain_ingredients():
    """The same without letters outside ASCII."""
    url = "https://isvapi.netvisor.fi/customerlist.nv"
    return INGREDIENTS._replace(url=url, sent_url=url)
