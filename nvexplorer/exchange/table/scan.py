"""One run through a body: the rows of a table, its columns, and all tables there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.table.cell_reader import attribute_path, finished
from nvexplorer.exchange.table.contract import Portion, TableFault
from nvexplorer.exchange.table.elements import Group, inner_places
from nvexplorer.exchange.table.lanes import Lanes
from nvexplorer.exchange.table.layouts import layout_of
from nvexplorer.exchange.table.nodes import Catalogued, Node, Tree
from nvexplorer.exchange.table.pieces import attribute_names, attribute_value, split
from nvexplorer.exchange.table.shapes import Shapes
from nvexplorer.exchange.table.tags import Broken, Tags

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.exchange.table.contract import Layout, TableKind
    from nvexplorer.exchange.table.lanes import Lane
    from nvexplorer.exchange.table.pieces import Pieces
    from nvexplorer.exchange.table.shapes import Shape
    from nvexplorer.exchange.table.tags import Tag
    from nvexplorer.xmltext.encoding import Encoding
    from nvexplorer.xmltext.source import Source

#: Longer elements are not read by the window, which would take too long for a page of them.
LARGE = 16 << 10
# Shapes of elements met last, which are tried first.
_RECENT = 4
# After so many bytes of the body there is another portion; the first one comes sooner.
_FIRST, _PORTION = 256 << 10, 4 << 20


class GroupsChanged(Exception):
    """The rows lie in a repeated group that was not known as one: begin again with `groups`."""

    def __init__(self, groups: Collection[str]) -> None:
        super().__init__("begin again")
        self.groups = groups


class _Open:
    """An element that is open while the run is in it. `cells`: of one of the table's groups that
    is read tag by tag, with `counts` of what is in it. `home`: the one of those whose cells the
    values in this element are, None within other groups."""

    __slots__ = ("cells", "counts", "home", "inner", "name", "node", "seen", "texts")

    def __init__(self, name: str, node: Node) -> None:
        self.name = name
        self.node = node
        self.seen: set[Node] = set()
        self.inner = False  # there are elements in it
        self.texts: list[str] = []
        self.cells: dict[str, str] | None = None
        self.counts: dict[Node, int] = {}
        self.home: _Open | None = None

    def count(self, node: Node) -> None:
        """An element of the node is in it."""
        self.counts[node] = self.counts.get(node, 0) + 1


class Scan:
    """`path` is that of the rows; without one only `kinds` are found. `known` are paths of groups
    known already. `all_large`: the window cannot read any of the bytes. `keep`: all cells are kept
    in `groups`, those of the table from the outermost to that of the rows."""

    def __init__(
        self,
        source: Source,
        encoding: Encoding,
        definition: Definition | None = None,
        path: str = "",
        known: Collection[str] = (),
        *,
        all_large: bool = False,
        keep: bool = False,
    ) -> None:
        self.rows = 0
        self.fault: TableFault | None = None
        self.layout: Layout | None = None
        self._path = path
        self._catalogued = Catalogued(definition)
        self._tree = Tree(self._catalogued, [*known, path])
        self._shapes = Shapes()
        self._lanes = Lanes(encoding.name)
        self._recent: dict[Node, list[Lane]] = {}  # those of the last elements
        self._counted: dict[tuple[Node, Shape], int] = {}
        self._tags = Tags(source, encoding.name, encoding.bom)
        self._stack: list[_Open] = []
        self._reading: list[_Open] = []  # of the stack, those with cells
        self.groups = self._find_groups(keep)
        self._large = -1 if all_large else LARGE
        self._large_told: list[tuple[int, int, dict[str, str]]] = []

    def kinds(self, *, exact: bool = False) -> tuple[TableKind, ...]:
        for (node, shape), times in self._counted.items():
            for part in shape.parts:
                self._tree.below(node, part.path).total += times
        self._counted.clear()
        return self._tree.kinds(exact=exact)

    def run(self) -> Iterator[Portion]:
        """All portions; after the last one `rows`, `fault` and `kinds` are those of the body.

        Raises GroupsChanged."""
        next_portion = self._tags.offset + _FIRST
        try:
            while (tag := self._tags.next()) is not None:
                self._take(tag)
                if tag.end >= next_portion and not self._reading:
                    yield self._portion()
                    next_portion = tag.end + _PORTION
            if self._stack:
                name = self._stack[-1].name[:60]
                raise Broken(self._tags.offset, f"The body ends before the end of <{name}>.")
        except Broken as broken:
            self.fault = TableFault(broken.offset, broken.sentence)
            self._cut(broken.offset)
        yield self._portion()

    # Tag by tag, where nothing is repeated, and where an element is too long to be read whole.

    def _take(self, tag: Tag) -> None:
        if tag.closing:
            self._close(tag)
            return
        stack = self._stack
        if stack:
            around = stack[-1]
            around.inner = True
            node = self._tree.child(around.node, tag.name)
            if node in around.seen:
                if self._tree.repeat(node):
                    self._regroup(node)
            else:
                around.seen.add(node)
                self._tree.meet(node)
            if around.cells is not None or self._reading:
                around.texts.append(self._tags.text)
        else:
            node = self._tree.root
        if node.group and self._whole(tag, node):
            return
        node.total += 1
        self._open(tag, node)
        if tag.empty:
            self._shut(tag.end)

    def _close(self, tag: Tag) -> None:
        if not self._stack:
            raise Broken(tag.start, f"The end tag </{tag.name[:60]}> ends nothing.")
        top = self._stack[-1]
        if tag.name != top.name:
            raise Broken(
                tag.start, f"The end tag </{tag.name[:60]}> stands where <{top.name[:60]}> is open."
            )
        if self._reading:
            top.texts.append(self._tags.text)
        self._shut(tag.end)

    def _open(self, tag: Tag, node: Node) -> None:
        entry = _Open(tag.name, node)
        home = self._stack[-1].home if self._stack else None
        self._stack.append(entry)
        names = attribute_names(tag.attributes) if tag.attributes else ()
        for name in names:
            self._tree.attribute(node, name)
        if node.level is not None and (node.level == 0 or self._reading):
            entry.cells = {}
            entry.home = entry
            self._reading.append(entry)
            self._tags.keep = True
            self.groups[node.level].begin(tag.start, self._index_above(node.level))
        elif home is not None:
            home.count(node)
            entry.home = None if node.group or node is self._tree.passed_over else home
        if entry.home is not None:
            cells = entry.home.cells
            assert cells is not None
            for name in names:
                path = attribute_path(node.path, name)
                cells.setdefault(path, finished(attribute_value(tag.attributes, name)))

    def _shut(self, end: int) -> None:
        entry = self._stack.pop()
        node = entry.node
        if not entry.inner:
            node.leaf = True
        if entry.home is not None:
            cells = entry.home.cells
            assert cells is not None
            text = finished("".join(entry.texts))
            if entry.inner:
                text = text.strip(" \t\r\n")
            if text or not entry.inner:
                cells.setdefault(node.path, text)
        if entry.cells is not None:
            self._end_group(entry, end)

    def _end_group(self, entry: _Open, end: int) -> None:
        level = entry.node.level
        assert level is not None
        assert entry.cells is not None
        self._reading.pop()
        self._tags.keep = bool(self._reading)
        for node, count in entry.counts.items():
            if node.group:
                entry.cells[node.path] = str(count)
        group = self.groups[level]
        index = group.finish(end)
        self._note(entry.node, entry.cells)
        self._large_told.append((level, index, entry.cells))
        self._fill(level, index)

    def _note(self, node: Node, cells: dict[str, str]) -> None:
        """Cells that were read tag by tag, as evidence of what the columns are."""
        for path, cell in cells.items():
            owner, _, name = path.rpartition("/@")
            found = self._tree.find(owner or path)
            if found is None or (found.group and found is not node):
                continue
            evidence = found.attributes.get(name) if owner else found.evidence
            if evidence is not None:
                evidence.take([cell])

    def _cut(self, offset: int) -> None:
        """What is open at the fault: kept where there are rows in it."""
        for entry in reversed(list(self._stack)):
            if entry.cells is None:
                continue
            level = entry.node.level
            assert level is not None
            if level + 1 < len(self.groups) and self.groups[level + 1].has(self.groups[level].open):
                self._end_group(entry, offset)
            else:
                self._reading.remove(entry)
                self.groups[level].drop()
        self._stack.clear()

    # Elements of repeated groups as a whole.

    def _whole(self, tag: Tag, node: Node) -> bool:
        """Whether the element was read as a whole, and all of it is behind."""
        if node.level and not self._reading:
            return False
        quick = self._by_lane(tag, node)
        if quick is not None:
            shape, pieces, end = quick
        else:
            data = self._tags.element(tag)
            split_up = split(self._tags.decoded(data)) if data is not None else None
            if data is None or split_up is None:
                return False
            pieces = split_up
            shape = self._shapes.of(pieces)
            if not shape.parts:
                return False
            end = tag.start + len(data)
            self._keep_lane(node, shape, pieces)
        self._count(node, shape)
        if node.level is not None:
            self._add(node.level, self._index_above(node.level), tag.start, end, shape, pieces)
        elif self._stack and self._stack[-1].home is not None:
            self._stack[-1].home.count(node)
        self._tags.jump(end)
        return True

    def _by_lane(self, tag: Tag, node: Node) -> tuple[Shape, Pieces, int] | None:
        lanes = self._recent.get(node, [])
        for place, lane in enumerate(lanes):
            found = self._tags.by_lane(tag, lane)
            if found is not None:
                if place:
                    lanes.insert(0, lanes.pop(place))
                return lane.shape, found[0], found[1]
        return None

    def _keep_lane(self, node: Node, shape: Shape, pieces: Pieces) -> None:
        lane = self._lanes.lane(shape, pieces)
        if lane is not None:
            recent = self._recent.setdefault(node, [])
            if lane not in recent:
                recent.insert(0, lane)
                del recent[_RECENT:]

    def _count(self, node: Node, shape: Shape) -> None:
        times = self._counted.get((node, shape))
        if times is None:
            self._learn(node, shape)
            if len(self._counted) > 3_000:
                self.kinds()
            times = 0
        self._counted[node, shape] = times + 1

    def _learn(self, node: Node, shape: Shape) -> None:
        """A shape seen for the first time: paths, attributes, and what is repeated in it."""
        tree = self._tree
        seen: set[tuple[str, int]] = set()
        open_: list[tuple[int, int]] = []  # end and tag of the elements around
        inner = {part.path.rpartition("/")[0] for part in shape.parts if part.path}
        for part in shape.parts:
            found = tree.below(node, part.path)
            tree.meet(found)
            while open_ and open_[-1][0] < part.tag:
                open_.pop()
            if open_ and (part.path, open_[-1][1]) in seen:
                if tree.repeat(found):
                    self._regroup(found)
            elif open_:
                seen.add((part.path, open_[-1][1]))
            open_.append((part.last, part.tag))
            for name in part.attributes:
                tree.attribute(found, name)
            if part.path not in inner:
                found.leaf = True

    def _add(
        self, level: int, above: int, start: int, end: int, shape: Shape, pieces: Pieces
    ) -> None:
        """An element of the table's groups, and those in it."""
        group = self.groups[level]
        index = group.add(start, end, above)
        size = end - start
        group.take(index, shape, pieces, size, tell=size > self._large)
        if group.full:
            self._read(group)
        if level + 1 < len(self.groups):
            inner = self.groups[level + 1]
            data = self._tags.between(start, end)
            for begin, stop in inner_places(data, shape, inner.below):
                part = split(self._tags.decoded(data[begin:stop]))
                assert part is not None
                self._add(
                    level + 1, index, start + begin, start + stop, self._shapes.of(part), part
                )
            self._fill(level, index)

    def _fill(self, level: int, index: int) -> None:
        """An outer element without inner ones has one row nevertheless."""
        for inner in range(level + 1, len(self.groups)):
            if self.groups[inner].has(index):
                return
            index = self.groups[inner].add(-1, -1, index)

    def _index_above(self, level: int) -> int:
        return self.groups[level - 1].open if level else -1

    # The groups of the table, and portions.

    def _find_groups(self, keep: bool) -> list[Group]:
        """From the outermost to that of the rows."""
        groups: list[Group] = []
        if self._path:
            rows = self._tree.below(self._tree.root, self._path)
            for node in [*rows.around()][::-1]:
                if node.group:
                    node.level = len(groups)
                    above = groups[-1].node if groups else None
                    groups.append(Group(node, above, keep=keep))
        return groups

    def _regroup(self, node: Node) -> None:
        """This node turned out to be a group."""
        if self._path == node.path or self._path.startswith(node.path + "/"):
            raise GroupsChanged([*(each.path for each in self._tree.nodes() if each.group)])

    def _read(self, group: Group) -> None:
        if self._tree.changed:
            self._tree.changed = False
            for each in self.groups:
                each.set_columns()
        group.read()

    def _portion(self) -> Portion:
        levels = []
        for level, group in enumerate(self.groups):
            self._read(group)
            self._large_told += [(level, *told) for told in group.told()]
            levels.append(group.places())
        layout = None
        if self.groups:
            found = layout_of([group.node for group in self.groups], self._catalogued)
            if found != self.layout:
                layout = self.layout = found
            self.rows = self.groups[-1].count
        large, self._large_told = tuple(self._large_told), []
        return Portion(tuple(levels), layout, large, self.kinds(), False, self._tags.offset)
