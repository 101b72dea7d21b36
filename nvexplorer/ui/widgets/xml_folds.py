"""Which rows of a document are folded away, and which slots of the viewer the others take."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Folds:
    """A fold is a head, which is seen, and the rows after it up to a last one, which are not.

    Folds lie beside or within each other; those within keep their state. Slots number the rows
    that are seen.
    """

    def __init__(self) -> None:
        self._heads = array("q")  # of the folds that lie in no other, ascending
        self._lasts = array("q")
        self._before = array("q", [0])  # rows hidden before each of them, and in all
        self._slots = array("q")  # of the heads
        self._inner: dict[int, int] = {}  # folds within others: last rows by heads

    def __bool__(self) -> bool:
        return bool(self._heads)

    @property
    def hidden(self) -> int:
        """How many rows are not seen."""
        return self._before[-1]

    def slot_of(self, row: int) -> int:
        """The slot of a row; of one that is hidden, that of the head it is folded into."""
        at = bisect_right(self._heads, row) - 1
        if at >= 0 and row <= self._lasts[at]:
            return self._slots[at]
        return row - self._before[at + 1]

    def row_of(self, slot: int) -> int:
        at = bisect_right(self._slots, slot) - 1
        if at >= 0 and self._slots[at] == slot:
            return self._heads[at]
        return slot + self._before[at + 1]

    def last_of(self, head: int) -> int | None:
        """The last row that a head hides; None when nothing is folded there."""
        at = bisect_left(self._heads, head)
        if at < len(self._heads) and self._heads[at] == head:
            return self._lasts[at]
        return self._inner.get(head)

    def is_hidden(self, row: int) -> bool:
        at = bisect_left(self._heads, row) - 1
        return at >= 0 and row <= self._lasts[at]

    def head_of(self, row: int) -> int:
        """The row itself, or the outermost head that it is folded into."""
        return self.row_of(self.slot_of(row))

    def fold(self, head: int, last: int) -> None:
        """Hides the rows after `head` up to `last`."""
        if self.is_hidden(head):
            self._inner[head] = last
            return
        first, end = bisect_left(self._heads, head), bisect_right(self._heads, last)
        for at in range(first, end):
            if self._heads[at] != head:
                self._inner[self._heads[at]] = self._lasts[at]
        self._put(first, end, [(head, last)])

    def fold_all(self, folds: Iterable[tuple[int, int]]) -> None:
        """Folds that lie beside each other, ascending: quick where no others come after them."""
        after = []
        for head, last in folds:
            if self._lasts and head <= self._lasts[-1]:
                self.fold(head, last)
            else:
                after.append((head, last))
        end = len(self._heads)
        self._put(end, end, after)

    def unfold(self, head: int) -> None:
        """Shows what a head hides; folds within that stay."""
        at = bisect_left(self._heads, head)
        if at == len(self._heads) or self._heads[at] != head:
            self._inner.pop(head, None)
            return
        last, covered, within = self._lasts[at], head, []
        for inner in sorted(each for each in self._inner if head < each <= last):
            if inner > covered:
                covered = self._inner.pop(inner)
                within.append((inner, covered))
        self._put(at, at + 1, within)

    def unfold_all(self) -> None:
        self._inner.clear()
        self._put(0, len(self._heads), [])

    def reveal(self, row: int) -> bool:
        """Unfolds all that hides a row; False when nothing does."""
        hidden = False
        while self.is_hidden(row):
            self.unfold(self.head_of(row))
            hidden = True
        return hidden

    def _put(self, first: int, end: int, folds: list[tuple[int, int]]) -> None:
        """Folds in place of those from `first` to `end`."""
        self._heads[first:end] = array("q", [head for head, _ in folds])
        self._lasts[first:end] = array("q", [last for _, last in folds])
        heads, lasts = self._heads[first:], self._lasts[first:]
        before = accumulate(map(sub, lasts, heads), initial=self._before[first])
        self._before[first:] = array("q", before)
        self._slots[first:] = array("q", map(sub, heads, self._before[first:]))
