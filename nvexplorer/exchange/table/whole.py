"""A table in a worker: all its rows, and all its cells column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.table.cell_reader import LONGEST
from nvexplorer.exchange.table.contract import Layout, TableEnd
from nvexplorer.exchange.table.elements import SEPARATOR
from nvexplorer.exchange.table.level_readers import from_paths
from nvexplorer.exchange.table.rows import TableRows
from nvexplorer.exchange.table.table_source import Run, TableSource
from nvexplorer.xmltext.source import BytesSource

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence

    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.exchange.table.contract import Column, Portion
    from nvexplorer.exchange.table.elements import Batch
    from nvexplorer.xmltext.source import Source

# A run through this much tells nearly always what groups there are, so that the one through all of
# the body need not begin again.
_HEAD = 192 << 10


class Whole:
    """Go through all of `read` first."""

    def __init__(self, definition: Definition | None, path: str) -> None:
        self._definition = definition
        self._path = path
        self._kept: list[list[Batch]] = []
        self._large: list[dict[int, dict[str, str]]] = []
        self._elements: dict[int, array[int]] = {}
        self.end = TableEnd(0, ())
        self.rows: TableRows

    @property
    def layout(self) -> Layout:
        return self.rows.layout

    def read(self, source: Source, charset: str | None) -> Iterator[Portion]:
        """Portions as they come."""
        head = TableSource(BytesSource(source.read(0, _HEAD)), charset).scan(self._definition)
        for _ in head.run():
            pass
        known = tuple(kind.path for kind in head.kinds())
        table_source = TableSource(source, charset)
        run = Run(table_source, self._definition, self._path, known, keep=True)
        self.rows = TableRows(table_source.source, charset, longest=LONGEST)
        large: dict[tuple[int, int], dict[str, str]] = {}
        for portion in run.portions():
            if portion.anew:
                large.clear()
            large.update({(level, index): cells for level, index, cells in portion.large})
            self.rows.add(portion)
            yield portion
        scan = run.scan
        self.end = TableEnd(scan.rows, scan.kinds(exact=scan.fault is None), scan.fault)
        self._kept = [group.kept or [] for group in scan.groups]
        self._counts = [group.count for group in scan.groups]
        self._large = [{} for _ in scan.groups]
        for (level, index), cells in large.items():
            self._large[level][index] = cells

    def column(self, column: Column) -> list[str]:
        """The cell of each element of the column's level."""
        found = [""] * self._counts[column.level]
        for batch in self._kept[column.level]:
            if column.path in batch.paths:
                cells = batch.columns[batch.paths.index(column.path)].split(SEPARATOR)
                for index, cell in zip(batch.indexes, cells, strict=True):
                    found[index] = cell
        for index, told in self._large[column.level].items():
            found[index] = from_paths(told, [column])[0]
        return found

    def with_word(self, columns: Sequence[Column], word: str) -> bytearray:
        """For each element of the level of these columns, whether one of its cells has that word in
        small letters in it, in whatever letters."""
        level = columns[0].level if columns else 0
        found = bytearray(self._counts[level])
        paths = {column.path for column in columns}
        for batch in self._kept[level]:
            for path, cells in zip(batch.paths, batch.columns, strict=True):
                lower = cells.lower()
                if path in paths and word in lower:
                    for index, cell in zip(batch.indexes, lower.split(SEPARATOR), strict=True):
                        if word in cell:
                            found[index] = True
        for index, told in self._large[level].items():
            if any(word in told.get(path, "").lower() for path in paths):
                found[index] = True
        return found

    def elements(self, level: int) -> array[int]:
        """For each row the index of the element of that level that it is or lies in."""
        if level not in self._elements:
            self._elements[level] = self.rows.elements(level)
        return self._elements[level]
