"""Which rows of the form are open when it is first seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeView

    from nvexplorer.catalogue.body_form import FormRow
    from nvexplorer.ui.panes.request.body_form.model import FormModel

    Key = tuple[tuple[str, int], ...]
    Folds = dict[Key, bool]  # what the user opened and closed

# With more members an element begins folded, and so do all once so many rows are seen.
_MOST_MEMBERS = 60
_MOST_ROWS = 300


def unfold(tree: QTreeView, model: FormModel, folds: Folds) -> None:
    """Open what the user opened, and of the rest what is not too much to look at."""
    level = model.roots
    seen = len(level)
    while level:
        below: list[FormRow] = []
        for row in level:
            by_itself = not row.missing and seen < _MOST_ROWS
            if not folds.get(row.key, by_itself) or not model.has_members(row):
                continue
            members = model.members(row)
            if len(members) <= _MOST_MEMBERS or folds.get(row.key):
                tree.setExpanded(model.index_of(row), True)
                seen += len(members)
                below += members
        level = below
