"""A table as a workbook with real numbers, dates and booleans."""

from __future__ import annotations

import re
import tempfile
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from nvexplorer.exchange.table.values import typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from nvexplorer.exchange.table.contract import Column, Export

# Digits that a spreadsheet keeps of a number.
_DIGITS = 15
_FIRST_YEAR = 1900
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_MEASURED = 100
_NARROW, _WIDE = 8, 60


def write_xlsx(
    file: BinaryIO,
    titles: Sequence[str],
    columns: Sequence[Column],
    lines: Iterable[Sequence[str]],
    what: Export,
    name: str,
) -> None:
    """One sheet, called `name`: titles in the first row, which stays in sight and has filters.

    Cells that do not read as their column's kind, numbers of more than 15 digits and dates before
    1900 are text. No text is taken for a formula or an address. Raises OSError.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        book = Workbook(
            file,
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        try:
            _Sheet(book, columns, name).write(titles, iter(lines))
        except BaseException:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()
            book.fileclosed = True  # nothing is to be put together
            raise
        try:
            book.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error


class _Sheet:
    def __init__(self, book: Any, columns: Sequence[Column], name: str) -> None:
        self._book = book
        self._kinds = [column.kind for column in columns]
        self._sheet = book.add_worksheet(_NO_SHEET_NAME.sub(" ", name)[:31].strip() or None)
        self._date = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._numbers: dict[int, Any] = {}
        self._row = 0

    def write(self, titles: Sequence[str], lines: Iterator[Sequence[str]]) -> None:
        first = list(islice(lines, _MEASURED))
        for place, title in enumerate(titles):
            longest = max(map(len, [title, *(line[place] for line in first)]))
            self._sheet.set_column(place, place, min(max(longest + 2, _NARROW), _WIDE))
        self._sheet.freeze_panes(1, 0)
        bold = self._book.add_format({"bold": True})
        for place, title in enumerate(titles):
            self._sheet.write_string(0, place, title, bold)
        for line in chain(first, lines):
            self._row += 1
            for place, cell in enumerate(line):
                if cell:
                    self._cell(place, cell)
        self._sheet.autofilter(0, 0, self._row, len(titles) - 1)

    def _cell(self, place: int, cell: str) -> None:
        row, sheet = self._row, self._sheet
        value = typed(cell, self._kinds[place])
        if isinstance(value, Decimal) and len(value.as_tuple().digits) <= _DIGITS:
            sheet.write_number(row, place, float(value), self._number(value))
        elif isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, datetime) and value.year >= _FIRST_YEAR:
            sheet.write_datetime(row, place, value.replace(tzinfo=None), self._moment)
        elif isinstance(value, date) and value.year >= _FIRST_YEAR:
            sheet.write_datetime(row, place, value, self._date)
        else:
            sheet.write_string(row, place, cell)

    def _number(self, value: Decimal) -> Any:
        """A format with as many decimals as were sent."""
        places = max(0, -int(value.as_tuple().exponent))
        if places not in self._numbers:
            form = "#,##0." + "0" * places if places else "0"
            self._numbers[places] = self._book.add_format({"num_format": form})
        return self._numbers[places]
