"""The first rows of a table, read at once from the beginning of a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.table.table_source import Run, TableSource
from nvexplorer.xmltext.source import BytesSource

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.exchange.table.contract import Portion, TableKind
    from nvexplorer.model.exchange import Body

#: How much of a body is read by the functions here, at most.
READ = 192 << 10


def first_kinds(
    body: Body, charset: str | None = None, definition: Definition | None = None
) -> tuple[TableKind, ...]:
    """The tables that the beginning of a body shows, the best first; empty when there is none as
    far as READ (ask the job `table-kinds`). Some milliseconds."""
    scan = TableSource(_head(body), charset).scan(definition)
    for _ in scan.run():
        pass
    return scan.kinds(exact=body.size <= READ and scan.fault is None)


def first_rows(
    body: Body, path: str, charset: str | None = None, definition: Definition | None = None
) -> Portion:
    """The first rows of the table of that path, to be shown until the job `table-rows`, which
    tells them again, has told as many. Some milliseconds."""
    source = TableSource(_head(body), charset)
    known = source.scan(definition)
    for _ in known.run():
        pass
    groups = tuple(kind.path for kind in known.kinds())
    portions = list(Run(source, definition, path, groups).portions())
    return portions[-1]


def _head(body: Body) -> BytesSource:
    return BytesSource(body.read(0, READ))
