"""Which proxy a request goes through."""

from __future__ import annotations

import urllib.request
from urllib.parse import urlsplit

from nvexplorer.model.errors import BadInput
from nvexplorer.model.ports import Proxy, ProxyKind
from nvexplorer.signing.urls import is_host, is_loopback

_EXAMPLE = "Write it like http://proxy.example:8080."


def choose(proxy: Proxy, origin: str) -> str:
    """The proxy's URL, empty for a direct connection. Loopback is never proxied.

    SYSTEM is what the environment variables or, on Windows and macOS, the system settings say,
    exceptions included. Raises BadInput for a URL that is none, or not of an HTTP proxy; the text
    never holds the URL's user name and password.
    """
    split = urlsplit(origin)
    host = split.hostname or ""
    if proxy.kind == ProxyKind.NONE or is_loopback(host):
        return ""
    if proxy.kind == ProxyKind.MANUAL:
        return _checked(proxy.url, "The proxy in the settings")
    port = split.port or (443 if split.scheme == "https" else 80)
    if urllib.request.proxy_bypass(f"{host}:{port}") or urllib.request.proxy_bypass(host):
        return ""
    found = urllib.request.getproxies()
    url = found.get(split.scheme) or found.get("all") or ""
    return _checked(url, "The system's proxy") if url else ""


def shown(url: str) -> str:
    """`host:port` of a proxy's URL, without user name and password; empty for none."""
    split = urlsplit(url)
    name = split.hostname or ""
    return f"{f'[{name}]' if ':' in name else name}:{split.port}" if name else ""


def _checked(url: str, whose: str) -> str:
    text = url.strip()
    if "://" not in text:
        text = f"http://{text}"
    try:
        split = urlsplit(text)
    except ValueError:  # its text holds the password
        raise BadInput(f"{whose} is not a URL.", _EXAMPLE, "proxy") from None
    if split.scheme not in {"http", "https"}:
        raise BadInput(
            f"{whose} is of the kind {split.scheme}, and only HTTP proxies are understood.",
            _EXAMPLE,
            "proxy",
        )
    try:
        port = split.port
    except ValueError:
        port = 0
    if port == 0:
        raise BadInput(f"{whose} has a port that is no number from 1 to 65535.", _EXAMPLE, "proxy")
    if not split.hostname:
        raise BadInput(f"{whose} has no host.", _EXAMPLE, "proxy")
    if not is_host(split.hostname):
        raise BadInput(f"{whose} has a host that is not a host name.", _EXAMPLE, "proxy")
    if port is None:
        # What the HTTP libraries would take too; written out so that sentences can name it.
        netloc = f"{split.netloc.rstrip(':')}:{443 if split.scheme == 'https' else 80}"
        return f"{split.scheme}://{netloc}"
    return f"{split.scheme}://{split.netloc}"
