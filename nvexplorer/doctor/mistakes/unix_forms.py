"""TimestampUnix in other units and forms, and made from Timestamp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.mistakes.moment import from_unix, microseconds, read, to_utc
from nvexplorer.doctor.mistakes.time_zones import HELSINKI

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.doctor.mistake import Ingredients

LOCAL = "Finnish local time"
READINGS = ("UTC", LOCAL)


def of_timestamp(i: Ingredients, choice: str) -> str:
    """The seconds that Timestamp tells, read so; '' when it cannot be read."""
    moment = read(i.timestamp)
    if moment is None:
        return ""
    try:
        local = choice == LOCAL and not moment.offset
        wall = to_utc(HELSINKI)(moment.wall) if local else moment.wall
    except (OverflowError, ValueError):
        return ""
    return str(microseconds(wall) // 1_000_000 - (moment.offset or 0) * 60)


def _count(value: str) -> int | None:
    """Its microseconds since 1970, None for what is no such number."""
    wall = from_unix(value)
    return None if wall is None else microseconds(wall)


def full(value: str, i: Ingredients) -> int | None:
    """As `_count`, with the decimals of Timestamp where whole seconds are given."""
    count, stamp = _count(value), read(i.timestamp)
    if count is None or stamp is None or count % 1_000_000:
        return count
    return count + stamp.wall.microsecond


def _decimal(us: int) -> str:
    return f"{us // 1_000_000}.{us % 1_000_000:06d}"


def _short(us: int) -> str:
    """As Python, Ruby and JavaScript write a float, with at least one decimal."""
    text = _decimal(us).rstrip("0")
    return text + "0" if text.endswith(".") else text


def _scientific(us: int) -> str:
    """As Java writes a large double."""
    digits = str(us).rstrip("0") or "0"
    return f"{digits[0]}.{digits[1:] or '0'}E{len(str(us)) - 7}"


def _wrapped_to_32_bits(number: int) -> int:
    return (number + 2**31) % 2**32 - 2**31


_TICKS = (621_355_968_000_000_000, 116_444_736_000_000_000)
FORMS: dict[str, dict[str, Callable[[int], str]]] = {
    "M32": {"": lambda us: str(us // 1000)},
    "M33": {"": lambda us: _decimal(us)[:-3]},
    "X20": {"": lambda us: str(us // 1_000_000 * 1000)},
    "X21": {"": lambda us: str(us // 1_000_000)},
    "X22": {
        "one or more decimals": _short,
        ".0 behind it": lambda us: f"{us // 1_000_000}.0",
        "six decimals": _decimal,
        ".000 behind it": lambda us: f"{us // 1_000_000}.000",
        ".000000 behind it": lambda us: f"{us // 1_000_000}.000000",
        "a comma and three decimals": lambda us: _decimal(us)[:-3].replace(".", ","),
        "an exponent": _scientific,
        "an exponent, without decimals": lambda us: _scientific(us // 1_000_000 * 1_000_000),
    },
    "X23": {
        "microseconds": str,
        "nanoseconds": lambda us: f"{us}000",
        ".NET ticks": lambda us: str(us * 10 + _TICKS[0]),
        "Windows file time": lambda us: str(us * 10 + _TICKS[1]),
        ".NET ticks since 1970": lambda us: str(us * 10),
        "minutes": lambda us: str(us // 60_000_000),
    },
    "X24": {
        "milliseconds": lambda us: str(_wrapped_to_32_bits(us // 1000)),
        "milliseconds without a sign": lambda us: str(us // 1000 % 2**32),
        "microseconds": lambda us: str(_wrapped_to_32_bits(us)),
    },
    "X25": {
        "hex digits": lambda us: f"{us // 1_000_000:x}",
        "hex digits, upper case": lambda us: f"{us // 1_000_000:X}",
        "hex digits with 0x": lambda us: f"0x{us // 1_000_000:x}",
        "commas between the thousands": lambda us: f"{us // 1_000_000:,}",
        "spaces between the thousands": lambda us: f"{us // 1_000_000:,}".replace(",", "\u00a0"),
        "points between the thousands": lambda us: f"{us // 1_000_000:,}".replace(",", "."),
        "a minus in front of it": lambda us: f"-{us // 1_000_000}",
    },
}


def telling_forms(id: str, i: Ingredients) -> list[str]:
    """Those whose text no form before them gives, for the header or for Timestamp."""
    value = i.timestamp_unix or of_timestamp(i, "UTC")
    count = full(value, i)
    if count is None:
        return []
    seen, found = {value}, []
    for each, ways in FORMS.items():
        for choice, way in ways.items():
            text = way(count)
            if text not in seen and each == id:
                found.append(choice)
            seen.add(text)
    return found
