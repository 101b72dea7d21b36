"""Dates that placeholders stand for, and moving them by days, weeks, months and years."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_OFFSET = re.compile(r"([+-])\s*(\d{1,5})\s*([dwmy])")


class _Base(NamedTuple):
    """Today moved by months and by days, of which `take` gives the date."""

    take: Callable[[date], date] = lambda day: day
    months: int = 0
    days: int = 0


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _year_start(day: date) -> date:
    return day.replace(month=1, day=1)


def _year_end(day: date) -> date:
    return day.replace(month=12, day=31)


DATES: Mapping[str, tuple[str, _Base]] = {
    "today": ("Today", _Base()),
    "yesterday": ("Yesterday", _Base(days=-1)),
    "tomorrow": ("Tomorrow", _Base(days=1)),
    "month.start": ("First day of this month", _Base(_month_start)),
    "month.end": ("Last day of this month", _Base(_month_end)),
    "previous.month.start": ("First day of the month before", _Base(_month_start, -1)),
    "previous.month.end": ("Last day of the month before", _Base(_month_end, -1)),
    "year.start": ("First day of this year", _Base(_year_start)),
    "year.end": ("Last day of this year", _Base(_year_end)),
    "previous.year.start": ("First day of the year before", _Base(_year_start, -12)),
    "previous.year.end": ("Last day of the year before", _Base(_year_end, -12)),
}
"""What a name stands for, in words, and how it follows from today."""


def moved(name: str, offset: str, today: date) -> date:
    """The date of a name, moved by an offset such as `-7d` or `+1m-1d`.

    Months and years move the month whose start or end is taken, or the day, at most to the end
    of a shorter month; days and weeks then move the date that came out. So `month.end-1m` is the
    end of the month before, and `month.start+14d` the 15th. Raises ValueError outside the years 1
    to 9999.
    """
    base = DATES[name][1]
    months, days = base.months, base.days
    for sign, digits, unit in _OFFSET.findall(offset):
        count = int(digits) if sign == "+" else -int(digits)
        months += count * {"m": 1, "y": 12}.get(unit, 0)
        days += count * {"d": 1, "w": 7}.get(unit, 0)
    try:
        return base.take(_months_on(today, months)) + timedelta(days)
    except OverflowError:
        raise ValueError("beyond the calendar") from None


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError("beyond the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
