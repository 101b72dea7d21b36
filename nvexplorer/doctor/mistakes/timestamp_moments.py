"""Another moment than the header's: drift, rounding, TimestampUnix; the same where it says none."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from nvexplorer.doctor.mistakes.moment import from_unix, later, moved, read, write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.recipe import Recipe

_STEPS = {1: 100, 2: 10}  # milliseconds that one more makes, by the decimals there are


@cache
def _drifts() -> Mapping[str, timedelta]:
    """By choice, the likeliest first: a few milliseconds, one or two seconds sharp, then by size;
    both signs of one size side by side."""
    sizes = dict.fromkeys((1, 2, 3, 4, 1000, 2000, *range(1, 5001)))
    small = {f"{sign}{ms} ms": timedelta(milliseconds=int(f"{sign}{ms}"))
             for ms in sizes for sign in "+-"}  # fmt: skip
    large = {f"{sign}{s} s": timedelta(seconds=int(f"{sign}{s}"))
             for s in range(1, 301) for sign in "+-"}  # fmt: skip
    return {**small, **large}


def drifted(recipe: Recipe, _: Ingredients, choice: str) -> Recipe:
    delta, moment = _drifts().get(choice), read(recipe.timestamp)
    if delta is None or moment is None:
        return recipe
    try:
        made = write(moment, moment.wall + delta)
    except (OverflowError, ValueError):
        return recipe
    return recipe._replace(timestamp=made)


def milliseconds(i: Ingredients) -> Sequence[str]:
    moment = read(i.timestamp)
    if moment is None or not moment.digits:
        return ()
    step = _STEPS.get(moment.digits, 1)
    small = list(_drifts())[:10_000]
    return small if step == 1 else [c for c in small if int(c[1:-3]) % step == 0]


def seconds(i: Ingredients) -> Sequence[str]:
    """Up to five are among the milliseconds where the header has decimals."""
    moment = read(i.timestamp)
    if moment is None:
        return ()
    return list(_drifts())[10_010 if moment.digits else 10_000 :]


def with_decimals(value: str, _: Ingredients, choice: str) -> str:
    moment = read(value)
    at = -1 if moment is None else moment.seconds_end
    return value if at < 0 or not choice.isascii() else value[:at] + choice + value[at:]


def decimals(i: Ingredients) -> Sequence[str]:
    moment = read(i.timestamp)
    if moment is None or moment.seconds_end < 0:
        return ()
    return _DECIMALS


_DECIMALS = tuple(f".{ms:03d}" for ms in range(1, 1000))


def _rounded(choice: str) -> Callable[[str], str]:
    def whole(wall: datetime) -> datetime:
        return wall.replace(microsecond=0)

    if choice == "the next second":
        return lambda value: moved(later(value, seconds=1), whole)
    if choice == "the minute":
        return lambda value: moved(value, lambda wall: wall.replace(second=0, microsecond=0))
    return lambda value: moved(value, whole)


ROUNDED = {each: _rounded(each) for each in ("the second", "the next second", "the minute")}


def from_timestamp_unix(value: str, i: Ingredients, _: str) -> str:
    wall, moment = from_unix(i.timestamp_unix), read(value)
    if wall is None or moment is None:
        return value if wall is None else wall.isoformat(" ", "milliseconds")
    ahead = timedelta(minutes=moment.offset or 0)

    def to_unix(now: datetime) -> datetime:
        there = wall + ahead
        return now if now.replace(microsecond=0) == there.replace(microsecond=0) else there

    return moved(value, to_unix)
