"""What a pasted text asks for, when it clearly is a whole request: a URL, a request line, a curl
command, a query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.ui.panes.request.url_text import Typed, parse_url

if TYPE_CHECKING:
    from collections.abc import Iterable

_CURL = re.compile(r"\s*(?:[$>]\s*)?curl(?:\.exe)?\s", re.IGNORECASE)
_LINE = re.compile(r"\s*(GET|POST)\s+(\S.*?)(?:\s+HTTP/[\d.]+)?\s*$", re.IGNORECASE)
_HOST = re.compile(r"^host:\s*(\S+)\s*$", re.IGNORECASE | re.MULTILINE)
_URL = re.compile(r"https?://\S+$", re.IGNORECASE)
_RESOURCE = re.compile(r"/?[\w.-]+\.nv\?.*$", re.IGNORECASE | re.ASCII)
_NETVISOR = re.compile(r"https?://[^/?#\s]+/\S*?\.nv(?:[?#].*)?$", re.IGNORECASE)
_PAIR = re.compile(r"([A-Za-z_][\w.%-]*)=[^&=]*", re.ASCII)


class Pasted(NamedTuple):
    """`left` says what of the text was not taken over, empty for nothing. The resource is empty
    when the text is a query alone."""

    typed: Typed
    left: str = ""


def read_request(text: str) -> Pasted | None:
    """A request in any of its forms, None for any other text."""
    text = text.strip()
    if _CURL.match(text):
        return _curl(text)
    first, _, rest = text.partition("\n")
    line = _LINE.match(first.rstrip("\r"))
    if line and (".nv" in line[2] or _URL.match(line[2])):
        host = _HOST.search(rest)
        typed = parse_url(line[2])
        if host and not typed.origin:
            typed = typed._replace(origin=f"https://{host[1]}")
        left = "Headers and body were not taken over." if rest.strip() else ""
        return Pasted(typed._replace(method=line[1].upper()), left)
    joined = "".join(part.strip() for part in text.splitlines())
    if _URL.match(joined) or _NETVISOR.match(joined) or _RESOURCE.match(joined):
        return Pasted(parse_url(joined.partition("#")[0] if "://" in joined else joined))
    return None


def read_query(text: str, names: Iterable[str]) -> Pasted | None:
    """A query alone, or a Netvisor request, pasted into a field: two rows or more, or one of the
    documented `names`. None for a text that may be meant as it is."""
    joined = "".join(part.strip() for part in text.strip().splitlines())
    request = read_request(text)
    if request is not None and (_CURL.match(text) or ".nv" in request.typed.resource.lower()):
        return request
    pieces = joined.removeprefix("?").split("&")
    found = [_PAIR.fullmatch(piece) for piece in pieces]
    if not all(found):
        return None
    known = {name.lower() for name in names}
    if len(found) < 2 and not any(pair[1].lower() in known for pair in found if pair):
        return None
    return Pasted(parse_url("?" + "&".join(pieces)))


def _curl(text: str) -> Pasted | None:
    """The first curl command of the text, as bash, cmd or PowerShell write it."""
    from nvexplorer.dumps import curl

    dump = next(iter(curl.read(text)), None)
    if dump is None:
        return None
    method = dump.method if dump.method in ("GET", "POST") else ""
    lost = [name for name, value in (("headers", dump.headers), ("body", dump.body)) if value]
    what = " and ".join(lost)
    left = f"{what.capitalize()} of the command were not taken over." if what else ""
    left = left.replace("Body of the command were", "The body of the command was")
    return Pasted(parse_url(dump.url)._replace(method=method), left)
