"""What an expression found, as plain data that is small for a million hits."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIMIT = 1_000_000
"""Hits listed at most."""

RANK = "[#]"


class Value(NamedTuple):
    """The result of an expression that gives no nodes; `kind`: string, number or boolean."""

    kind: str
    text: str


class Found(NamedTuple):
    """All hits were told. `total` is how many there are, of which `LIMIT` are listed at most."""

    total: int


class Step(NamedTuple):
    """How far the work is: what is done, and which part of it, from 0 to 1."""

    what: str
    part: float


class Portion(NamedTuple):
    """Some hits in document order. The columns are packed unsigned numbers: 64 bits for offsets in
    the body, 32 for the rest.

    Hit n is from `starts[n]` to `ends[n]`; up to `mark_ends[n]` it is worth marking: the whole of
    a value, the start tag of an element with elements in it. `pattern_ids[n]` is the index of its
    path in all patterns so far, those of this portion included; each `[#]` in it stands for one
    of the next `ranks`.
    """

    starts: bytes
    mark_ends: bytes
    ends: bytes
    pattern_ids: bytes
    ranks: bytes
    patterns: tuple[str, ...]


class HitList:
    """The hits that were told so far; some 30 bytes each."""

    def __init__(self) -> None:
        self.starts = array("Q")
        self.mark_ends = array("Q")
        self.ends = array("Q")
        self._pattern_ids = array("I")
        self._ranks = array("I")
        self._rank_starts = array("Q")
        self._patterns: list[str] = []
        self._rank_counts: list[int] = []

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, portion: Portion) -> None:
        for pattern in portion.patterns:
            self._patterns.append(pattern)
            self._rank_counts.append(pattern.count(RANK))
        self.starts.frombytes(portion.starts)
        self.mark_ends.frombytes(portion.mark_ends)
        self.ends.frombytes(portion.ends)
        pattern_ids = array("I")
        pattern_ids.frombytes(portion.pattern_ids)
        self._pattern_ids += pattern_ids
        at = len(self._ranks)
        counts = self._rank_counts
        add = self._rank_starts.append
        for pattern_id in pattern_ids:
            add(at)
            at += counts[pattern_id]
        self._ranks.frombytes(portion.ranks)

    def pattern(self, number: int) -> str:
        """The path of a hit without the ranks of similar elements."""
        return self._patterns[self._pattern_ids[number]].replace(RANK, "")

    def path(self, number: int) -> str:
        """The path of a hit, such as `/Root/Customerlist/Customer[3]/Name`: an expression that
        finds it alone, but for one of several texts or comments in one element."""
        parts = self._patterns[self._pattern_ids[number]].split(RANK)
        at = self._rank_starts[number]
        ranks = self._ranks[at : at + len(parts) - 1]
        return parts[0] + "".join(
            f"[{rank}]{part}" for rank, part in zip(ranks, parts[1:], strict=True)
        )

    def __iter__(self) -> Iterator[tuple[str, int, int]]:
        """Path, start and end of each."""
        return ((self.path(n), self.starts[n], self.ends[n]) for n in range(len(self)))

    def packed(self, numbers: Sequence[int]) -> Portion:
        """Some hits, ascending, as a list of their own: at once for a range of them."""
        return Portion(
            _picked(self.starts, numbers).tobytes(),
            _picked(self.mark_ends, numbers).tobytes(),
            _picked(self.ends, numbers).tobytes(),
            _picked(self._pattern_ids, numbers).tobytes(),
            self._picked_ranks(numbers).tobytes(),
            tuple(self._patterns),
        )

    def _picked_ranks(self, numbers: Sequence[int]) -> array[int]:
        if isinstance(numbers, range):
            return self._ranks[self._ranks_at(numbers.start) : self._ranks_at(numbers.stop)]
        picked = array("I")
        for number in numbers:
            picked += self._ranks[self._ranks_at(number) : self._ranks_at(number + 1)]
        return picked

    def _ranks_at(self, number: int) -> int:
        return self._rank_starts[number] if number < len(self) else len(self._ranks)


def _picked(column: array[int], numbers: Sequence[int]) -> array[int]:
    if isinstance(numbers, range):
        return column[numbers.start : numbers.stop]
    return array(column.typecode, [column[number] for number in numbers])
