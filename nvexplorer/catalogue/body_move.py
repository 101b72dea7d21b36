"""Moves an element that stands in the wrong one to where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.catalogue.body_problem import Edit, Fix
from nvexplorer.xmltext.marks import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nvexplorer.catalogue.body_grammar import Rule
    from nvexplorer.xmltext.outline import Node, Outline


class Moves:
    """Serves one check: it remembers what it saw in an element, for the next that is moved."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._named: dict[Node, dict[str, list[Node]]] = {}
        self._places: dict[tuple[Node, int], tuple[int, int]] = {}

    def fix(self, node: Node, homes: Iterable[Rule]) -> Fix | None:
        """The element, with the blanks before it, at its documented place in the one element
        nearby that is its home; None where there is no such element, or more than one."""
        found = [(target, home) for home in homes for target in self._targets(node, home)]
        if len(found) != 1:
            return None
        target, home = found[0]
        if self._outline.marks[target.open_mark].kind == MarkKind.EMPTY or not target.closed:
            return None
        count, at = self._place(target, home)
        if home.most is not None and count >= home.most:
            return None
        text, start = self._outline.text, node.start
        while start and text[start - 1] in " \t\r\n":
            start -= 1
        edits = sorted([Edit(start, node.end, ""), Edit(at, at, text[start : node.end])])
        return Fix(f"Move {node.name} into {target.name}", tuple(edits))

    def _targets(self, node: Node, home: Rule) -> Iterator[Node]:
        """Elements around the misplaced one, or beside it, that are the parent it should have."""
        parent, above = home.parent, node.parent
        if parent is None or above is None:
            return
        names = parent.row.path.split("/")
        depth = len(names)
        chain = [above, *above.ancestors()][::-1]
        chain_names = [each.name for each in chain]
        if chain_names[:depth] == names and depth < len(chain):
            yield chain[depth - 1]
        if chain_names == names[:-1]:
            yield from self._children(above).get(names[-1], ())

    def _children(self, node: Node) -> dict[str, list[Node]]:
        """By name, no more than two of each."""
        if node not in self._named:
            named: dict[str, list[Node]] = {}
            for child in node.children:
                same = named.setdefault(child.name, [])
                if len(same) < 2:
                    same.append(child)
            self._named[node] = named
        return self._named[node]

    def _place(self, target: Node, home: Rule) -> tuple[int, int]:
        """How many of the kind stand in the target, and where one more belongs."""
        key = (target, home.place)
        if key not in self._places:
            exact = home.parent.exact if home.parent else {}
            count, at = 0, target.open_end
            for child in target.children:
                rule = exact.get(child.name)
                if rule is not None and rule.place <= home.place:
                    at = child.end
                    count += rule is home
            self._places[key] = count, at
        return self._places[key]
