"""Looks through a document for a text in a thread of its own, which gives way to the window."""

from __future__ import annotations

import threading
from array import array
from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.xmltext.search import Sought
    from nvexplorer.xmltext.source import Source

MOST_HITS = 1_000_000
_REPORT = 0.04  # seconds between two portions
_PATIENCE = 0.2  # seconds waited for the window to have painted
_AT_ONCE = 0.004  # seconds that the window waits for the first hit, which it then paints at once


class Portion(NamedTuple):
    """More hits: the bytes they begin at, ascending, and end before. `nearest` is the first hit
    from where the search was to begin, known before the others: (-1, -1) where there is none, None
    while it is looked for. `complete`: that is all."""

    search: int
    starts: array[int]
    ends: array[int]
    nearest: tuple[int, int] | None
    complete: bool


class Search(QObject):
    """One search at a time; `found` (a Portion) comes in the thread that this object lives in.

    A window of the document is looked through at a time, which holds the interpreter for less than
    a millisecond, and none while `free` is cleared: the window paints then. It has a head start of
    some milliseconds before that.
    """

    found = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.free = threading.Event()
        self.free.set()
        self.number = 0
        jobs = self._jobs = list[_Job]()  # the one that runs, which ends with this object
        self.destroyed.connect(lambda: _end(jobs))

    def start(self, source: Source, needle: Sought, origin: int) -> int:
        """Looks for `needle`, first from the byte `origin` on; the number of that search."""
        self.stop()
        self._jobs.append(_Job(self, self.number, source, needle, origin))
        self._jobs[-1].begin()
        return self.number

    def stop(self) -> None:
        """Nothing more is told of it. Waits for less than a window of the document takes."""
        self.number += 1
        _end(self._jobs)


def _end(jobs: list[_Job]) -> None:
    while jobs:
        jobs.pop().end()


class _Job:
    """The thread of one search."""

    def __init__(
        self, owner: Search, number: int, source: Source, needle: Sought, origin: int
    ) -> None:
        self._found = owner.found
        self._free = owner.free
        self._number = number
        self._source = source
        self._needle = needle
        self._origin = origin
        self._lock = threading.Lock()
        self._has_told = threading.Event()
        self._over = False
        self._thread = threading.Thread(target=self._run, name="search", daemon=True)

    def begin(self) -> None:
        self._thread.start()
        self._has_told.wait(_AT_ONCE)

    def end(self) -> None:
        with self._lock:
            self._over = True
        self._free.set()
        self._thread.join()

    def _run(self) -> None:
        with suppress(OSError):  # the window, which reads the same, says so
            nearest = self._nearest() if self._origin else None
            self._all(nearest)
        self._has_told.set()

    def _nearest(self) -> tuple[int, int]:
        """The first hit from the origin on."""
        nearest = -1, -1
        for starts, ends in self._windows(self._origin):
            if starts:
                nearest = starts[0], ends[0]
                break
        self._tell(array("q"), array("q"), nearest, complete=False)
        return nearest

    def _all(self, nearest: tuple[int, int] | None) -> None:
        starts, ends, told, count = array("q"), array("q"), perf_counter(), 0
        for more_starts, more_ends in self._windows(0):
            starts.extend(more_starts)
            ends.extend(more_ends)
            if perf_counter() - told > _REPORT or (starts and not count):  # the first at once
                told = perf_counter()
                count += len(starts)
                self._tell(starts, ends, nearest, complete=False)
                starts, ends = array("q"), array("q")
                if count >= MOST_HITS:
                    return
        self._tell(starts, ends, nearest, complete=True)

    def _windows(self, origin: int) -> Iterator[tuple[array[int], array[int]]]:
        from nvexplorer.xmltext.search import search

        for found in search(self._source, self._needle, begin=origin):
            self._free.wait(_PATIENCE)
            if self._over:
                return
            yield found.offsets, found.ends

    def _tell(
        self,
        starts: array[int],
        ends: array[int],
        nearest: tuple[int, int] | None,
        *,
        complete: bool,
    ) -> None:
        with self._lock:
            if not self._over:
                self._found.emit(Portion(self._number, starts, ends, nearest, complete))
        self._has_told.set()
