"""The tags around a place of an XML text, found without reading the rest of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.xmltext.marks import MarkKind, mark_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.xmltext.marks import Mark

# What hides tags: how it begins and ends.
_ISLANDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_OPENING = re.compile("|".join(map(re.escape, _ISLANDS)))
_TAGS = (MarkKind.START, MarkKind.END, MarkKind.EMPTY)
# How many `!` or `?` that begin nothing are looked at before searching for the whole opening:
# a single character is found many times faster than a string.
_TRIES = 50


class TagsBefore:
    """The tags before the place `at`, the nearest first; those in comments, CDATA sections and
    processing instructions are not tags. Takes any text. Reads back only as far as it is asked,
    save for a search for the openings of the islands, which runs at the speed of memory."""

    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self._at = at
        self._openings = {opening: _rfind(text, opening, at) for opening in _ISLANDS}
        self._island = self._last_island(at)

    @property
    def in_island(self) -> bool:
        """Whether the place is inside a comment, a CDATA section or a processing instruction."""
        return self._island is not None and self._at < self._island[1]

    def hides(self, place: int) -> bool:
        """Whether a place is in the last of them."""
        return self._island is not None and self._island[0] <= place < self._island[1]

    def __iter__(self) -> Iterator[Mark]:
        return self

    def __next__(self) -> Mark:
        while True:
            start = self._text.rfind("<", 0, self._at)
            if start < 0:
                raise StopIteration
            if self._island and self.hides(start):
                self.skip_to(self._island[0])
                continue
            mark = mark_at(self._text, start, self._at)
            self._at = start
            if mark.kind in _TAGS:
                return mark

    def skip_to(self, place: int) -> None:
        """Leave out what lies between here and an earlier place that is in no island."""
        self._at = place
        if self._island and self._island[0] >= place:
            self._island = self._last_island(place)

    def _last_island(self, before: int) -> tuple[int, int] | None:
        """The one that begins last before that place."""
        for opening, start in self._openings.items():
            if start >= before:
                self._openings[opening] = _rfind(self._text, opening, before)
        opening = max(self._openings, key=self._openings.__getitem__)
        start = self._openings[opening]
        return _island(self._text, opening, start) if start >= 0 else None


def _island(text: str, opening: str, start: int, seen: int = 0) -> tuple[int, int]:
    """The one that `opening` at `start` begins, or is in."""
    if seen == _TRIES:
        return _island_from_the_beginning(text, start)
    for around in _ISLANDS:
        place = _rfind(text, around, start)
        if place >= 0 and _end(text, around, place) > start:
            island = _island(text, around, place, seen + 1)
            if island[1] > start:
                return island
    return start, _end(text, opening, start)


def _island_from_the_beginning(text: str, place: int) -> tuple[int, int]:
    """Where many openings may be in each other, only reading all of them tells."""
    end = 0
    while match := _OPENING.search(text, end):
        end = _end(text, match[0], match.start())
        if end > place:
            return match.start(), end
    return place, place


def _end(text: str, opening: str, start: int) -> int:
    closing = _ISLANDS[opening]
    end = text.find(closing, start + len(opening))
    return len(text) + 1 if end < 0 else end + len(closing)


def _rfind(text: str, opening: str, before: int) -> int:
    """As `text.rfind`, fast where the second character of `opening` is rare."""
    at = before
    for _ in range(_TRIES):
        at = text.rfind(opening[1], 0, at)
        if at < 1:
            return -1
        if text.startswith(opening, at - 1, before):
            return at - 1
    return text.rfind(opening, 0, at)


def tags_after(text: str, at: int) -> Iterator[Mark]:
    """The tags behind the place `at`, the nearest first."""
    while (start := text.find("<", at)) >= 0:
        mark = mark_at(text, start)
        at = mark.end
        if mark.kind in _TAGS:
            yield mark
