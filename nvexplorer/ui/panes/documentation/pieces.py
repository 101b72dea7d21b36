"""Text of several styles, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Piece(NamedTuple):
    """A run of text in one of the styles of `paint.py`; `\\n` begins a new line."""

    text: str
    style: str = "text"


def listed(words: Sequence[str], last: str = "and") -> tuple[Piece, ...]:
    """`a, b and c`, the words as they go on the wire."""
    pieces: list[Piece] = []
    for number, word in enumerate(words):
        if number:
            between = f" {last} " if number == len(words) - 1 else ", "
            pieces.append(Piece(between, "muted"))
        pieces.append(Piece(word or "(empty)", "mono"))
    return tuple(pieces)


def lines(*each: Iterable[Piece]) -> tuple[Piece, ...]:
    """Each on a line of its own, empty ones left out."""
    pieces: list[Piece] = []
    for line in map(tuple, each):
        if line:
            pieces += (Piece("\n"), *line) if pieces else line
    return tuple(pieces)
