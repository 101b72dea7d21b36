"""How long the window's thread stood still."""

from __future__ import annotations

from time import perf_counter
from typing import Self

from PySide6.QtCore import QObject, Qt, QTimer


class Heartbeat(QObject):
    """`with Heartbeat() as heart: …; heart.longest` in milliseconds: the longest time between two
    beats of a timer of 5 ms, the wait for the last one included."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = 0.0
        self.longest = 0.0

    def __enter__(self) -> Self:
        self._last = perf_counter()
        self._timer.start(5)
        return self

    def __exit__(self, *_: object) -> None:
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now = perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now
