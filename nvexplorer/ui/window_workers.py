"""The workers as the window uses them: what they tell arrives in the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.model.ports import WorkerJob, Workers, WorkerText


class Asked:
    """A job that was asked for. `cancel()`: nothing more is told of it."""

    job: WorkerJob

    def __init__(self) -> None:
        self.over = False

    def cancel(self) -> None:
        if not self.over:
            self.over = True
            self.job.cancel()

    @property
    def running(self) -> bool:
        """False once its end was told or it was cancelled."""
        return not self.over


class WindowWorkers(QObject):
    """Make it in the GUI thread, where every method is called too. As in Tasks, slots are bound
    methods of QObjects, and are not called when those are gone; exactly one of `done` and
    `failed` is, and `failed` gets an ExplorerError. See model.ports.Workers for the rest."""

    _told = Signal(object, object, object, bool)

    def __init__(self, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._closed = False
        self._told.connect(self._on_told)

    def call(
        self,
        job: str,
        *arguments: object,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        progress: Callable[[Any], None] | None = None,
        limit: float = 600.0,
    ) -> Asked:
        asked = Asked()
        asked.job = self._workers.call(
            job,
            *arguments,
            done=self._slot(asked, done),
            failed=self._slot(asked, failed),
            progress=None if progress is None else self._slot(asked, progress, last=False),
            limit=limit,
        )
        return asked

    def open_text(self, read: Callable[[], str]) -> WindowText:
        return WindowText(self, self._workers.open_text(read))

    def prepare(self) -> None:
        """Start the processes for texts now, so that the first jobs do not wait for them."""
        self._workers.prepare()

    def close(self) -> None:
        """Deliver nothing from now on, end the processes and wait for them."""
        self._closed = True
        self._workers.close()

    def _slot(
        self, asked: Asked, slot: Callable[[Any], None], *, last: bool = True
    ) -> Callable[[Any], None]:
        """What is called in another thread and leads to `slot` in this one."""
        if not isinstance(getattr(slot, "__self__", None), QObject):
            raise TypeError(f"{slot!r} is not a bound method of a QObject")

        def tell(value: object) -> None:
            if not self._closed:
                self._told.emit(asked, slot, value, last)

        return tell

    def _on_told(
        self, asked: Asked, slot: Callable[[Any], None], value: object, last: bool
    ) -> None:
        if self._closed or asked.over:
            return
        asked.over = last
        if shiboken6.isValid(slot.__self__):  # type: ignore[attr-defined]
            slot(value)


class WindowText:
    """See model.ports.WorkerText."""

    def __init__(self, workers: WindowWorkers, text: WorkerText) -> None:
        self._workers = workers
        self._shared = text
        self.change = text.change
        self.close = text.close

    def call(
        self,
        job: str,
        *arguments: object,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        limit: float = 60.0,
    ) -> Asked:
        asked = Asked()
        slot = self._workers._slot
        asked.job = self._shared.call(
            job, *arguments, done=slot(asked, done), failed=slot(asked, failed), limit=limit
        )
        return asked
