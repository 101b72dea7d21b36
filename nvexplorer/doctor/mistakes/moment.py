"""The point of time that a stamp tells, moved and written back in the form that it has."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable

    Move = Callable[[datetime], datetime]

EPOCH = datetime(1970, 1, 1)
_ANSI = "ansi"  # YYYY-MM-DD HH:MM:SS.fff, documented
_EPOCH = "epoch"
_OTHER = "other"

_FORMS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        # 2026-01-02 03:04:05.678 and ISO 8601, with a zone or without
        r"(?P<Y>\d{4})([-/.])(?P<m>\d\d)\2(?P<d>\d\d)[ T](?P<H>\d\d):(?P<M>\d\d)"
        r"(?::(?P<S>\d\d)(?:[.,](?P<f>\d{1,9}))?)?(?P<z> ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?",
        # 2.1.2026 3.04.05, 2.1.2026 klo 3.04.05, 02.01.2026 03:04:05
        r"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<Y>\d{4})(?:,? | klo )(?P<H>\d\d?)[.:](?P<M>\d\d)"
        r"(?:[.:](?P<S>\d\d)(?:[.,](?P<f>\d{1,9}))?)?",
        # 1/2/2026 3:04:05 AM, 1/2/2026, 3:04:05 AM
        "(?P<m>\\d\\d?)/(?P<d>\\d\\d?)/(?P<Y>\\d{4}),? (?P<H>\\d\\d?):(?P<M>\\d\\d)"
        "(?::(?P<S>\\d\\d))?(?:[ \u202f](?P<p>[AP]M))?",
        # 02/01/2026 03:04:05, where the one above saw a month that there is not
        r"(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<Y>\d{4}),? (?P<H>\d\d?):(?P<M>\d\d)(?::(?P<S>\d\d))?",
    )
)
# Seconds, with decimals or without, milliseconds, microseconds: told by their length.
_NUMBER = re.compile(r"(\d{9,10})(?:\.(\d{1,6}))?|(\d{13})|(\d{16})", re.ASCII)
_PAST_SECONDS = {13: 3, 16: 6}


class Moment(NamedTuple):
    """What a stamp says: the clock as it stands there, without a zone, to the microsecond, the
    nanoseconds behind that, and how many decimals of a second are written. `offset` is the zone
    that the text itself names, in minutes; None when it names none."""

    text: str
    wall: datetime
    nanos: int
    digits: int
    offset: int | None
    form: str
    spans: tuple[tuple[str, int, int], ...] = ()

    @property
    def seconds_end(self) -> int:
        """Where the seconds end that have no decimals, -1 when there is no such place."""
        found = [end for name, _, end in self.spans if name == "S"]
        return found[0] if found and not self.digits else -1


@lru_cache(maxsize=512)
def read(text: str) -> Moment | None:
    """None for what is no date and time in the ANSI, ISO, Finnish, US or epoch form."""
    for form in _FORMS:
        found = form.fullmatch(text)
        if found is not None:
            moment = _dated(text, found)
            if moment is not None:
                return moment
    number = _NUMBER.fullmatch(text)
    return None if number is None else _counted(text, number)


def _dated(text: str, found: re.Match[str]) -> Moment | None:
    part = found.groupdict()
    fraction = part.get("f") or ""
    hour = int(part["H"])
    if part.get("p"):
        hour = hour % 12 + (12 if part["p"] == "PM" else 0)
    try:
        wall = datetime(
            int(part["Y"]), int(part["m"]), int(part["d"]), hour, int(part["M"]),
            int(part.get("S") or 0), int(fraction.ljust(6, "0")[:6]),
        )  # fmt: skip
    except ValueError:
        return None
    names = [name for name in part if name != "z" and part[name] is not None]
    spans = tuple(sorted(((n, *found.span(n)) for n in names), key=lambda span: span[1]))
    form = _ANSI if text == wall.isoformat(" ", "milliseconds") else _OTHER
    nanos = int(fraction.ljust(9, "0")[6:])
    return Moment(text, wall, nanos, len(fraction), _offset(part.get("z")), form, spans)


def _counted(text: str, number: re.Match[str]) -> Moment:
    digits = len(number[2] or "") if number[1] else _PAST_SECONDS[len(text)]
    count = int(text.replace(".", "")) * 10 ** (6 - digits)
    return Moment(text, EPOCH + timedelta(microseconds=count), 0, digits, None, _EPOCH)


def _offset(zone: str | None) -> int | None:
    if zone is None:
        return None
    digits = zone.strip().replace(":", "")
    if digits[0] not in "+-":
        return 0
    return int(digits[0] + "1") * (int(digits[1:3]) * 60 + int(digits[3:] or 0))


def write(moment: Moment, wall: datetime) -> str:
    """Another time in the form of this one, what it has no room for cut off."""
    if moment.form == _ANSI:
        return wall.isoformat(" ", "milliseconds")
    if moment.form == _EPOCH:
        count, unit = microseconds(wall) // 10 ** (6 - moment.digits), 10**moment.digits
        if "." not in moment.text:
            return str(count)
        return f"{count // unit}.{count % unit:0{moment.digits}d}"
    written, at = [], 0
    for name, start, end in moment.spans:
        written += [moment.text[at:start], _field(moment, wall, name, moment.text[start:end])]
        at = end
    return "".join([*written, moment.text[at:]])


def _field(moment: Moment, wall: datetime, name: str, old: str) -> str:
    if name == "f":
        return f"{wall.microsecond:06d}{moment.nanos:03d}"[: moment.digits]
    if name == "p":
        return "AM" if wall.hour < 12 else "PM"
    if name == "H" and any(span[0] == "p" for span in moment.spans):
        return _padded(str((wall.hour + 11) % 12 + 1), old.startswith("0"))
    value = {"Y": wall.year, "m": wall.month, "d": wall.day, "H": wall.hour, "M": wall.minute,
             "S": wall.second}[name]  # fmt: skip
    if name == "Y":
        return f"{value:04d}"
    alike = {"m": "md", "d": "md", "H": "H"}.get(name, "")
    written = [moment.text[start:end] for n, start, end in moment.spans if n in alike]
    # A form whose year stands first pads everywhere; elsewhere the zeros that are there tell it.
    pads = not alike or moment.spans[0][0] == "Y" or any(each.startswith("0") for each in written)
    return _padded(str(value), pads)


def _padded(value: str, pads: bool) -> str:
    return value.rjust(2, "0") if pads else value


def moved(text: str, move: Move) -> str:
    """The stamp with its clock moved, in its form; as it is when it cannot be read or moved."""
    moment = read(text)
    if moment is None:
        return text
    try:
        return write(moment, move(moment.wall))
    except (OverflowError, ValueError):
        return text


def later(text: str, **delta: int) -> str:
    """The stamp moved by a timedelta of these units."""
    return moved(text, lambda wall: wall + timedelta(**delta))


def microseconds(wall: datetime) -> int:
    """Since 1970, the clock read as UTC."""
    return (wall - EPOCH) // timedelta(microseconds=1)


def from_unix(text: str) -> datetime | None:
    """The time in UTC that a TimestampUnix tells, None for none."""
    moment = read(text)
    return moment.wall if moment is not None and moment.form == _EPOCH else None


def to_local(zone: str) -> Move:
    """From UTC to the clock on the wall there, summer time included."""
    return lambda wall: wall.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def to_utc(zone: str) -> Move:
    """From the clock on the wall there, summer time included, to UTC."""
    return lambda wall: wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)


def by_minutes(minutes: int) -> Move:
    return lambda wall: wall + timedelta(minutes=minutes)


def twice(move: Move) -> Move:
    return lambda wall: move(move(wall))
