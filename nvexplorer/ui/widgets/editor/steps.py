"""Work in steps, begun at once and left to idle time when it takes long."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator

T = TypeVar("T")

AT_ONCE = 0.012  # seconds that a key may take for such work


class Later(Exception):
    """It takes too long to be done now."""


def done_now(steps: Generator[None, None, T]) -> T:
    """The result of steps that are few. Raises Later when they are not done in AT_ONCE."""
    end = perf_counter() + AT_ONCE
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            result: T = stop.value
            return result
        if perf_counter() > end:
            raise Later
