"""Puts a dump together from its pieces: the URL from target and Host, pseudo-headers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.dumps.dump import Dump, Header
from nvexplorer.dumps.names import match

if TYPE_CHECKING:
    from collections.abc import Iterable

METHODS = "GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS"
_QUOTED = re.compile(r"(?:\"[^\"]*\"|'[^']*')$")
# So many values in quotes are no accident.
_ENOUGH = 3
_ABSOLUTE = re.compile(r"(?i)https?://")
_LOCAL = re.compile(r"(?i)(localhost|127\.|\[::1\]|0\.0\.0\.0|10\.|192\.168\.)|.*:80$")
#: What CGI says of a request beside its headers.
CGI = ("REQUEST_METHOD", "REQUEST_URI", "HTTPS")
_PSEUDO = (":method", ":path", ":authority", ":scheme", ":host")


def assemble(
    format: str,
    headers: Iterable[tuple[str, str]],
    *,
    method: str = "",
    target: str = "",
    body: str = "",
    answer: str = "",
    scheme: str = "",
) -> Dump:
    """`target` is a URL or a path. A path gets its host from Host or `:authority`, and its scheme
    from `scheme`, `:scheme` or X-Forwarded-Proto; else it is taken to be https, which Netvisor
    requires (documented: article 77000557880), but for an address that is clearly local."""
    every = _bare([(name.lstrip(), value) for name, value in headers if name.strip()])
    pseudo = {name.lower(): value.strip() for name, value in every if name.lower() in _PSEUDO}
    kept = tuple(
        Header(name, value)
        for name, value in every
        if name.lower() not in _PSEUDO and name not in CGI
    )
    named = {name.lower(): value.strip() for name, value in every}
    cgi = {name: value.strip() for name, value in every}
    method = method or pseudo.get(":method", "") or cgi.get("REQUEST_METHOD", "")
    target = target.strip() or pseudo.get(":path", "") or cgi.get("REQUEST_URI", "")
    host = pseudo.get(":authority") or named.get("host") or cgi.get("HTTP_HOST", "")
    if cgi.get("HTTPS", "off").lower() not in ("off", ""):
        scheme = scheme or "https"
    scheme = scheme or pseudo.get(":scheme", "") or named.get("x-forwarded-proto", "")
    url = absolute(target, host, scheme)
    return Dump(format, method.upper(), url, kept, body, answer)


def _bare(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without the quotes around the values, where the notation puts them around every one."""
    values = [value for name, value in headers if match(name.strip())]
    if len(values) < _ENOUGH or not all(_QUOTED.match(value) for value in values):
        return headers
    return [(name, value[1:-1] if _QUOTED.match(value) else value) for name, value in headers]


def absolute(target: str, host: str, scheme: str = "") -> str:
    """The URL of a target; the target itself where it is absolute or no host is known."""
    if not target or not host or _ABSOLUTE.match(target):
        return target
    if target.lower().startswith(host.lower()):
        target = target[len(host) :]
    scheme = scheme or ("http" if _LOCAL.match(host) else "https")
    host = host.removesuffix(":443") if scheme == "https" else host.removesuffix(":80")
    return f"{scheme}://{host}/{target.removeprefix('/')}"
