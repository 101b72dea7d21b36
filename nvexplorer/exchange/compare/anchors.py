"""Rows that are beside each other for certain, or nearly so."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .rising import longest_rising

if TYPE_CHECKING:
    from collections.abc import Sequence


def anchors(one: Sequence[int], other: Sequence[int], sample: int = 1) -> list[tuple[int, int]]:
    """Pairs of places (in `one`, in `other`) with equal numbers, ascending; none when nothing is
    common to both.

    Of numbers that occur once on either side, if there are such; else of those that occur as often
    on both; else of any: the nth with the nth. Of these as many as are in order on both sides. Only
    one number of `sample` is looked at, which takes as much less memory.
    """
    counts, others = _counts(one, sample), _counts(other, sample)
    common = counts.keys() & others.keys()
    often = {value for value in common if counts[value] == others[value]}
    once = {value for value in often if counts[value] == 1}
    wanted = once or often or common
    places = _numbered(other, wanted)
    pairs = [(at, places.get(key, -1)) for key, at in _numbered(one, wanted).items()]
    pairs = [pair for pair in pairs if pair[1] >= 0]
    return [pairs[at] for at in longest_rising([there for _, there in pairs])]


def _counts(values: Sequence[int], sample: int) -> Counter[int]:
    if sample == 1:
        return Counter(values)
    return Counter(value for value in values if value % sample == 0)


def _numbered(values: Sequence[int], wanted: set[int]) -> dict[tuple[int, int], int]:
    """Where each of the wanted occurs for the nth time, ascending."""
    seen: Counter[int] = Counter()
    places: dict[tuple[int, int], int] = {}
    for at, value in enumerate(values):
        if value in wanted:
            places[value, seen[value]] = at
            seen[value] += 1
    return places
