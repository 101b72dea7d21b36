"""The port Workers by real processes: two for texts, lanes for some jobs, one for all others."""

from __future__ import annotations

import itertools
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nvexplorer.workers import WORKER_ARGUMENT
from nvexplorer.workers.child import Child, Job, Orders
from nvexplorer.workers.jobs import JOBS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nvexplorer.model.errors import ExplorerError
    from nvexplorer.model.ports import Clock
    from nvexplorer.workers.jobs import Job as JobKind

# Seconds without a job after which a process is ended, which gives its memory back.
_IDLE_TEXTS = 30.0
_IDLE = 10.0
# Seconds that a process may take to begin the first job, on a computer that has much else to do.
_START = 60.0


def own_command() -> list[str]:
    """What starts the program as a worker; `own_folder` is where."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "nvexplorer"]
    return [*program, WORKER_ARGUMENT]


def own_folder() -> str:
    """The folder that holds the package: `-m` finds it there, and nothing of the folder that the
    program happened to be started in."""
    return str(Path(__file__).resolve().parents[2])


class ProcessWorkers:
    """See model.ports.Workers. Costs nothing until it is used."""

    def __init__(
        self,
        clock: Clock,
        command: Sequence[str] | None = None,
        *,
        jobs: Mapping[str, JobKind] = JOBS,
        idle: float = _IDLE,
        idle_texts: float = _IDLE_TEXTS,
        start: float = _START,
    ) -> None:
        command = own_command() if command is None else command
        folder = own_folder()
        self._jobs = jobs
        self._numbers = itertools.count(1)  # of texts
        self._texts = _Slot(Orders(command, folder, clock.monotonic, idle_texts, start))
        self._quick = _Slot(Orders(command, folder, clock.monotonic, idle_texts, start))
        lanes = {"": 1}
        for job in jobs.values():
            lanes[job.place] = max(job.lanes, lanes.get(job.place, 1))
        self._places = {
            place: [_Slot(Orders(command, folder, clock.monotonic, idle, start)) for _ in range(n)]
            for place, n in lanes.items()
        }

    def call(
        self,
        job: str,
        *arguments: object,
        done: Callable[[Any], None],
        failed: Callable[[ExplorerError], None],
        progress: Callable[[Any], None] | None = None,
        limit: float = 600.0,
    ) -> Running:
        place = self._jobs[job].place if job in self._jobs else ""  # which the worker refuses
        slot = min(self._places[place], key=_Slot.waiting)
        return slot.call(Job(done, failed, progress, limit), job, arguments)

    def open_text(self, read: Callable[[], str]) -> SharedText:
        return SharedText(next(self._numbers), self._jobs, self._texts, self._quick, read)

    def prepare(self) -> None:
        self._texts.prepare()
        self._quick.prepare()

    def close(self) -> None:
        places = [slot for slots in self._places.values() for slot in slots]
        slots = (self._texts, self._quick, *places)
        for slot in slots:
            slot.close()
        for slot in slots:
            slot.wait()


class Running:
    """See model.ports.WorkerJob. Without a child it is never done."""

    def __init__(self, child: Child | None = None, number: int = 0) -> None:
        self._child = child
        self._number = number

    def cancel(self) -> None:
        if self._child is not None:
            self._child.cancel(self._number)


class SharedText:
    """See model.ports.WorkerText."""

    def __init__(
        self,
        number: int,
        jobs: Mapping[str, JobKind],
        slot: _Slot,
        quick: _Slot,
        read: Callable[[], str],
    ) -> None:
        self._jobs = jobs
        self._slot = slot
        self._quick = quick
        self._read = read
        self._number = number

    def change(self, start: int, removed: int, added: str) -> None:
        for slot in (self._slot, self._quick):
            slot.tell("change", self._number, start, removed, added)

    def call(
        self,
        job: str,
        *arguments: object,
        done: Callable[[Any], None],
        failed: Callable[[ExplorerError], None],
        limit: float = 60.0,
    ) -> Running:
        asked = Job(done, failed, None, limit)
        slot = self._quick if self._jobs[job].quick else self._slot
        return slot.call(asked, job, arguments, self._number, self._read)

    def close(self) -> None:
        for slot in (self._slot, self._quick):
            slot.tell("close", self._number)


class _Slot:
    """The place of one process: filled by the first call, and again when that one is gone."""

    def __init__(self, orders: Orders) -> None:
        self._lock = threading.RLock()
        self._orders = orders
        self._child: Child | None = None
        self._earlier: list[Child] = []
        self._closed = False

    def waiting(self) -> int:
        """How many jobs it has."""
        with self._lock:
            return 0 if self._child is None else self._child.waiting

    def tell(self, kind: str, text: int, *rest: object) -> None:
        with self._lock:
            if self._child is not None:
                self._child.tell(kind, text, *rest)

    def call(
        self,
        job: Job,
        name: str,
        arguments: tuple[object, ...],
        text: int | None = None,
        read: Callable[[], str] | None = None,
    ) -> Running:
        with self._lock:
            while (child := self._ready()) is not None:
                number = child.call(job, name, arguments, text, read)
                if number is not None:
                    return Running(child, number)
                self._put_away()
            return Running()

    def prepare(self) -> None:
        with self._lock:
            self._ready()

    def _ready(self) -> Child | None:
        """None when it is closed."""
        if self._child is None and not self._closed:
            self._child = Child(self._orders)
        return self._child

    def _put_away(self) -> None:
        assert self._child is not None
        self._earlier = [each for each in self._earlier if not each.over]
        self._earlier.append(self._child)
        self._child = None

    def close(self) -> None:
        """Ends it without waiting; `wait` waits."""
        with self._lock:
            self._closed = True
            if self._child is not None:
                self._child.end()
                self._put_away()

    def wait(self) -> None:
        for child in self._earlier:
            child.wait()
