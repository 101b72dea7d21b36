"""The elements of one of a table's groups, as they are met in a run through a body."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.table.cell_reader import CellReader, attribute_path
from nvexplorer.exchange.table.contract import Places
from nvexplorer.exchange.table.pieces import TAG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.exchange.table.nodes import Node
    from nvexplorer.exchange.table.pieces import Pieces
    from nvexplorer.exchange.table.shapes import Shape
    from nvexplorer.exchange.table.value_kinds import Evidence

# Elements are read together, so many or with so many bytes.
_BATCH, _LARGEST = 500, 1 << 20
#: Between the cells of a batch; no character of XML.
SEPARATOR = "\0"
_PARTS = re.compile(rf"({TAG})|<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>".encode(), re.DOTALL)


class _Unread(NamedTuple):
    """An element, by its index, whose cells are still to be read; `tell`: and to be told."""

    element: int
    shape: Shape
    pieces: Pieces
    tell: bool


class Batch(NamedTuple):
    """The cells of some elements: for each column, by its path, one text in which they are joined,
    which takes a fraction of the memory of so many texts."""

    indexes: array[int]
    paths: list[str]
    columns: list[str]


class Group:
    """`node` is the group's; `above` that of the group around, None for the outermost. `open` is
    the index of the element that was begun last. `kept`: all cells that were read, None when they
    are not to be kept. Cells are read by `read`, many elements at a time: in a list where each row
    has a column of its own, columns are set once for all of them."""

    def __init__(self, node: Node, above: Node | None, *, keep: bool = False) -> None:
        self.node = node
        self.below = node.path[len(above.path) + 1 :] if above else ""
        self.count = 0
        self.open = -1
        self._starts = array("q")
        self._ends = array("q")
        self._parents = array("q")
        self._outermost = above is None
        self._reader = CellReader(())
        self._paths: list[str] = []
        self._evidence: list[Evidence] = []
        self._unread: list[_Unread] = []
        self._size = 0  # of those, in bytes
        self._told: list[tuple[int, dict[str, str]]] = []
        self.kept: list[Batch] | None = [] if keep else None

    def add(self, start: int, end: int, above: int) -> int:
        self._starts.append(start)
        self._ends.append(end)
        if not self._outermost:
            self._parents.append(above)
        self.count += 1
        return self.count - 1

    def begin(self, start: int, above: int) -> None:
        """Its end comes with `finish`; before that, no other is added."""
        self.open = self.add(start, start, above)

    def finish(self, end: int) -> int:
        self._ends[-1] = end
        return self.open

    def drop(self) -> None:
        """The one that was begun is none."""
        for places in (self._starts, self._ends, self._parents):
            if places:
                places.pop()
        self.count -= 1

    def has(self, above: int) -> bool:
        """Whether the last one is in that element."""
        return bool(self._parents) and self._parents[-1] == above

    def places(self) -> Places:
        """What was added since this was asked last."""
        found = Places(self._starts.tobytes(), self._ends.tobytes(), self._parents.tobytes())
        for places in (self._starts, self._ends, self._parents):
            del places[:]
        return found

    def set_columns(self) -> None:
        """Read the values of all paths that are known by now."""
        paths: list[str] = []
        evidence: list[Evidence] = []
        counts: list[str] = []
        start = len(self.node.path) + 1
        for node in _own(self.node):
            path = node.path[start:]
            if node.group and node is not self.node:
                counts.append(path)
                continue
            paths.append(path)
            evidence.append(node.evidence)
            for name, each in node.attributes.items():
                paths.append(attribute_path(path, name))
                evidence.append(each)
        self._evidence = evidence
        self._reader = CellReader(paths + counts, counts)
        group = self.node.path
        self._paths = [f"{group}/{path}" if path else group for path in paths + counts]

    def take(self, index: int, shape: Shape, pieces: Pieces, size: int, *, tell: bool) -> None:
        """That element is to be read, which is so many bytes long; `tell`: its cells are to be
        had from `told`."""
        self._unread.append(_Unread(index, shape, pieces, tell))
        self._size += size

    @property
    def full(self) -> bool:
        """Whether what was taken shall be read now."""
        return len(self._unread) >= _BATCH or self._size > _LARGEST

    def read(self) -> None:
        """The cells of what was taken, which count as evidence of what the columns are."""
        unread, self._unread, self._size = self._unread, [], 0
        if not unread:
            return
        read = self._reader.read
        rows = [read(each.shape, each.pieces) for each in unread]
        self._told += [
            (each.element, self._by_path(cells))
            for each, cells in zip(unread, rows, strict=True)
            if each.tell
        ]
        columns = list(zip(*rows, strict=True))
        for evidence, cells in zip(self._evidence, columns, strict=False):
            evidence.take(cells)
        if self.kept is not None:
            joined = [_joined(cells) for cells in columns]
            indexes = array("q", [each.element for each in unread])
            self.kept.append(Batch(indexes, self._paths, joined))

    def told(self) -> list[tuple[int, dict[str, str]]]:
        """The cells by their paths that were to be told, by the index of their element; what was
        read since this was asked last."""
        told, self._told = self._told, []
        return told

    def _by_path(self, cells: list[str]) -> dict[str, str]:
        return {path: cell for path, cell in zip(self._paths, cells, strict=True) if cell}


def _joined(cells: tuple[str, ...]) -> str:
    text = SEPARATOR.join(cells)
    if text.count(SEPARATOR) == len(cells) - 1:
        return text
    return SEPARATOR.join([cell.replace(SEPARATOR, " ") for cell in cells])


def _own(group: Node) -> Iterator[Node]:
    """The group's node, those below it, and of the groups among them only the topmost."""
    waiting = [group]
    while waiting:
        node = waiting.pop()
        yield node
        if not node.group or node is group:
            waiting += reversed(node.in_order())


def inner_places(data: bytes, shape: Shape, below: str) -> list[tuple[int, int]]:
    """Where the elements at the path `below` are in an element of that shape."""
    parts = {part.tag: part.last for part in shape.parts if part.path == below}
    if not parts:
        return []
    wanted = {*parts, *parts.values()}
    spans: dict[int, tuple[int, int]] = {}
    index = 0
    for match in _PARTS.finditer(data):
        if match.lastindex:
            if index in wanted:
                spans[index] = match.span()
            index += 1
    return [(spans[tag][0], spans[last][1]) for tag, last in parts.items()]
