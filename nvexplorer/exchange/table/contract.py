"""Plain data between the window and the workers about tables."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.model.exchange import Stored


class ValueKind(StrEnum):
    """What the cells of a column are. Cells are always text, as sent; this says what they mean.

    A column is a NUMBER, DATE, MOMENT (a date with a time) or BOOLEAN when the catalogue says so,
    or when each of its cells that is not empty reads as one (`values.kind_of` says how). COUNT: how
    many elements of that name there are in the row, each with values of its own.
    """

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    BOOLEAN = "boolean"
    COUNT = "count"


class TableKind(NamedTuple):
    """A repeated group. `path` is that of its element below the root, such as
    `Customerlist/Customer`, which names the table everywhere. `groups` are the paths of the
    repeated groups that it lies in, the outermost first, and last itself: (its own path,) for an
    outer one; a table of an inner one repeats the values of those around it beside each row.
    `elements` is how many there are, `exact` whether all of the body is read."""

    path: str
    groups: tuple[str, ...]
    elements: int
    exact: bool = False

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


class Column(NamedTuple):
    """`path` names it: that of an element below the root, as in `Definition.detail`
    (`Customerlist/Customer/Name`), of an attribute with `/@name` behind. `level` is the index of
    the repeated group it belongs to in `Layout.groups`: the last for values of the row itself, a
    lower one for those of a group around it, which stand beside each of its inner rows.

    `title` is the shortest ending of the path that no other column has. `note` is the catalogue's.
    `quiet`: says the same in all rows or is of no use to most; better not shown at first.
    """

    path: str
    level: int
    title: str
    kind: ValueKind = ValueKind.TEXT
    note: str = ""
    quiet: bool = False


class Layout(NamedTuple):
    """The columns as far as known, in the order of the document (or the catalogue's), values of
    groups around first. `path` and `groups` are those of the TableKind."""

    path: str
    groups: tuple[str, ...]
    columns: tuple[Column, ...]

    def find(self, path: str) -> int | None:
        """The place of a column; None when there is none (yet)."""
        return next((i for i, column in enumerate(self.columns) if column.path == path), None)


class Tabled(NamedTuple):
    """A table of an answer: its bytes, the charset of its Content-Type, the path of its rows, and
    what the catalogue knows of the resource."""

    stored: Stored
    charset: str | None = None
    path: str = ""
    definition: Definition | None = None


class Places(NamedTuple):
    """Elements of one level in a portion: arrays `q` as bytes, so long as there are elements.

    `starts` and `ends` are offsets in the body. `parents` are indexes (over all portions) into the
    level above; empty at the outermost level.
    """

    starts: bytes = b""
    ends: bytes = b""
    parents: bytes = b""


class Portion(NamedTuple):
    """More rows. `levels`: the new elements of each of the `Layout.groups`; the last are the rows.
    A row whose start is -1 stands for an outer element that has no inner one.

    `layout` is None when it is as before. `large` are elements too long to be read by the window:
    level, index, and their cells by the paths of columns. `kinds` are the tables of the body as far
    as it is read, None when as before. `anew`: forget all portions before, the groups around the
    rows are others than they seemed. `read` counts bytes of the body.
    """

    levels: tuple[Places, ...]
    layout: Layout | None = None
    large: tuple[tuple[int, int, dict[str, str]], ...] = ()
    kinds: tuple[TableKind, ...] | None = None
    anew: bool = False
    read: int = 0


class TableFault(NamedTuple):
    """Where the tags of a body stop making sense, and what is wrong: rows are up to there."""

    offset: int
    sentence: str


class TableEnd(NamedTuple):
    """All of the body is read, or all up to the fault."""

    rows: int
    kinds: tuple[TableKind, ...]
    fault: TableFault | None = None


class SortKey(NamedTuple):
    """A column, by its path. Cells that are empty, then those that do not read as the column's
    kind, come last in both directions."""

    path: str
    descending: bool = False


class Operator(StrEnum):
    CONTAINS = "contains"
    LACKS = "does not contain"
    EQUAL = "="
    NOT_EQUAL = "≠"
    LESS = "<"
    LESS_EQUAL = "≤"
    GREATER = ">"
    GREATER_EQUAL = "≥"
    EMPTY = "is empty"
    NOT_EMPTY = "is not empty"


class ColumnFilter(NamedTuple):
    """Rows whose cell is so; see `filters.column_filter` for what users type."""

    path: str
    operator: Operator
    value: str = ""


class Order(NamedTuple):
    """`text`: words that all stand somewhere in the row, in whatever cells, case ignored.
    `filters` all hold. Without `sort`, and among equals, the order is that of the document."""

    sort: tuple[SortKey, ...] = ()
    text: str = ""
    filters: tuple[ColumnFilter, ...] = ()


class Ordered(NamedTuple):
    """`rows` is an array `q` as bytes: indexes of rows in the order to show. `total` counts the
    rows of the table before the filters."""

    rows: bytes
    total: int


class Summary(NamedTuple):
    """Of the cells of one column, or of chosen ones. `filled`: cells that are not empty; `numbers`:
    those of them that are numbers. `total`, the exact sum, `average`, `least` and `most` are
    decimals with a point as text, empty without any number. Where the column is one of dates,
    `least` and `most` are the first and the last of them, as `2026-01-31` or
    `2026-01-31 12:00:00`. Cells of a group around the rows count once for each of its elements."""

    filled: int = 0
    numbers: int = 0
    total: str = ""
    average: str = ""
    least: str = ""
    most: str = ""


class Export(NamedTuple):
    """A file to write. `paths` are the columns, in order. `format` is `csv` or `xlsx`.

    `comma`: decimal comma in a CSV file, which is what a Finnish or Swedish spreadsheet reads;
    else a decimal point. `delimiter` is `;`, or `,` where the point is used. `titles`: the titles
    of the columns as the window shows them, empty for those of the layout.
    """

    file: str
    format: str
    paths: tuple[str, ...]
    comma: bool = True
    delimiter: str = ";"
    titles: tuple[str, ...] = ()


class Exported(NamedTuple):
    file: str
    rows: int
