"""What users type to filter a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nvexplorer.exchange.table.contract import Column, ColumnFilter


def column_filter(column: Column, typed: str) -> ColumnFilter | None:
    """What was typed for one column; None for nothing. `text` or `*text*` contains, `!text` does
    not; `=x`, `!=x`, `<x`, `<=x`, `>x`, `>=x` compare as the column's kind; `=` alone is empty,
    `!=` alone is not.

    Raises ExplorerError when the value does not read as the column's kind.
    """
    raise NotImplementedError
