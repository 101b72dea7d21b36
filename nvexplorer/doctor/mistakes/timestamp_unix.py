"""Mistakes with TimestampUnix: another time, another unit, another text.

What goes wrong composes in this order: the moment, the form, what is wrapped around it. The wide
entry has 598 choices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.moment import from_unix, later, moved, read
from nvexplorer.doctor.mistakes.time_zones import UNIX_CLOCKS, telling
from nvexplorer.doctor.mistakes.unix_forms import (
    FORMS,
    LOCAL,
    READINGS,
    full,
    of_timestamp,
    telling_forms,
)
from nvexplorer.doctor.mistakes.values import chosen, edit_of
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.mistakes.values import Edit

MOMENT, FORM, WRAPPING = "moment", "form", "wrapping"
_ORDER = {MOMENT: 0, FORM: 1, WRAPPING: 2}
_SEEN = "seen in 8 clients: the MAC input has the TimestampUnix of the header, in whole seconds"
_SAYS = "The header says {expected}, the MAC was made with {made}."
_SECONDS = (
    "Whole seconds since 1970 in UTC.\nC#: DateTimeOffset.UtcNow.ToUnixTimeSeconds()\n"
    "Java: Instant.now().getEpochSecond()\nJavaScript: Math.floor(Date.now() / 1000)\n"
    "PHP: time()\nPython: int(time.time())"
)
_ONCE = "Read the clock once per request and use the same text for the header and for the MAC."
_AS_UTC = (
    "In Python make the datetime with datetime.now(timezone.utc) before .timestamp(); in C# take "
    f"DateTime.UtcNow, not DateTime.Now; in PHP gmmktime() for mktime(). {_SECONDS}"
)
_WIDE = tuple(f"{sign}{s} s" for s in range(2, 301) for sign in "+-")
_BY_ONE = ("+1 s", "-1 s")


def _unix(i: Ingredients) -> bool:
    """Whether it can be in the MAC at all."""
    return i.algorithm == "HMACSHA256" or bool(i.timestamp_unix)


def _entry(
    id: str,
    weight: int,
    group: str,
    title: str,
    fix: str,
    edit: Edit,
    choices: Callable[[Ingredients], Iterable[str]],
    explanation: str = _SAYS,
    *,
    wide: bool = False,
    source: str = "",
) -> Mistake:
    def given(i: Ingredients) -> Sequence[str]:
        return tuple(choices(i)) if _unix(i) else ()

    return Mistake(
        id=id, slot=Slot.TIMESTAMP_UNIX, weight=weight, title=title, explanation=explanation,
        fix=fix, certainty=Certainty.SEEN, edit=edit, choices=given, group=group,
        order=_ORDER[group], wide=wide, source=f"{_SEEN}; {source}" if source else _SEEN,
    )  # fmt: skip


def _change(change: Callable[[str, Ingredients, str], str]) -> Edit:
    return edit_of(PartKind.TIMESTAMP_UNIX, change)


_SHIFTS = {choice: int(choice[:-2]) for choice in (*_BY_ONE, *_WIDE)}


def _shifted(value: str, _: Ingredients, choice: str) -> str:
    seconds = _SHIFTS.get(choice)
    return value if seconds is None or from_unix(value) is None else later(value, seconds=seconds)


def _clock(id: str) -> tuple[Edit, Callable[[Ingredients], Sequence[str]]]:
    moves = next(clock.moves for clock in UNIX_CLOCKS if clock.id == id)

    def change(value: str, _: Ingredients, choice: str) -> str:
        move = moves.get(choice)
        return value if move is None or from_unix(value) is None else moved(value, move)

    return _change(change), lambda i: telling(i.timestamp_unix, unix=True).get(id, ())


_MINUTES: dict[str, Callable[[datetime], datetime]] = {
    "a minute": lambda wall: wall.replace(second=0, microsecond=0),
    "a day": lambda wall: wall.replace(hour=0, minute=0, second=0, microsecond=0),
}


def _cut(value: str, _: Ingredients, choice: str) -> str:
    way = _MINUTES.get(choice)
    return value if way is None or from_unix(value) is None else moved(value, way)


def _derived(value: str, i: Ingredients, choice: str) -> str:
    return (of_timestamp(i, choice) or value) if choice in READINGS else value


def _derivable(i: Ingredients) -> Sequence[str]:
    """Where the stamps agree, it is M34 that tells of local time."""
    utc = of_timestamp(i, "UTC")
    if not utc or utc == i.timestamp_unix:
        return ()
    return ("UTC",) if of_timestamp(i, LOCAL) in (utc, i.timestamp_unix) else READINGS


def _form(id: str) -> tuple[Edit, Callable[[Ingredients], Sequence[str]]]:
    ways = FORMS[id]

    def change(value: str, i: Ingredients, choice: str) -> str:
        way, count = ways.get(choice), full(value, i)
        return value if way is None or count is None else way(count)

    return _change(change), lambda i: telling_forms(id, i)


_IN_PLACE = (
    "Timestamp",
    "Timestamp in ISO 8601",
    "nothing",
    "0",
    "undefined",
    "None",
    "null",
    "NaN",
)


def _in_place(value: str, i: Ingredients, choice: str) -> str:
    if choice == "Timestamp":
        return i.timestamp or value
    if choice == "Timestamp in ISO 8601":
        stamp = read(i.timestamp)
        return value if stamp is None else stamp.wall.isoformat("T", "milliseconds") + "Z"
    if choice == "nothing":
        return ""
    return choice if choice in _IN_PLACE else value


_WRAPPED: dict[str, Callable[[str], str]] = {
    'in double quotes "': lambda value: f'"{value}"',
    "with a space behind it": lambda value: value + " ",
    "with a line feed behind it": lambda value: value + "\n",
    "in single quotes '": lambda value: f"'{value}'",
    "with a space in front of it": lambda value: " " + value,
    "with a line break (CR LF) behind it": lambda value: value + "\r\n",
    "with L behind it": lambda value: value + "L",
}


def _some(*choices: str) -> Callable[[Ingredients], Iterable[str]]:
    return lambda _: choices


def _clocked(id: str, weight: int, title: str, source: str = "") -> Mistake:
    return _entry(id, weight, MOMENT, title, _AS_UTC, *_clock(id), source=source)


def _formed(id: str, weight: int, title: str, fix: str = _SECONDS, source: str = "") -> Mistake:
    return _entry(id, weight, FORM, title, fix, *_form(id), source=source)


_LOCAL_READ = "TimestampUnix in the MAC was made from UTC that was taken for {zone} local time."
_UTC_READ = "TimestampUnix in the MAC was made from {zone} local time that was taken for UTC."

MISTAKES = (
    _clocked("M34", 45, _LOCAL_READ.replace("{zone}", "Finnish"), "possible in 1 client"),
    _clocked("X01", 40, _UTC_READ.replace("{zone}", "Finnish")),
    _clocked("X02", 10, _LOCAL_READ.replace("{zone}", "Swedish")),
    _clocked("X03", 10, _UTC_READ.replace("{zone}", "Swedish")),
    _clocked("X04", 6, _LOCAL_READ.replace("{zone}", "British")),
    _clocked("X05", 12, "TimestampUnix in the MAC is moved by a fixed offset, {choice}."),
    _clocked("X06", 12, "TimestampUnix in the MAC is {choice} the header says."),
    _clocked("X07", 6, "TimestampUnix in the MAC was moved from Finnish time to UTC twice."),
    _clocked("X08", 4, "TimestampUnix in the MAC was made from UTC that was taken for local time: "
             "{choice}."),
    _entry("X09", 45, MOMENT, "TimestampUnix in the MAC is a second off: {choice}.", _ONCE,
           _change(_shifted), _some(*_BY_ONE),
           source="4 clients read the clock more than once; Math.round() and the like round up"),
    _entry("X10", 12, MOMENT, "TimestampUnix in the MAC was made at another time than the "
           "header's: {choice}.", _ONCE, _change(_shifted), _some(*_WIDE), wide=True),
    _entry("X11", 35, MOMENT, "TimestampUnix in the MAC was made from Timestamp, read as "
           "{choice}.", f"{_ONCE} {_SECONDS}", _change(_derived), _derivable),
    _entry("X12", 8, MOMENT, "TimestampUnix in the MAC is cut to {choice}.", _SECONDS,
           _change(_cut), _some(*_MINUTES)),
    _formed("M32", 60, "TimestampUnix in the MAC is in milliseconds.",
            source="milliseconds are seen in Timestamp of 1 client"),
    _formed("M33", 40, "TimestampUnix in the MAC has the milliseconds as decimals."),
    _formed("X20", 30, "TimestampUnix in the MAC is the seconds with 000 behind them."),
    _formed("X21", 35, "TimestampUnix in the MAC is in whole seconds, in the header it is not.",
            "Send whole seconds in the header, too."),
    _formed("X22", 22, "TimestampUnix in the MAC is written as a decimal number, with {choice}."),
    _formed("X23", 12, "TimestampUnix in the MAC is in other units: {choice}."),
    _formed("X24", 8, "TimestampUnix in the MAC is {choice}, cut to 32 bits.",
            f"Use 64 bits (long). {_SECONDS}"),
    _formed("X25", 6, "TimestampUnix in the MAC is written with {choice}.",
            f"Write plain decimal digits, without the culture of the machine. {_SECONDS}"),
    _entry("X26", 22, FORM, "In place of TimestampUnix the MAC has {choice}.",
           "Look which variable the code joins as the eighth part: it is to hold the text of the "
           "header TimestampUnix.", _change(_in_place), _some(*_IN_PLACE),
           "The header says {expected}. A variable that was never set, or another one, was "
           "joined."),
    _entry("X27", 15, WRAPPING, "TimestampUnix in the MAC is written {choice}.",
           "Hash the digits alone, as they stand in the header.",
           chosen(PartKind.TIMESTAMP_UNIX, _WRAPPED), _some(*_WRAPPED)),
)  # fmt: skip
