"""Values of an answer that lead to a record."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.xmltext.scan import TEXT

if TYPE_CHECKING:
    from nvexplorer.ui.widgets.xml_document import ShownDocument
    from nvexplorer.xmltext.document import Line

_LEAF = re.compile(r"\s*<([^\s<>/\"'=!?]+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>([^<]*[^<\s][^<]*)</")
_ALWAYS = "uri"
_KEPT = 2_000  # rows whose paths are remembered


class Value(NamedTuple):
    """An element on one row that holds text: its name, and which characters of the line are it."""

    name: str
    start: int
    end: int


def value_in(line: Line) -> Value | None:
    """The value of the element that a line is; None when it is none or is cut."""
    match = _LEAF.match(line.text) if line.row.state <= TEXT else None
    return Value(match[1], match.start(2), match.end(2)) if match else None


class XmlLinks:
    """`paths` are those of the elements whose values are links, below the root and in lower case,
    as `customerlist/customer/netvisorkey`; any element `Uri` is one too."""

    def __init__(self) -> None:
        self.set_paths(frozenset())
        self.enabled = False  # until paths were given, be it none

    def set_paths(self, paths: frozenset[str]) -> None:
        self.enabled = True
        self.paths = frozenset(path.lower() for path in paths)
        self._names = {path.rpartition("/")[2] for path in self.paths}
        self._levels = {path.count("/") + 1 for path in self.paths}
        self._found: dict[int, bool] = {}

    def forget(self) -> None:
        self._found.clear()

    def link_in(self, document: ShownDocument, line: Line) -> Value | None:
        """The link that a line is."""
        value = value_in(line) if self.enabled else None
        if value is None:
            return None
        name = value.name.lower()
        if name == _ALWAYS:
            return value
        if name not in self._names or (document.pretty and line.row.depth not in self._levels):
            return None
        start = line.row.start
        if start not in self._found:
            if len(self._found) >= _KEPT:
                self._found.clear()
            self._found[start] = below_root(document, line).lower() in self.paths
        return value if self._found[start] else None


def below_root(document: ShownDocument, line: Line) -> str:
    """The path of the element on a line, without the root."""
    return "/".join(document.path_at(line.row.start + 1)[1:])


def text_of(line: Line, value: Value) -> str:
    """The value with its entities resolved, without the white space around it."""
    return html.unescape(line.text[value.start : value.end]).strip()
