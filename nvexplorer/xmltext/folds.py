"""Which rows are hidden in folded elements, and where that leaves the others."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Folds:
    """Folded elements, known by the byte at which their start tags begin, so that rows that are
    found later disturb none. `hidden` ranges are rows of the document, without the row in which the
    element begins; ranges may lie in each other. A place counts the rows that can be seen.
    """

    def __init__(self) -> None:
        self._folded: dict[int, range] = {}
        self._firsts: list[int] = []  # of the outermost ranges, in order, apart from each other
        self._lasts: list[int] = []
        self._hidden = [0]  # rows hidden before each of them, and in all
        self._places: list[int] = []  # at which each of them would begin

    def __bool__(self) -> bool:
        return bool(self._folded)

    def __contains__(self, start: int) -> bool:
        return start in self._folded

    @property
    def starts(self) -> list[int]:
        """The bytes at which the folded elements begin, in the order in which they were folded."""
        return list(self._folded)

    def fold(self, start: int, hidden: range) -> None:
        """An empty range is left out."""
        self.fold_all([(start, hidden)])

    def fold_all(self, elements: Iterable[tuple[int, range]]) -> None:
        """As `fold`, of any number at once."""
        self._folded.update((start, hidden) for start, hidden in elements if hidden)
        self._arrange()

    def unfold(self, start: int) -> None:
        """Those folded inside it stay folded. Does nothing when it is not folded."""
        if self._folded.pop(start, None) is not None:
            self._arrange()

    def unfold_all(self) -> None:
        self._folded.clear()
        self._arrange()

    def reveal(self, row: int) -> list[int]:
        """Unfolds all that hides a row, and says which those were."""
        around = [start for start, hidden in self._folded.items() if row in hidden]
        for start in around:
            del self._folded[start]
        if around:
            self._arrange()
        return around

    def renumber(self, hidden: Callable[[int], range | None]) -> None:
        """Keeps what is folded in another view of the same bytes: `hidden` gives the rows for the
        byte at which an element begins, None where it has none."""
        found = ((start, hidden(start)) for start in self._folded)
        self._folded = {start: rows for start, rows in found if rows}
        self._arrange()

    def is_hidden(self, row: int) -> bool:
        return self._covering(row) is not None

    def place(self, row: int) -> int:
        """Where a row is seen; of a hidden one, where the row is that hides it."""
        at = bisect_right(self._firsts, row) - 1
        if at >= 0 and row <= self._lasts[at]:
            return self._places[at] - 1
        return row - self._hidden[at + 1]

    def row(self, place: int) -> int:
        """The row that is seen at a place."""
        return place + self._hidden[bisect_right(self._places, place)]

    def seen(self, rows: int) -> int:
        """How many of the first `rows` rows can be seen."""
        at = bisect_right(self._firsts, rows - 1) - 1
        if at >= 0 and rows - 1 <= self._lasts[at]:
            return self._places[at]
        return rows - self._hidden[at + 1]

    def _covering(self, row: int) -> int | None:
        at = bisect_right(self._firsts, row) - 1
        return at if at >= 0 and row <= self._lasts[at] else None

    def _arrange(self) -> None:
        self._firsts, self._lasts = [], []
        for hidden in sorted(self._folded.values(), key=lambda each: each.start):
            if self._lasts and hidden.start <= self._lasts[-1] + 1:
                self._lasts[-1] = max(self._lasts[-1], hidden[-1])
            else:
                self._firsts.append(hidden.start)
                self._lasts.append(hidden[-1])
        self._hidden, self._places = [0], []
        for first, last in zip(self._firsts, self._lasts, strict=True):
            self._places.append(first - self._hidden[-1])
            self._hidden.append(self._hidden[-1] + last - first + 1)
