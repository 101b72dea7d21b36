"""The cells of one element."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.table.pieces import attribute_value, local_name
from nvexplorer.xmltext.marks import resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from nvexplorer.exchange.table.pieces import Pieces
    from nvexplorer.exchange.table.shapes import Part, Shape

#: No cell is longer, in characters (of a spreadsheet's there are not more); a longer one is cut and
#: ends in `…`.
LONGEST = 32_767


class _Plan(NamedTuple):
    """How the cells of a shape are got: most are one piece of text each, the others by cell."""

    simple: Callable[[tuple[str, ...]], tuple[str, ...]]
    mixed: list[tuple[int, tuple[int, ...]]]
    attributes: list[tuple[int, int, str]]
    counts: list[tuple[int, str]]


class CellReader:
    """Reads these columns of elements: `paths` below the element (empty for its own text, `@name`
    behind for attributes); `counts` are those of them that count elements."""

    def __init__(
        self, paths: Sequence[str], counts: Collection[str] = (), longest: int = LONGEST
    ) -> None:
        self._cells = {path: cell for cell, path in reversed(list(enumerate(paths)))}
        self._width = len(paths)
        self._counts = frozenset(counts)
        self._longest = longest

    def read(self, shape: Shape, pieces: Pieces) -> list[str]:
        """One cell for each path; empty where the element has no such value. Of several elements
        with the same path the first counts."""
        plan = shape.plans.get(self)
        if plan is None:
            plan = shape.plans[self] = self._plan(shape)
        assert isinstance(plan, _Plan)
        simple, mixed, attributes, counts = plan
        texts = pieces.texts
        cells = list(simple((*texts, "", "")))
        for cell, places in mixed:
            cells[cell] = "".join([texts[place] for place in places]).strip(" \t\r\n")
        for cell, tag, name in attributes:
            value = attribute_value(pieces.attributes[tag], name)
            if "\n" in value or "\t" in value:
                value = value.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
            cells[cell] = value
        joined = "".join(cells)
        if "&" in joined or "\r" in joined or len(joined) > self._longest:
            longest = self._longest
            cells = [
                finished(cell, longest)
                if "&" in cell or "\r" in cell or len(cell) > longest
                else cell
                for cell in cells
            ]
        for cell, count in counts:
            cells[cell] = count
        return cells

    def _plan(self, shape: Shape) -> _Plan:
        cells = self._cells
        nothing = len(shape.names)
        simple = [nothing] * (self._width + 2)  # two more, so that a tuple is got
        plan = _Plan(tuple, [], [], [])
        found: set[str] = set()
        counted: dict[str, int] = {}
        inside = -1  # the piece up to which elements are in one that is counted
        for part in shape.parts:
            if part.tag < inside:
                continue
            if part.path in self._counts:
                counted[part.path] = counted.get(part.path, 0) + 1
                inside = part.last
                continue
            self._plan_attributes(part, cells, found, plan)
            cell = cells.get(part.path)
            if cell is None or part.path in found:
                continue
            found.add(part.path)
            if part.more:
                plan.mixed.append((cell, (part.tag, *part.more)))
            elif part.last > part.tag:  # else the text behind an empty tag is its parent's
                simple[cell] = part.tag
        counts = [(cells[path], str(counted[path])) for path in counted if path in cells]
        return plan._replace(simple=_first(itemgetter(*simple), self._width), counts=counts)

    def _plan_attributes(
        self, part: Part, cells: dict[str, int], found: set[str], plan: _Plan
    ) -> None:
        for name in part.attributes:
            path = attribute_path(part.path, name)
            if path in cells and path not in found:
                found.add(path)
                plan.attributes.append((cells[path], part.tag, name))


def _first(
    getter: Callable[[tuple[str, ...]], tuple[str, ...]], count: int
) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    return lambda texts: getter(texts)[:count]


def attribute_path(path: str, name: str) -> str:
    return f"{path}/@{local_name(name)}" if path else f"@{local_name(name)}"


def finished(raw: str, longest: int = LONGEST) -> str:
    """The text of a cell: references resolved, line ends as XML has them, cut when too long."""
    if "\r" in raw:
        raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    if len(raw) > 12 * longest:  # no reference that resolves is so long
        raw = raw[: 12 * longest]
    text = resolved(raw) if "&" in raw else raw
    return text if len(text) <= longest else text[: longest - 1] + "…"
