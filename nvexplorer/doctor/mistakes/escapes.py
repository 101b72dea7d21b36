"""How HTTP libraries of many languages escape text in a URL, as tables of bytes."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Escape = Callable[[str], str]

_ALWAYS = string.ascii_letters + string.digits
#: RFC 3986: rawurlencode, EscapeDataString, Python's quote, Go's QueryEscape.
UNRESERVED = "-_.~"
#: What JavaScript's encodeURIComponent keeps, and Perl's uri_escape.
COMPONENT = "-_.!~*'()"
#: What JavaScript's encodeURI keeps.
URI = COMPONENT + ";/?:@&=+$,#"
#: What java.net.URI keeps when its constructor quotes, and .NET's Uri.AbsoluteUri.
JAVA_URI = URI + "[]"
#: What the query of a URL keeps by the WHATWG URL standard: all but these.
WHATWG = "".join(c for c in map(chr, range(0x21, 0x7F)) if c not in "\"<>'")
#: What .NET's Uri.ToString leaves escaped, since it means something in a URL.
RESERVED = ";/?:@&=+$,#[]!'()*%"


def escaper(
    kept: str, *, space: str = "%20", lower: bool = False, codec: str = "utf-8", wide: str = ""
) -> Escape:
    """Keeps ASCII letters, digits and `kept`; every other byte becomes `%` and two digits, in
    `lower` or upper case. Characters from the code point on that `wide` is become `%uXXXX`."""
    digits = "%{:02x}" if lower else "%{:02X}"
    table = [digits.format(byte) for byte in range(256)]
    for c in _ALWAYS + kept:
        table[ord(c)] = c
    table[0x20] = space
    look_up = table.__getitem__
    errors = "surrogatepass" if codec == "utf-8" else "replace"

    def escape(text: str) -> str:
        return "".join(map(look_up, text.encode(codec, errors)))

    if not wide:
        return escape
    unicode_digits = "%u{:04x}" if lower else "%u{:04X}"

    def units(c: str) -> str:
        data = c.encode("utf-16-be", "surrogatepass")
        return "".join(
            unicode_digits.format(int.from_bytes(data[at : at + 2], "big"))
            for at in range(0, len(data), 2)
        )

    return lambda text: "".join(units(c) if c >= wide else escape(c) for c in text)


def only(escaped: str) -> Escape:
    """Percent-encodes these ASCII characters and no other."""
    table = {ord(c): f"%{ord(c):02X}" for c in escaped}
    return lambda text: text.translate(table)
