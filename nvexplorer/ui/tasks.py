"""Work away from the window: the one worker pattern."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

# A progress slot is called at most this often, in milliseconds.
PROGRESS_INTERVAL = 40


class Handle:
    """One piece of work. `cancel()` in the GUI thread: neither its result nor its progress is
    delivered any more. It does not stop the function; give that a model.cancel.Cancel."""

    def __init__(
        self,
        done: Callable[[Any], None] | None,
        failed: Callable[[BaseException], None],
        progress: Callable[[Any], None] | None,
    ) -> None:
        self.done = done
        self.failed = failed
        self.progress = progress
        self.latest: object = None
        self.waiting = threading.Event()  # a progress value is on its way to the GUI thread
        self.shown_at = 0.0
        self.over = False

    def cancel(self) -> None:
        self.over = True

    @property
    def running(self) -> bool:
        """False once its result was delivered or it was cancelled."""
        return not self.over


class Tasks(QObject):
    """Runs functions in daemon threads and brings their results home.

    Make it in the GUI thread. A function run here touches no Qt object. Exactly one of `done` and
    `failed` is called, in the GUI thread; neither is when the handle was cancelled or when the
    object that the slot belongs to is gone.
    """

    _finished = Signal(object, object, object)
    _progressed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: set[threading.Thread] = set()
        self._undelivered = 0
        self._lock = threading.Lock()
        self._closed = False
        self._finished.connect(self._on_finished)
        self._progressed.connect(self._on_progressed)

    def run(
        self,
        function: Callable[..., Any],
        *args: object,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None],
        progress: Callable[[Any], None] | None = None,
    ) -> Handle:
        """Start `function(*args)`. With `progress` it also gets a keyword argument `progress`, a
        callable for one value; the slot sees the latest value, at most 25 times a second.

        Slots are bound methods of QObjects, so that they cannot outlive their owner. Raises
        TypeError for any other.
        """
        for slot in (done, failed, progress):
            if slot is not None and not isinstance(getattr(slot, "__self__", None), QObject):
                raise TypeError(f"{slot!r} is not a bound method of a QObject")
        handle = Handle(done, failed, progress)
        thread = threading.Thread(
            target=self._work,
            args=(handle, function, args),
            name=f"task {getattr(function, '__name__', function)}",
            daemon=True,
        )
        with self._lock:
            self._threads.add(thread)
            self._undelivered += 1
        thread.start()
        return handle

    @property
    def idle(self) -> bool:
        """True when nothing runs and every result was delivered."""
        with self._lock:
            return not self._undelivered

    def wait_idle(self, seconds: float) -> bool:
        """Wait for the functions to return, at most so long. Their results are delivered later,
        when events are handled. False when some still run."""
        deadline = time.monotonic() + seconds
        with self._lock:
            threads = tuple(self._threads)
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def close(self, seconds: float = 2.0) -> bool:
        """Deliver nothing from now on and wait as `wait_idle` does."""
        with self._lock:
            self._closed = True
        return self.wait_idle(seconds)

    def _work(self, handle: Handle, function: Callable[..., Any], args: tuple[object, ...]) -> None:
        result: object = None
        error: BaseException | None = None
        try:
            if handle.progress is None:
                result = function(*args)
            else:
                result = function(*args, progress=lambda value: self._report(handle, value))
        except BaseException as caught:
            error = caught
        with self._lock:
            self._threads.discard(threading.current_thread())
            if self._closed:
                self._undelivered -= 1
            else:
                self._finished.emit(handle, result, error)

    def _report(self, handle: Handle, value: object) -> None:
        handle.latest = value
        if handle.over or handle.waiting.is_set():
            return
        handle.waiting.set()
        with self._lock:
            if not self._closed:
                self._progressed.emit(handle)

    def _on_progressed(self, handle: Handle) -> None:
        since = (time.monotonic() - handle.shown_at) * 1000
        if since >= PROGRESS_INTERVAL:
            self._show_progress(handle)
        else:
            QTimer.singleShot(
                int(PROGRESS_INTERVAL - since) + 1, self, lambda: self._show_progress(handle)
            )

    def _show_progress(self, handle: Handle) -> None:
        handle.waiting.clear()
        if not handle.over and _alive(handle.progress):
            handle.shown_at = time.monotonic()
            handle.progress(handle.latest)  # type: ignore[misc]

    def _on_finished(self, handle: Handle, result: object, error: BaseException | None) -> None:
        with self._lock:
            self._undelivered -= 1
        handle.latest = None  # it may hold something large
        if handle.over:
            return
        handle.over = True
        if error is not None:
            if _alive(handle.failed):
                handle.failed(error)
        elif handle.done is not None and _alive(handle.done):
            handle.done(result)


def _alive(slot: Callable[[Any], None] | None) -> bool:
    return slot is not None and shiboken6.isValid(slot.__self__)  # type: ignore[attr-defined]
