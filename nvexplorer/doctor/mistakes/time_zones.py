"""Mistakes of the clock: local time for UTC and the reverse, for both stamps."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.mistakes.moment import (
    by_minutes,
    microseconds,
    read,
    to_local,
    to_utc,
    twice,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from nvexplorer.doctor.mistakes.moment import Move

HELSINKI, STOCKHOLM, LONDON = "Europe/Helsinki", "Europe/Stockholm", "Europe/London"

US = {
    "New York": to_local("America/New_York"),
    "Chicago": to_local("America/Chicago"),
    "Denver": to_local("America/Denver"),
    "Los Angeles": to_local("America/Los_Angeles"),
}
ASIA = {
    "India": to_local("Asia/Kolkata"),
    "Pakistan": to_local("Asia/Karachi"),
    "Bangladesh": to_local("Asia/Dhaka"),
    "Vietnam": to_local("Asia/Ho_Chi_Minh"),
    "Singapore": to_local("Asia/Singapore"),
    "Japan": to_local("Asia/Tokyo"),
}
FIXED = {
    "+02:00": by_minutes(120),
    "+03:00": by_minutes(180),
    "+01:00": by_minutes(60),
}
FIXED_BACK = {
    "-02:00": by_minutes(-120),
    "-03:00": by_minutes(-180),
}
AN_HOUR = {
    "one hour later than": by_minutes(60),
    "one hour earlier than": by_minutes(-60),
}


class Clock(NamedTuple):
    """The ways to move a clock that one mistake has, by choice."""

    id: str
    moves: Mapping[str, Move]


#: Likeliest first: where two come to the same time, the first of them is named.
TIMESTAMP_CLOCKS = (
    Clock("M23", {"": to_local(HELSINKI)}),
    Clock("T01", {"": to_utc(HELSINKI)}),
    Clock("T02", {"": to_local(STOCKHOLM)}),
    Clock("T03", {"": to_local(LONDON)}),
    Clock("T04", FIXED),
    Clock("T06", AN_HOUR),
    Clock("T05", {"": to_utc(STOCKHOLM)}),
    Clock("T07", {"": twice(to_local(HELSINKI))}),
    Clock("T08", US),
    Clock("T09", ASIA),
    Clock("T10", FIXED_BACK),
)
UNIX_CLOCKS = (
    Clock("M34", {"": to_utc(HELSINKI)}),
    Clock("X01", {"": to_local(HELSINKI)}),
    Clock("X02", {"": to_utc(STOCKHOLM)}),
    Clock("X03", {"": to_local(STOCKHOLM)}),
    Clock("X04", {"": to_utc(LONDON)}),
    Clock("X05", {**FIXED, **FIXED_BACK}),
    Clock("X06", AN_HOUR),
    Clock("X07", {"": twice(to_utc(HELSINKI))}),
    Clock("X08", {name: to_utc(zone) for name, zone in (
        ("New York", "America/New_York"), ("Los Angeles", "America/Los_Angeles"),
        ("India", "Asia/Kolkata"),
    )}),
)  # fmt: skip


@lru_cache(maxsize=64)
def telling(stamp: str, *, unix: bool = False) -> Mapping[str, tuple[str, ...]]:
    """By id, the choices that give this stamp a time that none before it gives; none for a stamp
    that names an offset itself."""
    clocks = UNIX_CLOCKS if unix else TIMESTAMP_CLOCKS
    moment = read(stamp)
    if moment is None or moment.offset:
        return {}
    seen = {moment.wall}
    return {clock.id: tuple(_new(clock.moves, moment.wall, seen)) for clock in clocks}


def _new(moves: Mapping[str, Move], wall: datetime, seen: set[datetime]) -> Iterable[str]:
    for choice, move in moves.items():
        try:
            time = move(wall)
        except (OverflowError, ValueError):
            continue
        if time not in seen:
            seen.add(time)
            yield choice


def offset(stamp: str, header: str) -> int:
    """By how many minutes the clock of a stamp was moved against the header's, in whole quarters
    of an hour, added to the offset that the header names: the zone that a format would write."""
    made, sent = read(stamp), read(header)
    if made is None or sent is None:
        return 0
    quarter = 15 * 60 * 1_000_000
    apart = microseconds(made.wall) - microseconds(sent.wall)
    return (apart + quarter // 2) // quarter * 15 + (sent.offset or 0)
