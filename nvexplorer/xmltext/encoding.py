"""In what encoding a document is, and its bytes as text."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .source import Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_BOM = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
_DECLARED = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']")
_ASCII = bytes(range(128))


class Encoding(NamedTuple):
    """`name` is Python's name; `bom` the length of the byte order mark; `origin` says who says so.

    `in_place`: bytes below 128 are ASCII, so that markup is found without decoding. What is not
    has to be made UTF-8 first, see `as_utf8`.
    """

    name: str
    bom: int
    origin: str
    in_place: bool


def detect(head: bytes, charset: str | None = None) -> Encoding:
    """The encoding of a document that begins with `head` (some hundred bytes suffice).

    In this order: byte order mark, XML declaration, `charset` (of the HTTP Content-Type), UTF-8. A
    name nobody knows is passed over, and so is a declaration of UTF-16 or the like that could not
    be read if it were true (.NET writes one into strings that are then sent as UTF-8).
    """
    for bom, name in _BOMS:
        if head.startswith(bom):
            return Encoding(name, len(bom), "byte order mark", name == "utf-8")
    for start, name in _WITHOUT_BOM:
        if head.startswith(start):
            return Encoding(name, 0, "the first bytes", False)
    declared = _DECLARED.match(head)
    if declared:
        known = _known(declared[1].decode("ascii"))
        if known and known[1]:
            return Encoding(known[0], 0, "XML declaration", True)
    known = _known(charset) if charset else None
    if known and (known[1] or not head.lstrip().startswith(b"<")):
        return Encoding(known[0], 0, "HTTP charset", known[1])
    return Encoding("utf-8", 0, "default", True)


def _known(name: str) -> tuple[str, bool] | None:
    try:
        codec = codecs.lookup(name.strip("\"' "))
        "a".encode(codec.name)  # refuses codecs that are not for text
    except (LookupError, ValueError):
        return None
    try:
        in_place = _ASCII.decode(codec.name) == _ASCII.decode("ascii")
    except UnicodeError:
        in_place = False
    return codec.name, in_place


def as_utf8(source: Source, encoding: Encoding, chunk: int = 1 << 18) -> Iterator[bytes]:
    """The document in UTF-8, piece by piece, so that the caller can pause; undecodable bytes
    become U+FFFD. For encodings that are not `in_place`."""
    decoder = codecs.getincrementaldecoder(encoding.name)("replace")
    for offset in range(encoding.bom, source.size, chunk):
        yield decoder.decode(source.read(offset, chunk)).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


class Decoded(NamedTuple):
    """Text and, ascending, the places of characters whose bytes are not valid in the encoding.

    Each of those stands for one byte, read as windows-1252, what such bytes nearly always are.
    """

    text: str
    invalid: tuple[int, ...]


def decode(data: bytes, encoding: str) -> Decoded:
    """The text of a part of a document that begins and ends between two characters."""
    try:
        return Decoded(data.decode(encoding), ())
    except UnicodeDecodeError:
        marked = _marked(data, encoding)
    invalid = tuple(found.start() for found in _INVALID.finditer(marked))
    return Decoded(marked.translate(_AS_WINDOWS_1252), invalid)


def _marked(data: bytes, encoding: str) -> str:
    """Each undecodable byte as a lone surrogate, which no bytes stand for: in one go over however
    many there are."""
    try:
        return data.decode(encoding, "surrogateescape")
    except UnicodeDecodeError:  # an ASCII byte among them
        return data.decode(encoding, _MARKING)


def _mark(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.end]
    return "".join(chr(_SURROGATES + byte) for byte in bad), error.end


def _windows_1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("windows-1252")
    except UnicodeDecodeError:
        return "\ufffd"


_SURROGATES = 0xDC00
_INVALID = re.compile("[\udc00-\udcff]")
_AS_WINDOWS_1252 = {_SURROGATES + byte: _windows_1252(byte) for byte in range(256)}
_MARKING = "nvexplorer.mark"
codecs.register_error(_MARKING, _mark)


def byte_length(decoded: Decoded, end: int, encoding: str) -> int:
    """How many bytes the first `end` characters were."""
    text, invalid = decoded
    length = len(text[:end].encode(encoding, "replace"))
    count = bisect_left(invalid, end)
    if count:
        wrong = "".join([text[place] for place in invalid[:count]])
        length += count - len(wrong.encode(encoding, "replace"))
    return length


def character_count(decoded: Decoded, length: int, encoding: str) -> int:
    """How many whole characters the first `length` bytes are."""
    low, high = 0, min(len(decoded.text), length)
    while low < high:
        middle = (low + high + 1) // 2
        if byte_length(decoded, middle, encoding) <= length:
            low = middle
        else:
            high = middle - 1
    return low
