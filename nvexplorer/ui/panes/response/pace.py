"""How fast an answer comes, and how long the rest will take."""

from __future__ import annotations

from collections import deque

# Seconds over which the rate is taken: shorter ones jump, longer ones lag behind.
_SPAN = 2.0


class Pace:
    """`note` how many bytes there are at a time in seconds, which only grows, and what share of
    the whole has come, from 0 to 1, when that can be told."""

    def __init__(self) -> None:
        self._notes: deque[tuple[float, int, float | None]] = deque()
        self._moved_at = 0.0

    def note(self, now: float, received: int, share: float | None = None) -> None:
        notes = self._notes
        if not notes or received > notes[-1][1]:
            self._moved_at = now
        notes.append((now, received, share))
        while len(notes) > 2 and notes[1][0] <= now - _SPAN:
            notes.popleft()

    @property
    def rate(self) -> float | None:
        """Bytes a second over the last seconds; None when that cannot be said yet."""
        if self._span < _SPAN / 8:
            return None
        return (self._notes[-1][1] - self._notes[0][1]) / self._span

    @property
    def _span(self) -> float:
        return self._notes[-1][0] - self._notes[0][0] if self._notes else 0.0

    @property
    def silence(self) -> float:
        """Seconds since the last bytes came."""
        return self._notes[-1][0] - self._moved_at if self._notes else 0.0

    @property
    def left(self) -> float | None:
        """Seconds until all of it is there at this rate."""
        if self._span < _SPAN / 8:
            return None
        before, share = self._notes[0][2], self._notes[-1][2]
        if before is None or share is None or share <= before:
            return None
        return (1 - share) * self._span / (share - before)
