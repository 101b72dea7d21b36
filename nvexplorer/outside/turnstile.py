"""One request at a time per host and organisation, across threads and processes."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING

from nvexplorer.model.errors import Cancelled, ReadOnly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nvexplorer.model.cancel import Cancel

# How often a lock that another process holds is tried again: at first soon, then calmly.
_FIRST_TRY, _LAST_TRY = 0.005, 0.05


class FileTurnstile:
    """Implements `model.ports.Turnstile` with one lock file per origin and organisation.

    Threads of this process pass in the order in which they came; among processes the system
    decides. A lock ends with its holder, however that ends. The files lie in `folder`/locks.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "locks"
        self._lock = threading.Lock()
        self._queues: dict[str, deque[threading.Event]] = {}

    @contextlib.contextmanager
    def turn(self, origin: str, organisation_id: str, cancel: Cancel) -> Iterator[ReadOnly | None]:
        import hashlib

        name = hashlib.sha256(f"{origin}\n{organisation_id}".encode()).hexdigest()[:32]
        mine = self._queue_up(name)
        try:
            self._wait(mine, cancel)
            with _file_lock(self._folder, name, cancel) as warning:
                yield warning
        finally:
            self._leave(name, mine)

    def _queue_up(self, name: str) -> threading.Event:
        mine = threading.Event()
        with self._lock:
            queue = self._queues.setdefault(name, deque())
            queue.append(mine)
            if queue[0] is mine:
                mine.set()
        return mine

    def _leave(self, name: str, mine: threading.Event) -> None:
        with self._lock:
            queue = self._queues[name]
            queue.remove(mine)
            if queue:
                queue[0].set()
            else:
                del self._queues[name]

    @staticmethod
    def _wait(mine: threading.Event, cancel: Cancel) -> None:
        cancel.on_cancel(mine.set)
        try:
            mine.wait()
        finally:
            cancel.on_cancel(None)
        cancel.check("queue")


@contextlib.contextmanager
def _file_lock(folder: Path, name: str, cancel: Cancel) -> Iterator[ReadOnly | None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fd = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        yield _apart(f"{folder} cannot be written ({error.strerror})")
        return
    # Closing it ends the lock. The file stays: removing it would let a third process make a new
    # one while the second still waits at the old.
    try:
        pause = _FIRST_TRY
        warning = None
        try:
            while not _try_lock(fd):
                if cancel.wait(pause):
                    raise Cancelled("queue")
                pause = min(pause * 1.5, _LAST_TRY)
        except OSError as error:  # some network folders have no locks
            warning = _apart(f"{folder} cannot be locked ({error.strerror})")
        yield warning
    finally:
        os.close(fd)


def _apart(why: str) -> ReadOnly:
    return ReadOnly(
        f"{why}, so requests of other running copies of Netvisor Explorer are not kept apart from "
        "this one.",
        "Make the folder writable, or run one copy at a time.",
    )


if sys.platform == "win32":
    import msvcrt

    def _try_lock(fd: int) -> bool:
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
