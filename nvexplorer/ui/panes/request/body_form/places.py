"""Where the rows of the form stand in the text, and which rows stand at a place of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_form import FormRow
    from nvexplorer.ui.panes.request.body_form.model import FormModel
    from nvexplorer.xmltext.outline import Outline


def place_of(outline: Outline, row: FormRow | None) -> int | None:
    """The offset of a row's value, of an attribute, of the tag of a group; for what is missing
    that of what it is missing in."""
    holder = row
    while holder is not None and holder.node is None:
        holder = holder.parent
    if row is None or holder is None or holder.node is None:
        return None
    node = holder.node
    if row.is_attribute and not row.missing:
        named = (a.start for a in outline.attributes(node) if f"@{a.name}" == row.name)
        return next(named, node.start)
    valued = holder is row and not node.children and node.close_start < node.end
    return node.open_end if valued else node.start


def row_at_place(model: FormModel, outline: Outline, offset: int) -> FormRow | None:
    """The row of the element or attribute at a place of the text, or the nearest around it."""
    node = outline.at(offset)
    if node is None:
        return None
    rows, found = model.roots, None
    for around in (*reversed([*node.ancestors()]), node):
        row = next((r for r in rows if r.node is around and not r.is_attribute), None)
        if row is None:
            return found
        found, rows = row, model.members(row)
    inside = (a for a in outline.attributes(node) if a.start <= offset <= a.end)
    named = next((f"@{a.name}" for a in inside), "")
    return next((r for r in rows if r.name == named), found)
