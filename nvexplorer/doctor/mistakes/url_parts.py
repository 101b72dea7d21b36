"""A URL as mistakes see it: cut into parts without a judgement, and put together again."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)(\[[^\]/?]*\]|[^/?:]*)(:[^/?]*)?")


class Parts(NamedTuple):
    """`scheme` holds its `://`, `port` its colon, `query` its `?`; each is '' where there is none,
    and all joined are the URL."""

    scheme: str
    host: str
    port: str
    path: str
    query: str

    @property
    def base(self) -> str:
        return self.scheme + self.host + self.port

    def __str__(self) -> str:
        return "".join(self)


@lru_cache(maxsize=1024)
def split(url: str) -> Parts:
    """For any text: what does not look like a scheme and a host is path."""
    found = _ADDRESS.match(url)
    scheme, host, port = (found[1], found[2], found[3] or "") if found else ("", "", "")
    rest = url[len(scheme) + len(host) + len(port) :]
    path, mark, query = rest.partition("?")
    return Parts(scheme, host, port, path, mark + query)


class Pair(NamedTuple):
    """One parameter; `equals` is '' where it has no equals sign."""

    name: str
    equals: str
    value: str

    def __str__(self) -> str:
        return "".join(self)


def pair(text: str) -> Pair:
    return Pair(*text.partition("="))


def decoded(text: str, plus: bool = False) -> str:
    """Without percent signs: UTF-8 where the bytes are that, else Latin letters."""
    text = text.replace("+", " ") if plus else text
    try:
        return unquote(text, "utf-8", "strict")
    except UnicodeDecodeError:
        return unquote(text, "latin-1")


@lru_cache(maxsize=64)
def _with_ampersand(sent_url: str) -> tuple[str, ...]:
    """The parameters of the URL on the wire that hold `&`, decoded, the longest first."""
    texts = sent_url.partition("?")[2].split("&")
    found = {decoded(each, plus) for each in texts for plus in (False, True) if "%26" in each}
    return tuple(sorted((each for each in found if "&" in each), key=len, reverse=True))


@lru_cache(maxsize=1024)
def parameters(query: str, sent_url: str) -> tuple[str, ...]:
    """The texts between the `&` of a decoded query without its `?`. An `&` inside a value is known
    by what was on the wire."""
    if not query:
        return ()
    known = _with_ampersand(sent_url)
    if not known:
        return tuple(query.split("&"))
    found, at = [], 0
    while at <= len(query):
        for each in known:
            end = at + len(each)
            if query.startswith(each, at) and query[end : end + 1] in ("", "&"):
                break
        else:
            end = query.find("&", at)
            end = len(query) if end < 0 else end
        found.append(query[at:end])
        at = end + 1
    return tuple(found)
