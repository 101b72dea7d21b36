"""A table as a file."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nvexplorer.exchange.table.contract import Exported
from nvexplorer.exchange.table.export_csv import write_csv
from nvexplorer.exchange.table.export_xlsx import write_xlsx
from nvexplorer.exchange.table.ordering import column_of, ordered
from nvexplorer.model.errors import AnswerError, BadInput, ReadOnly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nvexplorer.exchange.table.contract import Export, Order
    from nvexplorer.exchange.table.whole import Whole

_WRITERS = {"csv": write_csv, "xlsx": write_xlsx}
_ROWS = 500
#: A worksheet has 1,048,576 rows, one of which holds the titles.
MOST_ROWS = 1_048_575
# Half a pair, and what is no character: such files cannot be written with them.
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")


def export(
    whole: Whole, order: Order, what: Export, progress: Callable[[float], object]
) -> Exported:
    """Writes the rows that pass the filters, in that order, all or nothing: until the last byte is
    written, the file is as it was. `progress` may raise, which ends it.

    Raises BadInput for a column or format that there is not and for too many rows, ReadOnly when
    the file cannot be written, AnswerError when the body is gone.
    """
    writer = _WRITERS.get(what.format)
    if writer is None:
        raise BadInput(f"A table cannot be written as {what.format}.", "Choose csv or xlsx.")
    columns = [column_of(whole, path) for path in what.paths]
    if not columns:
        raise BadInput("No column is chosen.", "Show at least one column of the table.")
    rows = ordered(whole, order)
    if what.format == "xlsx" and len(rows) > MOST_ROWS:
        raise BadInput(
            f"The table has {len(rows):,} rows, and a worksheet takes {MOST_ROWS:,}.",
            "Write a CSV file, or filter the table first.",
        )
    places = [whole.layout.find(path) or 0 for path in what.paths]
    titles = what.titles or tuple(column.title for column in columns)

    sheet = whole.layout.path.rpartition("/")[2]

    def lines() -> Iterator[list[str]]:
        for first in range(0, len(rows), _ROWS):
            progress(0.9 * first / len(rows))
            try:
                found = whole.rows.cells(rows[first : first + _ROWS])
            except OSError as error:
                raise AnswerError(
                    f"The body of the answer cannot be read any more ({error.strerror or error}).",
                    "Send the request again, or open the saved file.",
                ) from error
            for cells in found:
                yield [clean(cells[place]) for place in places]

    folder, name = os.path.split(os.path.abspath(what.file))
    part = os.path.join(folder, f".{name}.{os.getpid()}.part")
    try:
        try:
            with open(part, "wb") as file:
                writer(file, [clean(each) for each in titles], columns, lines(), what, sheet)
            progress(1.0)
            os.replace(part, what.file)
        except BaseException:
            if os.path.exists(part):
                os.remove(part)
            raise
    except OSError as error:
        raise _cannot_write(what.file, error) from error
    return Exported(what.file, len(rows))


def clean(cell: str) -> str:
    return cell if cell.isascii() else _NO_CHARACTERS.sub("\ufffd", cell)


def _cannot_write(file: str, error: OSError) -> ReadOnly:
    reason = error.strerror or str(error)
    advice = "Choose another folder or file name."
    if isinstance(error, PermissionError):
        advice = "If it is open in a spreadsheet, close it there; else choose another folder."
    return ReadOnly(f"{file} cannot be written ({reason}).", advice)
