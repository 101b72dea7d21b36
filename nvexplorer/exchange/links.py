"""Values of an answer that open another resource: keys by the catalogue's rules, and addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl

from nvexplorer.exchange.placeholder_text import escaped
from nvexplorer.model.request import Parameter, RequestDraft

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import Definition

# A resource, then its query. An address without the slash after its host occurs
# (`https://isvapi.netvisor.figetcustomer.nv?id=1`: seen in a published example).
_TARGET = re.compile(r"/?(?P<resource>[A-Za-z0-9_-]+\.nv)(?:\?(?P<query>[^#\s]*))?", re.IGNORECASE)
_NETVISOR = r"(?:[a-z0-9-]+\.)*netvisor\.fi"
_LONGEST = 4000  # characters of an address, of a key


class Link(NamedTuple):
    """A request that a value of an answer leads to. Names and values are literal text."""

    resource: str
    parameters: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Such as `getcustomer.nv id=5`, for people."""
        return " ".join([self.resource, *(f"{name}={value}" for name, value in self.parameters)])


def link_of(definition: Definition | None, path: str, text: str, host: str) -> Link | None:
    """The first of `links_of`, which opens the record itself; None when there is none."""
    return next(iter(links_of(definition, path, text, host)), None)


def links_of(definition: Definition | None, path: str, text: str, host: str) -> tuple[Link, ...]:
    """What the text of the element at `path` opens, the record itself first.

    `path` is that below the answer's Root, such as `Customerlist/Customer/Netvisorkey`, compared
    without case; `definition` that of the resource asked, None when not known; `text` as it reads,
    entities resolved. `host` is the origin that answered. An element named Uri or `…Uri` holds an
    address: a path such as `/getcustomer.nv?id=5`, or a whole one at `host` or at a host of
    Netvisor's (`koulutus.netvisor.fi` and others were seen in answers), of which the resource and
    the query alone are taken: a link never leads to another host than that of the profile.
    """
    value = text.strip()
    if not value or len(value) > _LONGEST:
        return ()
    found = []
    if _is_address(path):
        found.append(_addressed(value, host))
    if definition is not None:
        wanted = path.lower()
        found += [
            Link(rule.resource, ((rule.parameter, value),))
            for rule in definition.detail
            if rule.source.lower() == wanted
        ]
    return tuple(dict.fromkeys(link for link in found if link is not None))


def link_paths(definition: Definition | None) -> frozenset[str]:
    """The paths below Root whose texts are links, in the catalogue's spelling. An element `Uri` is
    one wherever it stands; those with longer names are here when the definition has them, unless
    its example says that they hold another address."""
    if definition is None:
        return frozenset()
    paths = {rule.source for rule in definition.detail}
    open_: list[str] = []
    for element in definition.response:
        del open_[element.level - 1 :]
        open_.append(element.name)
        path = "/".join(open_)
        if _is_address(path) and (not element.example or _addressed(element.example, "")):
            paths.add(path)
    return frozenset(paths)


def draft_of(link: Link, method: str = "GET") -> RequestDraft:
    """The request that asks for what the link leads to: what an answer says is no placeholder,
    even where it looks like one."""
    rows = (Parameter(escaped(name), escaped(value)) for name, value in link.parameters)
    return RequestDraft(link.resource, method, tuple(rows))


def _is_address(path: str) -> bool:
    return path.rpartition("/")[2].lower().endswith("uri")


def _addressed(value: str, host: str) -> Link | None:
    target = value
    if ":" in value.partition("?")[0]:
        own = re.escape(host.partition("://")[2].rstrip("/"))
        whole = re.match(rf"https?://(?:{own or _NETVISOR}|{_NETVISOR})(?::\d+)?", value, re.I)
        if whole is None:
            return None
        target = value[whole.end() :]
    match = _TARGET.fullmatch(target)
    if match is None:
        return None
    query = parse_qsl(match["query"] or "", keep_blank_values=True)
    return Link(match["resource"], tuple(query))
