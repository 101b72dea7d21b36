"""A body as a form: its elements and attributes with their values, and the changes of text that
filling the form in means. All that is not changed keeps its bytes, comments and unknown elements
too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.body_problem import Edit, Fix
from nvexplorer.xmltext.marks import MarkKind
from nvexplorer.xmltext.outline import read_outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.catalogue.body_table import BodyElement, BodyTable
    from nvexplorer.catalogue.definition import AttributeDef, Definition
    from nvexplorer.xmltext.marks import Attribute
    from nvexplorer.xmltext.outline import Node, Outline

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class FormRow:
    """A line of the form.

    An element of the body has its `node`; an `attribute` has the node whose tag it stands in. A
    documented one that the body lacks has neither a node of its own nor a value: `missing` is
    true, and filling it in puts it there. `row` is what is documented, None for what is not.
    `number` tells twins apart, from 0. `path` is the names from the root down, `/@name` for an
    attribute.
    """

    __slots__ = (
        "attribute",
        "children",
        "missing",
        "node",
        "number",
        "parent",
        "path",
        "row",
        "value",
    )

    def __init__(
        self,
        path: str,
        parent: FormRow | None,
        row: BodyElement | None,
        node: Node | None,
        *,
        value: str = "",
        number: int = 0,
        attribute: AttributeDef | Attribute | None = None,
        missing: bool = False,
    ) -> None:
        self.path = path
        self.parent = parent
        self.row = row
        self.node = node
        self.value = value
        self.number = number
        self.attribute = attribute
        self.missing = missing
        self.children: list[FormRow] = []

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def is_group(self) -> bool:
        """Whether it holds elements and no value."""
        if self.attribute is not None:
            return False
        if self.node is not None and self.node.children:
            return True
        return self.row is not None and bool(self.row.children)

    @property
    def key(self) -> tuple[tuple[str, int], ...]:
        """Tells it apart from all others, also in the next version of the same body."""
        own = ((self.name, self.number),)
        return (self.parent.key if self.parent else ()) + own


# Deeper elements are left to the text: no documented body has ten levels.
_DEEPEST = 50


def form_rows(table: BodyTable | None, outline: Outline) -> list[FormRow]:
    """The rows of the roots. Documented elements that are missing stand at their documented place
    among those that are there."""
    root = table.root if table else None
    rows = []
    for number, node in enumerate(outline.roots):
        known = root if root is not None and root.name == node.name else None
        rows.append(_built(outline, node, known, None, number))
    if not rows and root is not None:
        rows.append(FormRow(root.path, None, root, None, missing=True))
    return rows


def _built(
    outline: Outline, top: Node, known: BodyElement | None, parent: FormRow | None, number: int
) -> FormRow:
    first = FormRow(top.name, parent, known, top, number=number)
    waiting = [first]
    while waiting:
        row = waiting.pop()
        node = row.node
        assert node is not None
        row.children += _attributes(outline, row, node)
        if not node.children:
            row.value = outline.value(node)
        seen: dict[str, int] = {}
        members = []
        for child in node.children if row.path.count("/") < _DEEPEST else ():
            count = seen.get(child.name, 0)
            seen[child.name] = count + 1
            below = row.row.child(child.name) if row.row else None
            path = f"{row.path}/{child.name}"
            members.append(FormRow(path, row, below, child, number=count))
        waiting += reversed(members)
        row.children += _with_missing(row, members)
    return first


def _attributes(outline: Outline, row: FormRow, node: Node) -> Iterator[FormRow]:
    documented = {a.name: a for a in row.row.element.attributes} if row.row else {}
    for attribute in outline.attributes(node):
        documented.pop(attribute.name, None)
        path = f"{row.path}/@{attribute.name}"
        yield FormRow(path, row, row.row, node, value=attribute.value, attribute=attribute)
    for name, missing in documented.items():
        path = f"{row.path}/@{name}"
        yield FormRow(path, row, row.row, node, attribute=missing, missing=True)


def _with_missing(row: FormRow, members: list[FormRow]) -> list[FormRow]:
    """The members in their own order; a missing one behind the last that is documented before."""
    if row.row is None:
        return members
    present = {member.name for member in members}
    result = list(members)
    for place, child in enumerate(row.row.children):
        if child.name in present:
            continue
        missing = FormRow(f"{row.path}/{child.name}", row, child, None, missing=True)
        at = 0
        for index, member in enumerate(result):
            if 0 <= row.row.place(member.name) < place:
                at = index + 1
        result.insert(at, missing)
    return result


class Refusal(NamedTuple):
    """Why a value cannot be put there."""

    what: str
    next: str


def value_fix(outline: Outline, row: FormRow, value: str) -> Fix | Refusal | None:
    """Puts a value where the row's node or attribute has its own, None where it is there already.

    A value that stood in a CDATA section stays in one; comments beside it stay. A missing
    attribute is added to its tag; a missing element is put there by `body_insert.insertion`.
    """
    text, node = outline.text, row.node
    if node is None or value == row.value:
        return None
    title = f"Set {row.name}"
    if row.attribute is not None:
        return _attribute_fix(outline, row, node, value)
    if node.children:
        return Refusal(
            f"{row.name} holds elements.", "Give the elements in it their values instead."
        )
    mark = outline.marks[node.open_mark]
    if mark.kind == MarkKind.EMPTY:
        begin = mark.end - 2 if mark.whole else mark.end
        begin = max(mark.name_end, len(text[:begin].rstrip()))
        return Fix(title, (Edit(begin, mark.end, f">{_escaped(value)}</{node.name}>"),))
    pieces = [m for m in outline.content(node) if m.kind in (MarkKind.TEXT, MarkKind.CDATA)]
    if not pieces:
        return Fix(title, (Edit(node.open_end, node.open_end, _escaped(value)),))
    sections = [m for m in pieces if m.kind == MarkKind.CDATA]
    edits = []
    home = (
        sections[0]
        if sections
        else next((m for m in pieces if text[m.start : m.end].strip()), pieces[0])
    )
    for piece in pieces:
        if piece is home:
            if piece.kind == MarkKind.CDATA and "]]>" not in value:
                edits.append(Edit(piece.start + 9, piece.end - (3 if piece.whole else 0), value))
            else:
                edits.append(Edit(piece.start, piece.end, _escaped(value)))
        elif piece.kind == MarkKind.CDATA or text[piece.start : piece.end].strip():
            edits.append(Edit(piece.start, piece.end, ""))
    return Fix(title, tuple(edits))


def filling(definition: Definition, outline: Outline, row: FormRow, value: str) -> Fix | Refusal:
    """Puts a missing element with this value into the body, at its documented place and near the
    row's parent. Raises BadInput as `body_insert.insertion` does."""
    from nvexplorer.catalogue.body_insert import insertion

    holder = row.parent
    while holder is not None and holder.node is None:
        holder = holder.parent
    near = holder.node.open_end if holder is not None and holder.node is not None else None
    found = insertion(definition, outline.text, row.path, near)
    title = f"Set {row.name}"
    made = found.fix.apply(outline.text)
    outline_made = read_outline(made)
    node = outline_made.at(found.caret)
    if not found.fix.edits or node is None or node.name != row.name:
        return Refusal(f"{row.name} cannot be put there.", "Type it into the XML.")
    own = FormRow(row.path, None, row.row, node, value=outline_made.value(node))
    inner = value_fix(outline_made, own, value)
    if not isinstance(inner, Fix):
        return inner or Fix(title, found.fix.edits)
    # One change of the old text: what was put there, as the value made it.
    (edit,) = found.fix.edits
    done = inner.apply(made)
    end = len(done) - (len(outline.text) - edit.end)
    return Fix(title, (Edit(edit.start, edit.end, done[edit.start : end]),))


def _attribute_fix(outline: Outline, row: FormRow, node: Node, value: str) -> Fix:
    name = row.name.removeprefix("@")
    for each in outline.attributes(node):
        if each.name != name:
            continue
        quote = each.quote or '"'
        written = _escaped(value).replace(quote, "&quot;" if quote == '"' else "&apos;")
        if each.quote:
            edit = Edit(each.value_start, each.value_end, written)
        else:
            edit = Edit(each.start, each.end, f'{name}="{written}"')
        return Fix(f"Set {name}", (edit,))
    mark = outline.marks[node.open_mark]
    present = outline.attributes(node)
    at = present[-1].end if present else mark.name_end
    written = _escaped(value).replace('"', "&quot;")
    return Fix(f"Set {name}", (Edit(at, at, f' {name}="{written}"'),))


def removal(outline: Outline, row: FormRow) -> Fix | None:
    """Takes an element with all it holds, or an attribute, out of the body; None when it is
    missing anyway. The line that an element had for itself goes too."""
    text, node = outline.text, row.node
    if node is None or row.missing:
        return None
    title = f"Remove {row.name}"
    if row.attribute is not None:
        name = row.name.removeprefix("@")
        found = next((a for a in outline.attributes(node) if a.name == name), None)
        if found is None:
            return None
        begin = found.start
        while begin > 0 and text[begin - 1] in " \t\r\n":
            begin -= 1
        return Fix(title, (Edit(begin, found.end, ""),))
    begin, end = node.start, node.end
    line = text.rfind("\n", 0, begin) + 1
    following = re.compile(r"[ \t]*(?:\r?\n|\Z)").match(text, end)
    if following is not None and not text[line:begin].strip():
        begin, end = line, following.end()
    return Fix(title, (Edit(begin, end, ""),))


def copy_of(outline: Outline, row: FormRow) -> Fix | None:
    """Puts another one like it, values too, behind an element; None for what is missing."""
    text, node = outline.text, row.node
    if node is None or row.missing or row.attribute is not None:
        return None
    line = text.rfind("\n", 0, node.start) + 1
    indent = text[line : node.start]
    gap = "" if indent.strip() or line == 0 else f"\n{indent}"
    return Fix(f"Repeat {row.name}", (Edit(node.end, node.end, gap + text[node.start : node.end]),))


def _escaped(value: str) -> str:
    return value.translate(_ESCAPES)
