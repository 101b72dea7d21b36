"""Rows that hold what is looked for, with the rows above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nvexplorer.ui.panes.documentation.rows import Row


def _lower(text: str) -> str:
    """Letter by letter, so that places stay the same."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def words_of(query: str) -> tuple[str, ...]:
    return tuple(_lower(query).split())


def is_hit(row: Row, words: Sequence[str]) -> bool:
    """Whether every word stands somewhere in the row's name or notes."""
    text = _lower(row.words())
    return all(word in text for word in words)


def filtered(rows: Sequence[Row], words: Sequence[str]) -> tuple[Row, ...]:
    """The hits and what they stand in; all rows when there are no words."""
    if not words:
        return tuple(rows)
    return tuple(_kept(rows, words))


def _kept(rows: Sequence[Row], words: Sequence[str]) -> Iterator[Row]:
    for row in rows:
        children = tuple(_kept(row.children, words))
        if children or is_hit(row, words):
            yield row._replace(children=children)


def count_hits(rows: Sequence[Row], words: Sequence[str]) -> int:
    return sum(is_hit(row, words) + count_hits(row.children, words) for row in rows)


def marks(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in `text`, as start and length."""
    lowered = _lower(text)
    found = []
    for word in words:
        at = lowered.find(word)
        while at >= 0:
            found.append((at, len(word)))
            at = lowered.find(word, at + len(word))
    return found
