"""The columns of a table, from the paths that its rows have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.table.contract import Column, Layout, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nvexplorer.exchange.table.nodes import Catalogued, Node
    from nvexplorer.exchange.table.value_kinds import Evidence

# More columns than a workbook has are of no use to anybody.
_COLUMNS = 16_000
_QUIET = ("format", "xsi:nil", "nil")


def layout_of(groups: Sequence[Node], catalogued: Catalogued) -> Layout:
    """`groups`: from the outermost to that of the rows."""
    columns: list[Column] = []
    for level, group in enumerate(groups):
        columns += _columns(group, level, group, groups, catalogued)
    del columns[_COLUMNS:]
    titles = _titles([column.path for column in columns])
    columns = [column._replace(title=title) for column, title in zip(columns, titles, strict=True)]
    return Layout(groups[-1].path, tuple(each.path for each in groups), tuple(columns))


def _columns(
    node: Node, level: int, group: Node, groups: Sequence[Node], catalogued: Catalogued
) -> Iterator[Column]:
    known = catalogued.elements.get(node.path.lower())
    note = known.note if known else ""
    if node.group and node is not group:
        if node.level is None:  # else its elements are the rows, or around them
            yield Column(node.path, level, "", ValueKind.COUNT, note)
        return
    children = _children(node, catalogued)
    # Without elements in it, it is a value, if only an empty one; with such it is one by its text.
    if (node.leaf and not children and node is not group) or node.evidence.filled:
        kind = node.evidence.kind(node.name, known.type if known else "")
        yield Column(node.path, level, "", kind, note)
    for name, evidence in node.attributes.items():
        yield _attribute(node, name, evidence, level)
    for child in children:
        yield from _columns(child, level, group, groups, catalogued)


def _attribute(node: Node, name: str, evidence: Evidence, level: int) -> Column:
    quiet = name.lower() in _QUIET or (name.lower() == "type" and evidence.constant)
    return Column(f"{node.path}/@{name}", level, "", evidence.kind(name), "", quiet)


def _children(node: Node, catalogued: Catalogued) -> list[Node]:
    """Each once; as the catalogue has them, those it does not know behind the one they follow."""
    order: list[tuple[int, int, Node]] = []
    before = -1
    for index, child in enumerate(node.in_order()):
        before = catalogued.places.get(child.path.lower(), before)
        order.append((before, index, child))
    return [child for _, _, child in sorted(order, key=lambda each: each[:2])]


def _titles(paths: Sequence[str]) -> list[str]:
    """For each path its shortest ending, of whole names, that is no other's."""
    titles = [""] * len(paths)
    waiting = list(range(len(paths)))
    names = 1
    while waiting:
        endings: dict[str, list[int]] = {}
        for index in waiting:
            parts = paths[index].split("/")
            least = (
                names + 1 if parts[-1].startswith("@") else names
            )  # an attribute with its element
            endings.setdefault("/".join(parts[-least:]), []).append(index)
        waiting = []
        for ending, indexes in endings.items():
            for index in indexes:
                titles[index] = ending
                if len(indexes) > 1 and ending != paths[index]:
                    waiting.append(index)
        names += 1
    return titles
