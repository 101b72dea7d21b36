"""Cells as text for the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.table.harmless import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ONE_LINE = str.maketrans("\t\r\n", "   ")


def tab_separated(rows: Iterable[Sequence[str]], titles: Sequence[str] = ()) -> str:
    """Lines that a spreadsheet takes as cells: tabs between, tabs and line ends within a cell as
    blanks, and cells that look like formulas with an apostrophe before."""
    lines = [titles] if titles else []
    lines += rows
    return "".join(["\t".join([_cell(cell) for cell in row]) + "\n" for row in lines])


def _cell(cell: str) -> str:
    return harmless(cell.replace("\r\n", "\n").translate(_ONE_LINE))
