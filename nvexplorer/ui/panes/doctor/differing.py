"""Where two texts differ, for marking it."""

from __future__ import annotations

from difflib import SequenceMatcher

# Beyond this, everything between the common beginning and end is marked.
_LONGEST = 600
_ALIKE = 0.5

Ranges = tuple[tuple[int, int], ...]


def differing(expected: str, made: str) -> tuple[Ranges, Ranges]:
    """The stretches (start, end) of each text that the other one lacks."""
    start = 0
    shorter = min(len(expected), len(made))
    while start < shorter and expected[start] == made[start]:
        start += 1
    tail = 0
    while tail < shorter - start and expected[-1 - tail] == made[-1 - tail]:
        tail += 1
    one, other = expected[start : len(expected) - tail], made[start : len(made) - tail]
    if max(len(one), len(other)) > _LONGEST:
        return _range(start, len(one)), _range(start, len(other))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < _ALIKE:  # single letters that happen to be in both tell nothing
        return _range(start, len(one)), _range(start, len(other))
    ours: list[tuple[int, int]] = []
    theirs: list[tuple[int, int]] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            ours += _range(start + a, b - a)
            theirs += _range(start + c, d - c)
    return tuple(ours), tuple(theirs)


def _range(start: int, length: int) -> Ranges:
    return ((start, start + length),) if length else ()
