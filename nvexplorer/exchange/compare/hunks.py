"""The rows that differ, written one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.xmltext.document import Document

from .alignment import Alignment
from .opening import opened_pair
from .results import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .options import Side
    from .results import TextComparison

_LONGEST = 1_000  # characters of a row that are written


def hunks(
    left: Side, right: Side, comparison: TextComparison, *, pretty: bool, limit: int
) -> Iterator[str]:
    """Lines: a heading with the numbers of the rows, counted from 1, then rows with `-` (left) and
    `+` (right) in front, for each run that differs; at most `limit` rows, and the last line says
    how many more there are. Raises BadInput as the comparison does."""
    alignment = Alignment(comparison.runs)
    left_over = limit
    more = 0
    with opened_pair(left, right) as pair:
        one, other = (Document(shown.source, shown.encoding, pretty=pretty) for shown in pair)
        for document in (one, other):
            while document.index.advance(1 << 20):
                pass
        for number in range(alignment.runs):
            run = alignment.run(number)
            if run.kind is Kind.SAME:
                continue
            if left_over <= 0:
                more += run.left_rows + run.right_rows
                continue
            yield f"@@ {run.left + 1},{run.left_rows} {run.right + 1},{run.right_rows} @@"
            for sign, document, first, rows in (
                ("-", one, run.left, run.left_rows),
                ("+", other, run.right, run.right_rows),
            ):
                shown = min(rows, max(0, left_over))
                for row in range(first, first + shown):
                    yield sign + _text(document, row)
                left_over -= shown
                more += rows - shown
    if more:
        yield f"… and {more:,} more rows that differ."


def _text(document: Document, row: int) -> str:
    line = document.line(row)
    indent = " " * line.first
    text = line.text[:_LONGEST].rstrip("\r\n")
    return f"{indent}{text}{'…' * bool(line.hidden or len(line.text) > _LONGEST)}"
