"""What one step of a connection check found."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"
    BAD = "bad"
    UNKNOWN = "unknown"  # it stays open, e.g. an answer without a Date header
    SKIPPED = "skipped"  # not tried, because of an earlier line or because there is nothing to try


class CheckLine(NamedTuple):
    """One step: `what` was found in a sentence, `next` what to do, empty when nothing.

    `seconds` is how long the step took, None when nothing was waited for.
    """

    step: str
    state: State
    what: str
    next: str = ""
    seconds: float | None = None
