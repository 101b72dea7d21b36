"""How a text may have become bytes, the right way among them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.text_forms import BYTE_FORMS, FORMS, TextForm

if TYPE_CHECKING:
    from collections.abc import Callable


class Encoding(NamedTuple):
    """`label` is for people. `encode` gives None where the encoding lacks a character of the text.
    `plain` when text in ASCII becomes the same bytes as in every other plain one. `by_parts` when
    the bytes of a text are those of its parts joined, wherever it is cut between two letters."""

    name: str
    label: str
    plain: bool
    encode: Callable[[str], bytes | None]
    by_parts: bool = True


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


def _marked(codec: str, before: bytes) -> Callable[[str], bytes | None]:
    encode = _strict(codec)

    def with_mark(text: str) -> bytes | None:
        data = encode(text)
        return None if data is None else before + data

    return with_mark


def _twice(text: str) -> bytes | None:
    """UTF-8 taken for Latin letters and encoded again."""
    data = _strict("utf-8")(text)
    return None if data is None else data.decode("latin-1").encode("utf-8")


def _misread(text: str) -> bytes | None:
    """Latin bytes read as UTF-8: what is none becomes the replacement character."""
    data = text.encode("iso-8859-1", "replace")
    return data.decode("utf-8", "replace").encode("utf-8")


def _without_others(text: str) -> bytes:
    return text.encode("ascii", "ignore")


def _transliterated(text: str) -> bytes:
    """Plain letters for those with dots and rings, `?` for the rest, as glibc's iconv does."""
    plain = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(plain).encode("ascii", "replace")


_DOTS = str.maketrans({"ä": '"a', "ö": '"o', "å": "a", "Ä": '"A', "Ö": '"O', "Å": "A",
                       "ü": '"u', "Ü": '"U', "é": "'e", "É": "'E"})  # fmt: skip


def _dots_as_quotes(text: str) -> bytes:
    """As GNU libiconv transliterates, on macOS and Windows."""
    return text.translate(_DOTS).encode("ascii", "replace")


def _low_bytes(text: str) -> bytes:
    """The low byte of each UTF-16 unit, as Node's `latin1` and `binary` take it."""
    return text.encode("utf-16-le", "surrogatepass")[::2]


_PAIRS = re.compile(r"(?:[0-9A-Fa-f]{2})+")


def _unhexed(text: str) -> bytes | None:
    """Runs of hex digits as the bytes they spell, everything else as it is."""
    data, at = b"", 0
    for found in _PAIRS.finditer(text):
        data += text[at : found.start()].encode("utf-8", "replace") + bytes.fromhex(found[0])
        at = found.end()
    return data + text[at:].encode("utf-8", "replace")


_PLAIN = (
    Encoding("iso-8859-15", "ISO-8859-15", True, _strict("iso-8859-15")),
    Encoding("iso-8859-1", "ISO-8859-1", True, _strict("iso-8859-1")),
    Encoding("windows-1252", "Windows-1252", True, _strict("windows-1252")),
    Encoding("utf-8", "UTF-8", True, _strict("utf-8")),
)
_OTHERS = (
    Encoding(
        "utf-8-bom", "UTF-8 with a byte order mark", False, _marked("utf-8", b"\xef\xbb\xbf"), False
    ),
    Encoding("utf-8-twice", "UTF-8, encoded twice", True, _twice),
    Encoding("utf-8-misread", "Latin letters misread as UTF-8", True, _misread, False),
    Encoding("utf-16-le", "UTF-16, little endian", False, _strict("utf-16-le")),
    Encoding("utf-16-be", "UTF-16, big endian", False, _strict("utf-16-be")),
    Encoding(
        "utf-16-le-bom",
        "UTF-16 with a byte order mark",
        False,
        _marked("utf-16-le", b"\xff\xfe"),
        False,
    ),
    Encoding(
        "utf-16-be-bom",
        "UTF-16 with a byte order mark, big endian",
        False,
        _marked("utf-16-be", b"\xfe\xff"),
        False,
    ),
    Encoding("utf-32-le", "UTF-32, little endian", False, _strict("utf-32-le")),
    Encoding("utf-32-be", "UTF-32, big endian", False, _strict("utf-32-be")),
    Encoding("ascii-lossy", "ASCII with ? for other letters", True, _lossy("ascii")),
    Encoding("ascii-ignored", "ASCII without its other letters", True, _without_others),
    Encoding("ascii-plain-letters", "ASCII with plain letters for others", True, _transliterated),
    Encoding("ascii-quotes", 'ASCII with "a for ä', True, _dots_as_quotes),
    Encoding("iso-8859-1-lossy", "ISO-8859-1 with ? for what it lacks", True, _lossy("iso-8859-1")),
    Encoding("low-bytes", "the low byte of each letter", True, _low_bytes),
    Encoding("cp850", "code page 850 of the Windows console", True, _strict("cp850")),
    Encoding("mac-roman", "Mac OS Roman", True, _strict("mac_roman")),
    Encoding("hex", "hex digits read as bytes", False, _unhexed, False),
)


def _in_form(form: TextForm, base: Encoding) -> Encoding:
    def encode(text: str) -> bytes | None:
        changed = form.change(text)
        return None if changed is None else base.encode(changed)

    label = f"{base.label}, {form.label}"
    return Encoding(f"{form.name} {base.name}", label, form.plain, encode, form.by_letter)


def _in_byte_form(name: str, base: Encoding) -> Encoding:
    label, write = BYTE_FORMS[name]
    by_parts = name == "as-hex"

    def encode(text: str) -> bytes | None:
        data = base.encode(text)
        return None if data is None else write(data)

    return Encoding(f"{name} {base.name}", f"{base.label}, {label}", False, encode, by_parts)


#: By name: `utf-8`, or with a form of the whole text in front: `lower utf-8`, `as-base64 utf-8`.
ENCODINGS: dict[str, Encoding] = {
    each.name: each
    for each in (
        *_PLAIN,
        *_OTHERS,
        *(_in_form(form, base) for form in FORMS.values() for base in _PLAIN),
        *(_in_byte_form(name, base) for name in BYTE_FORMS for base in _PLAIN),
    )
}  # fmt: skip


def encoded(text: str, name: str) -> bytes | None:
    """None where the encoding lacks a character. Any other codec of Python's may be named too, for
    the expected encoding of a profile; raises LookupError for what is none."""
    known = ENCODINGS.get(name)
    return known.encode(text) if known is not None else _strict(name)(text)
