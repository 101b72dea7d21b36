"""What comes along at the ends of a value: spaces, line breaks, invisible characters, quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[str], str]

BLANKS: dict[str, Change] = {
    "a space behind it": lambda value: value + " ",
    "a space in front of it": lambda value: " " + value,
    "a line feed behind it": lambda value: value + "\n",
    "a line break (CR LF) behind it": lambda value: value + "\r\n",
    "a carriage return behind it": lambda value: value + "\r",
    "a tab behind it": lambda value: value + "\t",
}
INVISIBLE: dict[str, Change] = {
    "a non-breaking space behind it": lambda value: value + "\u00a0",
    "a byte order mark in front of it": lambda value: "\ufeff" + value,
    "a zero-width space behind it": lambda value: value + "\u200b",
}
EDGES = {**BLANKS, **INVISIBLE}
QUOTES: dict[str, Change] = {
    'double quotes "': lambda value: f'"{value}"',
    "single quotes '": lambda value: f"'{value}'",
    "angle brackets <>": lambda value: f"<{value}>",
}

#: Why spaces of one side are missing on the other.
STRIPPED = "HTTP strips spaces around the value of a header"
EXPLANATION = (
    "The header came as {expected}: HTTP strips what is around a value. The MAC was made of the "
    "longer text."
)
