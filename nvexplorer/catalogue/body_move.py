"""Moves an element that stands in the wrong one to where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.catalogue.body_problem import Edit, Fix
from nvexplorer.xmltext.marks import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nvexplorer.catalogue.body_grammar import Rule
    from nvexplorer.xmltext.outline import Node, Outline


def moved(outline: Outline, node: Node, homes: Iterable[Rule]) -> Fix | None:
    """The element, with the blanks before it, at its documented place in the one element nearby
    that is its home; None where there is no such element, or more than one."""
    found = [(target, home) for home in homes for target in _targets(node, home)]
    if len(found) != 1:
        return None
    target, home = found[0]
    if outline.marks[target.open_mark].kind == MarkKind.EMPTY or not target.closed:
        return None
    parent = home.parent
    assert parent is not None
    there = [child for child in target.children if child.name == home.name]
    if home.most is not None and len(there) >= home.most:
        return None
    at = target.open_end
    for child in target.children:
        rule = parent.exact.get(child.name)
        if rule is not None and rule.place <= home.place:
            at = child.end
    text, start = outline.text, node.start
    while start and text[start - 1] in " \t\r\n":
        start -= 1
    edits = sorted([Edit(start, node.end, ""), Edit(at, at, text[start : node.end])])
    return Fix(f"Move {node.name} into {target.name}", tuple(edits))


def _targets(node: Node, home: Rule) -> Iterator[Node]:
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
        yield from (child for child in above.children if child.name == names[-1])
