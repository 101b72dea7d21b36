"""What is being looked for in a document: the hits so far and the one the user is at."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.xmltext.document import Document
    from nvexplorer.xmltext.search import Needle

MOST_HITS = 1_000_000


class Finder:
    """`hits` are offsets in ascending order, `current` an index into them or -1.

    No more than `MOST_HITS` are counted; then `complete` stays false.
    """

    def __init__(self) -> None:
        self.needle: Needle | None = None
        self.hits: array[int] = array("q")
        self.current = -1
        self.complete = True
        self._origin = 0

    def begin(self, document: Document, text: str, *, case_sensitive: bool, origin: int) -> None:
        """Looks for another text; the first hit at or after `origin` becomes the current one."""
        from nvexplorer.xmltext.search import Needle

        self.needle = (
            Needle(text, document.encoding, case_sensitive=case_sensitive) if text else None
        )
        self.hits = array("q")
        self.current = -1
        self.complete = self.needle is None
        self._origin = origin

    def end(self) -> None:
        self.needle = None
        self.hits = array("q")
        self.current = -1
        self.complete = True

    @property
    def hit(self) -> tuple[int, int] | None:
        """The bytes of the current hit, from and to."""
        if self.current < 0 or self.needle is None:
            return None
        start = self.hits[self.current]
        return start, start + self.needle.length

    def steps(self, document: Document) -> Iterator[bool]:
        """Goes through the document; yields whether the current hit has been found just now."""
        from nvexplorer.xmltext.search import search

        needle = self.needle
        assert needle
        for found in search(document.source, needle):
            self.hits.extend(found.offsets)
            arrived = self.current < 0 and bool(self.hits) and self.hits[-1] >= self._origin
            if arrived:
                self.current = bisect_left(self.hits, self._origin)
            yield arrived
            if len(self.hits) >= MOST_HITS:
                return
        self.complete = True
        arrived = self.current < 0 and bool(self.hits)
        if arrived:
            self.current = 0  # around the end
        yield arrived

    def move(self, by: int, origin: int) -> bool:
        """To the next hit (1) or the one before (-1), around the ends; False when there is none.

        From `origin`, where the caret is, when that is not at the current hit. Around the end only
        when all hits are known.
        """
        if not self.hits:
            return False
        hit = self.hit
        if hit is None or origin not in hit:
            at = bisect_left(self.hits, origin)
            goal = at if by > 0 else at - 1
        else:
            goal = self.current + by
        if not self.complete and not 0 <= goal < len(self.hits):
            return False
        self.current = goal % len(self.hits)
        return True
