"""Tables of documents, read as the window and the workers read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.table.contract import Order, Tabled
from nvexplorer.exchange.table.rows import TableRows
from nvexplorer.model.exchange import BytesBody
from nvexplorer.workers import table as jobs

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.exchange.table.contract import TableEnd, TableKind


class Read(NamedTuple):
    """A table of a document; `cells` has the titles of the columns first."""

    tabled: Tabled
    rows: TableRows
    end: TableEnd
    body: bytes

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(column.title for column in self.rows.layout.columns)

    @property
    def cells(self) -> list[tuple[str, ...]]:
        return [self.titles, *self.rows.cells(range(self.rows.count))]

    def column(self, title: str) -> list[str]:
        place = self.titles.index(title)
        return [row[place] for row in self.cells[1:]]

    def path(self, title: str) -> str:
        return self.rows.layout.columns[self.titles.index(title)].path


def tables_of(body: bytes, definition: Definition | None = None) -> tuple[TableKind, ...]:
    tabled = Tabled(BytesBody(body).stored(), definition=definition)
    return jobs.kinds(tabled, progress=lambda _: None)


def read_table(
    body: bytes, path: str, definition: Definition | None = None, charset: str | None = None
) -> Read:
    """By the job, in portions."""
    held = BytesBody(body)
    rows = TableRows(held, charset)
    tabled = Tabled(held.stored(), charset, path, definition)
    end = jobs.rows(tabled, progress=rows.add)
    assert end.rows == rows.count
    return Read(tabled, rows, end, body)


def in_order(read: Read, order: Order) -> list[int]:
    from array import array

    return list(array("q", jobs.order(read.tabled, order, progress=lambda _: None).rows))
