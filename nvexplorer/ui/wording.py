"""Sizes, spans and moments as the window writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

_UNITS = ("KB", "MB", "GB", "TB")
# Spelled out, since strftime's follow the system's language and the window is English.
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def size_text(count: int) -> str:
    """`842 bytes`, `18.4 KB`, `300 MB`: three figures, 1 KB is 1000 bytes."""
    if count == 1:
        return "1 byte"
    if count < 1000:
        return f"{count} bytes"
    value = float(count)
    for unit in _UNITS:
        value /= 1000
        if value < 999.5 or unit == _UNITS[-1]:
            break
    return f"{value:.0f} {unit}" if value >= 99.95 else f"{value:.1f} {unit}"


def duration_text(seconds: float) -> str:
    """`0.4 ms`, `142 ms`, `1.42 s`, `2 min 05 s`."""
    milliseconds = seconds * 1000
    if milliseconds < 9.95:
        return f"{milliseconds:.1f} ms"
    if milliseconds < 999.5:
        return f"{milliseconds:.0f} ms"
    if seconds < 9.995:
        return f"{seconds:.2f} s"
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s"


def short_id(text: str, length: int = 8) -> str:
    """The beginning of an identifier, with an ellipsis when something is left out."""
    return text if len(text) <= length + 1 else f"{text[:length]}…"


def short_ends(text: str, head: int = 12, tail: int = 4) -> str:
    """Beginning and end of a digest, such as `9f2c0d6b51e7…e41a`."""
    return text if len(text) <= head + tail + 1 else f"{text[:head]}…{text[-tail:]}"


def day_text(day: date, today: date) -> str:
    """`Today`, `Yesterday`, else the weekday and date."""
    age = (today - day).days
    if age == 0:
        return "Today"
    if age == 1:
        return "Yesterday"
    return f"{_WEEKDAYS[day.weekday()]} {day.isoformat()}"


def moment_text(moment: datetime) -> str:
    """Local date and time to the second; `moment` is aware."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 key`, `3 keys`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def joined(words: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
