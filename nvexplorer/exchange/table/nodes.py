"""The paths of a body, which of them are repeated groups, and the tables they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.table.contract import TableKind
from nvexplorer.exchange.table.pieces import local_name
from nvexplorer.exchange.table.value_kinds import Evidence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from nvexplorer.catalogue.definition import Definition, ElementDef

# Paths and columns beyond these are those of hostile bodies, and are passed over.
_PATHS = 1_500
_DEEPEST = 200
_STATUS = "responsestatus"


class Node:
    """All elements of one path. `path` is below the root, empty for the root itself.

    `group`: whether they are repeated: several stand in one parent, or the catalogue says that
    several can, or the parent's name is their plural. `level` is their place among the groups of
    the table that is read, None when they are none of them.
    """

    __slots__ = (
        "attributes",
        "children",
        "depth",
        "evidence",
        "group",
        "leaf",
        "level",
        "name",
        "order",
        "parent",
        "path",
        "total",
    )

    def __init__(self, name: str, parent: Node | None) -> None:
        self.name = name
        self.parent = parent
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.path: str = ""
        if parent is not None:
            self.path = f"{parent.path}/{name}" if parent.path else name
        self.children: dict[str, Node] = {}
        self.attributes: dict[str, Evidence] = {}
        self.evidence = Evidence()
        self.total = 0
        self.leaf = False  # some have no elements in them
        self.group = False
        self.level: int | None = None
        self.order = 0  # in which they were met; 0: not yet

    def in_order(self) -> list[Node]:
        """The children, each once, in the order of their first appearance."""
        children = {id(child): child for child in self.children.values()}
        return sorted(children.values(), key=lambda child: child.order)

    def around(self) -> Iterator[Node]:
        """It and those it lies in, itself first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


class Catalogued:
    """What the catalogue knows of the elements of an answer, by path, case ignored."""

    def __init__(self, definition: Definition | None) -> None:
        self.elements: dict[str, ElementDef] = {}
        self.places: dict[str, int] = {}
        path: list[str] = []
        for element in definition.response if definition else ():
            del path[element.level - 1 :]
            path.append(element.name.lower())
            self.elements.setdefault("/".join(path), element)
            self.places.setdefault("/".join(path), len(self.places))


class Tree:
    """The nodes of a body. `known` are paths that are groups for sure."""

    def __init__(self, catalogued: Catalogued, known: Collection[str] = ()) -> None:
        self.root = Node("", None)
        self.passed_over = Node("", None)
        """Stands for whatever lies too deep, or is too much."""
        self.changed = False
        """Whether there are new nodes or groups since somebody set this to false."""
        self._catalogued = catalogued
        self._known = frozenset(known)
        self._count = 0
        self._met = 0

    def child(self, parent: Node, name: str) -> Node:
        """`name` as in the tag."""
        node = parent.children.get(name)
        return self._add(parent, name) if node is None else node

    def _add(self, parent: Node, raw: str) -> Node:
        name = local_name(raw)
        node = parent.children.get(name)
        if node is None:
            if parent is self.passed_over or self._count >= _PATHS or parent.depth >= _DEEPEST:
                return self.passed_over
            self._count += 1
            self.changed = True
            node = parent.children[name] = Node(name, parent)
            element = self._catalogued.elements.get(node.path.lower())
            node.group = (
                node.path in self._known
                or (element is not None and element.repeatable)
                or (parent is not self.root and _plural(name.lower(), parent.name.lower()))
            ) and not node.path.lower().startswith(_STATUS)
        if raw != name:
            parent.children[raw] = node
        return node

    def meet(self, node: Node) -> None:
        """An element of it is there."""
        if not node.order:
            self._met += 1
            node.order = self._met

    def find(self, path: str) -> Node | None:
        node = self.root
        for name in path.split("/"):
            found = node.children.get(name)
            if found is None:
                return None
            node = found
        return node

    def below(self, node: Node, path: str) -> Node:
        for name in path.split("/") if path else ():
            node = self.child(node, name)
        return node

    def repeat(self, node: Node) -> bool:
        """Several of it stand in one parent; whether that is news."""
        if node.group or node is self.passed_over or node.path.lower().startswith(_STATUS):
            return False
        node.group = self.changed = True
        return True

    def attribute(self, node: Node, raw: str) -> None:
        name = local_name(raw)
        if name not in node.attributes and not raw.startswith("xmlns") and raw != "xml:space":
            if self._count >= _PATHS or node is self.passed_over:
                return
            self._count += 1
            self.changed = True
            node.attributes[name] = Evidence()

    def nodes(self) -> Iterator[Node]:
        """In the order of their first appearance, parents before children."""
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.in_order())

    def groups(self) -> dict[str, tuple[str, ...]]:
        """The paths of groups that have elements, with those of the groups they lie in."""
        return {
            node.path: tuple(each.path for each in reversed(list(node.around())) if each.group)
            for node in self.nodes()
            if node.group and node.total
        }

    def kinds(self, *, exact: bool) -> tuple[TableKind, ...]:
        """The best first: elements with values of their own before bare ones, outer ones before
        inner ones, many before few."""
        ranked = []
        for path, groups in self.groups().items():
            node = self.find(path)
            assert node is not None
            bare = not node.children and not node.attributes
            kind = TableKind(path, groups, node.total, exact)
            ranked.append(((bare, len(groups), -node.total), kind))
        return tuple(kind for _, kind in sorted(ranked, key=lambda each: each[0]))


def _plural(name: str, parent: str) -> bool:
    """Whether a parent of that name is there to hold such elements: `Vouchers`, `CustomerList`."""
    stem = name[:-1] + "ie" if name.endswith("y") else name
    return parent in (name + "s", name + "list", name + "slist", name + "es", stem + "s")
