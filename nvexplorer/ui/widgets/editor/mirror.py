"""The text of an editor beside its document: places in both, at the cost of a small part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.ui.widgets.editor.chunk import Chunk, merged, pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nvexplorer.ui.widgets.editor.runs import Chip, Run

Content = tuple[Chunk, ...]


class Change(NamedTuple):
    """`removed` was at `position`, where `added` is now; `start` is the character there."""

    position: int
    start: int
    removed: Content
    added: Content


class Mirror:
    """Holds what a document holds. A *position* is the document's: it counts UTF-16 units, a chip
    and a soft break as one each. An *offset* counts the characters of `text()`: a chip as all it
    stands for, a soft break as none."""

    def __init__(self) -> None:
        self._chunks: list[Chunk] = []
        self._positions: list[int] | None = None  # where each chunk begins, made when needed
        self._offsets: list[int] | None = None
        self._lines: list[int] | None = None
        self.positions = 0
        self.length = 0
        self.lines = 1
        self.size = 0
        self._odd = 0  # chunks in which positions are not characters

    def text(self) -> str:
        return "".join([chunk.text for chunk in self._chunks])

    @property
    def plain(self) -> bool:
        """Whether positions are offsets."""
        return self._odd == 0

    def part(self, start: int, end: int) -> str:
        """The text between two offsets, as far as there is any."""
        start, end = max(0, start), min(end, self.length)
        if start >= end:
            return ""
        starts = self._offset_starts()
        index = bisect_right(starts, start) - 1
        pieces = []
        while index < len(self._chunks) and starts[index] < end:
            chunk = self._chunks[index]
            pieces.append(chunk.text[max(0, start - starts[index]) : end - starts[index]])
            index += 1
        return "".join(pieces)

    def content(self, start: int, end: int) -> Content:
        """What lies between two positions."""
        if start >= end:
            return ()
        first, last = self._at_position(start), self._at_position(end - 1)
        starts = self._position_starts()
        if first == last:
            begin = starts[first]
            return tuple(pack(self._chunks[first].part(start - begin, end - begin)))
        head = self._chunks[first].part(start - starts[first], self._chunks[first].positions)
        tail = self._chunks[last].part(0, end - starts[last])
        return (*pack(head), *self._chunks[first + 1 : last], *pack(tail))

    def replace(self, position: int, removed: int, runs: Iterable[Run]) -> Change:
        """Put `runs` in the place of `removed` positions."""
        gone = self.content(position, position + removed)
        added = pack(runs)
        start = self.offset_of(position)
        new = list(added)
        if self._chunks:
            first = self._at_position(position)
            last = self._at_position(max(position, position + removed - 1))
            starts = self._position_starts()
            head = self._chunks[first].part(0, position - starts[first])
            tail = self._chunks[last].part(
                position + removed - starts[last], self._chunks[last].positions
            )
            if len(added) <= 1:
                new = merged([*head, *(added[0].runs() if added else ()), *tail])
            else:
                new = [*merged(head), *added, *merged(tail)]
        else:
            first, last = 0, -1
        old = self._chunks[first : last + 1]
        self._chunks[first : last + 1] = new
        for chunks, sign in ((old, -1), (new, 1)):
            self.positions += sign * sum(chunk.positions for chunk in chunks)
            self.length += sign * sum(chunk.length for chunk in chunks)
            self.lines += sign * sum(chunk.lines for chunk in chunks)
            self.size += sign * sum(chunk.size for chunk in chunks)
            self._odd += sign * sum(not chunk.plain for chunk in chunks)
        self._positions = self._offsets = self._lines = None
        return Change(position, start, gone, tuple(added))

    # Places

    def offset_of(self, position: int) -> int:
        """The character at a position."""
        if position >= self.positions:
            return self.length
        index = self._at_position(max(0, position))
        within = max(0, position) - self._position_starts()[index]
        return self._offset_starts()[index] + self._chunks[index].offset_of(within)

    def position_of(self, offset: int, *, after: bool = True) -> int:
        """The position of a character. Where a soft break stands, `after` it or before it; within
        a chip that of the chip, or `after` being false the one behind it."""
        if not self._chunks:
            return 0
        offset = max(0, min(offset, self.length))
        starts = self._offset_starts()
        index = bisect_right(starts, offset) - 1
        if not after:
            while index and starts[index] == offset:
                index -= 1
        begin = self._position_starts()[index]
        return begin + self._chunks[index].position_of(offset - starts[index], after=after)

    def line_of(self, offset: int) -> int:
        """The line of a character, counted from 1; lines end with a line feed."""
        if not self._chunks:
            return 1
        if self._lines is None:
            self._lines = list(accumulate((c.lines for c in self._chunks), initial=1))
        starts = self._offset_starts()
        index = max(0, bisect_right(starts, offset) - 1)
        within = self._chunks[index].text.count("\n", 0, offset - starts[index])
        return self._lines[index] + within

    def offset_of_line(self, line: int) -> int:
        """Where a line begins; that of the last for one that is not there."""
        self.line_of(0)
        if self._lines is None or line <= 1 or self.lines == 1:
            return 0
        line = min(line, self.lines)
        index = min(bisect_left(self._lines, line), len(self._chunks)) - 1
        missing, at = line - self._lines[index], -1
        text = self._chunks[index].text
        for _ in range(missing):
            at = text.find("\n", at + 1)
        return self._offset_starts()[index] + at + 1

    def chips(self) -> Iterator[tuple[int, int, Chip]]:
        """Offset and position of each chip, in order."""
        offset = position = 0
        for chunk in self._chunks:
            if not chunk.plain:
                for at, doc, chip in chunk.chips():
                    yield offset + at, position + doc, chip
            offset += chunk.length
            position += chunk.positions

    def _at_position(self, position: int) -> int:
        return max(0, min(bisect_right(self._position_starts(), position), len(self._chunks)) - 1)

    def _position_starts(self) -> list[int]:
        if self._positions is None:
            self._positions = [0, *accumulate(c.positions for c in self._chunks[:-1])]
        return self._positions

    def _offset_starts(self) -> list[int]:
        if self._offsets is None:
            self._offsets = [0, *accumulate(c.length for c in self._chunks[:-1])]
        return self._offsets


def runs_of(content: Content) -> Iterator[Run]:
    for chunk in content:
        yield from chunk.runs()


def content_text(content: Content) -> str:
    return "".join([chunk.text for chunk in content])


def content_positions(content: Content) -> int:
    return sum(chunk.positions for chunk in content)


def content_length(content: Content) -> int:
    return sum(chunk.length for chunk in content)
