"""Stopping work from another thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from nvexplorer.model.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable


class Cancel:
    """One per piece of work. `cancel()` may be called from any thread and more than once."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._callback: Callable[[], None] | None = None

    def cancel(self) -> None:
        with self._lock:
            self._event.set()
            callback = self._callback
        if callback is not None:
            callback()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; true when cancelled."""
        return self._event.wait(seconds)

    def check(self, phase: str = "") -> None:
        """Raise Cancelled when cancelled."""
        if self.cancelled:
            raise Cancelled(phase)

    def on_cancel(self, callback: Callable[[], None] | None) -> None:
        """Call this at cancelling, in the thread that cancels; at once when it already is.

        One callback at a time: a new one replaces the old, None removes it.
        """
        with self._lock:
            self._callback = callback
            now = self.cancelled
        if now and callback is not None:
            callback()
