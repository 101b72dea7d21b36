"""Edits of a text on its way through runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.catalogue.body_problem import Edit
from nvexplorer.ui.widgets.editor.cutting import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nvexplorer.ui.widgets.editor.mirror import Content
    from nvexplorer.ui.widgets.editor.runs import Run


def trimmed(edit: Edit, part: Callable[[int, int], str]) -> Edit | None:
    """The edit without what it leaves alone at both ends, None when that is everything."""
    old, new = part(edit.start, edit.end), edit.text
    if old == new:
        return None
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    most -= head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    return Edit(edit.start + head, edit.end - tail, new[head : len(new) - tail])


def moved(offset: int, edits: Sequence[Edit]) -> int:
    """Where a caret at `offset` stands after the edits: with the text around it."""
    shift = 0
    for start, end, text in edits:
        if offset < start or (offset == start and end > start):
            break
        if offset < end:
            return start + shift + min(offset - start, len(text))
        shift += len(text) - (end - start)
    return offset + shift


def runs_with(content: Content, begin: int, edits: Sequence[Edit]) -> Iterator[list[Run]]:
    """The runs of `content`, whose text begins at the offset `begin`, after the edits. They are
    in ascending order, do not overlap, and lie in the content."""
    offset = kept = begin  # what is before `kept` was replaced
    number = 0
    for chunk in content:
        result: list[Run] = []
        for run in chunk.runs():
            text = run if isinstance(run, str) else run.text
            end = offset + len(text)
            first = number
            while number < len(edits) and (
                edits[number].start < end or edits[number].start == offset == end
            ):
                edit = edits[number]
                if edit.start > max(kept, offset):
                    result.append(text[max(kept, offset) - offset : edit.start - offset])
                result += (new for piece in cut(edit.text) for new in piece)
                kept = max(kept, edit.end)
                number += 1
            untouched = number == first and kept <= offset
            if untouched:
                result.append(run)
            elif max(kept, offset) < end:
                result.append(text[max(kept, offset) - offset :])
            offset = end
        yield result
    for edit in edits[number:]:
        yield [new for piece in cut(edit.text) for new in piece]
