"""Collects Python's cyclic garbage in the GUI thread, in moments when nothing else is to do.

Left to itself the collector runs in whichever thread allocates next, and may then destroy Qt
objects there that are this thread's: a crash. It also runs in the middle of painting and typing.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

# Milliseconds between looks at how much there is.
_PAUSE = 400
# A full collection follows this many of the young alone, as Python's own does.
_YOUNG_PER_FULL = 10


class Garbage(QObject):
    """Make it once everything is opened: what lives then is taken to stay, and is not looked
    through again. `close` leaves collecting to Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._young = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if gc.get_count()[0] < gc.get_threshold()[0]:
            return
        self._young += 1
        if self._young < _YOUNG_PER_FULL:
            gc.collect(1)
        else:
            self._young = 0
            gc.collect()

    def close(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
