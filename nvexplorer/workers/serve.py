"""The worker process: does what comes in through its standard input until that is closed."""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from nvexplorer.model.errors import describe
from nvexplorer.workers.chunked_text import ChunkedText
from nvexplorer.workers.frames import read_frames, write_frame
from nvexplorer.workers.jobs import JOBS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from nvexplorer.workers.jobs import Job

# Turns between a heavy job and a quick one, in seconds.
_TURN = 0.0005
# The window comes first where there are too few cores for both.
_NICE = 5


class _Call(NamedTuple):
    number: int
    job: Job
    pieces: list[str] | None  # of the text it is about, as it was when it was asked for
    arguments: tuple[Any, ...]


def serve(jobs: Mapping[str, Job] = JOBS) -> int:
    """Until the window closes the pipe, or dies; what is under way then ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the window's
    if hasattr(os, "nice"):
        os.nice(_NICE)
    sys.setswitchinterval(_TURN)
    requests, answers = _take_pipes()
    worker = _Worker(jobs, answers)
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
    def __init__(self, jobs: Mapping[str, Job], answers: BinaryIO) -> None:
        self._jobs = jobs
        self._answers = answers
        self._writing = threading.Lock()
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
                job = self._jobs[name]
                about = None if text is None else self._texts[text]
                if job.quick:
                    now = None if about is None else [about.text()]
                    self._do(_Call(number, job, now, arguments))
                else:
                    pieces = None if about is None else about.pieces()
                    self._calls.put(_Call(number, job, pieces, arguments))

    def _do_calls(self) -> None:
        while True:
            call = self._calls.get()
            if call.number in self._dropped:
                self._tell("done", call.number, None)
            else:
                self._do(call)
            self._dropped.discard(call.number)

    def _do(self, call: _Call) -> None:
        number, job, pieces, arguments = call
        self._tell("begun", number)
        keywords = {}
        if job.progress:
            keywords["progress"] = lambda value: self._tell("progress", number, value)
        try:
            if pieces is not None:
                arguments = ("".join(pieces), *arguments)
            self._tell("done", number, job.load()(*arguments, **keywords))
        except Exception as error:
            self._tell("failed", number, describe(error))

    def _tell(self, *frame: object) -> None:
        try:
            with self._writing:
                write_frame(self._answers, frame)
        except OSError:
            os._exit(0)  # nobody is left to listen
