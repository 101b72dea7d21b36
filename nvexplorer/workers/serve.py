"""The worker process: does what comes in through its standard input until that is closed."""

from __future__ import annotations

import gc
import os
import queue
import signal
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from nvexplorer.model.errors import describe
from nvexplorer.workers.chunked_text import ChunkedText
from nvexplorer.workers.frames import read_frames, write_frame
from nvexplorer.workers.jobs import JOBS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    from nvexplorer.workers.jobs import Job

# The window comes first where there are too few cores for both.
_NICE = 5


class _Dropped(Exception):
    """Raised within a job that nobody waits for any more."""


class _Call(NamedTuple):
    number: int
    job: Job
    pieces: list[str] | None  # of the text it is about, as it was when it was asked for
    arguments: tuple[Any, ...]


def serve(monotonic: Callable[[], float], jobs: Mapping[str, Job] = JOBS) -> int:
    """Until the window closes the pipe, or dies; what is under way then ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the window's
    requests, answers = _take_pipes()
    worker = _Worker(jobs, monotonic, answers)
    code = 1
    try:
        for frame in read_frames(requests, trusted=True):
            worker.take(frame)
        code = 0
    finally:
        os._exit(code)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Ours alone: whatever a library prints does not get between the frames."""
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return pipes


class _Worker:
    """Takes what comes in in one thread and does the jobs, one after another, in another."""

    def __init__(
        self, jobs: Mapping[str, Job], monotonic: Callable[[], float], answers: BinaryIO
    ) -> None:
        self._jobs = jobs
        self._monotonic = monotonic
        self._answers = answers
        self._texts: dict[int, ChunkedText] = {}
        self._calls: queue.SimpleQueue[_Call] = queue.SimpleQueue()
        self._dropped: set[int] = set()
        threading.Thread(target=self._do_calls, name="jobs", daemon=True).start()

    def take(self, frame: tuple[Any, ...]) -> None:
        match frame:
            case ("open", int(text), str(whole)):
                self._texts[text] = ChunkedText(whole)
            case ("change", int(text), start, removed, added):
                self._texts[text].replace(start, removed, added)
            case ("close", int(text)):
                del self._texts[text]
            case ("drop", int(number)):
                self._dropped.add(number)
            case ("call", int(number), str(name), text, tuple(arguments)):
                pieces = None if text is None else self._texts[text].pieces()
                self._calls.put(_Call(number, self._jobs[name], pieces, arguments))

    def _do_calls(self) -> None:
        # Trees of a text are cycles: looked for after a job, not some hundred times within it.
        gc.disable()
        while True:
            call = self._calls.get()
            if call.number in self._dropped:
                self._tell("done", call.number, None)
            else:
                self._do(call)
                gc.collect()
                gc.freeze()
            self._dropped.discard(call.number)
            del call  # and the text it was about

    def _do(self, call: _Call) -> None:
        number, job, pieces, arguments = call
        self._tell("begun", number)
        if not job.quick and hasattr(os, "nice"):
            os.nice(max(0, _NICE - os.nice(0)))

        def progress(value: object) -> None:
            if number in self._dropped:
                raise _Dropped
            self._tell("progress", number, value)

        keywords: dict[str, Any] = {}
        if job.progress:
            keywords["progress"] = progress
        if job.clock:
            keywords["monotonic"] = self._monotonic
        try:
            if pieces is not None:
                arguments = ("".join(pieces), *arguments)
            self._tell("done", number, job.load()(*arguments, **keywords))
        except _Dropped:
            self._tell("done", number, None)
        except Exception as error:
            self._tell("failed", number, describe(error))

    def _tell(self, *frame: object) -> None:
        try:
            write_frame(self._answers, frame)
        except OSError:
            os._exit(0)  # nobody is left to listen
