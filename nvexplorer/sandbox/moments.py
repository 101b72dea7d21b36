"""Finnish local time and HTTP dates, the same on every system (no time zone database needed)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def finnish(moment: datetime) -> datetime:
    """The wall clock in Finland (naive) at an aware `moment`: EET, EEST from March to October.

    Summer time runs from the last Sunday of March to that of October, changing at 01:00 UTC
    (directive 2000/84/EC).
    """
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    summer = _last_sunday(utc.year, 3) <= utc < _last_sunday(utc.year, 10)
    return utc + timedelta(hours=3 if summer else 2)


def status_stamp(moment: datetime) -> str:
    """The TimeStamp of a ResponseStatus: `5.6.2023 16:12:09`, Finnish time (from a capture)."""
    local = finnish(moment)
    return f"{local.day}.{local.month}.{local.year} {local.hour}:{local:%M:%S}"


def http_date(moment: datetime) -> str:
    """The value of an HTTP Date header (RFC 9110, 5.6.7)."""
    utc = moment.astimezone(UTC)
    day, month = _DAYS[utc.weekday()], _MONTHS[utc.month - 1]
    return f"{day}, {utc.day:02} {month} {utc.year:04} {utc:%H:%M:%S} GMT"


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1)
    return last - timedelta(days=(last.weekday() + 1) % 7)
