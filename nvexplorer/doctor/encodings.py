"""How a text may have become bytes, the right way among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Encoding(NamedTuple):
    """`label` is for people. `encode` gives None where the encoding lacks a character of the text.
    `plain` when text in ASCII becomes the same bytes as in every other plain one."""

    name: str
    label: str
    plain: bool
    encode: Callable[[str], bytes | None]


def _strict(codec: str) -> Callable[[str], bytes | None]:
    def encode(text: str) -> bytes | None:
        try:
            return text.encode(codec)
        except UnicodeEncodeError:
            return None

    return encode


def _lossy(codec: str) -> Callable[[str], bytes | None]:
    """`?` for what it lacks, as PHP, .NET and Java do."""
    return lambda text: text.encode(codec, "replace")


def _without_surrogates(codec: str, before: bytes = b"") -> Callable[[str], bytes | None]:
    encode = _strict(codec)

    def with_mark(text: str) -> bytes | None:
        data = encode(text)
        return None if data is None else before + data

    return with_mark


def _twice(text: str) -> bytes | None:
    """UTF-8 taken for Latin letters and encoded again."""
    data = _strict("utf-8")(text)
    return None if data is None else data.decode("latin-1").encode("utf-8")


_PAIRS = re.compile(r"(?:[0-9A-Fa-f]{2})+")


def _unhexed(text: str) -> bytes | None:
    """Runs of hex digits as the bytes they spell, everything else as it is."""
    data, at = b"", 0
    for found in _PAIRS.finditer(text):
        data += text[at : found.start()].encode("utf-8", "replace") + bytes.fromhex(found[0])
        at = found.end()
    return data + text[at:].encode("utf-8", "replace")


ENCODINGS: dict[str, Encoding] = {
    each.name: each
    for each in (
        Encoding("iso-8859-15", "ISO-8859-15", True, _strict("iso-8859-15")),
        Encoding("iso-8859-1", "ISO-8859-1", True, _strict("iso-8859-1")),
        Encoding("windows-1252", "Windows-1252", True, _strict("windows-1252")),
        Encoding("utf-8", "UTF-8", True, _strict("utf-8")),
        Encoding("utf-8-bom", "UTF-8 with a byte order mark", False,
                 _without_surrogates("utf-8", b"\xef\xbb\xbf")),
        Encoding("utf-8-twice", "UTF-8, encoded twice", True, _twice),
        Encoding("utf-16-le", "UTF-16, little endian", False, _without_surrogates("utf-16-le")),
        Encoding("utf-16-be", "UTF-16, big endian", False, _without_surrogates("utf-16-be")),
        Encoding("utf-16-le-bom", "UTF-16 with a byte order mark", False,
                 _without_surrogates("utf-16-le", b"\xff\xfe")),
        Encoding("utf-16-be-bom", "UTF-16 with a byte order mark, big endian", False,
                 _without_surrogates("utf-16-be", b"\xfe\xff")),
        Encoding("ascii-lossy", "ASCII with ? for other letters", True, _lossy("ascii")),
        Encoding("iso-8859-1-lossy", "ISO-8859-1 with ? for what it lacks", True,
                 _lossy("iso-8859-1")),
        Encoding("hex", "hex digits read as bytes", False, _unhexed),
    )
}  # fmt: skip


def encoded(text: str, name: str) -> bytes | None:
    """None where the encoding lacks a character. Any other codec of Python's may be named too, for
    the expected encoding of a profile; raises LookupError for what is none."""
    known = ENCODINGS.get(name)
    return known.encode(text) if known is not None else _strict(name)(text)
