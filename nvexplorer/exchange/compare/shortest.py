"""The shortest way from one sequence of numbers to another (Myers 1986, greedy)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def shortest(one: Sequence[int], other: Sequence[int], most: int) -> list[tuple[int, int]] | None:
    """The pairs of places (in `one`, in `other`) with equal numbers that are left beside each other
    when as few as possible are removed and added, ascending; None when those are more than `most`.

    Takes time and memory of `most` squared at worst, plus the length of both.
    """
    n, m = len(one), len(other)
    if n + m > most and _fewest(one, other) > most:
        return None
    reach = [0] * (2 * min(most, n + m) + 3)
    middle = len(reach) // 2
    trail: list[list[int]] = []
    for edits in range(min(most, n + m) + 1):
        trail.append(reach[middle - edits : middle + edits + 1])
        for k in range(-edits, edits + 1, 2):
            at = middle + k
            if k == -edits or (k != edits and reach[at - 1] < reach[at + 1]):
                x = reach[at + 1]
            else:
                x = reach[at - 1] + 1
            y = x - k
            while x < n and y < m and one[x] == other[y]:
                x += 1
                y += 1
            reach[at] = x
            if x >= n and y >= m:
                return _way_back(trail, n, m)
    return None


def _fewest(one: Sequence[int], other: Sequence[int]) -> int:
    """There are at least so many."""
    counts = Counter(one)
    counts.subtract(other)
    return sum(map(abs, counts.values()))


def _way_back(trail: list[list[int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for edits in range(len(trail) - 1, -1, -1):
        reach, k = trail[edits], x - y  # reach[edits + k] is that of the diagonal k

        def of(diagonal: int, reach: list[int] = reach, edits: int = edits) -> int:
            return reach[edits + diagonal] if -edits <= diagonal <= edits else -1

        if edits == 0:
            begin, before = 0, 0
        elif k == -edits or (k != edits and of(k - 1) < of(k + 1)):
            before, begin = k + 1, of(k + 1)
        else:
            before, begin = k - 1, of(k - 1) + 1
        pairs.extend((at, at - k) for at in range(x - 1, begin - 1, -1))
        if edits:
            x = of(before)
            y = x - before
    pairs.reverse()
    return pairs
