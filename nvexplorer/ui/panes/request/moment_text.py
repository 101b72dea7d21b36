"""Dates and moments written as a parameter's documentation writes them, and the ones often asked
for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.moments import FINNISH

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import ParameterDef


class QuickMoment(NamedTuple):
    """`key` is the letter that chooses it."""

    key: str
    text: str
    moment: datetime


def quick_moments(kind: str, now: datetime) -> list[QuickMoment]:
    """For a parameter of type date, datetime or month; `now` as on the user's wall."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    first = today.replace(day=1)
    before = first - timedelta(seconds=1)
    if kind == "month":
        return [
            QuickMoment("T", "This month", first),
            QuickMoment("P", "Previous month", before.replace(day=1)),
            QuickMoment("F", "First of the year", today.replace(month=1, day=1)),
        ]
    found = [QuickMoment("N", "Now", now)] if kind == "datetime" else []
    return [
        *found,
        QuickMoment("T", "Today", today),
        QuickMoment("Y", "Yesterday", today - timedelta(days=1)),
        QuickMoment("M", "First of the month", first),
        QuickMoment("L", "Last of previous month", before),
        QuickMoment("F", "First of the year", today.replace(month=1, day=1)),
    ]


def moment_text(parameter: ParameterDef, moment: datetime) -> str:
    """In the form of the documented example: most are ISO, some to the minute, a few Finnish."""
    example = parameter.example
    if parameter.type == "month":
        return f"{moment:%Y-%m}"
    finnish = FINNISH.fullmatch(example) is not None
    day = f"{moment.day}.{moment.month}.{moment:%Y}" if finnish else f"{moment:%Y-%m-%d}"
    if parameter.type == "date":
        return day
    clock = f"{moment:%H:%M}" if example.count(":") == 1 else f"{moment:%H:%M:%S}"
    return f"{day} {clock}" if finnish else f"{day}T{clock}"
