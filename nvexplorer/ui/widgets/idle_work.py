"""Work in the GUI thread, done in slices too short to be felt."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Iterator

# Seconds that the beginning of a job may take when nobody should see it happen.
AT_ONCE = 0.012


class IdleWork(QObject):
    """Runs generators whenever nothing else waits, each step of which takes a millisecond or two.

    A Python thread would fight the painting for the interpreter lock and make both late; this gives
    way between any two steps. Jobs are known by name, take turns, and end with their owner.
    """

    SLICE = 0.004

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[str, Iterator[object]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)  # after all events that wait
        self._timer.timeout.connect(self._on_idle)

    def start(self, name: str, steps: Iterator[object]) -> None:
        """Runs `steps` to its end, in place of the job of that name if there is one."""
        self._jobs[name] = steps
        self._timer.start()

    def hurry(self, name: str, seconds: float = AT_ONCE) -> None:
        """Runs as much of that job as can be done in so many seconds at once."""
        end = perf_counter() + seconds
        while name in self._jobs and perf_counter() < end:
            self._step(name)

    def stop(self, name: str) -> None:
        self._jobs.pop(name, None)

    def stop_all(self) -> None:
        self._jobs.clear()
        self._timer.stop()

    def is_running(self, name: str) -> bool:
        return name in self._jobs

    def _step(self, name: str) -> None:
        steps = self._jobs[name]
        try:
            next(steps)
        except StopIteration:
            self._forget(name, steps)

    def _on_idle(self) -> None:
        end = perf_counter() + self.SLICE
        while self._jobs and perf_counter() < end:
            name, steps = next(iter(self._jobs.items()))
            self._step(name)
            if self._jobs.get(name) is steps:  # to the end of the queue
                del self._jobs[name]
                self._jobs[name] = steps
        if not self._jobs:
            self._timer.stop()

    def _forget(self, name: str, steps: Iterator[object]) -> None:
        if self._jobs.get(name) is steps:  # it may have started its successor
            del self._jobs[name]
