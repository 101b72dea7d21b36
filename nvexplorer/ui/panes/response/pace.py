"""How fast an answer comes, and how long the rest will take."""

from __future__ import annotations

from collections import deque

# Seconds over which the rate is taken: shorter ones jump, longer ones lag behind.
_SPAN = 2.0


class Pace:
    """`note` how many bytes there are at a time in seconds, which only grows."""

    def __init__(self) -> None:
        self._notes: deque[tuple[float, int]] = deque()
        self._moved_at = 0.0

    def note(self, now: float, received: int) -> None:
        notes = self._notes
        if not notes or received > notes[-1][1]:
            self._moved_at = now
        notes.append((now, received))
        while len(notes) > 2 and notes[1][0] <= now - _SPAN:
            notes.popleft()

    @property
    def rate(self) -> float | None:
        """Bytes a second over the last seconds; None when that cannot be said yet."""
        if len(self._notes) < 2:
            return None
        (began, before), (now, received) = self._notes[0], self._notes[-1]
        return (received - before) / (now - began) if now - began >= _SPAN / 8 else None

    @property
    def silence(self) -> float:
        """Seconds since the last bytes came."""
        return self._notes[-1][0] - self._moved_at if self._notes else 0.0

    def left(self, expected: int | None) -> float | None:
        """Seconds until all of it is there at this rate."""
        if not expected or not self.rate:
            return None
        return max(0, expected - self._notes[-1][1]) / self.rate
