"""Finds the children of an element from its bytes, in steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.xpath.walk import (
    BEHIND,
    CLOSE,
    EMPTY,
    LEAF,
    OPEN_WITH,
    OTHER,
    RECORD,
    is_empty,
    tag_end,
    tags,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.exchange.xpath.walk import Tag
    from nvexplorer.xmltext.source import Source

_EMPTY, _OPEN_WITH, _CLOSE, _OTHER = (kind + BEHIND for kind in (EMPTY, OPEN_WITH, CLOSE, OTHER))


class Batch(NamedTuple):
    """`begun`: (start, end of the start tag, name) of each child that begins here. `ended`: (number
    of its children, end) of those that end here, in the order in which they began; the last may
    go on, with `inside` children so far. `closed` is the end of the parent, once that is found;
    `broken` where its markup does not pair: what follows is not looked at."""

    begun: list[tuple[int, int, bytes]]
    ended: list[tuple[int, int]]
    inside: int
    closed: int | None
    broken: int | None


def scan_children(source: Source, start: int, name: bytes, step: int = 1 << 14) -> Iterator[Batch]:
    """The children of the element `name` from the byte `start` in its content on, batch by batch,
    each after some `step` bytes. An empty name is the document. Takes any XML. Raises OSError."""
    depth = inside = 0
    child = b""
    for base, data, markup in tags(source, start, step=step, pieces=True):
        begun: list[tuple[int, int, bytes]] = []
        ended: list[tuple[int, int]] = []
        for tag in markup:
            kind = tag.lastindex
            if kind is None or kind == _OTHER:
                continue
            if kind <= LEAF:
                if depth == 0:
                    at, end = tag.start(), tag.end()
                    begun.append(_begun(base, data, at, kind, tag))
                    held = data.count(b"<", at, end) - 1 - data.count(b"</", at, end)
                    ended.append((held if kind == RECORD else 0, base + end))
                elif depth == 1:
                    inside += 1
            elif kind == _CLOSE:
                if depth > 1:
                    depth -= 1
                    continue
                end = base + tag.end()
                opened = child if depth else name
                if data[tag.start() + 2 : tag.end() - 1].rstrip() != opened:
                    yield Batch(begun, ended, inside, None, base + tag.start())
                    return
                if not depth:
                    yield Batch(begun, ended, 0, end, None)
                    return
                depth = 0
                ended.append((inside, end))
            else:
                is_void = kind == _EMPTY or (kind == _OPEN_WITH and is_empty(data, tag))
                if depth == 0:
                    child, inside = tag[kind], 0
                    begun.append((base + tag.start(), base + tag.end(), child))
                    if is_void:
                        ended.append((0, base + tag.end()))
                    else:
                        depth = 1
                else:
                    inside += depth == 1
                    depth += not is_void
        yield Batch(begun, ended, inside, None, None)
    if name or depth:
        yield Batch([], [], inside, None, source.size)
    else:
        yield Batch([], [], 0, source.size, None)


def _begun(base: int, data: bytes, at: int, kind: int, tag: Tag) -> tuple[int, int, bytes]:
    """Where a whole element begins, its start tag ends, and its name."""
    if kind == RECORD:
        name = tag[1]
        return base + at, base + at + len(name) + 2, name
    name = tag[LEAF]
    end = at + len(name) + 1
    open_end = end + 1 if data[end : end + 1] == b">" else tag_end(data, at)
    return base + at, base + open_end, name
