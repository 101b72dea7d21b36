"""The window's half of a table: places of rows in the bytes, and the cells of what is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.exchange.table.contract import Layout, Portion, Summary
    from nvexplorer.model.exchange import Body


class TableRows:
    """Rows of one table. Numbers of rows are those of the document, whatever order is shown.

    `layout` is that of the last portion that had one; `count` the number of rows.
    """

    layout: Layout
    count: int

    def __init__(self, body: Body, charset: str | None = None) -> None: ...

    def add(self, portion: Portion) -> None:
        """Take more rows in; microseconds."""

    def cells(self, numbers: Sequence[int]) -> list[tuple[str, ...]]:
        """The cells of rows, one for each of `layout.columns`, as sent: references resolved, CDATA
        unwrapped, no longer than LONGEST characters (longer ones end in `…`). Empty where the row
        has no such element. For some 100 rows at a time. Raises OSError when the bytes are gone."""
        raise NotImplementedError

    def place(self, number: int, level: int = -1) -> tuple[int, int]:
        """Where the row's element, or that of a group around it, is in the body: start and end."""
        raise NotImplementedError

    def summary(self, cells: Sequence[tuple[int, int]]) -> Summary:
        """Of chosen cells: (row number, index of column). A value of a group around the rows
        counts once, however many of its rows are chosen. Up to some 10,000 cells; for more ask
        the job `table-sums`."""
        raise NotImplementedError
