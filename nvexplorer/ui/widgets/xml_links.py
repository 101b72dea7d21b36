"""Values of an answer that lead to a record."""

from __future__ import annotations

import html
import re
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.xmltext.scan import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nvexplorer.ui.widgets.xml_document import ShownDocument
    from nvexplorer.xmltext.document import Line

_LEAF = re.compile(
    r"\s*+<([^\s<>/\"'=!?]++)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>(\s*+[^<\s][^<]*+)</"
)
_ALWAYS = "uri"
_KEPT = 2_000  # rows whose paths are remembered
_AT_ONCE = 0.003  # seconds for finding one of them while painting


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
    as `customerlist/customer/netvisorkey`; any element `Uri` is one too. `later` is called when the
    path of a row takes longer than painting may: then run `steps` and paint again."""

    def __init__(self, later: Callable[[], None]) -> None:
        self._later = later
        self.set_paths(frozenset())
        self.enabled = False  # until paths were given, be it none

    def set_paths(self, paths: frozenset[str]) -> None:
        self.enabled = True
        self.paths = frozenset(path.lower() for path in paths)
        self._names = {path.rpartition("/")[2] for path in self.paths}
        self._levels = {path.count("/") + 1 for path in self.paths}
        self._found: dict[int, bool] = {}
        self._unfinished: Iterator[None] | None = None

    def forget(self) -> None:
        self._found = {}
        self._unfinished = None

    def link_in(self, document: ShownDocument, line: Line, *, wanted: bool = False) -> Value | None:
        """The link that a line is; as far as is known, unless it is `wanted`."""
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
            if wanted:
                for _ in self._looking(document, start):
                    pass
            else:
                self._look(document, start)
        return value if self._found.get(start) else None

    def steps(self) -> Iterator[None]:
        """Goes on with what was left for later."""
        while self._unfinished is not None:
            yield from self._unfinished

    def _look(self, document: ShownDocument, start: int) -> None:
        if self._unfinished is not None:  # what it finds makes this one quick
            return
        looking = self._looking(document, start)
        end = perf_counter() + _AT_ONCE
        for _ in looking:
            if perf_counter() > end:
                self._unfinished = looking
                self._later()
                return

    def _looking(self, document: ShownDocument, start: int) -> Iterator[None]:
        found = self._found
        path = yield from document.path_steps(start + 1)
        if len(found) >= _KEPT:
            found.clear()
        found[start] = "/".join(path[1:]).lower() in self.paths
        if found is self._found:  # else another document is shown by now
            self._unfinished = None


def below_root(document: ShownDocument, line: Line) -> str:
    """The path of the element on a line, without the root."""
    return "/".join(document.path_at(line.row.start + 1)[1:])


def text_of(line: Line, value: Value) -> str:
    """The value with its entities resolved, without the white space around it."""
    return html.unescape(line.text[value.start : value.end]).strip()
