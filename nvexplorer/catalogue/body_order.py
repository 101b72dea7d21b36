"""The order of the elements inside one element: which stand wrong, and the order put right."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.body_problem import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.xmltext.outline import Node, Outline

# A comment behind an element on the same line is about that element.
_REMARK = re.compile(r"(?:[ \t]*<!--(?:(?!-->)[^\n])*-->)+(?=[ \t]*\r?\n)")


class Stray(NamedTuple):
    """The child number `child` stands wrong: it belongs before (or else after) number `other`."""

    child: int
    before: bool
    other: int


def strays(places: Sequence[int | None]) -> list[Stray]:
    """The fewest children that have to move, by the documented place of each child; None for one
    without a place, which is passed over."""
    known = [(place, index) for index, place in enumerate(places) if place is not None]
    kept = _longest_rising([place for place, _ in known])
    keeps = [known[i] for i in kept]
    kept_places = [place for place, _ in keeps]
    kept_set = set(kept)
    found = []
    passed = 0  # of those kept, before the one looked at
    for i, (place, index) in enumerate(known):
        if i in kept_set:
            passed += 1
            continue
        next_kept = bisect_right(kept_places, place)
        if next_kept < passed:
            found.append(Stray(index, True, keeps[next_kept][1]))
        else:
            found.append(Stray(index, False, keeps[next_kept - 1][1]))
    return found


def _longest_rising(values: Sequence[int]) -> list[int]:
    """The indexes of a longest run of values, each not below the one before."""
    ends: list[int] = []  # the smallest last value of a run, by length
    last: list[int] = []  # its index
    before: list[int] = []
    for index, value in enumerate(values):
        length = bisect_right(ends, value)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(value)
            last.append(index)
        else:
            ends[length] = value
            last[length] = index
    run = []
    index = last[-1] if last else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return run[::-1]


def reordered(outline: Outline, node: Node, places: Sequence[int | None]) -> Fix:
    """The children in documented order, in one change. Each takes along the blanks and comments
    before it and a comment behind it on its line; those of one place keep their order, and one
    without a place stays behind the one before it."""
    text = outline.text
    cuts = [node.open_end]
    for child in node.children:
        remark = _REMARK.match(text, child.end)
        cuts.append(remark.end() if remark else child.end)
    keys: list[int] = []
    for place in places:
        keys.append(place if place is not None else keys[-1] if keys else -1)
    order = sorted(range(len(keys)), key=keys.__getitem__)
    edits = tuple(
        Edit(cuts[slot], cuts[slot + 1], text[cuts[index] : cuts[index + 1]])
        for slot, index in enumerate(order)
        if slot != index
    )
    return Fix(f"Put the elements of {node.name} in order", edits)
