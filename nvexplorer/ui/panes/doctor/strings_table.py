"""The rows of the tables that lay a string beside ours: Netvisor's echo, and what a program says
that it hashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.panes.doctor.differing import differing
from nvexplorer.ui.panes.doctor.table_model import Cell, TableRow, value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nvexplorer.doctor.echo import EchoRow
    from nvexplorer.doctor.strings import StringRow
    from nvexplorer.ui.panes.doctor.differing import Ranges

STRING_TITLES = ("Part", "Expected", "In your string", "What differs")
ECHO_TITLES = ("Part", "Netvisor expected", "Expected of this request")
MADE_TITLE = "Your MAC was made with"
_HIDDEN = "hidden there, not to be compared"


def string_rows(rows: Sequence[StringRow]) -> list[TableRow]:
    return [_string_row(row) for row in rows]


def _string_row(row: StringRow) -> TableRow:
    ours, theirs = _marked(row.expected, row.pasted) if row.same is False else ((), ())
    said = " ".join(row.differences)
    if row.same is None:
        said = "Something stands for the key."
    cells = (
        Cell(row.label, "part", row.number),
        value(row.expected, () if theirs else ours),
        Cell("same", "same") if row.same else value(row.pasted, theirs),
        Cell(said, "note"),
    )
    words = [f"expected {row.expected or 'nothing'}", f"in your string {row.pasted or 'nothing'}"]
    return TableRow(
        cells,
        row.same is False,
        f"{row.label}: {'; '.join([*words, *([said] if said else ['same'])])}",
        "\t".join((row.label, row.expected, row.pasted, said)),
    )


def echo_rows(
    rows: Sequence[EchoRow], made: Mapping[int, str]
) -> tuple[tuple[str, ...], list[TableRow]]:
    """Titles and rows. `made` is what the user's MAC was made with, by part; empty when that is
    not known."""
    titles = (*ECHO_TITLES, MADE_TITLE) if made else ECHO_TITLES
    return titles, [_echo_row(row, made) for row in rows]


def _echo_row(row: EchoRow, made: Mapping[int, str]) -> TableRow:
    ours, theirs = _marked(row.echo, row.ours) if row.same is False else ((), ())
    cells = [
        Cell(row.label, "part", row.number),
        value(row.echo or "–", () if theirs else ours),
    ]
    words = [row.label, row.echo]
    if row.same:
        cells.append(Cell("same", "same"))
        words.append("same")
    elif row.same is None:
        cells.append(Cell(_HIDDEN, "note"))
        words.append(_HIDDEN)
    else:
        cells.append(value(row.ours or "–", theirs))
        words.append(row.ours)
    if made:
        used = made.get(row.number, "")
        cells.append(value(used))
        words.append(used)
    spoken = f"{words[0]}: Netvisor expected {row.echo or 'nothing'}; of this request {words[2]}"
    return TableRow(tuple(cells), row.same is False, spoken, "\t".join(words))


def _marked(one: str, other: str) -> tuple[Ranges, Ranges]:
    return differing(one, other) if one and other and other != "left out" else ((), ())
