"""What a comparison gives: plain data for a list of any length.

Places in a document are bytes of what XmlView shows: of the source itself, or of its UTF-8 form
where its encoding is not `in_place` (UTF-16 and the like, see xmltext.encoding).
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

TEXT_SHOWN = 200
"""Characters of a value that a Difference holds; `…` stands for the rest."""


class Kind(StrEnum):
    """What became of something from the left document to the right."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"  # only on the right
    REMOVED = "removed"  # only on the left
    MOVED = "moved"  # at another place among its siblings; its contents are told separately


class Bytes(NamedTuple):
    """From the byte `start` up to `end`: an element with its tags, or an attribute with its name
    and quotes."""

    start: int
    end: int


class Step(NamedTuple):
    """One step of a path: the name of an element, `@name` for an attribute, `#comment` or
    `?target`; `key` tells a record from its siblings, as `Code=1001` or `3` for the third, empty
    where there is no other."""

    name: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.name}[{self.key}]" if self.key else self.name


class Difference(NamedTuple):
    """One difference. The path has the root first and the thing itself last; of one deeper than
    64 steps the first is `…`.

    CHANGED is about a value: the text of an element or an attribute. ADDED, REMOVED and MOVED are
    about an element with all it holds, or an attribute. `left` and `right` are None where it is
    not. `left_text` and `right_text` are the values, cut to TEXT_SHOWN characters; of an element
    that holds others a line of its values. `places`, of MOVED, are its places among its siblings
    on both sides, counted from 1.
    """

    kind: Kind
    path: tuple[Step, ...]
    left: Bytes | None
    right: Bytes | None
    left_text: str = ""
    right_text: str = ""
    places: tuple[int, int] | None = None

    @property
    def depth(self) -> int:
        return len(self.path)


class Counts(NamedTuple):
    """How many of each kind. What is moved and changed counts as both, `same` is neither."""

    changed: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    same: int = 0

    def __str__(self) -> str:
        told = [f"{n:,} {kind}" for kind, n in self._asdict().items() if n]
        return ", ".join(told) or "nothing"


class Group(NamedTuple):
    """The records at one path (names joined by `/`), as `Root/Customerlist/Customer`: how they were
    matched. `key` is as in KeyChoice; `origin` says where it is from: "chosen", "catalogue",
    "found" in the data, "content" when there is no key, "place". `others` are keys that could be
    chosen instead, the best first. `counts` are of whole records."""

    path: str
    key: str
    origin: str
    others: tuple[str, ...]
    left: int
    right: int
    counts: Counts


class Comparison(NamedTuple):
    """What "compare" gives. `differences` are in document order, at most as many as the options
    say; `more` is how many there are beyond. `counts` are of all differences; its `same` are
    the values, of elements without others and of attributes, that are equal.

    `groups` are the repeated elements, the outermost first, 200 at most. `sentence` sums it up.
    `notes` are sentences about what was done otherwise than asked. When `by_text` is not empty
    nothing was compared: it is the sentence that says why the two can be compared by text alone,
    and where."""

    counts: Counts
    differences: tuple[Difference, ...]
    more: int
    groups: tuple[Group, ...]
    sentence: str
    notes: tuple[str, ...] = ()
    by_text: str = ""

    @property
    def same(self) -> bool:
        """Whether nothing differs; False where nothing could be told."""
        return not (self.by_text or self.differences or self.more)


class Run(NamedTuple):
    """Rows that follow one another: `left_rows` from the row `left` on (counted from 0) beside
    `right_rows` from `right` on. SAME and CHANGED have as many on both sides, paired one by one;
    ADDED has none on the left, REMOVED none on the right."""

    kind: Kind
    left: int
    left_rows: int
    right: int
    right_rows: int


class TextComparison(NamedTuple):
    """What "compare-text" gives: `runs` packed, in order and without gaps (read by
    `alignment.Alignment`), for the rows of `Document(pretty=…)` on both sides.

    `counts` are of rows. `coarse` is empty, or the sentence that says that a coarser alignment was
    taken to end in time; it is still right, but may tell more than differs."""

    runs: bytes
    left_rows: int
    right_rows: int
    counts: Counts
    sentence: str
    coarse: str = ""

    @property
    def same(self) -> bool:
        """Whether no row differs."""
        return not (self.counts.changed or self.counts.added or self.counts.removed)


class Span(NamedTuple):
    """Characters of a row that differ, from `start` up to `end`."""

    start: int
    end: int
