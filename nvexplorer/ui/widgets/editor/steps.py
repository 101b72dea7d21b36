"""Results of work in steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator

T = TypeVar("T")

FEW = 40  # steps of about a millisecond that may be taken at once


def found(steps: Generator[None, None, T | None]) -> T | None:
    """What a search that looks near by finds; None also when it is not there in FEW steps."""
    for _ in range(FEW):
        try:
            next(steps)
        except StopIteration as stop:
            result: T | None = stop.value
            return result
    return None
