"""Rows in the order that is asked for, and those only that pass the filters."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from nvexplorer.exchange.table.collation import sort_key
from nvexplorer.exchange.table.contract import Ordered, ValueKind
from nvexplorer.exchange.table.filters import passes
from nvexplorer.exchange.table.sums import comparable
from nvexplorer.exchange.table.values import typed
from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from nvexplorer.exchange.table.contract import Column, ColumnFilter, Order, SortKey
    from nvexplorer.exchange.table.whole import Whole

_DATES = (ValueKind.DATE, ValueKind.MOMENT)


def ordered(whole: Whole, order: Order) -> array[int]:
    """Numbers of rows. Raises BadInput for a column that the table does not have."""
    rows: Sequence[int] = range(whole.rows.count)
    for each in order.filters:
        rows = _filtered(whole, rows, each)
    for word in order.text.lower().split():
        rows = _with_word(whole, rows, word)
    for key in reversed(order.sort):
        rows = _sorted(whole, rows, key)
    return array("q", rows)


def answer(whole: Whole, order: Order) -> Ordered:
    return Ordered(ordered(whole, order).tobytes(), whole.rows.count)


def column_of(whole: Whole, path: str) -> Column:
    place = whole.layout.find(path)
    if place is None:
        raise BadInput(f"The table has no column {path}.", "Choose one of its columns.")
    return whole.layout.columns[place]


def _filtered(whole: Whole, rows: Sequence[int], filter_: ColumnFilter) -> list[int]:
    column = column_of(whole, filter_.path)
    test = passes(column, filter_)
    known: dict[str, bool] = {}
    cells = whole.column(column)
    good = bytearray(len(cells))
    for index, cell in enumerate(cells):
        found = known.get(cell)
        if found is None:
            found = known[cell] = test(cell)
        good[index] = found
    elements = whole.elements(column.level)
    return [row for row in rows if good[elements[row]]]


def _with_word(whole: Whole, rows: Sequence[int], word: str) -> list[int]:
    """Rows of which some cell has that word in it, in small letters or not."""
    good = bytearray(whole.rows.count)
    for level in range(len(whole.layout.groups)):
        columns = [each for each in whole.layout.columns if each.level == level]
        columns = [each for each in columns if each.kind != ValueKind.COUNT]
        elements = whole.elements(level)
        if not columns:
            continue
        found = whole.with_word(columns, word)
        for row, element in enumerate(elements):
            if found[element]:
                good[row] = True
    return [row for row in rows if good[row]]


def _sorted(whole: Whole, rows: Sequence[int], key: SortKey) -> list[int]:
    column = column_of(whole, key.path)
    kind = column.kind
    elements = whole.elements(column.level)
    cells = whole.column(column)
    keys: list[object] = list(cells)
    good: list[int] = []
    others: list[int] = []
    empty: list[int] = []
    known: dict[str, object] = {}
    for element, cell in enumerate(cells):
        if cell not in known:
            known[cell] = _key(cell, kind)
        keys[element] = known[cell]
    for row in rows:
        element = elements[row]
        if not cells[element].strip():
            empty.append(row)
        elif keys[element] is None:
            others.append(row)
        else:
            good.append(row)
    good.sort(key=lambda row: keys[elements[row]], reverse=key.descending)  # type: ignore[arg-type,return-value]
    others.sort(key=lambda row: sort_key(cells[elements[row]]), reverse=key.descending)
    return good + others + empty


def _key(cell: str, kind: ValueKind) -> object:
    if kind == ValueKind.TEXT:
        return sort_key(cell)
    value = typed(cell, kind)
    if value is None or kind not in _DATES:
        return value
    moment: date = value  # type: ignore[assignment]
    return comparable(moment)
