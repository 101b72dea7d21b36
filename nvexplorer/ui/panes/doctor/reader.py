"""Reads what was pasted, away from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from nvexplorer.model.errors import describe

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump, Reading
    from nvexplorer.ui.tasks import Handle, Tasks
    from nvexplorer.ui.window_workers import Asked, WindowWorkers

# Milliseconds without a change after which a text is read.
_PAUSE = 120
# A longer text is read in a process: reading it here would keep the window from the interpreter.
_IN_A_THREAD = 50_000


class Reader(QObject):
    """`read` carries the readings of the text given last, one for each request in it; `failed` a
    Message. Nothing comes of a text that was followed by another."""

    read = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, workers: WindowWorkers, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._workers = workers
        self._text = ""
        self._under_way: Handle | Asked | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._read)

    @property
    def reading(self) -> bool:
        """Whether something is still to come."""
        return self._timer.isActive() or self._under_way is not None

    def take(self, text: str, *, at_once: bool = False) -> None:
        """Read this, after a short pause unless `at_once`."""
        self.stop()
        self._text = text
        if at_once:
            self._read()
        else:
            self._timer.start()

    def take_dump(self, dump: Dump) -> None:
        """Recognise what is in a request that was read before."""
        self.stop()
        from nvexplorer.dumps.readings import read_one

        self._under_way = self._tasks.run(
            read_one, dump, done=self._on_read, failed=self._on_failed
        )

    def stop(self) -> None:
        self._timer.stop()
        if self._under_way is not None:
            self._under_way.cancel()
            self._under_way = None

    def _read(self) -> None:
        self._timer.stop()
        text, self._text = self._text, ""
        if not text.strip():
            self.read.emit(())
        elif len(text) <= _IN_A_THREAD:
            from nvexplorer.dumps.readings import read_all

            self._under_way = self._tasks.run(
                read_all, text, done=self._on_read, failed=self._on_failed
            )
        else:
            self._under_way = self._workers.call(
                "read-dumps", text, done=self._on_read, failed=self._on_failed
            )

    def _on_read(self, readings: tuple[Reading, ...]) -> None:
        self._under_way = None
        self.read.emit(readings)

    def _on_failed(self, error: BaseException) -> None:
        self._under_way = None
        self.failed.emit(describe(error))
