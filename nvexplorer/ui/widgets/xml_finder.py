"""What is being looked for in a document: the hits so far and the one the user is at."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from nvexplorer.ui.widgets.xml_search import MOST_HITS

if TYPE_CHECKING:
    from nvexplorer.ui.widgets.xml_search import Portion
    from nvexplorer.xmltext.search import Sought


class Finder:
    """`starts` and `ends` are the bytes of the hits, ascending; `hit` is the current one, and
    `current` its place among them, -1 while that is not known.

    No more than `MOST_HITS` are counted; then `complete` stays false.
    """

    def __init__(self) -> None:
        self.needle: Sought | None = None
        self.end()

    def begin(self, needle: Sought) -> None:
        self.end()
        self.needle = needle
        self.complete = False

    def end(self) -> None:
        self.needle = None
        self.starts: array[int] = array("q")
        self.ends: array[int] = array("q")
        self.hit: tuple[int, int] | None = None
        self.complete = True

    @property
    def current(self) -> int:
        if self.hit is None:
            return -1
        at = bisect_left(self.starts, self.hit[0])
        return at if at < len(self.starts) and self.starts[at] == self.hit[0] else -1

    def take(self, portion: Portion) -> bool:
        """Takes in more hits; whether the current hit has been found just now."""
        self.starts.extend(portion.starts)
        self.ends.extend(portion.ends)
        if portion.complete:
            self.complete = True
        if self.hit is not None:
            return False
        if portion.nearest is not None and portion.nearest[0] >= 0:
            self.hit = portion.nearest
        elif self.starts:  # from the beginning on, or around the end
            self.hit = self.starts[0], self.ends[0]
        return self.hit is not None

    def move(self, by: int, origin: int) -> bool:
        """To the next hit (1) or the one before (-1), around the ends; False when there is none.

        From `origin`, where the caret is, when that is not at the current hit. Around the end only
        when all hits are known.
        """
        if not self.starts:
            return False
        if self.hit is None or origin not in self.hit or self.current < 0:
            at = bisect_left(self.starts, origin)
            goal = at if by > 0 else at - 1
        else:
            goal = self.current + by
        if not self.complete and len(self.starts) < MOST_HITS and not 0 <= goal < len(self.starts):
            return False
        goal %= len(self.starts)
        self.hit = self.starts[goal], self.ends[goal]
        return True

    def between(self, start: int, end: int) -> list[tuple[int, int]]:
        """The hits known that lie between two bytes at least in part."""
        first = bisect_left(self.ends, start + 1)
        last = bisect_left(self.starts, end)
        return list(zip(self.starts[first:last], self.ends[first:last], strict=True))
