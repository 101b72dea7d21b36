"""The URL line: how a request is written as one line, and how such a line is read back."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import quote, unquote

from nvexplorer.model.request import Parameter

# What would be read as something else is escaped; all other characters stand as they are.
_BREAKS = "\r\n\t\x0b\x0c\u2028\u2029"
_IN_NAME = str.maketrans({c: quote(c) for c in "%&=+#" + _BREAKS})
_IN_VALUE = str.maketrans({c: quote(c) for c in "%&+#" + _BREAKS})
_METHOD = re.compile(r"\s*(GET|POST)\s+", re.IGNORECASE)


class Piece(StrEnum):
    """What a stretch of the line is, for its colour."""

    ORIGIN = "origin"
    RESOURCE = "resource"
    NAME = "name"
    VALUE = "value"


class Stretch(NamedTuple):
    start: int
    end: int
    piece: Piece


class Typed(NamedTuple):
    """What a line says. `origin` and `method` are empty when it names none."""

    origin: str
    resource: str
    parameters: tuple[Parameter, ...]
    method: str = ""


def format_url(origin: str, resource: str, parameters: tuple[Parameter, ...]) -> str:
    """The rows that are on, readable: `ä` and `/` stand as they are, `&` in a value is `%26`."""
    rows = [
        f"{p.name.translate(_IN_NAME)}={p.value.translate(_IN_VALUE)}"
        for p in parameters
        if p.enabled
    ]
    return f"{origin}/{resource.lstrip('/')}" + ("?" + "&".join(rows) if rows else "")


def parse_url(text: str) -> Typed:
    """The other way round; also reads percent-encoded URLs and a `GET ` in front."""
    method = _METHOD.match(text)
    # A space at the end may be a value's own, or the first of what is being typed.
    rest = (text[method.end() :] if method else text).lstrip()
    origin = ""
    scheme, separator, after = rest.partition("://")
    if separator and "/" not in scheme and "?" not in scheme:
        host, slash, rest = after.partition("/")
        if not slash:
            host, _, query = host.partition("?")
            rest = f"?{query}" if query else ""
        origin = f"{scheme}://{host}"
    resource, _, query = rest.partition("?")
    parameters = tuple(
        Parameter(_plain(name), _plain(value))
        for name, _, value in (row.partition("=") for row in query.split("&"))
        if name or value
    )
    return Typed(
        origin.rstrip(),
        unquote(resource.strip()).lstrip("/"),
        parameters,
        method[1].upper() if method else "",
    )


def stretches(text: str) -> list[Stretch]:
    """The line cut into coloured pieces."""
    after_scheme = text.find("://")
    start = text.find("/", after_scheme + 3) + 1 if after_scheme >= 0 else 0
    if after_scheme >= 0 and start == 0:
        return [Stretch(0, len(text), Piece.ORIGIN)]
    found = [Stretch(0, start, Piece.ORIGIN)] if start else []
    question = text.find("?", start)
    end = len(text) if question < 0 else question
    found.append(Stretch(start, end, Piece.RESOURCE))
    position = end
    while position < len(text):
        following = text.find("&", position + 1)
        following = len(text) if following < 0 else following
        equals = text.find("=", position, following)
        name_end = following if equals < 0 else equals + 1
        found.append(Stretch(position, name_end, Piece.NAME))
        found.append(Stretch(name_end, following, Piece.VALUE))
        position = following
    return found


def _plain(text: str) -> str:
    """Percent-encoded UTF-8 decoded, else ISO-8859-15, which older clients send: no byte is lost. A
    plus sign stays: whether it means a space is the sender's guess, and ours is that what was typed
    is meant."""
    if "%" not in text:
        return text
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return unquote(text, encoding="iso-8859-15")
