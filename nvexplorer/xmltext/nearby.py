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
    """The tags before the place `at`, the nearest first; `at` moves back with each. Those in
    comments, CDATA sections and processing instructions are not tags. Takes any text. Reads back
    only as far as it is asked, save for a search for what may hide tags, which runs at the speed
    of memory."""

    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self.at = at
        self._openings = {opening: _rfind(text, opening, at) for opening in _ISLANDS}
        self._island = self._last_island(at)

    @property
    def in_island(self) -> bool:
        """Whether the place is inside a comment, a CDATA section or a processing instruction."""
        return self._island is not None and self.at < self._island[1]

    def hides(self, place: int) -> bool:
        """Whether a place is in the last of them."""
        return self._island is not None and self._island[0] <= place < self._island[1]

    def __iter__(self) -> Iterator[Mark]:
        return self

    def __next__(self) -> Mark:
        while True:
            start = self._text.rfind("<", 0, self.at)
            if start < 0:
                raise StopIteration
            if self._island and self.hides(start):
                self.skip_to(self._island[0])
                continue
            mark = mark_at(self._text, start, self.at)
            self.at = start
            if mark.kind in _TAGS:
                return mark

    def skip_to(self, place: int) -> None:
        """Leave out what lies between here and an earlier place that is in no island."""
        self.at = place
        if self._island and self._island[0] >= place:
            self._island = self._last_island(place)

    def _last_island(self, before: int) -> tuple[int, int] | None:
        """The one that begins last before that place."""
        for opening in _ISLANDS:
            self._openings[opening] = self._last(opening, before)
        opening = max(self._openings, key=self._openings.__getitem__)
        start = self._openings[opening]
        return self._island_at(opening, start, 0) if start >= 0 else None

    def _last(self, opening: str, before: int) -> int:
        known = self._openings[opening]
        return known if known < before else _rfind(self._text, opening, before)

    def _island_at(self, opening: str, start: int, seen: int) -> tuple[int, int]:
        """The one that `opening` at `start` begins, or is in."""
        if seen == _TRIES:
            return _island_from_the_beginning(self._text, start)
        for around in _ISLANDS:
            place = self._last(around, start)
            if place >= 0 and _end(self._text, around, place) > start:
                island = self._island_at(around, place, seen + 1)
                if island[1] > start:
                    return island
        return start, _end(self._text, opening, start)


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
    """As `text.rfind`, faster where one of the first two characters of `opening` is rare."""
    at = before
    for _ in range(_TRIES):
        second = text.rfind(opening[1], 0, at)
        start = text.rfind("<", 0, second) if second > 0 else -1
        if start < 0:
            return -1
        if text.startswith(opening, start, before):
            return start
        at = min(second, start + 2)
    return text.rfind(opening, 0, at)


def tags_after(text: str, at: int) -> Iterator[Mark]:
    """The tags behind the place `at`, the nearest first."""
    while (start := text.find("<", at)) >= 0:
        mark = mark_at(text, start)
        at = mark.end
        if mark.kind in _TAGS:
            yield mark
