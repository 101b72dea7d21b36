"""Sums of cells, exact."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from nvexplorer.exchange.table.contract import Summary, ValueKind
from nvexplorer.exchange.table.values import typed

if TYPE_CHECKING:
    from collections.abc import Iterable

# Digits enough for any sum of numbers with 27 each.
_EXACT = Context(prec=60)
_DATES = (ValueKind.DATE, ValueKind.MOMENT)


class Sum:
    """Grows cell by cell."""

    def __init__(self) -> None:
        self._filled = 0
        self._numbers = 0
        self._total = Decimal(0)
        self._least: Decimal | datetime | None = None
        self._most: Decimal | datetime | None = None
        self._dates = False

    def add(self, cell: str, kind: ValueKind) -> None:
        if not cell.strip():
            return
        self._filled += 1
        value = typed(cell, kind)
        if isinstance(value, Decimal):
            if self._dates or not self._numbers:
                self._dates, self._least, self._most = False, value, value
            self._numbers += 1
            self._total = _EXACT.add(self._total, value)
            self._bound(value)
        elif isinstance(value, date) and not self._numbers:
            self._dates = True
            self._bound(comparable(value))

    def _bound(self, value: Decimal | datetime) -> None:
        if self._least is None or value < self._least:  # type: ignore[operator]
            self._least = value
        if self._most is None or value > self._most:  # type: ignore[operator]
            self._most = value

    def summary(self) -> Summary:
        least, most = _text(self._least), _text(self._most)
        if not self._numbers:
            return Summary(self._filled, 0, "", "", least, most)
        average = _EXACT.divide(self._total, Decimal(self._numbers))
        places = max(2, -int(self._total.as_tuple().exponent) + 2)
        rounded = _plain(average.quantize(Decimal(1).scaleb(-places), context=_EXACT))
        total = format(self._total, "f")
        return Summary(self._filled, self._numbers, total, rounded, least, most)


def comparable(value: date) -> datetime:
    """Dates with and without times, of any time zone, as moments that compare."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    if value.tzinfo is None:
        return value
    try:
        return value.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:  # in the first or the last year there is
        return value.replace(tzinfo=None)


def _text(value: Decimal | datetime | None) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    text = value.isoformat(" ", "seconds")
    return text.removesuffix(" 00:00:00")


def _plain(value: Decimal) -> str:
    """Without zeros at the end, but with two decimals."""
    whole, _, fraction = format(value, "f").partition(".")
    return f"{whole}.{fraction.rstrip('0').ljust(2, '0')}"


def summary(cells: Iterable[str], kind: ValueKind) -> Summary:
    found = Sum()
    for cell in cells:
        found.add(cell, kind)
    return found.summary()
