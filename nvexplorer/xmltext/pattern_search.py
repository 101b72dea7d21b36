"""Looks through an answer for a regular expression: a job, as it can take for ever."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.model.exchange import Stored

MOST_HITS = 1_000_000
_REPORT = 0.08  # seconds between two portions


class PatternHits(NamedTuple):
    """More hits: the bytes they begin at, ascending, and end before, as arrays of type "q" turned
    into bytes. `nearest` is the first from where the search was to begin, (-1, -1) for none, None
    before that is known."""

    starts: bytes
    ends: bytes
    nearest: tuple[int, int] | None


def find_pattern(
    stored: Stored,
    text: str,
    encoding: str,
    case_sensitive: bool,
    origin: int,
    *,
    progress: Callable[[PatternHits], None],
    monotonic: Callable[[], float],
) -> PatternHits | None:
    """Tells hits in portions; returns the last of them, or None where `MOST_HITS` were told and
    there may be more. See xmltext.pattern.Pattern for the rules and what is raised."""
    from .search import Pattern, search
    from .stored import opened

    pattern = Pattern(text, encoding, case_sensitive=case_sensitive)
    with opened(stored) as source:
        nearest: tuple[int, int] | None = None
        if origin:
            nearest = -1, -1
            for found in search(source, pattern, begin=origin):
                if found.offsets:
                    nearest = found.offsets[0], found.ends[0]
                    break
            progress(PatternHits(b"", b"", nearest))
        starts, ends, told, count = array("q"), array("q"), monotonic(), 0
        for found in search(source, pattern):
            starts.extend(found.offsets)
            ends.extend(found.ends)
            if monotonic() - told > _REPORT or (starts and not count):
                count += len(starts)
                progress(PatternHits(starts.tobytes(), ends.tobytes(), nearest))
                starts, ends, told = array("q"), array("q"), monotonic()
                if count >= MOST_HITS:
                    return None
        return PatternHits(starts.tobytes(), ends.tobytes(), nearest)
