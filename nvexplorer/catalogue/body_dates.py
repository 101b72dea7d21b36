"""Reads dates and moments in the forms that people write, where they leave no doubt."""

from __future__ import annotations

import re
from datetime import date

_DAY = (
    r"(?P<year>\d{4})[-/.]?(?P<month>\d\d)[-/.]?(?P<day>\d\d)",
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})[.-](?P<month>\d{1,2})[.-](?P<year>\d{4})",
    r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})/(?P<year>\d{4})",  # else the month may be first
)
_TIME = r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)([:.](?P<second>[0-5]\d))?"
_DATES = [re.compile(form + r"([T ].*)?", re.ASCII) for form in _DAY]
_MOMENTS = [re.compile(f"{form}[T ]{_TIME}", re.ASCII) for form in _DAY]


def day_written(text: str) -> date | None:
    """The day that a text means; a time behind it is passed over. None for anything doubtful."""
    return _day(_match(_DATES, text))


def moment_written(text: str) -> str | None:
    """The moment that a text means as `YYYY-MM-DD hh:mm:ss`; None for anything doubtful, and where
    there is a time zone."""
    match = _match(_MOMENTS, text)
    day = _day(match)
    if match is None or day is None:
        return None
    return f"{day} {int(match['hour']):02}:{match['minute']}:{match['second'] or '00'}"


def _match(forms: list[re.Pattern[str]], text: str) -> re.Match[str] | None:
    if len(text) > 40:
        return None
    return next((match for form in forms if (match := form.fullmatch(text))), None)


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
