"""The row index: which row begins at which byte, for documents of any size.

The document is cut into blocks of some kilobytes. Kept for each are its offset, the number of rows
before it, and the state and depth it begins with; the rows of a block are worked out again when
they are wanted. Most blocks are counted by `count`, which is what makes a pure-Python index of
100 MB a matter of a second; the others are scanned. `scan` states what a row is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from .count import count, is_run, plain_tags
from .scan import FIRST, LIMIT, TEXT, Rows, Scanner, Tag

if TYPE_CHECKING:
    from .source import Source

_CONTINUATION = bytes(range(0x80, 0xC0))
_KEPT_BLOCKS = 48


class Row(NamedTuple):
    """One row: its bytes (with what separates it from the next), depth, and state for the lexer."""

    start: int
    end: int
    depth: int
    state: int


class Checkpoint(NamedTuple):
    """A place inside a long row: where, in which state, how many characters into the row."""

    offset: int
    state: int
    characters: int


class _Place(NamedTuple):
    """What is known where a block begins."""

    position: int
    rows: int
    characters: int
    depth: int
    state: int


class RowIndex:
    """Rows of `source` from `begin` (the length of a byte order mark) on, found by `advance`.

    With `final` false the source may still grow: then `grow` says that it has, and rows are given
    only as far as nothing that may come can change where they begin; the last of them may grow.
    Belongs to one thread. Errors of the source pass through.
    """

    def __init__(
        self,
        source: Source,
        *,
        pretty: bool,
        utf8: bool = True,
        begin: int = 0,
        final: bool = True,
        block: int = 1 << 14,
        window: int = 1 << 18,
    ) -> None:
        self.pretty = pretty
        self._source = source
        self._utf8 = utf8
        self._size = source.size
        self._final = final
        self._begun = not pretty
        self._tail: _Place | None = None  # where the last block begins, if not for good
        self._block = block
        self._window = window
        self._ahead = b""  # what follows `_ahead_at` in the source
        self._ahead_at = begin
        self._position = begin
        self._state = FIRST
        self._depth = 0
        self._rows = 0
        self._characters = 0
        self._offsets = array("q")
        self._rows_before = array("q")
        self._characters_before = array("q")
        self._depths = array("l")
        self._states = array("B")
        self._kept: dict[int, Rows] = {}

    @property
    def rows(self) -> int:
        """How many rows are known; the last of them may still grow until `complete`."""
        return self._rows

    @property
    def reached(self) -> int:
        """The offset up to which rows are known."""
        return self._position

    @property
    def complete(self) -> bool:
        """Whether all rows are known; never while more may come."""
        return self._final and self._position >= self._size

    @property
    def estimated_rows(self) -> int:
        """How many rows there will be, as far as one can tell."""
        if self._position >= self._size or not self._position:
            return self._rows
        return max(self._rows, self._rows * self._size // self._position)

    def advance(self, budget: int = 1 << 16) -> bool:
        """Goes on for `budget` bytes or a little more; False when nothing is left to do, for now
        or for good."""
        if self.complete or not (self._begun or self._skip_blank()):
            return False
        goal = min(self._size, self._position + budget)
        self._drop_tail()
        while self._position < min(goal, self._size):
            if not self._final and self._size - self._position <= 2 * self._block:
                break
            if not self._next_block():
                break
        else:
            return self._position < self._size
        if not self._final:
            self._add_tail()
        return False

    def grow(self, size: int, final: bool) -> None:
        """The source has `size` bytes now and, when `final`, gets no more. Rows that are known
        stay; `advance` finds the others."""
        self._size = size
        self._final = final

    def row(self, number: int) -> Row:
        """The row `number`, from 0 up to `rows` (else IndexError)."""
        if not 0 <= number < self._rows:
            raise IndexError(number)
        start, depth, state = self._begin(number)
        end = self._begin(number + 1)[0] if number + 1 < self._rows else self._position
        return Row(start, end, depth, state)

    def row_at(self, offset: int) -> int:
        """The last row that begins at or before `offset`; 0 before all."""
        block = bisect_right(self._offsets, offset) - 1
        if block < 0:
            return 0
        starts = self._expand(block).starts
        return max(0, self._rows_before[block] + bisect_right(starts, offset) - 1)

    def offset_near(self, number: int) -> int:
        """About where a row begins that is known or estimated: to a block, without reading."""
        if not self._rows:
            return self._position
        if number >= self._rows:
            return min(self._size, self._position * number // self._rows)
        block = bisect_right(self._rows_before, number) - 1
        last = block + 1 == len(self._offsets)
        start, rows = self._offsets[block], self._rows_before[block]
        end = self._position if last else self._offsets[block + 1]
        after = self._rows if last else self._rows_before[block + 1]
        return start + (end - start) * (number - rows) // max(1, after - rows)

    def checkpoint(self, row: Row, offset: int) -> Checkpoint:
        """The nearest place at or before `offset` from which a part of `row` can be read."""
        first = bisect_right(self._offsets, row.start)
        block = bisect_right(self._offsets, min(offset, row.end)) - 1
        if block < first:
            return Checkpoint(row.start, row.state, 0)
        head = self._read(row.start, self._offsets[first] - row.start)
        between = self._characters_before[block] - self._characters_before[first]
        return Checkpoint(self._offsets[block], self._states[block], self._length(head) + between)

    def checkpoint_by_characters(self, row: Row, characters: int) -> Checkpoint:
        """The nearest place at most `characters` into `row` from which it can be read."""
        first = bisect_right(self._offsets, row.start)
        last = bisect_right(self._offsets, row.end - 1) - 1
        if last < first:
            return Checkpoint(row.start, row.state, 0)
        head = self._length(self._read(row.start, self._offsets[first] - row.start))
        wanted = characters - head + self._characters_before[first]
        block = bisect_right(self._characters_before, wanted, first, last + 1) - 1
        if block < first:
            return Checkpoint(row.start, row.state, 0)
        return self.checkpoint(row, self._offsets[block])

    def _begin(self, number: int) -> tuple[int, int, int]:
        block = bisect_right(self._rows_before, number) - 1
        rows = self._expand(block)
        at = number - self._rows_before[block]
        return rows.starts[at], rows.depths[at], rows.states[at]

    def _expand(self, block: int) -> Rows:
        rows = self._kept.pop(block, None)
        if rows is None:
            rows = self._scan_again(block)
            if len(self._kept) >= _KEPT_BLOCKS:
                del self._kept[next(iter(self._kept))]
        self._kept[block] = rows  # last, as the most recently used
        return rows

    def _scan_again(self, block: int) -> Rows:
        offset, end = self.block_bytes(block)
        last = block + 1 == len(self._offsets)
        wanted = (self._rows if last else self._rows_before[block + 1]) - self._rows_before[block]
        rows, _ = self._scanned(block)
        missing = wanted - len(rows.starts)  # when the source has changed under us
        return Rows(
            [offset + start for start in rows.starts] + [end] * missing,
            rows.depths + [0] * missing,
            rows.states + [TEXT] * missing,
        )

    def _scanned(self, block: int, *, with_tags: bool = False) -> tuple[Rows, list[Tag]]:
        """The rows and tags of a block, counted from its beginning."""
        offset, end = self.block_bytes(block)
        length = end - offset + 16
        while True:
            data = self._read(offset, length)
            scanner = self._scanner(data, offset, self._states[block], self._depths[block])
            tags = scanner.tags = [] if with_tags else None
            rows = scanner.run(end - offset)
            if scanner.pos >= end - offset or len(data) < length:
                return rows, tags or []
            length *= 2

    @property
    def blocks(self) -> int:
        return len(self._offsets)

    def block_at(self, offset: int) -> int:
        """The block with the byte at `offset`; -1 before all."""
        return bisect_right(self._offsets, offset) - 1

    def block_bytes(self, block: int) -> tuple[int, int]:
        """Where a block begins and ends."""
        last = block + 1 == len(self._offsets)
        return self._offsets[block], self._position if last else self._offsets[block + 1]

    def depth_before(self, block: int) -> int:
        """How many elements are open where a block begins; `blocks` for the end."""
        return self._depths[block] if block < len(self._depths) else self._depth

    def last_block_above(self, depth: int, before: int, after: int = -1) -> int:
        """The last block between the two given (both left out) that begins less deep than `depth`;
        -1 when there is none."""
        depths = self._depths
        while before > after + 1:
            first = max(after + 1, before - 1024)
            if min(depths[first:before]) < depth:
                return next(at for at in range(before - 1, first - 1, -1) if depths[at] < depth)
            before = first
        return -1

    def tags(self, block: int) -> list[Tag]:
        """The tags that begin in a block."""
        offset, end = self.block_bytes(block)
        plain = plain_tags(self._read(offset, end - offset), offset, self._states[block])
        if plain is not None:
            return plain
        _, tags = self._scanned(block, with_tags=True)
        return [Tag(offset + start, offset + end, deeper) for start, end, deeper in tags]

    def _skip_blank(self) -> bool:
        """Leaves out the white space before everything; False while it may go on."""
        head = self._read(self._position, LIMIT)
        blank = len(head) - len(head.lstrip(b" \t\r\n"))
        if blank == len(head) < LIMIT and not self._final:
            return False
        self._position += blank
        self._begun = True
        return True

    def _next_block(self) -> bool:
        """Goes on for a block; False when the bytes at hand do not show where it ends."""
        before = self._here()
        data = self._look_ahead()
        cut = data.find(b"<", self._block, len(data) - 1)
        if cut != -1 and data[cut + 1] in b"!?":  # rather after it than before
            cut = data.find(b"<", cut + 1, len(data) - 1)
        counted = count(data, cut, before.state, pretty=self.pretty) if cut != -1 else None
        if cut == -1 and is_run(data, before.state) and (end := self._run_end(data)):
            self._position += end
            self._rows += data.count(b"\n", 0, end)
        elif counted:
            self._position += cut
            self._rows += counted.rows
            self._depth += counted.deeper
            self._state = counted.state
        else:
            self._scan(data, cut if cut != -1 else self._block)
        return self._keep_block(before)

    def _run_end(self, data: bytes) -> int:
        """Where a block of nothing but text may end; 0 where that cannot be seen."""
        end = self._block
        if self._utf8:
            end += len(data[end : end + 4]) - len(data[end : end + 4].lstrip(_CONTINUATION))
        return end if end < len(data) - 4 else 0

    def _keep_block(self, before: _Place) -> bool:
        """Notes the stretch since `before`, where there is one."""
        if self._position == before.position:
            return False
        self._offsets.append(before.position)
        self._rows_before.append(before.rows)
        self._characters_before.append(before.characters)
        self._depths.append(before.depth)
        self._states.append(before.state)
        if before.rows == self._rows:  # all of it inside one row, in which columns will be wanted
            inside = self._read(before.position, self._position - before.position)
            self._characters += self._length(inside)
        return True

    def _add_tail(self) -> None:
        """Takes what is certain of the last bytes there are as a block, for as long as no more of
        them are known."""
        before = self._here()
        data = self._read(before.position, self._size - before.position)
        self._run(
            self._scanner(data, before.position, before.state, before.depth), max(1, len(data) - 4)
        )
        if self._keep_block(before):
            self._tail = before

    def _drop_tail(self) -> None:
        if self._tail is None:
            return
        for column in self._columns():
            column.pop()
        self._kept.pop(len(self._offsets), None)
        self._position, self._rows, self._characters, self._depth, self._state = self._tail
        self._tail = None

    def _here(self) -> _Place:
        return _Place(self._position, self._rows, self._characters, self._depth, self._state)

    def _columns(self) -> tuple[array[int], ...]:
        return (
            self._offsets, self._rows_before, self._characters_before, self._depths, self._states
        )  # fmt: skip

    def _look_ahead(self) -> bytes:
        skip = self._position - self._ahead_at
        wanted = self._block * 2
        if skip + wanted > len(self._ahead) and self._ahead_at + len(self._ahead) < self._size:
            self._ahead = self._read(self._position, max(self._window, wanted))
            self._ahead_at, skip = self._position, 0
        return self._ahead[skip : skip + wanted]

    def _scan(self, data: bytes, stop: int) -> None:
        length = self._window
        while True:
            last = not data or self._position + len(data) >= self._size
            scanner = self._scanner(data, self._position, self._state, self._depth)
            if self._run(scanner, stop) or last:
                return
            length *= 2
            data = self._read(self._position, length)

    def _run(self, scanner: Scanner, stop: int) -> bool:
        """Takes over what the scanner finds up to `stop`; False when it does not move."""
        rows = scanner.run(stop)
        if not scanner.pos:
            return False
        self._position += scanner.pos
        self._rows += len(rows.starts)
        self._depth, self._state = scanner.depth, scanner.state
        return True

    def _scanner(self, data: bytes, offset: int, state: int, depth: int) -> Scanner:
        complete = self._final and offset + len(data) >= self._size
        return Scanner(data, state, depth, pretty=self.pretty, complete=complete, utf8=self._utf8)

    def _length(self, data: bytes) -> int:
        return len(data.translate(None, _CONTINUATION)) if self._utf8 else len(data)

    def _read(self, offset: int, length: int) -> bytes:
        length = min(length, self._size - offset)
        data = self._source.read(offset, length)
        if len(data) < length:
            self._size = offset + len(data)
        return data
