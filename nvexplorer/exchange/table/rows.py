"""The window's half of a table: places of rows in the bytes, and the cells of what is in sight."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from nvexplorer.exchange.table.contract import Layout, ValueKind
from nvexplorer.exchange.table.level_readers import from_paths, readers
from nvexplorer.exchange.table.pieces import split
from nvexplorer.exchange.table.shapes import Shapes
from nvexplorer.exchange.table.sums import Sum
from nvexplorer.xmltext.encoding import decode, detect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.exchange.table.cell_reader import CellReader
    from nvexplorer.exchange.table.contract import Portion, Summary
    from nvexplorer.model.exchange import Body
    from nvexplorer.xmltext.source import Source

#: No cell is longer in the window, in characters; a longer one is cut and ends in `…`.
LONGEST = 1_000


class TableRows:
    """Rows of one table. Numbers of rows are those of the document, whatever order is shown.

    `layout` is that of the last portion that had one; `count` the number of rows. `body` can be
    replaced by another one with the same bytes.
    """

    def __init__(
        self, body: Body | Source, charset: str | None = None, *, longest: int = LONGEST
    ) -> None:
        self._longest = longest
        self.layout = Layout("", (), ())
        self.count = 0
        self.body = body
        self._encoding = detect(body.read(0, 1024), charset)
        self._shapes = Shapes()
        self._readers: list[CellReader] = []
        self._columns: list[list[int]] = []  # of each level, places in the layout
        self._forget()

    def add(self, portion: Portion) -> None:
        """Take more rows in; microseconds."""
        if portion.anew:
            self._forget()
        if portion.layout is not None:
            self._lay_out(portion.layout)
        for level, places in enumerate(portion.levels):
            if level == len(self._starts):
                for kept in (self._starts, self._ends, self._parents):
                    kept.append(array("q"))
            self._starts[level].frombytes(places.starts)
            self._ends[level].frombytes(places.ends)
            self._parents[level].frombytes(places.parents)
        for level, index, cells in portion.large:
            self._large[level, index] = cells
        self.count = len(self._starts[-1]) if self._starts else 0

    def cells(self, numbers: Sequence[int]) -> list[tuple[str, ...]]:
        """The cells of rows, one for each of `layout.columns`, as sent: references resolved, CDATA
        unwrapped, no longer than LONGEST characters (longer ones end in `…`). Empty where the row
        has no such element. For some 100 rows at a time. Raises OSError when the bytes are gone."""
        known: dict[tuple[int, int], list[str]] = {}
        found = []
        for number in numbers:
            row = [""] * len(self.layout.columns)
            for level, index in enumerate(self._path(number)):
                cells = known.get((level, index))
                if cells is None:
                    cells = known[level, index] = self._read(level, index)
                for column, cell in zip(self._columns[level], cells, strict=True):
                    row[column] = cell
            found.append(tuple(row))
        return found

    def place(self, number: int, level: int = -1) -> tuple[int, int]:
        """Where the row's element, or that of a group around it, is in the body: start and end.
        For a row that stands for an outer element without inner ones it is that of the outer."""
        path = self._path(number)[: level + 1 or None]
        for place in reversed(list(enumerate(path))):
            start = self._starts[place[0]][place[1]]
            if start >= 0:
                return start, self._ends[place[0]][place[1]]
        return 0, 0

    def summary(self, cells: Sequence[tuple[int, int]]) -> Summary:
        """Of chosen cells: (row number, index of column). A value of a group around the rows
        counts once, however many of its rows are chosen. Up to some 10,000 cells; for more ask
        the job `table-sums`."""
        known_columns = self.layout.columns
        numbers = any(known_columns[column].kind == ValueKind.NUMBER for _, column in cells)
        wanted: dict[tuple[int, int], set[int]] = {}  # columns of elements
        for number, column in cells:
            level = self.layout.columns[column].level
            wanted.setdefault((level, self._path(number)[level]), set()).add(column)
        found = Sum()
        for (level, index), columns in wanted.items():
            read = dict(zip(self._columns[level], self._read(level, index), strict=True))
            for column in columns:
                kind = known_columns[column].kind
                if kind == ValueKind.COUNT and numbers:
                    kind = ValueKind.TEXT  # how many there are of something is not added to sums
                found.add(read[column], kind)
        return found.summary()

    def elements(self, level: int) -> array[int]:
        """For each row the index of the element of that level that it is or lies in."""
        found = array("q", range(self.count))
        for parents in self._parents[:level:-1]:
            found = array("q", [parents[index] for index in found])
        return found

    def _forget(self) -> None:
        self._starts: list[array[int]] = []
        self._ends: list[array[int]] = []
        self._parents: list[array[int]] = []
        self._large: dict[tuple[int, int], dict[str, str]] = {}
        self.count = 0

    def _lay_out(self, layout: Layout) -> None:
        self.layout = layout
        self._shapes = Shapes()
        self._readers, self._columns = readers(layout, self._longest)

    def _path(self, number: int) -> list[int]:
        """The indexes of the row's element and those around it, the outermost first."""
        path = [number]
        for parents in self._parents[:0:-1]:
            path.append(parents[path[-1]])
        return path[::-1]

    def _read(self, level: int, index: int) -> list[str]:
        start, end = self._starts[level][index], self._ends[level][index]
        if start < 0:
            return [""] * len(self._columns[level])
        large = self._large.get((level, index))
        if large is not None:
            columns = (self.layout.columns[column] for column in self._columns[level])
            return [
                cell if len(cell) <= self._longest else cell[: self._longest - 1] + "…"
                for cell in from_paths(large, columns)
            ]
        data = self.body.read(start, end - start)
        if len(data) < end - start:
            raise OSError("the body of the answer is shorter than it was")
        pieces = split(decode(data, self._encoding.name).text)
        assert pieces is not None
        return self._readers[level].read(self._shapes.of(pieces), pieces)
