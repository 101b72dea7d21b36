"""Which rows of two documents stand beside each other, and where they differ."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple, Protocol

from nvexplorer.exchange.compare.alignment import Alignment, Beside
from nvexplorer.exchange.compare.results import Kind

if TYPE_CHECKING:
    from nvexplorer.exchange.compare.results import TextComparison


class Layout(Protocol):
    """`rows` are those of the list; `is_aligned` tells whether all equal rows are paired."""

    rows: int
    is_aligned: bool

    def beside(self, row: int) -> Beside: ...
    def row_of(self, which: int, row: int) -> int:
        """Where the row of the left (0) or right (1) document is in the list."""
        ...


class Unaligned:
    """Row by row, from the first on, or so that `left` stands beside `right` with `length` rows
    that may differ. For documents that have these many rows."""

    is_aligned = False

    def __init__(self, counts: tuple[int, int], left: int = 0, right: int = 0, length: int = 0):
        self._counts = counts
        top = max(left, right)
        self._shifts = (left - top, right - top)  # from rows of the list to those of the sides
        self._differing = range(top, top + length)
        self.rows = max(0, counts[0] - self._shifts[0], counts[1] - self._shifts[1])

    def beside(self, row: int) -> Beside:
        one, other = (
            place if 0 <= place < count else None
            for place, count in (
                (row + shift, count)
                for shift, count in zip(self._shifts, self._counts, strict=True)
            )
        )
        kind = Kind.CHANGED if row in self._differing else Kind.SAME
        return Beside(one, other, kind)

    def row_of(self, which: int, row: int) -> int:
        return row - self._shifts[which]


class Aligned:
    """As a TextComparison says."""

    is_aligned = True

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment
        self.rows = alignment.rows
        self.beside = alignment.beside

    def row_of(self, which: int, row: int) -> int:
        alignment = self._alignment
        if row >= (alignment.left_rows, alignment.right_rows)[which]:
            return max(0, alignment.rows - 1)
        return alignment.row_of_right(row) if which else alignment.row_of_left(row)


class Hunk(NamedTuple):
    """Rows of the list that differ, from `first` to `last`."""

    first: int
    last: int
    kind: Kind


class Hunks:
    """Where the documents differ: runs that differ, and follow one another, as one."""

    def __init__(self) -> None:
        self._firsts, self._lasts = array("q"), array("q")
        self._kinds: list[Kind] = []

    @classmethod
    def of(cls, alignment: Alignment) -> Hunks:
        made = cls()
        for number in range(alignment.runs):
            run = alignment.run(number)
            if run.kind is Kind.SAME:
                continue
            first = alignment.first(number)
            last = first + max(run.left_rows, run.right_rows) - 1
            if made._lasts and made._lasts[-1] + 1 == first:
                made._lasts[-1] = last
                if made._kinds[-1] is not run.kind:
                    made._kinds[-1] = Kind.CHANGED
            else:
                made._firsts.append(first)
                made._lasts.append(last)
                made._kinds.append(run.kind)
        return made

    def __len__(self) -> int:
        return len(self._firsts)

    def __getitem__(self, number: int) -> Hunk:
        return Hunk(self._firsts[number], self._lasts[number], self._kinds[number])

    def at(self, row: int) -> int | None:
        """The number of the hunk that the row of the list is in."""
        number = bisect_right(self._firsts, row) - 1
        return number if number >= 0 and row <= self._lasts[number] else None

    def after(self, row: int) -> int | None:
        number = bisect_right(self._firsts, row)
        return number if number < len(self) else None

    def before(self, row: int) -> int | None:
        """The last hunk that begins before the row."""
        number = bisect_left(self._firsts, row) - 1
        return number if number >= 0 else None

    def within(self, first: int, end: int) -> Kind | None:
        """What kind of difference there is among the rows from `first` up to `end`."""
        number = bisect_left(self._lasts, first)
        if number < len(self) and self._firsts[number] < end:
            return self._kinds[number]
        return None


class Compared(NamedTuple):
    """A TextComparison made ready for a list."""

    layout: Aligned
    hunks: Hunks
    comparison: TextComparison


def prepared(comparison: TextComparison) -> Compared:
    """Takes about a second for a million runs: in a thread, unless there are few."""
    alignment = Alignment(comparison.runs)
    return Compared(Aligned(alignment), Hunks.of(alignment), comparison)
