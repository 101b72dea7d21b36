"""Mistakes with scheme, host and port of the URL, and with which of its parts are hashed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.url_parts import Parts, split
from nvexplorer.doctor.mistakes.values import distinct, edit_of, turned
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.doctor.mistake import Ingredients

_URL = PartKind.URL
_SEEN = Certainty.SEEN
_CLIENTS = "all known clients hash the whole URL, with scheme, host, path and query"
_SCHEME = "two published MACs differ in the scheme alone"
#: Hosts that old documents and client code name.
_OLD_HOSTS = (
    "https://koulutus.netvisor.fi",
    "https://integrationdemo.netvisor.fi",
    "https://www.netvisor.fi",
    "https://netvisor.fi",
    "http://kehitys.netvisor.fi",
    "https://www.netvisor.biz",
)
_PORTS = {"https://": ":443", "http://": ":80"}


def _with(change: Callable[[Parts], Parts | str]) -> Callable[[str], str]:
    """A change of a URL that has a scheme and a host; none of any other text."""

    def changed(url: str) -> str:
        parts = split(url)
        return str(change(parts)) if parts.scheme else url

    return changed


def _other_hosts(ingredients: Ingredients) -> tuple[str, ...]:
    own = split(ingredients.url).base
    sent = split(ingredients.sent_url).base
    found = dict.fromkeys((sent, *ingredients.hosts))
    return tuple(host for host in found if host and host != own)


def _old_hosts(ingredients: Ingredients) -> tuple[str, ...]:
    return tuple(host for host in _OLD_HOSTS if host not in ingredients.hosts)


def _on_host(url: str, _: Ingredients, choice: str) -> str:
    parts = split(url)
    return choice.rstrip("/") + parts.path + parts.query if parts.scheme and choice else url


def _scheme(old: str, new: str) -> Callable[[str], str]:
    return _with(lambda parts: parts._replace(scheme=new) if parts.scheme == old else parts)


def _loopback(parts: Parts) -> Parts:
    other = {"localhost": "127.0.0.1", "127.0.0.1": "localhost", "[::1]": "localhost"}
    return parts._replace(host=other.get(parts.host, parts.host))


def _port(parts: Parts) -> Parts:
    return parts if parts.port else parts._replace(port=_PORTS.get(parts.scheme.lower(), ""))


def _resource(path: str) -> str:
    return re.sub(r"\A/+", "", path)


_HOSTS = (
    Mistake(
        "M36", Slot.URL, 45,
        "The URL in the MAC has another host: {choice}.",
        "The request went to another address than the one that was hashed: {made}.",
        "Keep the base URL in one setting and build both the request and the MAC input from it.",
        _SEEN, edit_of(_URL, _on_host), _other_hosts, "host", 30,
        source=_CLIENTS,
    ),
    Mistake(
        "U01", Slot.URL, 6,
        "The URL in the MAC has a host of the training, demo or web pages: {choice}.",
        "That host is not where the request went; what was hashed begins with {choice}.",
        "Hash the URL that is sent. The hosts of the interface are integration.netvisor.fi and "
        "isvapi.netvisor.fi.",
        _SEEN, edit_of(_URL, _on_host), _old_hosts, "host", 30,
        source=_CLIENTS,
    ),
    Mistake(
        "U02", Slot.URL, 12,
        "The host is in upper case in the URL of the MAC.",
        "Hashed was {made}; HTTP libraries write the host in lower case.",
        "Write the host in lower case in the base URL.",
        Certainty.DEDUCED,
        turned(_URL, _with(lambda parts: parts._replace(host=parts.host.upper()))),
        group="host", order=30, source="deduced: all known clients write it in lower case",
    ),
    Mistake(
        "U03", Slot.URL, 4,
        "The URL in the MAC names this machine otherwise: localhost or its address.",
        "The request went to {expected}, hashed was {made}.",
        "Use the same base URL for the request and for the MAC input.",
        _SEEN, turned(_URL, _with(_loopback)), group="host", order=30, source=_CLIENTS,
    ),
    Mistake(
        "U04", Slot.URL, 4,
        "The host is missing in the URL of the MAC.",
        "Hashed was {made}: the variable with the host was empty when the MAC was made.",
        "Set the host before the MAC is made, and hash the URL of the finished request.",
        _SEEN, turned(_URL, _with(lambda parts: parts._replace(host="", port=""))),
        group="host", order=30, source=_CLIENTS,
    ),
)  # fmt: skip

_SCHEMES = (
    Mistake(
        "M35", Slot.URL, 55,
        "The URL in the MAC begins with http, the request went to https.",
        "Hashed was {made}. The scheme is part of the MAC input.",
        "Hash the URL with https://. Behind a proxy that ends TLS, take the outer scheme, not the "
        "one your framework reports.",
        _SEEN, turned(_URL, _scheme("https://", "http://")), group="scheme", order=32,
        source=_SCHEME,
    ),
    Mistake(
        "U05", Slot.URL, 20,
        "The URL in the MAC begins with https, the request went to http.",
        "Hashed was {made}. The scheme is part of the MAC input.",
        "Hash the URL that the request really goes to; Netvisor itself takes https alone.",
        _SEEN, turned(_URL, _scheme("http://", "https://")), group="scheme", order=32,
        source=_SCHEME,
    ),
    Mistake(
        "U06", Slot.URL, 2,
        "The scheme is in upper case in the URL of the MAC.",
        "Hashed was {made}; HTTP libraries write the scheme in lower case.",
        "Write https:// in lower case in the base URL.",
        Certainty.DEDUCED,
        turned(_URL, _with(lambda parts: parts._replace(scheme=parts.scheme.upper()))),
        group="scheme", order=32, source="deduced: all known clients write it in lower case",
    ),
)  # fmt: skip

_PORT = (
    Mistake(
        "M41", Slot.URL, 33,
        "The URL in the MAC names the default port.",
        "Hashed was {made}. HTTP leaves a default port out, so Netvisor does not see it.",
        "Leave the port out of the URL that is hashed. In .NET take Uri.AbsoluteUri or Authority, "
        "not Host and Port.",
        _SEEN, turned(_URL, _with(_port)), group="port", order=34,
        source="no known client writes the default port",
    ),
    Mistake(
        "U07", Slot.URL, 15,
        "The port is missing in the URL of the MAC.",
        "The request went to {expected}, hashed was {made}.",
        "Build the URL from host and port: uri.Authority in .NET, url.host in JavaScript, netloc "
        "in Python, not the host name alone.",
        Certainty.DEDUCED, turned(_URL, _with(lambda parts: parts._replace(port=""))),
        group="port", order=34, source="deduced: the host with its port is what was called",
    ),
    Mistake(
        "U08", Slot.URL, 2,
        "The URL in the MAC has the port -1.",
        "Java's getPort() gives -1 where a URL names no port, and that was written into it: "
        "{made}.",
        "Hash uri.toString(), or leave the port out where getPort() is -1.",
        _SEEN,
        turned(_URL, _with(lambda parts: parts if parts.port else parts._replace(port=":-1"))),
        group="port", order=34, source="no known client writes the default port",
    ),
)  # fmt: skip

_SCOPES = (
    Mistake(
        "M40", Slot.URL, 50,
        "Scheme and host are missing in the URL of the MAC.",
        "Hashed was only {made}, as PathAndQuery, req.url and REQUEST_URI give it.",
        "Hash the whole URL: Uri.AbsoluteUri in .NET, request.url in JavaScript, "
        "request.full_url in Python.",
        _SEEN, turned(_URL, _with(lambda parts: parts.path + parts.query)),
        group="scope", order=40, source=_CLIENTS,
    ),
    Mistake(
        "U09", Slot.URL, 32,
        "The URL in the MAC is the relative address.",
        "Hashed was only {made}: what was given to an HTTP client that has the base URL in its "
        "settings.",
        "Join the base URL and the address before the MAC is made: new Uri(client.BaseAddress, "
        "path) in .NET, UriResolver::resolve in Guzzle, urljoin in Python.",
        _SEEN, turned(_URL, _with(lambda parts: _resource(parts.path) + parts.query)),
        group="scope", order=40, source=_CLIENTS,
    ),
    Mistake(
        "U10", Slot.URL, 25,
        "The URL in the MAC is the path alone.",
        "Hashed was only {made}: scheme, host and query are missing, as AbsolutePath, pathname "
        "and getPath() leave them out.",
        "Hash the whole URL with its query: Uri.AbsoluteUri, url.href, uri.toString().",
        _SEEN, turned(_URL, _with(lambda parts: parts.path)),
        group="scope", order=40, source=_CLIENTS,
    ),
    Mistake(
        "U11", Slot.URL, 25,
        "The URL in the MAC is the name of the resource alone.",
        "Hashed was only {made}: scheme, host and query are missing.",
        "Hash the URL that is sent, whole, not the name it is built from.",
        _SEEN, turned(_URL, _with(lambda parts: _resource(parts.path))),
        group="scope", order=40, source=_CLIENTS,
    ),
    Mistake(
        "U12", Slot.URL, 20,
        "The URL in the MAC is the base URL alone.",
        "Hashed was only {made}: resource and query are missing.",
        "Put the resource and the query behind the base URL before the MAC is made.",
        _SEEN, turned(_URL, _with(lambda parts: parts.base)),
        group="scope", order=40, source=_CLIENTS,
    ),
    Mistake(
        "U13", Slot.URL, 12,
        "The URL in the MAC is the base URL with its slash alone.",
        "Hashed was only {made}: resource and query are missing.",
        "Put the resource and the query behind the base URL before the MAC is made.",
        _SEEN, turned(_URL, _with(lambda parts: parts.base + "/")),
        group="scope", order=40, source=_CLIENTS,
    ),
    Mistake(
        "U14", Slot.URL, 30,
        "The scheme is missing in the URL of the MAC.",
        "Hashed was {made}, without https://.",
        "Hash the URL with its scheme; put https:// in front of the host name.",
        _SEEN, turned(_URL, _with(lambda parts: parts._replace(scheme=""))),
        group="scope", order=40, source=_SCHEME,
    ),
    Mistake(
        "U15", Slot.URL, 2,
        "The URL in the MAC begins with two slashes in place of the scheme.",
        "Hashed was {made}: a URL relative to the scheme, as templates and $host variables make.",
        "Hash the URL with its scheme, https:// in front.",
        _SEEN, turned(_URL, _with(lambda parts: parts._replace(scheme="//"))),
        group="scope", order=40, source=_SCHEME,
    ),
    Mistake(
        "U16", Slot.URL, 8,
        "The URL in the MAC is the query alone.",
        "Hashed was only {made}, as getQuery(), RawQuery and QUERY_STRING give it.",
        "Hash the whole URL, with scheme, host and path in front of the query.",
        _SEEN,
        turned(_URL, _with(lambda parts: parts.query[1:] if parts.query[1:] else str(parts))),
        group="scope", order=40, source=_CLIENTS,
    ),
    Mistake(
        "U17", Slot.URL, 4,
        "The URL in the MAC is the query alone, with its question mark.",
        "Hashed was only {made}, as Uri.Query and location.search give it.",
        "Hash the whole URL, with scheme, host and path in front of the query.",
        _SEEN,
        turned(_URL, _with(lambda parts: parts.query if parts.query[1:] else str(parts))),
        group="scope", order=40, source=_CLIENTS,
    ),
    Mistake(
        "U18", Slot.URL, 8,
        "The URL is empty in the MAC input.",
        "Hashed was nothing in front of the first &: the variable with the URL was not set yet "
        "when the MAC was made.",
        "Make the MAC after the URL is built.",
        _SEEN, turned(_URL, lambda _: ""), group="scope", order=40, source=_CLIENTS,
    ),
)  # fmt: skip

MISTAKES = (
    *distinct(_URL, _HOSTS),
    *distinct(_URL, _SCHEMES),
    *distinct(_URL, _PORT),
    *distinct(_URL, _SCOPES),
)
