"""How long the window's thread stood still."""

from __future__ import annotations

from time import perf_counter, thread_time
from typing import Self

from PySide6.QtCore import QObject, Qt, QTimer

MOST_WORK = 250.0
"""Milliseconds of processor time at a stretch that pass on any machine; the aim is 50 on a quiet
one, which the benchmarks measure."""


class Heartbeat(QObject):
    """`with Heartbeat() as heart: …`, then in milliseconds: `longest`, the longest time between two
    beats of a timer of 5 ms, and `longest_work`, the most processor time that the window's thread
    took between two beats, which is the same on a busy machine. The wait for the last beat counts.
    """

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = self._worked = 0.0
        self.longest = self.longest_work = 0.0

    def __enter__(self) -> Self:
        self._last, self._worked = perf_counter(), thread_time()
        self._timer.start(5)
        return self

    def __exit__(self, *_: object) -> None:
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now, worked = perf_counter(), thread_time()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self.longest_work = max(self.longest_work, (worked - self._worked) * 1000)
        self._last, self._worked = now, worked
