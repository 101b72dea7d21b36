"""Mistakes that wrap the URL or escape it for another language: HTML, JSON, a file, a shell."""

from __future__ import annotations

import html
import json
from html.entities import codepoint2name
from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.edges import EDGES, QUOTES
from nvexplorer.doctor.mistakes.values import chosen, distinct, these, turned
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable

_URL = PartKind.URL
_SEEN = Certainty.SEEN
_BARE = "all known clients hash the URL itself, without anything around it"
_NAMED = {code: f"&{name};" for code, name in codepoint2name.items()}


def _json(url: str) -> str:
    return json.dumps(url)[1:-1]


def _json_php(url: str) -> str:
    return _json(url).replace("/", "\\/")


def _json_go(url: str) -> str:
    return url.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _json_dotnet(url: str) -> str:
    plain = json.dumps(url)[1:-1].replace('\\"', "\\u0022")
    for c in "&'+<>`":
        plain = plain.replace(c, f"\\u{ord(c):04X}")
    head, *escapes = plain.split("\\u")
    return head + "".join("\\u" + each[:4].upper() + each[4:] for each in escapes)


_JSON: dict[str, Callable[[str], str]] = {
    "slashes as \\/": lambda url: url.replace("/", "\\/"),
    "PHP json_encode": _json_php,
    "Go json.Marshal": _json_go,
    "System.Text.Json": _json_dotnet,
    "Python json.dumps": _json,
}

_MARKUP = (
    Mistake(
        "M50", Slot.URL, 35,
        "The & in the URL is written &amp; in the MAC.",
        "Hashed was {made}: the URL went through an HTML or XML template.",
        "Hash the URL before it is escaped for HTML, or un-escape it: html_entity_decode in PHP, "
        "WebUtility.HtmlDecode in .NET.",
        _SEEN, turned(_URL, lambda url: url.replace("&", "&amp;")), group="markup", order=80,
        source=_BARE,
    ),
    Mistake(
        "U80", Slot.URL, 3,
        "The URL in the MAC is escaped for HTML, its letters, too.",
        "Hashed was {made}: letters became entities such as &auml;.",
        "Hash the URL before it is escaped for HTML.",
        _SEEN,
        chosen(_URL, {
            "htmlentities": lambda url: html.escape(url, quote=False).translate(
                {code: name for code, name in _NAMED.items() if code > 0x7F}
            ),
            "htmlspecialchars": lambda url: html.escape(url).replace("&#x27;", "&#039;"),
        }),
        these(("htmlentities", "htmlspecialchars")), "markup", 80, source=_BARE,
    ),
    Mistake(
        "U81", Slot.URL, 8,
        "The URL in the MAC is escaped for JSON: {choice}.",
        "Hashed was {made}, with the backslashes of a JSON text.",
        "Hash the text itself, not its JSON. Take the URL from the object, not from the encoded "
        "string.",
        _SEEN, chosen(_URL, _JSON), these(_JSON), "markup", 80, source=_BARE,
    ),
)  # fmt: skip

_AROUND = (
    Mistake(
        "U82", Slot.URL, 6,
        "The URL in the MAC stands in {choice}.",
        "Hashed was {made}: the quotes of a setting, of JSON or of a log line came along.",
        "Take the quotes off before the URL is hashed.",
        _SEEN, chosen(_URL, QUOTES), these(QUOTES), "around", 90, source=_BARE,
    ),
    Mistake(
        "U83", Slot.URL, 10,
        "The URL in the MAC has {choice}.",
        "What was hashed is longer than what was sent: HTTP libraries strip it from the URL.",
        "Trim the URL, and each setting that it is built from, before it is used.",
        _SEEN, chosen(_URL, EDGES), these(EDGES), "around", 90, source=_BARE,
    ),
    Mistake(
        "U84", Slot.URL, 2,
        "The URL in the MAC ends with #.",
        "Hashed was {made}; a fragment is never sent.",
        "Hash the URL without # and what is behind it.",
        _SEEN, turned(_URL, lambda url: url + "#"), group="around", order=90, source=_BARE,
    ),
)  # fmt: skip

MISTAKES = (*distinct(_URL, _MARKUP), *distinct(_URL, _AROUND))
