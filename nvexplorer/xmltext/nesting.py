"""Which elements are open at a byte, and where an element ends, in documents of any size.

The row index knows how deep each of its blocks begins. From that, near elements are found by going
through a block or two; of those far back it is enough to see that no end tag of the innermost has
come since, which a search through the bytes tells. What was found is kept for the next question.

The questions are generators: a step takes a millisecond or two, the answer is what they return.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator

    from .rows import RowIndex
    from .scan import Tag
    from .source import Source

MOST = 200
"""Levels named of a path: of one that is deeper, half of them from each end."""

_T = TypeVar("_T")
_NAME = re.compile(rb"</?([^\s<>/\"'=]*)")
_NAME_LENGTH = 256  # bytes shown of a name
_WINDOW = 1 << 18
_NEAR = 8  # blocks gone back through
_KEPT_TAGS, _KEPT_SHAPES, _KEPT_LEVELS = 8, 1024, 64
_TRIES = 1 << 15  # blocks gone through for one question


class _Shape(NamedTuple):
    """What a block does to the elements open before it: those below the level `low` stay open, and
    the start tags at `opened` are open after it, from the level `low` on."""

    low: int
    opened: tuple[int, ...]


class Unknown(Exception):
    """The document is too tangled to tell."""


class Nesting:
    """Answers from what `index` knows of `source`; it may grow meanwhile."""

    def __init__(self, source: Source, index: RowIndex) -> None:
        self._source = source
        self._index = index
        self._tags: dict[int, list[Tag]] = {}
        self._shapes: dict[int, _Shape] = {}
        self._lows: dict[int, int] = {}
        self._known: dict[int, list[tuple[int, tuple[int, ...]]]] = {}

    def path(self, offset: int) -> Generator[None, None, tuple[int, ...]]:
        """Where the start tags of the elements open at the byte `offset` are, root first, and last
        that of the element whose tag covers it. -1 stands for levels left out or not to be told.
        Of a byte that no row is known for: those open at the last that one is known for."""
        index = self._index
        block = index.block_at(min(offset, index.reached - 1))
        if block < 0:
            return ()
        depth = index.depth_before(block)
        low, stack = _walked(self._tags_of(block), depth, offset)
        inner = stack
        yield
        for _ in range(_NEAR):
            if low <= 0 or block == 0:
                break
            shape = self._shape(block - 1)
            if shape.low >= low:
                break
            inner = [*shape.opened[: low - shape.low], *inner]
            low = shape.low
            block -= 1
            yield
        try:
            outer = yield from self._outer(block, min(low, MOST // 2))
        except Unknown:
            outer = (-1,)
        if low > MOST // 2:
            outer = (*outer, -1)
        if len(inner) > MOST // 2:
            inner = [-1, *inner[-(MOST // 2) :]]
        return (*outer, *inner)

    def end(self, start: int) -> Generator[None, None, int | None]:
        """Where the element whose start tag is at `start` ends; None when no end is known."""
        index = self._index
        block = index.block_at(start)
        if block < 0:
            return None
        level, tags = index.depth_before(block), self._tags_of(block)
        for at, tag in enumerate(tags):
            if tag.start >= start:
                if tag.deeper <= 0:
                    return tag.end
                found = _first_at(tags[at + 1 :], level + 1, level)
                if found:
                    return found
                break
            level += tag.deeper
        yield
        end_tag = b"</" + self._name(start)
        at = index.block_bytes(block)[1]
        while at < index.reached:
            place = self._source.read(at, _WINDOW + len(end_tag)).find(end_tag)
            if place < 0:
                at += _WINDOW
                yield
                continue
            if at + place >= index.reached:
                return None
            block = index.block_at(at + place)
            if self._low(block) <= level:
                found = _first_at(self._tags_of(block), index.depth_before(block), level)
                if found:
                    return found
            at = index.block_bytes(block)[1]
            yield
        return None

    def children(self, start: int, most: int = 64) -> Generator[None, None, tuple[int, bool]]:
        """How many child elements the element at `start` has, as far as can be told from `most`
        blocks, and whether those are all."""
        index = self._index
        block = index.block_at(start)
        count, level = 0, 0
        inside = False
        for number in range(block, min(index.blocks, block + most)):
            for tag in self._tags_of(number):
                if not inside:
                    inside = tag.start >= start
                    if inside and tag.deeper <= 0:
                        return 0, True
                    continue
                if level == 0 and tag.deeper >= 0:
                    count += 1
                level += tag.deeper
                if level < 0:
                    return count, True
            yield
        return count, False

    def name(self, start: int) -> bytes:
        """The name in the tag at `start`; a long one is cut."""
        return self._name(start)[:_NAME_LENGTH] if start >= 0 else b""

    def opened_in(self, start: int, end: int) -> int | None:
        """The first start tag from `start` on whose element is still open at `end`; bytes after the
        block of `start` are not looked at."""
        block = self._index.block_at(start)
        if block < 0:
            return None
        tags = self._tags_of(block)
        inside = tags[bisect_left(tags, (start,)) : bisect_left(tags, (end,))]
        _, stack = _walked(inside, 0, end)
        return stack[0] if stack else None

    def _outer(self, block: int, levels: int) -> Generator[None, None, tuple[int, ...]]:
        """The start tags of the outermost `levels` elements open where a block begins, which is at
        least so deep."""
        index = self._index
        chain = []
        before, wanted = block, levels
        known: tuple[int, ...] = ()
        while wanted > 0:
            found, since = self._recall(before, wanted)
            above = index.last_block_above(wanted, before, since)
            if above < 0:
                if not found:
                    raise Unknown
                known = yield from self._followed(since, before, found)
                self._remember(before, known)
                break
            chain.append((above, before))
            before, wanted = above, max(0, index.depth_before(above))
        for above, before in reversed(chain):
            wanted = min(levels, index.depth_before(before))
            known = self._applied(above, known)[:wanted]
            yield
            known = yield from self._followed(above + 1, before, known)
            self._remember(before, known)
        return known[:levels]

    def _followed(
        self, since: int, until: int, known: tuple[int, ...]
    ) -> Generator[None, None, tuple[int, ...]]:
        """The elements at the levels of `known`, which are open where the block `since` begins, as
        they are where `until` begins; none of the blocks between begins less deep."""
        index, levels = self._index, len(known)
        stop = index.block_bytes(until)[0]
        at = index.block_bytes(since)[0]
        tries = 0
        while known and at < stop:
            end_tag = b"</" + self._name(known[-1])
            data = self._source.read(at, min(_WINDOW, stop - at) + len(end_tag) - 1)
            place = data.find(end_tag)
            if place < 0 or not data:
                at += _WINDOW
                yield
                continue
            block = index.block_at(at + place)
            if self._low(block) < levels:
                known = self._applied(block, known)[:levels]
            at = index.block_bytes(block)[1]
            tries += 1
            if tries > _TRIES:
                raise Unknown
            yield
        return known

    def _applied(self, block: int, known: tuple[int, ...]) -> tuple[int, ...]:
        """What is open after a block when `known` is before it; -1 for what is not known."""
        shape = self._shape(block)
        low = max(0, shape.low)
        rest = (-1,) * (low - len(known))
        return (*known[:low], *rest, *shape.opened[low - shape.low :])

    def _recall(self, block: int, levels: int) -> tuple[tuple[int, ...], int]:
        """What is known of so many levels at the block or the nearest before it, and where."""
        kept = self._known.get(levels, [])
        at = bisect_right(kept, block, key=lambda each: each[0])
        if at < len(kept):
            later = kept[at][1]
            if 0 <= later[-1] < self._index.block_bytes(block)[0]:  # it was open all the way
                return later, block
        return (kept[at - 1][1], kept[at - 1][0]) if at else ((), -1)

    def _remember(self, block: int, known: tuple[int, ...]) -> None:
        kept = self._known.setdefault(len(known), [])
        at = bisect_right(kept, block, key=lambda each: each[0])
        if not known or (at and kept[at - 1][0] == block):
            return
        if len(kept) >= _KEPT_LEVELS:
            del kept[::2]
        insort(kept, (block, known))

    def _shape(self, block: int) -> _Shape:
        shape = self._shapes.get(block)
        if shape is None:
            low, stack = _walked(self._tags_of(block), self._index.depth_before(block))
            shape = _Shape(low, tuple(stack))
            if block < self._index.blocks - 1:  # the last may grow
                self._lows[block] = low
                if len(stack) <= MOST:
                    _keep(self._shapes, block, shape, _KEPT_SHAPES)
        return shape

    def _low(self, block: int) -> int:
        low = self._lows.get(block)
        return self._shape(block).low if low is None else low

    def _tags_of(self, block: int) -> list[Tag]:
        tags = self._tags.pop(block, None)
        if tags is None:
            tags = self._index.tags(block)
        if block < self._index.blocks - 1 or self._index.complete:
            _keep(self._tags, block, tags, _KEPT_TAGS)
        return tags

    def _name(self, start: int) -> bytes:
        match = _NAME.match(self._source.read(start, 4 * _NAME_LENGTH)) if start >= 0 else None
        return match[1] if match else b""


def _walked(tags: list[Tag], depth: int, until: int | None = None) -> tuple[int, list[int]]:
    """The least depth, and the start tags left open, up to the byte `until`; the element whose tag
    covers that is open."""
    low, stack = depth, []
    for start, end, deeper in tags:
        if until is not None and start > until:
            break
        if deeper > 0:
            stack.append(start)
        elif until is not None and until < end:
            if deeper == 0:
                stack.append(start)
            break
        for _ in range(-deeper):
            if stack:
                stack.pop()
            else:
                low -= 1
    return low, stack


def _first_at(tags: list[Tag], depth: int, level: int) -> int | None:
    """Where the first of the tags ends that leads up to `level`."""
    for tag in tags:
        depth += tag.deeper
        if depth <= level:
            return tag.end
    return None


def _keep(kept: dict[int, _T], key: int, value: _T, most: int) -> None:
    if len(kept) >= most:
        del kept[next(iter(kept))]
    kept[key] = value
