"""The text of an editor beside its document: places in both, at the cost of a small part."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.ui.widgets.editor.chunk import Chunk, merged, pack
from nvexplorer.ui.widgets.editor.runs import joined
from nvexplorer.ui.widgets.editor.starts import Starts

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
        self._positions, self._offsets, self._lines = Starts(()), Starts(()), Starts(())
        self.positions = 0
        self.length = 0
        self.lines = 1
        self.size = 0
        self.chip_count = 0
        self._comments = 0
        self._odd = 0  # chunks in which positions are not characters

    def text(self) -> str:
        return "".join([chunk.text for chunk in self._chunks])

    @property
    def plain(self) -> bool:
        """Whether positions are offsets."""
        return self._odd == 0

    @property
    def has_comments(self) -> bool:
        """Whether there may be comments or CDATA sections."""
        return self._comments > 0

    def part(self, start: int, end: int) -> str:
        """The text between two offsets, as far as there is any."""
        start, end = max(0, start), min(end, self.length)
        if start >= end:
            return ""
        index = self._offsets.holding(start)
        pieces = []
        while index < len(self._chunks) and (begin := self._offsets[index]) < end:
            pieces.append(self._chunks[index].text[max(0, start - begin) : end - begin])
            index += 1
        return "".join(pieces)

    def content(self, start: int, end: int) -> Content:
        """What lies between two positions."""
        if start >= end:
            return ()
        starts = self._positions
        first, last = starts.holding(start), starts.holding(end - 1)
        if first == last:
            begin = starts[first]
            return tuple(pack(self._chunks[first].part(start - begin, end - begin)))
        head = self._chunks[first].part(start - starts[first], self._chunks[first].positions)
        tail = self._chunks[last].part(0, end - starts[last])
        return (*pack(head), *self._chunks[first + 1 : last], *pack(tail))

    def replace(self, position: int, removed: int, runs: Iterable[Run]) -> Change:
        """Put `runs` in the place of `removed` positions."""
        runs = joined(runs)
        quick = self._replace_quickly(position, removed, runs)
        if quick is not None:
            return quick
        gone = self.content(position, position + removed)
        added = pack(runs)
        start = self.offset_of(position)
        new = list(added)
        if self._chunks:
            starts = self._positions
            first = starts.holding(position)
            last = starts.holding(max(position, position + removed - 1))
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
        for chunk in old:
            self._count(chunk, -1)
        for chunk in new:
            self._count(chunk, 1)
        if len(old) == len(new) == 1:
            self._positions.grow(first, new[0].positions - old[0].positions)
            self._offsets.grow(first, new[0].length - old[0].length)
            self._lines.grow(first, new[0].lines - old[0].lines)
        else:
            self._positions = Starts(chunk.positions for chunk in self._chunks)
            self._offsets = Starts(chunk.length for chunk in self._chunks)
            self._lines = Starts((chunk.lines for chunk in self._chunks), first=1)
        return Change(position, start, gone, tuple(added))

    def _replace_quickly(self, position: int, removed: int, runs: list[Run]) -> Change | None:
        """What typing does: other text within one chunk."""
        text = runs[0] if runs else ""
        if len(runs) > 1 or not isinstance(text, str) or not self._chunks:
            return None
        index = self._positions.holding(position)
        old, start = self._chunks[index], position - self._positions[index]
        new = old.edited(start, start + removed, text) if start + removed <= old.length else None
        if new is None:
            return None
        offset = self._offsets[index] + start
        gone = (Chunk([old.text[start : start + removed]]),) if removed else ()
        self._chunks[index] = new
        self._count(old, -1)
        self._count(new, 1)
        self._positions.grow(index, new.positions - old.positions)
        self._offsets.grow(index, new.length - old.length)
        self._lines.grow(index, new.lines - old.lines)
        return Change(position, offset, gone, (Chunk([text]),) if text else ())

    def _count(self, chunk: Chunk, sign: int) -> None:
        self.positions += sign * chunk.positions
        self.length += sign * chunk.length
        self.lines += sign * chunk.lines
        self.size += sign * chunk.size
        self._odd += sign * (not chunk.plain)
        self.chip_count += sign * chunk.chip_count
        self._comments += sign * chunk.comments

    # Places

    def offset_of(self, position: int) -> int:
        """The character at a position."""
        if position >= self.positions:
            return self.length
        index = self._positions.holding(max(0, position))
        within = max(0, position) - self._positions[index]
        return self._offsets[index] + self._chunks[index].offset_of(within)

    def position_of(self, offset: int, *, after: bool = True) -> int:
        """The position of a character. Where a soft break stands, `after` it or before it; within
        a chip that of the chip, or `after` being false the one behind it."""
        if not self._chunks:
            return 0
        offset = max(0, min(offset, self.length))
        index = self._offsets.holding(offset)
        if not after:
            while index and self._offsets[index] == offset:
                index -= 1
        within = offset - self._offsets[index]
        return self._positions[index] + self._chunks[index].position_of(within, after=after)

    def line_of(self, offset: int) -> int:
        """The line of a character, counted from 1; lines end with a line feed."""
        if not self._chunks:
            return 1
        index = max(0, self._offsets.holding(offset))
        within = offset - self._offsets[index]
        return self._lines[index] + self._chunks[index].text.count("\n", 0, within)

    def offset_of_line(self, line: int) -> int:
        """Where a line begins; that of the last for one that is not there."""
        line = min(line, self.lines)
        if line <= 1:
            return 0
        index = self._lines.before(line)
        text, at = self._chunks[index].text, -1
        for _ in range(line - self._lines[index]):
            at = text.find("\n", at + 1)
        return self._offsets[index] + at + 1

    def chips(self) -> Iterator[tuple[int, int, Chip]]:
        """Offset and position of each chip, in order."""
        offset = position = 0
        for chunk in self._chunks if self.chip_count else ():
            if chunk.chip_count:
                for at, doc, chip in chunk.chips():
                    yield offset + at, position + doc, chip
            offset += chunk.length
            position += chunk.positions


def runs_of(content: Content) -> Iterator[Run]:
    for chunk in content:
        yield from chunk.runs()


def content_text(content: Content) -> str:
    return "".join([chunk.text for chunk in content])


def content_positions(content: Content) -> int:
    return sum(chunk.positions for chunk in content)


def content_length(content: Content) -> int:
    return sum(chunk.length for chunk in content)
