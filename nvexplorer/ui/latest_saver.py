"""Saving the newest value of something in the background, one write at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.ui.tasks import Tasks


class LatestSaver(QObject):
    """Values that come while one is being written wait, and only the last of them is written.

    `failed` carries the exception; the value is dropped, the next one is tried again. `saved` after
    each write that went well.
    """

    failed = Signal(object)
    saved = Signal()

    def __init__(
        self, save: Callable[[Any], object], tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._tasks = tasks
        self._busy = False
        self._waiting: list[Any] = []

    @property
    def busy(self) -> bool:
        return self._busy

    def save(self, value: object) -> None:
        self._waiting = [value]
        if not self._busy:
            self._start()

    def _start(self) -> None:
        self._busy = True
        value = self._waiting.pop()
        self._tasks.run(self._save, value, done=self._on_done, failed=self._on_failed)

    def _on_done(self, _result: object) -> None:
        self.saved.emit()
        self._go_on()

    def _on_failed(self, error: BaseException) -> None:
        self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        self._busy = False
        if self._waiting:
            self._start()
