"""Where places of a text are after it was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nvexplorer.catalogue.body_problem import Edit, Fix


class Delta(NamedTuple):
    """`added` characters came into the place of the `removed` ones from `start` on."""

    start: int
    removed: int
    added: int


def moved(start: int, end: int, deltas: Iterable[Delta]) -> tuple[int, int] | None:
    """The place after these changes, None when one of them touched it."""
    for delta in deltas:
        if delta.start + delta.removed <= start and (delta.removed or delta.start < end):
            shift = delta.added - delta.removed
            start, end = start + shift, end + shift
        elif delta.start < end:
            return None
    return start, end


def moved_fix(fix: Fix, deltas: Sequence[Delta]) -> Fix | None:
    """The same fix after these changes, None when one of them touched what it changes or what
    lies between."""
    if not deltas:
        return fix
    whole = moved(fix.edits[0].start, fix.edits[-1].end, deltas) if fix.edits else None
    if whole is None:
        return None
    by = whole[0] - fix.edits[0].start
    return fix._replace(edits=tuple(_by(edit, by) for edit in fix.edits))


def _by(edit: Edit, by: int) -> Edit:
    return edit._replace(start=edit.start + by, end=edit.end + by)
