"""The forms in which a sender, or another name, ends up in a MAC."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from html.entities import codepoint2name
from typing import TYPE_CHECKING

from nvexplorer.doctor.mistakes.escapes import COMPONENT, UNRESERVED, escaper

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[str], str]


def _between(with_what: str) -> Change:
    return lambda value: value.replace(" ", with_what)


SPACES: dict[str, Change] = {
    "left out": _between(""),
    "underscores": _between("_"),
    "hyphens": _between("-"),
    "non-breaking spaces": _between("\u00a0"),
    "doubled": _between("  "),
    "single ones where the header has several": lambda value: re.sub(r" {2,}", " ", value),
}
CASES: dict[str, Change] = {
    "lower case": str.lower,
    "UPPER CASE": str.upper,
    "Capitals On Words": lambda value: re.sub(r"\S+", lambda found: found[0].capitalize(), value),
}
URL_ESCAPES: dict[str, Change] = {
    "encodeURIComponent": escaper(COMPONENT),
    "form-encoding": escaper("-_.", space="+"),
    "HttpUtility.UrlEncode": escaper("-_.!*()", space="+", lower=True),
    "EscapeDataString": escaper(UNRESERVED),
}
_ENTITIES = {code: f"&{name};" for code, name in codepoint2name.items() if code > 0x7F}
MARKUP: dict[str, Change] = {
    "htmlspecialchars": lambda value: html.escape(value).replace("&#x27;", "&#039;"),
    "htmlentities": lambda value: html.escape(value, quote=False).translate(_ENTITIES),
    "numbers for letters": lambda value: _numbered(value),
}


def _numbered(value: str) -> str:
    return "".join(c if c < "\u0080" else f"&#{ord(c)};" for c in value)


def as_json(value: str) -> str:
    return json.dumps(value)[1:-1]


def _base_letters(value: str) -> str:
    parts = unicodedata.normalize("NFD", value)
    return "".join(c for c in parts if not unicodedata.combining(c))


_GERMAN = {ord(a): b for a, b in zip("äöåÄÖÅ", ("ae", "oe", "aa", "Ae", "Oe", "Aa"), strict=True)}
LETTERS: dict[str, Change] = {
    "a and o": _base_letters,
    "?": lambda value: re.sub(r"[^\x00-\x7f]", "?", value),
    "nothing": lambda value: re.sub(r"[^\x00-\x7f]", "", value),
    "the sign \ufffd": lambda value: re.sub(r"[^\x00-\x7f]", "\ufffd", value),
    "ae and oe": lambda value: value.translate(_GERMAN),
    "_": lambda value: re.sub(r"[^\x00-\x7f]", "_", value),
}


def _misread(wrong: str) -> Change:
    """The bytes of UTF-8 taken for letters of another encoding."""
    return lambda value: value.encode("utf-8", "replace").decode(wrong, "replace")


def read_as_utf8(value: str) -> str:
    """Latin letters that were bytes of UTF-8 all the time; else the value itself."""
    try:
        return value.encode("cp1252").decode("utf-8")
    except UnicodeError:
        pass
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


MOJIBAKE: dict[str, Change] = {
    "ISO-8859-1": _misread("latin-1"),
    "Windows-1252": _misread("cp1252"),
    "ISO-8859-15": _misread("iso-8859-15"),
}


def up_to_letter(value: str) -> str:
    return re.split(r"[^\x00-\x7f]", value, maxsplit=1)[0]


def _words(charset: str, quoted: bool) -> Change:
    """RFC 2047, as mail libraries write a header."""
    import base64

    kept = escaper("!*+-/", space="_")

    def change(value: str) -> str:
        if value.isascii():
            return value
        if quoted:
            return f"=?{charset}?Q?{kept(value).replace('%', '=')}?="
        data = value.encode("utf-8", "replace")
        return f"=?{charset}?B?{base64.b64encode(data).decode('ascii')}?="

    return change


ENCODED_WORDS = {
    "=?UTF-8?B?": _words("UTF-8", False),
    "=?utf-8?B?": _words("utf-8", False),
    "=?UTF-8?Q?": _words("UTF-8", True),
    "=?utf-8?Q?": _words("utf-8", True),
}


def url_decoded(value: str) -> str:
    from urllib.parse import unquote

    return unquote(value.replace("+", " "))


def without_quotes(value: str) -> str:
    found = re.fullmatch(r"([\"'])(.*)\1", value, re.DOTALL)
    return found[2] if found else value
