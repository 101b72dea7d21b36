"""Filling in a body: the changes of its text that values typed into its rows mean. All that is not
changed keeps its bytes, comments and unknown elements too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.body_form import FormRow
from nvexplorer.catalogue.body_insert import insertion
from nvexplorer.catalogue.body_problem import Edit, Fix
from nvexplorer.xmltext.marks import MarkKind
from nvexplorer.xmltext.outline import read_outline

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_insert import Insertion
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.xmltext.outline import Node, Outline

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


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
    if row.is_attribute:
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


def filling(
    definition: Definition | None, outline: Outline, row: FormRow, value: str
) -> Fix | Refusal | None:
    """As value_fix, and puts a missing element with this value into the body, at its documented
    place and near the row's parent. Raises BadInput as `body_insert.insertion` does."""
    if row.node is not None:
        return value_fix(outline, row, value)
    assert definition is not None  # what is missing is documented
    found = _inserted(definition, outline, row)
    title = f"Set {row.name}"
    made = found.fix.apply(outline.text)
    outline_made = read_outline(made)
    node = outline_made.at(found.caret)
    if not found.fix.edits or node is None or node.name != row.name:
        return Refusal(f"{row.name} cannot be put there.", "Type it into the XML.")
    own = FormRow(outline_made, row.path, None, row.row, node)
    inner = value_fix(outline_made, own, value)
    if not isinstance(inner, Fix):
        return inner or Fix(title, found.fix.edits)
    # One change of the old text: what was put there, as the value made it.
    (edit,) = found.fix.edits
    done = inner.apply(made)
    end = len(done) - (len(outline.text) - edit.end)
    return Fix(title, (Edit(edit.start, edit.end, done[edit.start : end]),))


def addition(definition: Definition, outline: Outline, row: FormRow) -> Fix | None:
    """Puts a missing element into the body, or another one like one that is there, each with what
    it must hold; None when it is there. Raises BadInput as `body_insert.insertion` does."""
    fix = _inserted(definition, outline, row).fix
    return fix if fix.edits else None


def _inserted(definition: Definition, outline: Outline, row: FormRow) -> Insertion:
    holder: FormRow | None = row
    while holder is not None and holder.node is None:
        holder = holder.parent
    near = holder.node.open_end if holder is not None and holder.node is not None else None
    assert row.row is not None
    return insertion(definition, outline.text, row.row.path, near)


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
    if row.is_attribute:
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
    if node is None or row.missing or row.is_attribute:
        return None
    line = text.rfind("\n", 0, node.start) + 1
    indent = text[line : node.start]
    gap = "" if indent.strip() or line == 0 else f"\n{indent}"
    return Fix(f"Repeat {row.name}", (Edit(node.end, node.end, gap + text[node.start : node.end]),))


def _escaped(value: str) -> str:
    return value.translate(_ESCAPES)
