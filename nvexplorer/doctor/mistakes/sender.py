"""Mistakes with the sender: its edges and spaces, its letters, and escapes of other formats."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from html.entities import codepoint2name
from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.escapes import COMPONENT, UNRESERVED, escaper
from nvexplorer.doctor.mistakes.values import chosen, distinct, these, turned
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[str], str]

_SENDER = PartKind.SENDER
_DOCUMENTED = Certainty.DOCUMENTED
_SAME = "documented in Visma's sample: the MAC input has the sender of the header"
_HTTP = "deduced: HTTP strips spaces around the value of a header"
_BYTES = "deduced from one answer of the test server: headers are read as Latin letters"
_ONE_SETTING = "Keep the sender in one setting, trimmed, and use it for the header and the MAC."
_PLAIN = "Hash the sender as plain text, before anything escapes it."

_EDGES: dict[str, Change] = {
    "a space behind it": lambda value: value + " ",
    "a line feed behind it": lambda value: value + "\n",
    "a line break (CR LF) behind it": lambda value: value + "\r\n",
    "a carriage return behind it": lambda value: value + "\r",
    "a tab behind it": lambda value: value + "\t",
    "two spaces behind it": lambda value: value + "  ",
    "spaces on both sides": lambda value: f" {value} ",
    "a non-breaking space behind it": lambda value: value + "\u00a0",
}
_INVISIBLE: dict[str, Change] = {
    "a byte order mark in front of it": lambda value: "\ufeff" + value,
    "a zero-width space behind it": lambda value: value + "\u200b",
    "a zero-width space in front of it": lambda value: "\u200b" + value,
    "a null character behind it": lambda value: value + "\0",
}


def _between(with_what: str) -> Change:
    return lambda value: value.replace(" ", with_what)


_SPACES: dict[str, Change] = {
    "left out": _between(""),
    "underscores": _between("_"),
    "hyphens": _between("-"),
    "non-breaking spaces": _between("\u00a0"),
    "doubled": _between("  "),
    "single ones where the header has several": lambda value: re.sub(r" {2,}", " ", value),
}
_CASES: dict[str, Change] = {
    "lower case": str.lower,
    "UPPER CASE": str.upper,
    "Capitals On Words": lambda value: re.sub(r"\S+", lambda found: found[0].capitalize(), value),
}
_QUOTES: dict[str, Change] = {
    'double quotes "': lambda value: f'"{value}"',
    "single quotes '": lambda value: f"'{value}'",
    "angle brackets <>": lambda value: f"<{value}>",
}
_URL_ESCAPES: dict[str, Change] = {
    "encodeURIComponent": escaper(COMPONENT),
    "form-encoding": escaper("-_.", space="+"),
    "HttpUtility.UrlEncode": escaper("-_.!*()", space="+", lower=True),
    "EscapeDataString": escaper(UNRESERVED),
}
_ENTITIES = {code: f"&{name};" for code, name in codepoint2name.items() if code > 0x7F}
_MARKUP: dict[str, Change] = {
    "htmlspecialchars": lambda value: html.escape(value).replace("&#x27;", "&#039;"),
    "htmlentities": lambda value: html.escape(value, quote=False).translate(_ENTITIES),
}


def _numbered(value: str) -> str:
    return "".join(c if c < "\u0080" else f"&#{ord(c)};" for c in value)


def _json(value: str) -> str:
    return json.dumps(value)[1:-1]


def _base_letters(value: str) -> str:
    parts = unicodedata.normalize("NFD", value)
    return "".join(c for c in parts if not unicodedata.combining(c))


_GERMAN = {ord(a): b for a, b in zip("äöåÄÖÅ", ("ae", "oe", "aa", "Ae", "Oe", "Aa"), strict=True)}
_LETTERS: dict[str, Change] = {
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


def _misread_as_utf8(value: str) -> str:
    """Latin letters that were bytes of UTF-8 all the time; else the value itself."""
    try:
        return value.encode("cp1252").decode("utf-8")
    except UnicodeError:
        pass
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


_MOJIBAKE: dict[str, Change] = {
    "ISO-8859-1": _misread("latin-1"),
    "Windows-1252": _misread("cp1252"),
    "ISO-8859-15": _misread("iso-8859-15"),
}


def _lossy_utf8(value: str) -> str:
    return value.encode("latin-1", "replace").decode("utf-8", "replace")


def _up_to_letter(value: str) -> str:
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


_ENCODED_WORDS = {
    "=?UTF-8?B?": _words("UTF-8", False),
    "=?utf-8?B?": _words("utf-8", False),
    "=?UTF-8?Q?": _words("UTF-8", True),
    "=?utf-8?Q?": _words("utf-8", True),
}

_SPACING = (
    Mistake(
        "M43", Slot.SENDER, 40,
        "The sender in the MAC begins with a space.",
        "HTTP strips spaces around the value of a header, so Netvisor saw {expected} and the MAC "
        "was made of {made}.",
        _ONE_SETTING,
        _DOCUMENTED, turned(_SENDER, lambda value: " " + value), group="edges", order=50,
        source=_HTTP,
    ),
    Mistake(
        "S01", Slot.SENDER, 40,
        "The sender in the MAC has {choice}.",
        "HTTP strips it from the header, so Netvisor saw {expected}; the MAC was made of the "
        "longer text.",
        _ONE_SETTING,
        _DOCUMENTED, chosen(_SENDER, _EDGES), these(_EDGES), "edges", 50, source=_HTTP,
    ),
    Mistake(
        "S02", Slot.SENDER, 10,
        "The sender in the MAC has {choice}.",
        "The character is invisible; it came from a file or a web page that the name was copied "
        "from.",
        "Type the sender anew where it is kept.",
        _DOCUMENTED, chosen(_SENDER, _INVISIBLE), these(_INVISIBLE), "edges", 50, source=_SAME,
    ),
    Mistake(
        "S03", Slot.SENDER, 12,
        "The spaces inside the sender are changed in the MAC: {choice}.",
        "Hashed was {made}, the header has {expected}.",
        _ONE_SETTING,
        _DOCUMENTED, chosen(_SENDER, _SPACES), these(_SPACES), "spaces", 20, source=_SAME,
    ),
    Mistake(
        "S04", Slot.SENDER, 15,
        "The sender in the MAC is cut off at its first space.",
        "Hashed was {made}: the value was not quoted in a shell or a settings file.",
        "Quote the value where it is set.",
        _DOCUMENTED, turned(_SENDER, lambda value: value.partition(" ")[0]), group="spaces",
        order=20, source=_SAME,
    ),
    Mistake(
        "S05", Slot.SENDER, 15,
        "The sender is empty in the MAC.",
        "Hashed was nothing between two &: the setting was not read when the MAC was made.",
        "Read the sender from the same place for the header and for the MAC.",
        _DOCUMENTED, turned(_SENDER, lambda _: ""), group="spaces", order=20, source=_SAME,
    ),
)  # fmt: skip

_CASE = (
    Mistake(
        "S06", Slot.SENDER, 20,
        "The sender is in another letter case in the MAC: {choice}.",
        "Hashed was {made}, the header has {expected}.",
        _ONE_SETTING,
        _DOCUMENTED, chosen(_SENDER, _CASES), these(_CASES), "case", 10, source=_SAME,
    ),
)  # fmt: skip

_FOREIGN = (
    Mistake(
        "S07", Slot.SENDER, 12,
        "Letters such as ä became {choice} in the sender of the MAC.",
        "Hashed was {made}, the header has {expected}.",
        "Give the sender a name without å, ä and ö, or make the MAC before anything replaces them.",
        _DOCUMENTED, chosen(_SENDER, _LETTERS), these(_LETTERS), "letters", 30, source=_SAME,
    ),
    Mistake(
        "S08", Slot.SENDER, 25,
        "The sender in the MAC is UTF-8 that was read as {choice}.",
        "Hashed was {made}, with two signs for each ä.",
        "Read the settings file as UTF-8, or give the sender a name without å, ä and ö.",
        Certainty.DEDUCED, chosen(_SENDER, _MOJIBAKE), these(_MOJIBAKE), "letters", 30,
        source=_BYTES,
    ),
    Mistake(
        "S09", Slot.SENDER, 25,
        "The sender in the header is UTF-8 that is read as Latin letters, the MAC has the name "
        "itself.",
        "Hashed was {made}. The header carries {expected}: its bytes are UTF-8, and headers are "
        "read as Latin letters.",
        "Give the sender a name without å, ä and ö, or send the header in ISO-8859-1.",
        Certainty.DEDUCED, turned(_SENDER, _misread_as_utf8), group="letters", order=30,
        source=_BYTES,
    ),
    Mistake(
        "S10", Slot.SENDER, 4,
        "The sender in the MAC is a Latin text that was read as UTF-8.",
        "Hashed was {made}, with \ufffd for each ä.",
        "Read the settings file in the encoding it is written in, best UTF-8.",
        Certainty.DEDUCED, turned(_SENDER, _lossy_utf8), group="letters", order=30, source=_BYTES,
    ),
    Mistake(
        "S11", Slot.SENDER, 4,
        "The sender in the MAC is cut off at its first letter such as ä.",
        "Hashed was {made}, the header has {expected}.",
        "Give the sender a name without å, ä and ö.",
        _DOCUMENTED, turned(_SENDER, _up_to_letter), group="letters", order=30, source=_SAME,
    ),
    Mistake(
        "S12", Slot.SENDER, 10,
        "The letters with dots are two characters each in the sender of the MAC.",
        "Hashed was ä as a and a combining mark (Unicode form NFD), the header has the single "
        "letter.",
        "Normalise the sender to NFC where it is read.",
        _DOCUMENTED, turned(_SENDER, lambda value: unicodedata.normalize("NFD", value)),
        group="letters", order=30, source=_SAME,
    ),
    Mistake(
        "S13", Slot.SENDER, 6,
        "The letters with dots are single characters in the sender of the MAC.",
        "Hashed was ä as one letter (Unicode form NFC), the header has a and a combining mark.",
        "Normalise the sender to NFC where it is read, for the header, too.",
        _DOCUMENTED, turned(_SENDER, lambda value: unicodedata.normalize("NFC", value)),
        group="letters", order=30, source=_SAME,
    ),
)  # fmt: skip

_ESCAPED = (
    Mistake(
        "S14", Slot.SENDER, 20,
        "The sender in the MAC is encoded as in a URL: {choice}.",
        "Hashed was {made}, the header has {expected}.",
        "Hash the sender as plain text; only the URL that is sent is encoded.",
        _DOCUMENTED, chosen(_SENDER, _URL_ESCAPES), these(_URL_ESCAPES), "escapes", 40,
        source=_SAME,
    ),
    Mistake(
        "S15", Slot.SENDER, 12,
        "The sender in the MAC is decoded as if it came from a URL.",
        "Hashed was {made}, the header has {expected}.",
        "Use the sender as it is, in the header and in the MAC.",
        _DOCUMENTED, turned(_SENDER, lambda value: _decoded(value)), group="escapes", order=40,
        source=_SAME,
    ),
    Mistake(
        "S16", Slot.SENDER, 8,
        "The sender in the MAC is escaped for HTML or XML: {choice}.",
        "Hashed was {made}, the header has {expected}.",
        _PLAIN,
        _DOCUMENTED,
        chosen(_SENDER, {**_MARKUP, "numbers for letters": _numbered}),
        these((*_MARKUP, "numbers for letters")), "escapes", 40, source=_SAME,
    ),
    Mistake(
        "S17", Slot.SENDER, 6,
        "Letters are written \\u00e4 in the sender of the MAC.",
        "Hashed was {made}, the text of a JSON file as it stands there.",
        "Read the settings with a JSON parser; in PHP decode before use.",
        _DOCUMENTED, turned(_SENDER, _json), group="escapes", order=40, source=_SAME,
    ),
    Mistake(
        "S18", Slot.SENDER, 4,
        "The sender in the MAC is an encoded word of mail: {choice}.",
        "Hashed was {made}, as mail libraries write a header with letters such as ä.",
        _PLAIN,
        _DOCUMENTED, chosen(_SENDER, _ENCODED_WORDS), these(_ENCODED_WORDS), "escapes", 40,
        source=_SAME,
    ),
    Mistake(
        "S19", Slot.SENDER, 15,
        "The sender in the MAC stands in {choice}.",
        "Hashed was {made}: the quotes of a setting or of JSON came along.",
        "Take the quotes off where the setting is read.",
        _DOCUMENTED, chosen(_SENDER, _QUOTES), these(_QUOTES), "quotes", 45, source=_SAME,
    ),
    Mistake(
        "S20", Slot.SENDER, 8,
        "The quotes around the sender are missing in the MAC.",
        "The header has {expected}, hashed was {made}.",
        "Take the quotes off in the header, too; they became part of the name.",
        _DOCUMENTED, turned(_SENDER, lambda value: _bare(value)), group="quotes", order=45,
        source=_SAME,
    ),
)  # fmt: skip


def _decoded(value: str) -> str:
    from urllib.parse import unquote

    return unquote(value.replace("+", " "))


def _bare(value: str) -> str:
    found = re.fullmatch(r"([\"'])(.*)\1", value, re.DOTALL)
    return found[2] if found else value


MISTAKES = distinct(_SENDER, (*_SPACING, *_CASE, *_FOREIGN, *_ESCAPED))
