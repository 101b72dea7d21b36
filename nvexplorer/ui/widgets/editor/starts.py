"""Where the parts of a long thing begin, when one of them grows at a time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Starts:
    """Beginnings of parts of these sizes. A part that grows again and again, as under typing,
    costs nothing beyond the first time."""

    def __init__(self, sizes: Iterable[int], first: int = 0) -> None:
        self._values = list(accumulate(sizes, initial=first))
        self._values.pop()
        self._grown = len(self._values)  # the parts from here on begin `_by` later
        self._by = 0

    def __getitem__(self, index: int) -> int:
        return self._values[index] + (self._by if index >= self._grown else 0)

    def grow(self, index: int, by: int) -> None:
        """The part `index` is that much longer now."""
        if index + 1 != self._grown:
            if self._by:
                self._values[self._grown :] = [v + self._by for v in self._values[self._grown :]]
            self._grown, self._by = index + 1, 0
        self._by += by

    def holding(self, value: int) -> int:
        """The last part that begins at or before `value`."""
        if self._grown < len(self._values) and value >= self[self._grown]:
            return bisect_right(self._values, value - self._by, self._grown) - 1
        return bisect_right(self._values, value, 0, min(self._grown, len(self._values))) - 1

    def before(self, value: int) -> int:
        """The last part that begins before `value`."""
        if self._grown < len(self._values) and value > self[self._grown]:
            return bisect_left(self._values, value - self._by, self._grown) - 1
        return bisect_left(self._values, value, 0, min(self._grown, len(self._values))) - 1
