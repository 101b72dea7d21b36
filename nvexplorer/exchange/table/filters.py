"""What users type to filter a table, and which cells pass."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from nvexplorer.exchange.table.collation import sort_key
from nvexplorer.exchange.table.contract import ColumnFilter, Operator, ValueKind
from nvexplorer.exchange.table.sums import comparable
from nvexplorer.exchange.table.values import Typed, moment, typed
from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.exchange.table.contract import Column

_SIGNS = (
    ("!=", Operator.NOT_EQUAL),
    ("<>", Operator.NOT_EQUAL),
    ("<=", Operator.LESS_EQUAL),
    (">=", Operator.GREATER_EQUAL),
    ("≠", Operator.NOT_EQUAL),
    ("≤", Operator.LESS_EQUAL),
    ("≥", Operator.GREATER_EQUAL),
    ("=", Operator.EQUAL),
    ("<", Operator.LESS),
    (">", Operator.GREATER),
    ("!", Operator.LACKS),
)
_WITHOUT_VALUE = {Operator.EQUAL: Operator.EMPTY, Operator.NOT_EQUAL: Operator.NOT_EMPTY}
_EXPECTED = {
    ValueKind.NUMBER: ("a number", "-25,5"),
    ValueKind.COUNT: ("a number", "2"),
    ValueKind.DATE: ("a date", "2026-01-31 or 31.1.2026"),
    ValueKind.MOMENT: ("a date, with a time or without", "2026-01-31 or 31.1.2026 12:30"),
    ValueKind.BOOLEAN: ("yes or no", "yes, kyllä, ja, no, ei or nej"),
}
_NO_BLANKS = str.maketrans("", "", " \u00a0\u2009\u202f")


def column_filter(column: Column, typed_text: str) -> ColumnFilter | None:
    """What was typed for one column; None for nothing. `text` or `*text*` contains, `!text` does
    not; `=x`, `!=x`, `<x`, `<=x`, `>x`, `>=x` compare as the column's kind; `=` alone is empty,
    `!=` alone is not.

    Raises BadInput when the value does not read as the column's kind.
    """
    text = typed_text.strip()
    if not text:
        return None
    sign, operator = next(
        (each for each in _SIGNS if text.startswith(each[0])), ("", Operator.CONTAINS)
    )
    value = text[len(sign) :].strip()
    if operator in (Operator.CONTAINS, Operator.LACKS):
        value = value.strip("*")
        return ColumnFilter(column.path, operator, value) if value else None
    if not value:
        empty = _WITHOUT_VALUE.get(operator)
        return ColumnFilter(column.path, empty) if empty else None
    passes(column, ColumnFilter(column.path, operator, value))
    return ColumnFilter(column.path, operator, value)


def passes(column: Column, filter_: ColumnFilter) -> Callable[[str], bool]:
    """Whether a cell of the column does. Text is compared without case, by the Finnish order; a
    date without a time stands for the whole day. Raises BadInput as `column_filter`."""
    operator, value, kind = filter_.operator, filter_.value, column.kind
    if operator == Operator.EMPTY:
        return lambda cell: not cell.strip()
    if operator == Operator.NOT_EMPTY:
        return lambda cell: bool(cell.strip())
    if operator in (Operator.CONTAINS, Operator.LACKS):
        return _containing(value, kind, wanted=operator == Operator.CONTAINS)
    if kind == ValueKind.TEXT:
        if operator in (Operator.EQUAL, Operator.NOT_EQUAL):
            folded = value.strip().casefold()
            equal = operator == Operator.EQUAL
            return lambda cell: (cell.strip().casefold() == folded) is equal
        return _comparing(operator, sort_key(value)[0], lambda cell: sort_key(cell)[0])
    return _comparing_values(operator, _value(column, value), kind)


def _containing(value: str, kind: ValueKind, *, wanted: bool) -> Callable[[str], bool]:
    part = value.lower()
    if kind == ValueKind.NUMBER:  # blanks between thousands are no matter
        part = part.translate(_NO_BLANKS)
        return lambda cell: (part in cell.translate(_NO_BLANKS)) is wanted
    return lambda cell: (part in cell.lower()) is wanted


def _value(column: Column, value: str) -> Typed:
    found = moment(value) if column.kind == ValueKind.DATE else typed(value, column.kind)
    if found is None:
        what, example = _EXPECTED[column.kind]
        raise BadInput(
            f"“{value}” cannot be compared with the column {column.title}, which is {what}.",
            f"Type a value such as {example}, or leave out the sign to look for text.",
        )
    return found


def _comparing_values(operator: Operator, value: Typed, kind: ValueKind) -> Callable[[str], bool]:
    if not isinstance(value, date):
        return _comparing(operator, value, lambda cell: typed(cell, kind))
    whole_day = kind != ValueKind.MOMENT or (
        isinstance(value, datetime) and value.replace(hour=0, minute=0, second=0, microsecond=0)
        == value and value.tzinfo is None
    )  # fmt: skip

    def read(cell: str) -> datetime | None:
        found = typed(cell, kind)
        if not isinstance(found, date):
            return None
        return comparable(found.date() if whole_day and isinstance(found, datetime) else found)

    return _comparing(operator, comparable(value), read)


def _comparing(
    operator: Operator, value: object, read: Callable[[str], object]
) -> Callable[[str], bool]:
    """Cells that do not read as values are not equal to any, and neither less nor greater."""

    def test(cell: str) -> bool:
        found = read(cell) if cell.strip() else None
        if found is None:
            return operator == Operator.NOT_EQUAL
        return _TESTS[operator](found, value)

    return test


_TESTS: dict[Operator, Callable[[object, object], bool]] = {
    Operator.EQUAL: lambda one, other: one == other,
    Operator.NOT_EQUAL: lambda one, other: one != other,
    Operator.LESS: lambda one, other: one < other,  # type: ignore[operator]
    Operator.LESS_EQUAL: lambda one, other: one <= other,  # type: ignore[operator]
    Operator.GREATER: lambda one, other: one > other,  # type: ignore[operator]
    Operator.GREATER_EQUAL: lambda one, other: one >= other,  # type: ignore[operator]
}
