"""The names in a document, for completing an expression: which elements and attributes stand in
which elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.xpath.walk import CLOSE, EMPTY, OPEN, OPEN_WITH, is_empty, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.xmltext.source import Source

_ATTRIBUTE = re.compile(rb"[\s\"']([^\s=\"'<>/]+)\s*=\s*(?:\"[^\"<]*+\"|'[^'<]*+')")
_EARLY = 1 << 22
_MOST = 5_000  # names kept: more are no help in choosing one


class Vocabulary(NamedTuple):
    """`children` of each element name, `""` being the document; `attributes` of each. Names are
    without prefix, in the order in which they were first seen."""

    children: dict[str, tuple[str, ...]]
    attributes: dict[str, tuple[str, ...]]

    @property
    def elements(self) -> list[str]:
        return list(dict.fromkeys(name for names in self.children.values() for name in names))


def read_names(
    source: Source, begin: int = 0, tell: Callable[[Vocabulary], object] = lambda _: None
) -> Vocabulary:
    """All names from the byte `begin` on, up to some thousands. Tells those of the first megabytes
    before it goes on. Takes any XML, also broken. Raises OSError."""
    children: dict[bytes, dict[bytes, None]] = {b"": {}}
    attributes: dict[bytes, dict[bytes, None]] = {}
    stack: list[bytes] = []
    parent = b""
    inside = children[parent]
    told = False
    count = 0
    for base, data, markup in tags(source, begin):
        for tag in markup:
            kind = tag.lastindex
            if kind == CLOSE:
                parent = stack.pop() if stack else b""
                inside = children.setdefault(parent, {})
            elif kind in (OPEN, EMPTY, OPEN_WITH):
                name = tag[kind]
                if name not in inside and count < _MOST:
                    count += 1
                    inside[name] = None
                if kind == OPEN_WITH:
                    known = attributes.setdefault(name, {})
                    for match in _ATTRIBUTE.finditer(data, tag.start(), min(tag.end(), len(data))):
                        if match[1] not in known and count < _MOST:
                            count += 1
                            known[match[1]] = None
                if not (kind == EMPTY or (kind == OPEN_WITH and is_empty(data, tag))):
                    stack.append(parent)
                    parent = name
                    inside = children.setdefault(name, {})
        if base > _EARLY and not told:
            told = True
            tell(_vocabulary(children, attributes))
    return _vocabulary(children, attributes)


def _vocabulary(
    children: dict[bytes, dict[bytes, None]], attributes: dict[bytes, dict[bytes, None]]
) -> Vocabulary:
    return Vocabulary(_plain(children), _plain(attributes))


def _plain(names: dict[bytes, dict[bytes, None]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, values in names.items():
        known = found.setdefault(_local(key), {})
        for value in values:
            if not value.startswith(b"xmlns"):
                known[_local(value)] = None
    return {key: tuple(values) for key, values in found.items() if values}


def _local(name: bytes) -> str:
    return name.rpartition(b":")[2].decode("utf-8", "replace")
