"""A list value, one item a line, and what is to be said of its items."""

from __future__ import annotations

import re
from typing import NamedTuple

# What separates the cells of a column or row pasted from a table.
_BREAKS = re.compile(r"[\r\n\t\x0b\x0c\u2028\u2029]+")


class Items(NamedTuple):
    """`number` is that of items that are not empty; lines count from 1."""

    number: int
    empty: tuple[int, ...]
    repeated: tuple[tuple[int, str], ...]


def to_lines(value: str) -> str:
    """Spaces around items stay out of sight."""
    return "\n".join(item.strip() for item in value.split(",")) if value else ""


def from_lines(text: str) -> str:
    """Empty lines at the end are no items; those between are kept, to be seen and removed."""
    lines = text.rstrip().split("\n") if text.strip() else []
    return ",".join(line.strip() for line in lines)


def pasted_list(text: str) -> str:
    """Cells of a table with commas between them; any other text as it is."""
    if not _BREAKS.search(text.strip()):
        return text
    cells = (cell.strip().strip(",").strip() for cell in _BREAKS.split(text))
    return ",".join(cell for cell in cells if cell)


def look_at(value: str) -> Items:
    items = [item.strip() for item in value.split(",")] if value.strip() else []
    seen: set[str] = set()
    repeated = []
    for number, item in enumerate(items, 1):
        if item and item in seen:
            repeated.append((number, item))
        seen.add(item)
    empty = tuple(number for number, item in enumerate(items, 1) if not item)
    return Items(len(items) - len(empty), empty, tuple(repeated))


def tidied(value: str) -> str:
    """Without empty and repeated items."""
    items = dict.fromkeys(item.strip() for item in value.split(","))
    items.pop("", None)
    return ",".join(items)


def count_words(count: int, limit: int | None) -> str:
    """`37 of 100` where there is a documented limit, else `37`."""
    return f"{count} of {limit}" if limit is not None else str(count)


def places_words(items: Items) -> str:
    """What is odd about the items, empty when nothing is."""
    said = []
    if items.empty:
        said.append(f"{_lines(items.empty)} empty")
    if items.repeated:
        first = items.repeated[0][1]
        lines = _lines(tuple(number for number, _ in items.repeated))
        what = f"{first} again" if len(items.repeated) == 1 else f"repeated, such as {first}"
        said.append(f"{lines}: {what}")
    return " · ".join(said)


def _lines(numbers: tuple[int, ...]) -> str:
    shown = ", ".join(str(number) for number in numbers[:3])
    more = f" and {len(numbers) - 3} more" if len(numbers) > 3 else ""
    return f"line{'s' if len(numbers) > 1 else ''} {shown}{more}"
