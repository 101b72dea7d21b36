"""Dates, moments and months as Netvisor's documentation writes them."""

from __future__ import annotations

import re
from datetime import date

_DATE = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
_TIME = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?"
ISO_DATE = re.compile(_DATE, re.ASCII)
ISO_DATETIME = re.compile(rf"{_DATE}([T ]{_TIME})?", re.ASCII)
# How dates are written in Finland, and in a few of Netvisor's own examples.
FINNISH = re.compile(
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})( \d{1,2}:\d\d(:\d\d)?)?", re.ASCII
)
MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])", re.ASCII)


def day_of(match: re.Match[str]) -> date | None:
    """The day that one of the patterns found, None for one that does not exist."""
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def read_day(text: str) -> date | None:
    """The day of a date or moment in either form, None for any other text."""
    match = ISO_DATETIME.fullmatch(text) or FINNISH.fullmatch(text)
    return day_of(match) if match else None
