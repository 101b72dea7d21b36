"""How many columns of a fixed-width font each character of a row takes."""

from __future__ import annotations

from bisect import bisect_right
from unicodedata import category, east_asian_width

TAB = 4
"""Columns between tab stops."""

_PLAIN = "\u02ff"  # below the first combining marks, but for control characters
_PICTURES = (
    {code: 0x2400 + code for code in range(0x20)}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
    | {0x7F: 0x2421, 0x09: 0x20}
)
_MARKS = frozenset({"Mn", "Me", "Cf"})


def visible(text: str) -> str:
    """The text with control characters as the symbols that stand for them, tabs as spaces."""
    return text if text.isprintable() else text.translate(_PICTURES)


def columns(text: str, first: int = 0) -> list[int] | None:
    """The column at which each character begins, and that after the last, when the text begins at
    column `first`; None when each character takes one column."""
    if "\t" not in text and (text.isascii() or max(text) <= _PLAIN):
        return None
    result = [first]
    column = first
    for character in text:
        if character == "\t":
            column += TAB - column % TAB
        elif character > _PLAIN:
            column += _width(character)
        else:
            column += 1
        result.append(column)
    return result


def _width(character: str) -> int:
    if east_asian_width(character) in "WF":
        return 2
    return 0 if category(character) in _MARKS else 1


def column_of(at: list[int] | None, place: int, first: int = 0) -> int:
    """The column of the character `place`."""
    return first + place if at is None else at[min(place, len(at) - 1)]


def place_of(at: list[int] | None, column: int, length: int, first: int = 0) -> int:
    """The character that stands at `column`; `length` when it is after the last."""
    if at is None:
        return max(0, min(length, column - first))
    return max(0, min(length, bisect_right(at, column) - 1))
