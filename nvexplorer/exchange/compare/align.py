"""Which rows of one document are beside which of the other.

What both begin and end with is set aside. The rest goes the shortest way where that has few steps.
Else it is cut at anchors, and between two of them the same is done again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .anchors import anchors
from .shortest import shortest

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterator

_FEW = 150  # steps that are tried; their square is what it costs
_STEP = 512
_LARGE = 1_000_000  # rows of both sides of which a part alone is looked at for anchors
_SAMPLE = 16


class Stretch(NamedTuple):
    """Rows from `left` up to `left_end` beside those from `right` up to `right_end`: equal ones,
    as many on both sides, or ones that differ."""

    equal: bool
    left: int
    left_end: int
    right: int
    right_end: int


class Aligned(NamedTuple):
    """`stretches` follow one another without gaps, equal and different by turns; `coarse` rows of
    the longer side were taken as a whole for want of time."""

    stretches: list[Stretch]
    coarse: int


def align(left: array[int], right: array[int], hurry: Callable[[], bool]) -> Aligned:
    """Once `hurry()` is true, what is left is aligned as a whole. Lets through what it raises."""
    found: list[Stretch] = []
    coarse = 0
    todo = [Stretch(False, 0, len(left), 0, len(right))]
    while todo:
        stretch = todo.pop()
        if stretch.equal:
            _add(found, stretch)
            continue
        a, a_end, b, b_end = _trimmed(left, right, stretch, found, todo)
        if a == a_end or b == b_end:
            _add(found, Stretch(False, a, a_end, b, b_end))
            continue
        way = _Way([]) if hurry() else _way(left[a:a_end], right[b:b_end])
        parts = list(_split(way.pairs, a, a_end, b, b_end))
        if way.again:
            todo.extend(reversed(parts))
            continue
        if not way.sure:
            coarse += max(a_end - a, b_end - b)
        for part in parts:
            _add(found, part)
    return Aligned(found, coarse)


class _Way(NamedTuple):
    """Pairs of equal rows. `again`: there may be more between them. `sure`: there are no more."""

    pairs: list[tuple[int, int]]
    again: bool = False
    sure: bool = False


def _way(one: array[int], other: array[int]) -> _Way:
    large = len(one) + len(other) > _LARGE
    found = None if large else shortest(one, other, _FEW)
    if found is not None:
        return _Way(found, sure=True)
    pairs = anchors(one, other, _SAMPLE if large else 1)
    return _Way(pairs, again=bool(pairs), sure=not large)


def _trimmed(
    left: array[int],
    right: array[int],
    stretch: Stretch,
    found: list[Stretch],
    todo: list[Stretch],
) -> tuple[int, int, int, int]:
    """What is left of the stretch: the equal rows it begins with are found, those that it ends with
    come next."""
    _, a, a_end, b, b_end = stretch
    head = _common_head(left, right, a, b, min(a_end - a, b_end - b))
    _add(found, Stretch(True, a, a + head, b, b + head))
    a, b = a + head, b + head
    tail = _common_tail(left, right, a_end, b_end, min(a_end - a, b_end - b))
    if tail:
        todo.append(Stretch(True, a_end - tail, a_end, b_end - tail, b_end))
    return a, a_end - tail, b, b_end - tail


def _common_head(left: array[int], right: array[int], a: int, b: int, most: int) -> int:
    at = 0
    while at < most:  # many at once, which takes no time
        step = min(_STEP, most - at)
        if left[a + at : a + at + step] != right[b + at : b + at + step]:
            while left[a + at] == right[b + at]:
                at += 1
            return at
        at += step
    return at


def _common_tail(left: array[int], right: array[int], a_end: int, b_end: int, most: int) -> int:
    at = 0
    while at < most:
        step = min(_STEP, most - at)
        if left[a_end - at - step : a_end - at] != right[b_end - at - step : b_end - at]:
            while left[a_end - at - 1] == right[b_end - at - 1]:
                at += 1
            return at
        at += step
    return at


def _split(
    pairs: list[tuple[int, int]], a: int, a_end: int, b: int, b_end: int
) -> Iterator[Stretch]:
    """The pairs as equal stretches and what lies between them, counted from `a` and `b`."""
    at, there = 0, 0  # what comes next
    n, m = a_end - a, b_end - b
    for x, y in [*pairs, (n, m)]:
        if (x, y) != (at, there):
            yield Stretch(False, a + at, a + x, b + there, b + y)
        if x < n and y < m:
            yield Stretch(True, a + x, a + x + 1, b + y, b + y + 1)
        at, there = x + 1, y + 1


def _add(found: list[Stretch], stretch: Stretch) -> None:
    """As part of the one before where that is of the same kind."""
    if stretch.left == stretch.left_end and stretch.right == stretch.right_end:
        return
    if found and found[-1].equal == stretch.equal:
        before = found.pop()
        stretch = stretch._replace(left=before.left, right=before.right)
    found.append(stretch)
