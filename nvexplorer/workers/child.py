"""One worker process as the window sees it: its pipes, the jobs it has, its end."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

from nvexplorer.model.errors import ExplorerError, Message, WorkerEnded
from nvexplorer.workers.frames import read_frames, write_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Seconds a cancelled job may take to end.
_GRACE = 1.0


class Orders(NamedTuple):
    """How a process is started, after how many seconds without a job it is ended, and within how
    many it has to begin its first."""

    command: Sequence[str]
    folder: str
    monotonic: Callable[[], float]
    idle: float
    start: float


class Job:
    """A job on its way. `begun` and `cancelled` are moments, None as long as they have not come."""

    def __init__(
        self,
        done: Callable[[Any], None],
        failed: Callable[[ExplorerError], None],
        progress: Callable[[Any], None] | None,
        limit: float,
    ) -> None:
        self.done = done
        self.failed = failed
        self.progress = progress
        self.limit = limit
        self.begun: float | None = None
        self.cancelled: float | None = None

    def deadline(self) -> float:
        """When the process is ended for its sake."""
        if self.begun is None:
            return float("inf")
        if self.cancelled is None:
            return self.begun + self.limit
        return max(self.begun, self.cancelled) + _GRACE


class Child:
    """Started at once. When it is gone, whatever the reason, it takes no more calls, and those that
    it had have failed. It holds nothing that is lost by killing it."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._changed = threading.Condition()
        self._outbox: deque[tuple[Any, ...]] = deque()
        self._jobs: dict[int, Job] = {}
        self._texts: set[int] = set()
        self._last_number = 0
        self._quiet_since = orders.monotonic()
        self._begins_by: float | None = None  # once it is asked, until it has said anything
        self._heard = False
        self._gone = False
        self._lost: list[Job] = []  # with the process, and why
        self._why = ""
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)
        self._thread.start()

    @property
    def over(self) -> bool:
        """True when its process and its threads have ended."""
        return not self._thread.is_alive()

    @property
    def waiting(self) -> int:
        """How many jobs it has."""
        with self._changed:
            return len(self._jobs)

    def wait(self) -> None:
        self._thread.join()

    def tell(self, kind: str, text: int, *rest: object) -> None:
        """A change or the end of a text that it knows; of others it need not be told. It hears of
        it with the next call, so that a key wakes no thread."""
        with self._changed:
            if text in self._texts and not self._gone:
                self._outbox.append((kind, text, *rest))
                if kind == "close":
                    self._texts.remove(text)

    def call(
        self,
        job: Job,
        name: str,
        arguments: tuple[object, ...],
        text: int | None = None,
        read: Callable[[], str] | None = None,
    ) -> int | None:
        """The job's number, None when it is gone. `read` gives the text where it does not know
        it."""
        with self._changed:
            if self._gone:
                return None
            if read is not None and text is not None and text not in self._texts:
                self._outbox.append(("open", text, read()))
                self._texts.add(text)
            self._last_number += 1
            self._jobs[self._last_number] = job
            self._outbox.append(("call", self._last_number, name, text, arguments))
            if not self._heard and self._begins_by is None:
                self._begins_by = self._orders.monotonic() + self._orders.start
            self._changed.notify_all()
            return self._last_number

    def cancel(self, number: int) -> None:
        with self._changed:
            job = self._jobs.get(number)
            if job is not None and job.cancelled is None:
                job.cancelled = self._orders.monotonic()
                self._outbox.append(("drop", number))
                self._changed.notify_all()

    def end(self) -> None:
        """Deliver nothing from now on, and end it; `wait` waits."""
        with self._changed:
            self._leave("")
            self._lost = []

    def _leave(self, why: str) -> None:
        if self._gone:
            return
        self._gone = True
        self._why = why
        self._lost = [job for job in self._jobs.values() if job.cancelled is None]
        self._jobs.clear()
        self._texts.clear()
        self._outbox.clear()
        self._changed.notify_all()

    # In its own threads: one starts it and keeps the limits, one writes, one reads.

    def _run(self) -> None:
        try:
            process = self._start()
        except OSError as error:
            with self._changed:
                self._leave(f"The worker process could not be started ({error.strerror}).")
        else:
            self._attend(process)
        for job in self._lost:
            job.failed(WorkerEnded(self._why, "Try again, and report it if it happens twice."))

    def _attend(self, process: subprocess.Popen[bytes]) -> None:
        """Until it has ended, which is soon after it is gone."""
        helpers = [
            threading.Thread(target=do, args=(process,), name=f"worker {name}", daemon=True)
            for name, do in (("writer", self._write), ("reader", self._read))
        ]
        for helper in helpers:
            helper.start()
        with self._changed:
            while not self._gone:
                self._keep_limits()
        process.kill()
        for helper in helpers:
            helper.join()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):  # what was still to be written has no reader
                pipe.close()  # type: ignore[union-attr]

    def _start(self) -> subprocess.Popen[bytes]:
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
        return subprocess.Popen(
            self._orders.command,
            cwd=self._orders.folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags,
        )

    def _keep_limits(self) -> None:
        """Wait for the next limit, and act when one is reached."""
        now = self._orders.monotonic()
        late = [job for job in self._jobs.values() if job.deadline() <= now]
        begins_by = float("inf") if self._begins_by is None else self._begins_by
        if late:
            self._leave(_reason(late))
        elif begins_by <= now:
            limit = self._orders.start
            self._leave(f"The worker process did not begin within {limit:g} seconds.")
        elif self._jobs:
            next_limit = min(begins_by, *(job.deadline() for job in self._jobs.values()))
            self._changed.wait(min(next_limit - now, 3600.0))
        elif now < self._quiet_since + self._orders.idle:
            self._changed.wait(self._quiet_since + self._orders.idle - now)
        else:
            self._leave("")

    def _write(self, process: subprocess.Popen[bytes]) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._outbox or self._gone)
                if self._gone:
                    return
                frame = self._outbox.popleft()
            try:
                write_frame(process.stdin, frame)  # type: ignore[arg-type]
            except OSError:
                return  # a pipe that breaks is the end of the process, which the reader sees too
            except Exception as error:  # it cannot be pickled
                with self._changed:
                    kind = type(error).__name__
                    self._leave(f"The worker process cannot be told what was asked ({kind}).")

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        why = ""
        try:
            for frame in read_frames(process.stdout, trusted=False):  # type: ignore[arg-type]
                self._take(frame)
        except (ValueError, MemoryError):
            why = "The worker process gave an answer that cannot be read, and was ended."
            process.kill()
        code = process.wait()
        with self._changed:
            self._leave(why or f"The worker process ended by itself ({_words(code)}).")

    def _take(self, frame: tuple[Any, ...]) -> None:
        """Raises ValueError for what is no answer."""
        value: Any = None
        match frame:
            case ("begun" as kind, int(number)):
                pass
            case ("done" | "progress" as kind, int(number), value):
                pass
            case ("failed" as kind, int(number), Message() as value):
                pass
            case _:
                raise ValueError("no answer")
        with self._changed:
            self._heard, self._begins_by = True, None
            job = self._jobs.get(number)
            if job is None:
                return
            if kind == "begun":
                job.begun = self._orders.monotonic()
            elif kind in ("done", "failed"):
                del self._jobs[number]
                self._quiet_since = self._orders.monotonic()
            self._changed.notify_all()
            if job.cancelled is not None:
                return
        if kind == "done":
            job.done(value)
        elif kind == "failed":
            job.failed(ExplorerError(value.what, value.next))
        elif kind == "progress" and job.progress is not None:
            job.progress(value)


def _reason(late: list[Job]) -> str:
    """The sentence for all that were lost with the process."""
    limits = [job.limit for job in late if job.cancelled is None]
    if limits:
        return f"The work took longer than {min(limits):g} seconds and was stopped."
    return "Work that was cancelled did not end, so that its process was ended."


def _words(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
