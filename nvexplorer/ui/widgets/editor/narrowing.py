"""What two stretches of a document have in common at their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.widgets.editor.runs import joined, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nvexplorer.ui.widgets.editor.runs import Run


def same_ends(old: Iterable[Run], new: Iterable[Run], most: int) -> tuple[int, int]:
    """How many positions are the same at the beginning, at most `most`, and how many of the rest
    at the end."""
    olds, news = joined(old), joined(new)
    head = min(most, _same(zip(olds, news, strict=False), tail=False))
    length = min(_length(olds), _length(news))
    tail = _same(zip(reversed(olds), reversed(news), strict=False), tail=True)
    return head, min(tail, length - head)


def _length(runs: Iterable[Run]) -> int:
    return sum(units(run) if isinstance(run, str) else 1 for run in runs)


def _same(pairs: Iterator[tuple[Run, Run]], *, tail: bool) -> int:
    positions = 0
    for old, new in pairs:
        if isinstance(old, str) and isinstance(new, str):
            same = _same_letters(old[::-1], new[::-1]) if tail else _same_letters(old, new)
            shared = old[len(old) - same :] if tail else old[:same]
            positions += units(shared)
            if same < max(len(old), len(new)):
                break
        elif old is new or (not isinstance(old, str) and old == new):
            positions += 1
        else:
            break
    return positions


def _same_letters(old: str, new: str) -> int:
    """How many they have in common at the beginning, found by halving."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[:middle] == new[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
