"""What the formats of a date and time are put together from, by short names."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from nvexplorer.doctor.mistakes.moment import EPOCH, microseconds, read, to_local
from nvexplorer.doctor.mistakes.time_zones import HELSINKI, LONDON, STOCKHOLM

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# Not strftime's, which are those of the machine's language.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Zone, minutes, what Java and Unix call it, what JavaScript calls it.
_NAMED = (
    (HELSINKI, 120, "EET", "Eastern European Standard Time"),
    (HELSINKI, 180, "EEST", "Eastern European Summer Time"),
    (STOCKHOLM, 60, "CET", "Central European Standard Time"),
    (STOCKHOLM, 120, "CEST", "Central European Summer Time"),
    (LONDON, 60, "BST", "British Summer Time"),
)
_TICKS_TO_EPOCH = 621_355_968_000_000_000  # .NET: 100 ns since the year 1
_FILETIME_TO_EPOCH = 116_444_736_000_000_000  # Windows: 100 ns since 1601


@lru_cache(maxsize=256)
def fields(stamp: str, offset: int) -> Mapping[str, str]:
    """By name, for a stamp whose clock is `offset` minutes ahead of UTC; {} for what is no stamp.

    `Y m d H M S` padded, `n j G i s` not, `y` two digits of the year, `h g` of twelve hours, `ms us
    ns cs ds` decimals, `trim` with their point and without zeros at the end; the rest stands below.
    """
    moment = read(stamp)
    if moment is None:
        return {}
    try:
        return {**_date(moment.wall), **_clock(moment.wall, moment.nanos),
                **_zone(moment.wall, offset), **_counts(moment.wall, moment.nanos)}  # fmt: skip
    except (OverflowError, ValueError):
        return {}


def _date(wall: datetime) -> dict[str, str]:
    iso = wall.isocalendar()
    # In the US the week that holds the first of January, from Sunday on, is the first.
    saturday = wall.toordinal() + 6 - (wall.weekday() + 1) % 7
    day = wall.timetuple().tm_yday
    year_end = EPOCH.replace(year=wall.year, month=12, day=31).toordinal()
    return {
        "Y": f"{wall.year:04d}", "y": f"{wall.year % 100:02d}",
        "m": f"{wall.month:02d}", "n": str(wall.month),
        "d": f"{wall.day:02d}", "j": str(wall.day), "e": f"{wall.day:2d}",
        "month_from_0": f"{wall.month - 1:02d}", "n_from_0": str(wall.month - 1),
        "Mon": _MONTHS[wall.month - 1],
        "Day": _DAYS[wall.weekday()][:3], "Weekday": _DAYS[wall.weekday()],
        "day_of_year": f"{day:02d}",
        "iso_year": f"{iso.year:04d}",
        "us_year": f"{wall.year + (saturday > year_end):04d}",
    }  # fmt: skip


def _clock(wall: datetime, nanos: int) -> dict[str, str]:
    us = f"{wall.microsecond:06d}"
    ns = f"{us}{nanos:03d}"
    trim = f".{ns}".rstrip("0").rstrip(".")
    java = "" if not trim else f".{ns}"[: 1 + -(-(len(trim) - 1) // 3) * 3]
    seconds = f"{wall.second:02d}"
    hour = (wall.hour + 11) % 12 + 1
    return {
        "H": f"{wall.hour:02d}", "G": str(wall.hour),
        "M": f"{wall.minute:02d}", "i": str(wall.minute),
        "S": seconds, "s": str(wall.second), "sss": f"{wall.second:03d}",
        "h": f"{hour:02d}", "g": str(hour), "K": f"{wall.hour % 12:02d}",
        "k": f"{wall.hour or 24:02d}", "p": "AM" if wall.hour < 12 else "PM",
        "ms": us[:3], "us": us, "ns": ns, "ns7": ns[:7], "cs": us[:2], "ds": us[:1],
        "ms_unpadded": str(int(us[:3])), "ms2": f"{int(us[:3]):02d}", "ms6": f"000{us[:3]}",
        "trim": trim, "trim_1": trim or ".0",
        # Python leaves out a fraction of zero, Java also seconds of zero; Java writes 3, 6 or 9.
        "python": f".{us}" if wall.microsecond else "",
        "java": java,
        "java_seconds": f":{seconds}{java}" if wall.second or java else "",
    }  # fmt: skip


def _zone(wall: datetime, offset: int) -> dict[str, str]:
    sign, (hours, minutes) = "-" if offset < 0 else "+", divmod(abs(offset), 60)
    colon = f"{sign}{hours:02d}:{minutes:02d}"
    names = {"tz": "UTC", "TZ": "Coordinated Universal Time"} if not offset else {}
    for zone, minutes_there, short, long in _NAMED:
        if offset == minutes_there and not names and _is_at(zone, wall, offset):
            names = {"tz": short, "TZ": long}
    return {
        "z": colon, "zone": colon.replace(":", ""), "z_hours": colon[:3],
        "Z": colon if offset else "Z", **names,
    }  # fmt: skip


def _is_at(zone: str, wall: datetime, offset: int) -> bool:
    return to_local(zone)(wall - timedelta(minutes=offset)) == wall


def _counts(wall: datetime, nanos: int) -> dict[str, str]:
    us = microseconds(wall)
    ticks = us * 10 + nanos // 100
    return {
        "epoch": str(us // 1_000_000), "epoch_ms": str(us // 1000), "epoch_us": str(us),
        "epoch_ns": f"{us}{nanos:03d}", "ticks": str(ticks + _TICKS_TO_EPOCH),
        "filetime": str(ticks + _FILETIME_TO_EPOCH),
    }  # fmt: skip
