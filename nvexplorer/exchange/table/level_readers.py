"""Readers of the cells that a layout asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.table.cell_reader import LONGEST, CellReader
from nvexplorer.exchange.table.contract import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nvexplorer.exchange.table.contract import Column, Layout


def readers(layout: Layout, longest: int = LONGEST) -> tuple[list[CellReader], list[list[int]]]:
    """One for each level, and the places in the layout of the columns that it reads."""
    found = []
    columns: list[list[int]] = []
    for level, group in enumerate(layout.groups):
        places = [i for i, column in enumerate(layout.columns) if column.level == level]
        paths = [layout.columns[place].path[len(group) + 1 :] for place in places]
        counts = [
            path
            for path, place in zip(paths, places, strict=True)
            if layout.columns[place].kind == ValueKind.COUNT
        ]
        found.append(CellReader(paths, counts, longest))
        columns.append(places)
    return found, columns


def from_paths(cells: Mapping[str, str], columns: Iterable[Column]) -> list[str]:
    """Cells of these columns, of an element whose cells are told by their paths. What became a
    group after they were told was one element at most in it."""
    return [
        cells.get(column.path) or _one(cells, column.path)
        if column.kind == ValueKind.COUNT
        else cells.get(column.path, "")
        for column in columns
    ]


def _one(cells: Mapping[str, str], path: str) -> str:
    return "1" if any(each.startswith(path + "/") for each in cells) else ""
