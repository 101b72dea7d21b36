"""A request body from a file: its encoding found, its XML declaration dropped."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from nvexplorer.model.errors import BadInput

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*?\?>[ \t]*(\r\n|\r|\n)?")
_DECLARED = re.compile(rb"^\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")


class BodyText(NamedTuple):
    """`encoding` is what the file was read as; `notes` are sentences for the user; `dropped` is
    what stood before `text` in the file."""

    text: str
    encoding: str
    notes: tuple[str, ...]
    dropped: str = ""


def read_body(data: bytes) -> BodyText:
    """Encoding: byte order mark, else the declaration, else UTF-8 where valid, else ISO-8859-15.

    Netvisor wants the body to begin with its root element (documented: article 77000466681), so a
    declaration is dropped and a note says so. Line ends stay. Raises BadInput for bytes that are
    not in the encoding that the file itself names.
    """
    notes: list[str] = []
    text, encoding = _decoded(data, notes)
    declaration = _DECLARATION.match(text)
    if declaration is None:
        return BodyText(text, encoding, tuple(notes))
    notes.append("The XML declaration was dropped: Netvisor wants the body without it.")
    return BodyText(text[declaration.end() :], encoding, tuple(notes), declaration[0])


def _decoded(data: bytes, notes: list[str]) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            notes.append(f"Read as {encoding.upper()}, as its byte order mark says.")
            return _strict(data[len(bom) :], encoding, "byte order mark"), encoding
    declared = _DECLARED.match(data[:400])
    # A declaration that can be read as ASCII is not in UTF-16; .NET writes it into strings that are
    # then saved as UTF-8.
    if declared and not declared[1].lower().startswith((b"utf-16", b"utf-32", b"ucs-2")):
        encoding = declared[1].decode("ascii").lower()
        try:
            "".encode(encoding)  # refuses codecs that are not for text
        except (LookupError, ValueError):
            raise BadInput(
                f"The file says it is in “{encoding}”, which is no known encoding.",
                "Save it as UTF-8 and load it again.",
                "body",
            ) from None
        if encoding not in {"utf-8", "utf8"}:
            notes.append(f"Read as {encoding.upper()}, as its XML declaration says.")
        return _strict(data, encoding, "XML declaration"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        notes.append("Read as ISO-8859-15, since it is not valid UTF-8.")
        return data.decode("iso-8859-15"), "iso-8859-15"


def _strict(data: bytes, encoding: str, says: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        place = f"the byte at {error.start}" if isinstance(error, UnicodeDecodeError) else "it"
        raise BadInput(
            f"The file's {says} says {encoding.upper()}, but {place} is not.",
            "Save it as UTF-8 and load it again.",
            "body",
        ) from None
