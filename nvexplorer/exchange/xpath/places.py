"""Finds the n-th element of a well-formed document among its bytes, without going through all.

A parser gives elements without places. Their start tags come in document order, though, so that
the number of an element is that of its tag; tags are counted by `bytes.count`, at the speed of
memory, and looked at one by one only near those that are wanted.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.xpath.walk import CLOSE, EMPTY, OPEN_WITH, is_empty, markup_end, tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nvexplorer.xmltext.source import Source

_STEP = 1 << 18
_BLOCK = 1 << 16
_START = re.compile(rb"<(?![/!?])")
_SPECIAL = re.compile(rb"<[!?]")
_SIMPLE = re.compile(rb"<[^<>\"'/]++>")
_LEAF = re.compile(rb"<[^<>\"'/]++>[^<]*+</[^<>]*+>")
_CLOSE = re.compile(rb"[^<]*+</[^<>]*+>")
_HEAD = 512


class Span(NamedTuple):
    """Bytes of an element: its start tag goes from `start` to `open_end`, it ends at `end`."""

    start: int
    open_end: int
    end: int


class Places:
    """`others` are the comments and processing instructions as (kind, start, end), the kind being
    `!` or `?`; the XML declaration is none. About 16 bytes are kept for each 64 KB."""

    def __init__(
        self, source: Source, begin: int, progress: Callable[[int], object] = lambda _: None
    ) -> None:
        """Counts the tags of the document that starts at the byte `begin`; `progress` hears how
        many bytes were gone through. Raises OSError."""
        self._source = source
        self._blocks = array("Q", [begin])
        self._firsts = array("Q", [0])
        self.others: list[tuple[str, int, int]] = []
        count = 0
        for at, data, special in _stretches(source, begin, source.size):
            if at - self._blocks[-1] >= _BLOCK:
                self._blocks.append(at)
                self._firsts.append(count)
            count += data.count(b"<") - data.count(b"</")
            start = at + len(data)
            if special:
                self._note_other(start, special, begin)
            progress(start)
        self.count = count
        self._blocks.append(source.size)
        self._firsts.append(count)

    def _note_other(self, start: int, end: int, begin: int) -> None:
        head = self._source.read(start, 6)
        if head.startswith(b"<!--"):
            self.others.append(("!", start, end))
        elif head.startswith(b"<?") and not (start == begin and head[2:5].lower() == b"xml"):
            self.others.append(("?", start, end))

    def starts(self, numbers: Sequence[int]) -> Iterator[int]:
        """The bytes at which the elements with these numbers (from 0, ascending) begin."""
        at, total = 0, len(numbers)
        while at < total:
            block = bisect_right(self._firsts, numbers[at]) - 1
            first, following = self._firsts[block], self._firsts[block + 1]
            found = self._starts_within(self._blocks[block], self._blocks[block + 1])
            while at < total and numbers[at] < following:
                yield found[numbers[at] - first]
                at += 1

    def _starts_within(self, start: int, end: int) -> list[int]:
        found: list[int] = []
        for at, data, _ in _stretches(self._source, start, end):
            found += [at + match.start() for match in _START.finditer(data)]
        return found

    def span(self, start: int, last: int, levels: int) -> Span:
        """That of the element which begins at `start`. `last` is where the last element within it
        begins, `start` itself for none, and `levels` how much deeper that one lies."""
        # Nearly all are a leaf, or end in one.
        head = self._source.read(last, _HEAD)
        closing = _LEAF.match(head)
        for _ in range(levels):
            closing = closing and _CLOSE.match(head, closing.end())
        if closing:
            return Span(start, self.open_end(start), last + closing.end())
        open_end = end = start
        for base, data, markup in tags(self._source, last, step=_HEAD):
            for tag in markup:
                kind, end = tag.lastindex, base + tag.end()
                if base + tag.start() == last:
                    open_end = end
                    if kind == EMPTY or (kind == OPEN_WITH and is_empty(data, tag)):
                        levels -= 1
                elif kind == CLOSE:
                    levels -= 1
                if levels < 0:
                    if start != last:
                        open_end = self.open_end(start)
                    return Span(start, open_end, end)
        return Span(start, open_end, end)

    def open_end(self, start: int) -> int:
        """Where the tag that begins at `start` ends."""
        simple = _SIMPLE.match(self._source.read(start, _HEAD))
        if simple:
            return start + simple.end()
        for base, _, markup in tags(self._source, start, step=_HEAD):
            for tag in markup:
                return base + tag.end()
        return self._source.size

    def text_end(self, start: int) -> int:
        """Where the text that begins at `start` ends: at the next markup that is no CDATA."""
        source = self._source
        while start < source.size:
            data = source.read(start, _STEP)
            at = data.find(b"<")
            if at == -1:
                start += len(data)
                continue
            start += at
            if source.read(start, 9) != b"<![CDATA[":
                return start
            start = markup_end(source, start)
        return start


def _stretches(source: Source, start: int, end: int) -> Iterator[tuple[int, bytes, int]]:
    """The bytes from `start` to `end`: (offset, bytes that are tags and text, the end of the
    comment, CDATA section or the like that follows them, or 0)."""
    while start < end:
        data = source.read(start, min(_STEP, end - start))
        if not data:
            return
        special = _SPECIAL.search(data)
        if special is not None:
            after = markup_end(source, start + special.start())
            yield start, data[: special.start()], after
            start = after
            continue
        if data.endswith(b"<") and len(data) > 1:
            data = data[:-1]  # what it begins is in the next bytes
        yield start, data, 0
        start += len(data)
