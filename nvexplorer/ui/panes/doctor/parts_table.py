"""The rows of the table of parts, from those of a diagnosis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.panes.doctor.differing import differing
from nvexplorer.ui.panes.doctor.table_model import Cell, TableRow, value
from nvexplorer.ui.panes.doctor.wording import row_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.doctor.diagnosis import Row
    from nvexplorer.ui.panes.doctor.differing import Ranges

TITLES = ("Part", "Expected", "Your MAC was made with", "How sure is the expectation")
_LEFT_OUT = "left out"
_VALUES = range(1, 9)  # parts whose values are shown; keys are described in words


def table_rows(rows: Sequence[Row], *, made_known: bool) -> tuple[tuple[str, ...], list[TableRow]]:
    """Titles and rows; without the third column when it is not known what was hashed."""
    titles = TITLES if made_known else (TITLES[0], TITLES[1], TITLES[3])
    return titles, [_row(row, made_known) for row in rows]


def _row(row: Row, made_known: bool) -> TableRow:
    kind = "value" if row.number in _VALUES else "text"
    expected, made = row.expected, row.made
    ours: Ranges = ()
    theirs: Ranges = ()
    if row.differs and row.made != _LEFT_OUT and kind == "value":
        ours, theirs = differing(expected, made)
    # What is only missing in the value that was hashed is marked where it should have been.
    marked = () if theirs else ours
    cells = [
        Cell(row.label, "part", row.number),
        value(expected, marked) if kind == "value" else Cell(expected),
    ]
    if made_known:
        cells.append(_made(row, made, kind, theirs))
    cells.append(Cell(row.certainty, "note"))
    words = [row.label, row.expected, *([row.made or "same"] if made_known else []), row.certainty]
    return TableRow(
        tuple(cells),
        row.differs and made_known,
        row_text(row, made_known=made_known),
        "\t".join(words),
    )


def _made(row: Row, made: str, kind: str, marked: Ranges) -> Cell:
    if not row.differs:
        return Cell("same", "same")
    if row.made == _LEFT_OUT or kind == "text":
        return Cell(made, "wrong")
    return value(made, marked)
