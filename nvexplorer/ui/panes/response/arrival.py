"""An answer on its way: when it is shown before its end, and how it gets on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from nvexplorer.ui.panes.response.arriving_story import coming
from nvexplorer.ui.panes.response.pace import Pace

if TYPE_CHECKING:
    from nvexplorer.model.ports import Progress
    from nvexplorer.ui.panes.response.arriving_story import Coming

# An answer that ends sooner and is smaller is not shown before its end: that would only flicker.
_WAIT = 150  # milliseconds from the first bytes on
_MUCH = 256 << 10
_TICK = 200  # milliseconds


class Arrival(QObject):
    """`begun`: show the answer of this Progress from now on. `moved`: how it gets on (Coming),
    after more bytes and while none come. `grown`: more bytes are there."""

    begun = Signal(object)
    grown = Signal()
    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown = False
        self._progress: Progress | None = None
        self._seen = 0  # bytes
        self._pace = Pace()
        self._clock = QElapsedTimer()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_WAIT)
        self._patience.timeout.connect(self._begin)
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK)
        self._ticks.timeout.connect(self._tick)

    def show_progress(self, progress: Progress) -> None:
        if progress.answer is None:
            return
        if self._progress is None:
            self._pace = Pace()
            self._clock.start()
            self._patience.start()
        self._progress = progress
        self._look()
        if not self.shown and progress.received >= _MUCH:
            self._begin()

    def stop(self) -> None:
        """It has ended, or never began."""
        self.shown = False
        self._progress = None
        self._patience.stop()
        self._ticks.stop()

    def _begin(self) -> None:
        if self._progress is None or self.shown:
            return
        self.shown = True
        self._patience.stop()
        self._ticks.start()
        self.begun.emit(self._progress)
        self._tell()

    def _tick(self) -> None:
        if self._progress is not None:
            self._look()
            self._tell()

    def _look(self) -> None:
        """Bytes are reported now and then; the body knows of the last ones before a silence."""
        progress = self._progress
        assert progress is not None
        assert progress.answer is not None
        size = progress.answer.body.size
        self._progress = progress._replace(received=size)
        self._pace.note(self._clock.elapsed() / 1000, size, progress.share)
        if self.shown and size != self._seen:
            self.grown.emit()
        self._seen = size

    def _tell(self) -> None:
        assert self._progress is not None
        told: Coming = coming(self._progress, self._pace)
        self.moved.emit(told)
