"""A table as a CSV file for spreadsheets: UTF-8 with a byte order mark, lines end in CR LF."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from nvexplorer.exchange.table.contract import ValueKind
from nvexplorer.exchange.table.harmless import harmless
from nvexplorer.exchange.table.values import typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

    from nvexplorer.exchange.table.contract import Column, Export

_NUMBERS = (ValueKind.NUMBER, ValueKind.COUNT)


def write_csv(
    file: BinaryIO,
    titles: Sequence[str],
    columns: Sequence[Column],
    lines: Iterable[Sequence[str]],
    what: Export,
    name: str = "",
) -> None:
    """Numbers are written without blanks between thousands and with the decimal sign of `what`,
    all other cells as they were sent, but harmless. Raises OSError."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=False)
    try:
        writer = csv.writer(text, delimiter=what.delimiter, lineterminator="\r\n")
        numeric = [column.kind in _NUMBERS for column in columns]
        writer.writerow([harmless(title) for title in titles])
        for line in lines:
            writer.writerow(
                [
                    _number(cell, comma=what.comma) if is_number else harmless(cell)
                    for cell, is_number in zip(line, numeric, strict=True)
                ]
            )
        text.flush()
    finally:
        text.detach()


def _number(cell: str, *, comma: bool) -> str:
    value = typed(cell, ValueKind.NUMBER)
    if not isinstance(value, Decimal):
        return harmless(cell)
    text = format(value, "f")
    return text.replace(".", ",") if comma else text
