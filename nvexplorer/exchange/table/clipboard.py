"""Cells as text for the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def tab_separated(rows: Iterable[Sequence[str]], titles: Sequence[str] = ()) -> str:
    """Lines that a spreadsheet takes as cells: tabs between, tabs and line ends within a cell as
    blanks, and cells that look like formulas with an apostrophe before."""
    raise NotImplementedError
