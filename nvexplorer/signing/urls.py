"""The two URLs of a request, made together: the one that is hashed and the one that is sent."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.model.request import Parameter

# Kept as they are on the wire. Leaving `,` `:` `/` bare makes the decoded and the sent form equal
# for lists and date-times; `+ & = # %` are escaped, since servers read them in more than one way.
_KEPT_IN_QUERY = "-._~,:;/?@!$()*"
_KEPT_IN_PATH = "-._~,:;/@!$()*+=&'"

_LABEL = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(\.{_LABEL})*")
_DEFAULT_PORTS = {"https": 443, "http": 80}


class Urls(NamedTuple):
    """`decoded` has no percent signs of ours; `sent` is `origin` + `wire_target`."""

    origin: str
    decoded: str
    wire_target: str

    @property
    def sent(self) -> str:
        return self.origin + self.wire_target


def build_urls(host: str, resource: str, parameters: Sequence[Parameter] = ()) -> Urls:
    """`resource` and the parameters are literal text; rows that are off are left out.

    Raises BadInput for a host that is no origin and a resource that is no path.
    """
    origin = parse_origin(host)
    path = "/" + _checked_resource(resource)
    pairs = [(p.name, p.value) for p in parameters if p.enabled]
    for name, _ in pairs:
        if not name:
            raise BadInput(
                "A parameter has a value but no name.",
                "Name it, or switch the row off.",
                "parameter",
            )
    decoded = origin + path
    target = quote(path, safe=_KEPT_IN_PATH)
    if pairs:
        try:
            target += "?" + "&".join(f"{quoted(n)}={quoted(v)}" for n, v in pairs)
        except UnicodeEncodeError:
            raise BadInput(
                "A parameter holds half of a surrogate pair, which is no character.",
                "Type the value anew.",
                "parameter",
            ) from None
        decoded += "?" + "&".join(f"{n}={v}" for n, v in pairs)
    return Urls(origin, decoded, target)


def quoted(text: str) -> str:
    """A name or value as it stands in the wire target, character by character."""
    return quote(text, safe=_KEPT_IN_QUERY)


def parse_origin(host: str) -> str:
    """Scheme, host and port, in lower case, default port and final slash dropped.

    A bare host name gets https. Plain http is for loopback only, so that nobody on the way can
    read or change what is sent. Raises BadInput.
    """
    text = host.strip()
    if not text:
        raise BadInput(
            "The profile has no host.", "Enter one, such as https://isvapi.netvisor.fi.", "host"
        )
    # urlsplit drops tabs and line breaks without a word.
    if any(ord(c) <= 0x20 or ord(c) == 0x7F for c in text):
        raise _bad_host("", "holds a space or control character, so it is not a host name")
    if "@" in text:
        raise _bad_host("", "holds a user name, which Netvisor does not use")
    try:
        split = urlsplit(text if "://" in text else f"https://{text}")
    except ValueError:
        raise _bad_host(host, "is not a host name") from None
    scheme = split.scheme.lower()
    try:
        port = split.port
    except ValueError:
        port = 0
    if port == 0:
        raise _bad_host(host, "has a port that is no number from 1 to 65535")
    if scheme not in _DEFAULT_PORTS:
        raise _bad_host(host, f"begins with {scheme}:// and only https:// is spoken here")
    if split.path.strip("/") or split.query or split.fragment:
        raise _bad_host(host, "has more than scheme, host and port")
    name = (split.hostname or "").lower()
    if not is_host(name) or ("[" in split.netloc) != (":" in name):
        raise _bad_host(host, "is not a host name")
    shown = f"[{name}]" if ":" in name else name
    if scheme == "http" and not is_loopback(name):
        raise BadInput(
            f"The host {shown} would be called without encryption.",
            "Write https:// in front of it; plain http is for this machine only.",
            "host",
        )
    if port is None or port == _DEFAULT_PORTS[scheme]:
        return f"{scheme}://{shown}"
    return f"{scheme}://{shown}:{port}"


def is_host(name: str) -> bool:
    """True for a lower-case host name in ASCII, without a final dot, and for an IP address without
    brackets."""
    if ":" not in name:
        return _NAME.fullmatch(name) is not None
    try:
        return "%" not in name and ipaddress.IPv6Address(name) is not None
    except ValueError:
        return False


def is_loopback(name: str) -> bool:
    """True for `localhost` and the loopback addresses, brackets or not."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def _bad_host(host: str, why: str) -> BadInput:
    named = f"The host “{host}”" if host else "The host"
    return BadInput(f"{named} {why}.", "Write it like https://isvapi.netvisor.fi.", "host")


def _checked_resource(resource: str) -> str:
    name = resource.strip().lstrip("/")
    if not name:
        raise BadInput("No resource is chosen.", "Choose one or type its name.", "resource")
    if "?" in name or "#" in name:
        raise BadInput(
            f"The resource “{name}” holds a query.",
            "Put what follows the ? into the parameters.",
            "resource",
        )
    if any(segment in {".", "..", ""} for segment in name.split("/")):
        raise BadInput(
            f"The resource “{name}” has empty or dotted path segments, which HTTP libraries "
            "rewrite.",
            "Write the name alone, such as customerlist.nv.",
            "resource",
        )
    if any("\ud800" <= c <= "\udfff" for c in name):
        raise BadInput(
            "The resource holds half of a surrogate pair, which is no character.",
            "Type the name anew.",
            "resource",
        )
    if "%" in name or any(ord(c) <= 0x20 or ord(c) == 0x7F for c in name):
        raise BadInput(
            f"The resource “{name}” holds a percent sign, a space or a control character.",
            "Write the plain name, such as customerlist.nv.",
            "resource",
        )
    return name
