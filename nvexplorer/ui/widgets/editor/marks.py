"""Places of a text that something is said about; they move with the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SEVERITIES = ("error", "warning", "unjudged")  # the worst first


class Mark(NamedTuple):
    """Characters `start` to `end`, which may be none, with one of SEVERITIES."""

    start: int
    end: int
    severity: str
    tooltip: str


class Marks:
    """In the order of their beginnings."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._told: list[tuple[str, str]] = []
        self._longest = 0

    def set(self, marks: Iterable[Sequence[object]]) -> None:
        """Start, end, severity and tooltip of each. Raises ValueError for another severity."""
        wanted = sorted((Mark(*mark) for mark in marks), key=lambda mark: mark.start)  # type: ignore[arg-type]
        for mark in wanted:
            if mark.severity not in SEVERITIES:
                raise ValueError(f"{mark.severity!r} is none of {', '.join(SEVERITIES)}")
        self._starts = [mark.start for mark in wanted]
        self._ends = [max(mark.start, mark.end) for mark in wanted]
        self._told = [(mark.severity, mark.tooltip) for mark in wanted]
        self._longest = max((m.end - m.start for m in wanted), default=0)

    def __len__(self) -> int:
        return len(self._starts)

    def shift(self, start: int, removed: int, added: int) -> None:
        """The text changed there: what is behind moves, what was removed with its text is gone."""
        if not self._starts:
            return
        end, by = start + removed, added - removed
        first = bisect_left(self._starts, start - self._longest)
        starts, ends, told = self._starts[:first], self._ends[:first], self._told[:first]
        for index in range(first, len(self._starts)):
            mark_start, mark_end = self._starts[index], self._ends[index]
            if removed and start <= mark_start and mark_end <= end and mark_start < end:
                continue
            if mark_start >= end:
                mark_start += by
            elif mark_start > start:
                mark_start = start + added
            if mark_end > end or (mark_end == end and removed):
                mark_end += by
            elif mark_end > start:
                mark_end = start
            starts.append(mark_start)
            ends.append(max(mark_start, mark_end))
            told.append(self._told[index])
        self._starts, self._ends, self._told = starts, ends, told
        self._longest += max(0, by)

    def between(self, start: int, end: int) -> list[Mark]:
        """Those that touch the characters from `start` to `end`."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_right(self._starts, end)
        return [
            Mark(self._starts[index], self._ends[index], *self._told[index])
            for index in range(first, last)
            if self._ends[index] >= start
        ]
