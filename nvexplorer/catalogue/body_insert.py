"""Putting a documented element or attribute into a body, at its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.body_layout import Layout, layout_of
from nvexplorer.catalogue.body_problem import Edit, Fix
from nvexplorer.catalogue.body_skeleton import attribute_value
from nvexplorer.catalogue.body_table import body_table
from nvexplorer.model.errors import BadInput
from nvexplorer.xmltext.marks import MarkKind
from nvexplorer.xmltext.outline import read_outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.catalogue.body_table import BodyElement
    from nvexplorer.catalogue.definition import AttributeDef, Definition
    from nvexplorer.xmltext.outline import Node, Outline

_REMARK = re.compile(r"(?:[ \t]*<!--(?:(?!-->)[^\n])*-->)+")


class Insertion(NamedTuple):
    """`fix` has no edits where what is wanted stands there already. `caret` is a character offset
    into the text that the fix makes: inside what was put there or found. The `selected` characters
    behind it are an example, to be typed over."""

    fix: Fix
    caret: int
    selected: int = 0


def insertion(definition: Definition, text: str, path: str, near: int | None = None) -> Insertion:
    """What puts the element at `path` (as in BodyElement, `/@name` behind it for an attribute)
    into the body `text`, which may be damaged or empty.

    It comes at its place in the documented order; elements around it that are missing are made.
    Where groups repeat, `near` (a character offset, the end of the text when None) chooses the
    one it stands in or the last before it. What may occur once and is there is only gone to; an
    attribute goes into the nearest tag of its element. Raises BadInput when the definition has no
    such element or attribute, or the body has another root.
    """
    table = body_table(definition)
    names, _, wanted = path.partition("/@")
    chain = _chain(table.root, names) if table else []
    if not chain or (wanted and _attribute(chain[-1], wanted) is None):
        raise BadInput(
            f"The documentation of {definition.resource} has no {path} in its body.",
            "Type it into the body by hand.",
            "body",
        )
    outline = read_outline(text)
    root = chain[0].name
    if outline.roots and not _named(outline.roots, root):
        raise BadInput(
            f"The body begins with <{outline.roots[0].name}> where <{root}> belongs.",
            f"Make <{root}> the outermost element.",
            "body",
        )
    place = len(text) if near is None else near
    found = _found(outline, chain, place)
    if wanted and len(found) == len(chain):
        attribute = _attribute(chain[-1], wanted)
        assert attribute is not None
        return _in_tag(outline, found[-1], attribute)
    again = not wanted and chain[-1].element.repeatable
    if len(found) == len(chain) and not again:
        return Insertion(Fix(f"Go to {chain[-1].name}", ()), _inside(outline, found[-1]))
    found = found[: len(chain) - 1]
    layout = layout_of(outline)
    if found:
        edit = placed_edit(outline, found[-1], chain[len(found) - 1 :], place, layout)
    else:
        edit = _outermost(text, chain, layout)
    return _placed(edit, chain[len(found) :], wanted)


def _chain(root: BodyElement, path: str) -> list[BodyElement]:
    """The rows from the root down to the one at `path`, none when it is not there."""
    first, *names = path.split("/")
    if first != root.name:
        return []
    chain = [root]
    for name in names:
        child = chain[-1].child(name)
        if child is None:
            return []
        chain.append(child)
    return chain


def _attribute(row: BodyElement, name: str) -> AttributeDef | None:
    return next((a for a in row.element.attributes if a.name == name), None)


def _named(nodes: Sequence[Node], name: str) -> list[Node]:
    """Those of that name; in other letter case when none is spelt as documented."""
    same = [node for node in nodes if node.name == name]
    return same or [node for node in nodes if node.name.lower() == name.lower()]


def _nearest(nodes: Sequence[Node], place: int) -> Node:
    """The one that holds the place, else the last before it, else the first."""
    inside = [node for node in nodes if node.start < place < node.end]
    before = [node for node in nodes if node.start <= place]
    return (inside or before or nodes[:1])[-1]


def _found(outline: Outline, chain: Sequence[BodyElement], place: int) -> list[Node]:
    """The elements of the body that are those of the chain, as far down as there are any."""
    found: list[Node] = []
    nodes = outline.roots
    for row in chain:
        candidates = _named(nodes, row.name)
        if not candidates:
            break
        found.append(_nearest(candidates, place))
        nodes = found[-1].children
    return found


def _in_tag(outline: Outline, node: Node, wanted: AttributeDef) -> Insertion:
    attributes = outline.attributes(node)
    for each in attributes:
        if each.name.lower() == wanted.name.lower():
            caret = each.value_start if each.value_start >= 0 else each.end
            return Insertion(Fix(f"Go to {wanted.name}", ()), caret)
    at = attributes[-1].end if attributes else outline.marks[node.open_mark].name_end
    value = attribute_value(wanted)
    edit = Edit(at, at, f' {wanted.name}="{value}"')
    caret = at + len(wanted.name) + 3
    return Insertion(Fix(f"Add {wanted.name} to <{node.name}>", (edit,)), caret, len(value))


def placed_edit(
    outline: Outline, parent: Node, rows: Sequence[BodyElement], place: int, layout: Layout
) -> Edit:
    """Into `parent`, which is the first of `rows`; the second is its child to be."""
    row, new = rows[0], rows[1]
    places = {c.name.lower(): i for i, c in reversed([*enumerate(row.children)])}
    order = places[new.name.lower()]
    earlier = [c for c in parent.children if places.get(c.name.lower(), order + 1) <= order]
    same = [c for c in earlier if places[c.name.lower()] == order and c.start < place < c.end]
    before = (same or earlier)[-1] if earlier else None
    text = outline.text
    if parent.children:
        at = before.end if before else parent.open_end
        remark = _REMARK.match(text, at)
        at = remark.end() if remark else at
        neighbour = before or parent.children[0]
        indent = layout.indent_of(neighbour)
        if indent is None:
            return Edit(at, at, layout.written(rows[1:], None))
        inner = f"\n{indent}{layout.written(rows[1:], indent)}"
        return Edit(at, at, layout.with_line_ends(inner))
    return _into_empty(outline, parent, rows, layout)


def _into_empty(
    outline: Outline, parent: Node, rows: Sequence[BodyElement], layout: Layout
) -> Edit:
    text, mark = outline.text, outline.marks[parent.open_mark]
    outer = layout.line_indent(parent.start)
    indent = None if layout.compact else outer + layout.unit
    inner = layout.written(rows[1:], indent)
    if indent is not None:
        inner = layout.with_line_ends(f"\n{indent}{inner}\n{outer}")
    if mark.kind == MarkKind.EMPTY:
        slash = mark.end - 2
        begin = len(text[:slash].rstrip()) if slash > mark.name_end else slash
        return Edit(begin, mark.end, f">{inner}</{parent.name}>")
    if not mark.whole:
        return Edit(mark.end, mark.end, f">{inner}")
    content = text[parent.open_end : parent.close_start]
    begin = parent.open_end + len(content.rstrip())
    return Edit(begin, parent.close_start, inner)


def _outermost(text: str, chain: Sequence[BodyElement], layout: Layout) -> Edit:
    begin = len(text.rstrip())
    gap = "\n" if begin else ""
    body = layout.with_line_ends(f"{gap}{layout.written(chain, '')}\n")
    return Edit(begin, len(text), body)


def _placed(edit: Edit, rows: Sequence[BodyElement], wanted: str) -> Insertion:
    """With the caret where typing goes on: in the first element without children of what was put
    there, or in its attribute that is wanted. `rows` are those written."""
    row = rows[-1]
    fix = Fix(f"Put <{row.name}> into the body", (edit,))
    outline = read_outline(edit.text)
    path = "/".join(each.name for each in rows)
    target = next(node for node in outline.nodes() if node.path == path)
    attribute = _attribute(row, wanted)
    if attribute is not None:
        for each in outline.attributes(target):
            if each.name == attribute.name:
                return Insertion(fix, edit.start + each.value_start, len(each.raw))
        inner = _in_tag(outline, target, attribute)
        both = Fix(fix.title, (edit._replace(text=inner.fix.apply(edit.text)),))
        return Insertion(both, edit.start + inner.caret, inner.selected)
    while target.children:
        target = target.children[0]
    selected = target.close_start - target.open_end
    return Insertion(fix, edit.start + _inside(outline, target), selected)


def _inside(outline: Outline, node: Node) -> int:
    """Where its content begins; in its tag when it can have none."""
    mark = outline.marks[node.open_mark]
    return mark.name_end if mark.kind == MarkKind.EMPTY else node.open_end
