"""Breaks numbered chips into rows, as words are broken into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# A chip longer than a row begins on the row before only if so many characters fit there.
_WORTH_BEGINNING = 12


class Item(NamedTuple):
    """Something to place: `widths` of its characters, `lead` and `tail` the room around them.

    A `glued` item stays on the row of the item before it, even where it sticks out a little.
    """

    widths: Sequence[float]
    lead: float = 0.0
    tail: float = 0.0
    glued: bool = False


class Fragment(NamedTuple):
    """The characters `start` to `end` of an item, and where they stand.

    `x` and `width` include the room around them; `first` and `last` say whether this is where the
    item begins and ends.
    """

    item: int
    start: int
    end: int
    row: int
    x: float
    width: float
    first: bool
    last: bool


def flow(items: Sequence[Item], width: float, gap: float) -> tuple[Fragment, ...]:
    """Fragments in reading order. An item is broken only where it is longer than a whole row."""
    placed: list[Fragment] = []
    x, row = 0.0, 0
    for index, item in enumerate(items):
        whole = item.lead + sum(item.widths) + item.tail
        follower = items[index + 1] if index + 1 < len(items) else None
        hang = gap + _width(follower) if follower is not None and follower.glued else 0.0
        if item.glued or x + whole + hang <= width:
            placed.append(Fragment(index, 0, len(item.widths), row, x, whole, True, True))
            x += whole + gap
        elif whole + hang <= width:
            row += 1
            placed.append(Fragment(index, 0, len(item.widths), row, 0.0, whole, True, True))
            x = whole + gap
        else:
            x, row = _broken(placed, index, item, x, row, width - hang, gap)
    return tuple(placed)


def _broken(
    placed: list[Fragment], index: int, item: Item, x: float, row: int, width: float, gap: float
) -> tuple[float, int]:
    """Place an item over several rows; gives where the next one may begin."""
    start = 0
    while True:
        first = start == 0
        lead = item.lead if first else item.tail
        end, used = start, lead + item.tail
        while end < len(item.widths) and x + used + item.widths[end] <= width:
            used += item.widths[end]
            end += 1
        last = end == len(item.widths)
        if first and x > 0 and not last and end - start < _WORTH_BEGINNING:
            x, row = 0.0, row + 1
            continue
        if end == start and not last:  # narrower than one character: show it nevertheless
            used += item.widths[end]
            end += 1
            last = end == len(item.widths)
        placed.append(Fragment(index, start, end, row, x, used, first, last))
        if last:
            return x + used + gap, row
        start, x, row = end, 0.0, row + 1


def _width(item: Item) -> float:
    return item.lead + sum(item.widths) + item.tail
