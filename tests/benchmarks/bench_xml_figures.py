"""The answer viewer against its figures: any size as soon as a small one, smooth, and small.

Run: `python tests/benchmarks/bench_xml_figures.py [MB]` (300 unless given), with
`QT_QPA_PLATFORM=offscreen` where there is no screen. The answer is one line in a file. Compared are
medians of five interleaved pairs, or the 95th percentile of 200 frames. A stop is the longest time
that a timer of 1 ms had to wait.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from baseline_highlighted_text import HighlightedTextView
from bench_xml_view import Painted, answer, until
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication

from nvexplorer.ui.widgets.xml_view import XmlView
from nvexplorer.xmltext.source import BytesSource, FileSource

if TYPE_CHECKING:
    from nvexplorer.xmltext.source import Source

PAIRS = 5
FRAMES = 200
_SECONDS_SHOWN = 0.5


class Growing:
    """A file of which more and more can be read."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.size = 0

    def read(self, offset: int, length: int) -> bytes:
        return self._source.read(offset, min(length, self.size - offset))


class Stops:
    """The longest time that the window did nothing else."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        now = perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def stop(self) -> float:
        self._tick()
        self._timer.stop()
        return self.longest * 1000


def shown(app: QApplication, make: type) -> XmlView | HighlightedTextView:
    view = make()
    view.resize(1200, 900)
    view.show()
    wait(app, _SECONDS_SHOWN)
    return view


def wait(app: QApplication, seconds: float) -> None:
    start = perf_counter()
    until(app, lambda: perf_counter() - start > seconds)


def close(app: QApplication, view: XmlView | HighlightedTextView) -> None:
    """And end it at once: one that lives on would still find rows while the next is measured."""
    view.close()
    view.deleteLater()
    app.sendPostedEvents(view, QEvent.Type.DeferredDelete.value)
    app.processEvents()
    gc.collect()


def first_paint(app: QApplication, source: Source) -> float:
    view = shown(app, XmlView)
    painted = Painted(view)
    start = perf_counter()
    view.set_source(source)
    until(app, lambda: painted.at > 0)
    close(app, view)
    return (painted.at - start) * 1000


def first_paint_of_baseline(app: QApplication, data: bytes) -> float:
    view = shown(app, HighlightedTextView)
    painted = Painted(view)
    start = perf_counter()
    view.set_text_bytes(data)
    until(app, lambda: painted.at > 0)
    app.processEvents()
    close(app, view)
    return (perf_counter() - start) * 1000


def anonymous() -> float:
    """Megabytes."""
    gc.collect()
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(each for each in status.read_text().splitlines() if each.startswith("RssAnon"))
    return int(line.split()[1]) / 1000


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def scroll(view: XmlView, to: int) -> float:
    begun = perf_counter()
    view.verticalScrollBar().setValue(to)
    view.viewport().repaint()
    return (perf_counter() - begun) * 1000


def arrive(app: QApplication, source: Source) -> float:
    """All of it comes in pieces while somebody pages through what there is."""
    view, growing = shown(app, XmlView), Growing(source)
    growing.size = 1 << 16
    stops = Stops()
    view.set_source(growing, arriving=True)
    bar, down = view.verticalScrollBar(), 1
    while not view.is_complete:
        more = min(source.size, growing.size + (1 << 21))
        if more > growing.size:
            growing.size = more
            view.source_grown(arriving=more < source.size)
        wait(app, 0.02)
        bar.setValue(bar.value() + down * bar.pageStep())
        down = -down if bar.value() in (0, bar.maximum()) else down
    longest = stops.stop()
    close(app, view)
    return longest


def search(app: QApplication, view: XmlView, text: str) -> tuple[float, float]:
    """When the first hit is known, and when all are."""
    times: list[float] = []

    def note(count: int, _current: int, complete: bool) -> None:
        if (count and not times) or (complete and count and len(times) < 2):
            times.append((perf_counter() - start) * 1000)
            if complete and len(times) == 1:
                times.append(times[0])

    view.hits_changed.connect(note)
    start = perf_counter()
    view.find(text, True)
    until(app, lambda: len(times) == 2)
    view.hits_changed.disconnect(note)
    view.find("")
    return times[0], times[1]


def report(what: str, measured: float, limit: float, unit: str = "ms") -> None:
    verdict = "met" if measured <= limit else "MISSED"
    print(f"{what:<58}{measured:10.2f} {unit:<4} at most {limit:7.2f}  {verdict}", flush=True)


def run(app: QApplication, megabytes: int, folder: str) -> None:
    small = answer(1, pretty=False)
    path = Path(folder) / "answer.xml"
    path.write_bytes(answer(megabytes, pretty=False))
    gc.collect()
    with path.open("rb") as file:
        large = FileSource(file)
        chance = random.Random(3)
        pairs = [
            (first_paint(app, BytesSource(small)), first_paint(app, large)) for _ in range(PAIRS)
        ]
        one, many = (statistics.median(column) for column in zip(*pairs, strict=True))
        report(
            f"first coloured paint of 1 MB ({one:.1f} ms), of all ({many:.1f})",
            many / one,
            1.5,
            "x",
        )
        pretty = answer(1, pretty=True)
        both = [
            (first_paint(app, BytesSource(pretty)), first_paint_of_baseline(app, pretty))
            for _ in range(PAIRS)
        ]
        ours, theirs = (statistics.median(column) for column in zip(*both, strict=True))
        report(f"1 MB ({ours:.1f}) to a highlighter ({theirs:.0f})", ours / theirs, 1 / 20, "x")

        report("longest stop while it arrives and is scrolled", arrive(app, large), 50)

        view = shown(app, XmlView)
        idle = anonymous()
        view.set_source(large)
        until(app, lambda: view.is_complete)
        bar = view.verticalScrollBar()
        pages = []
        for _ in range(FRAMES):
            pages.append(scroll(view, bar.value() + bar.pageStep() - 1))
            app.processEvents()
        report("page down, p95 of 200", p95(pages), 20)
        jumps = []
        for _ in range(FRAMES):
            jumps.append(scroll(view, chance.randint(0, bar.maximum())))
            app.processEvents()
        report("jump anywhere, p95 of 200", p95(jumps), 30)
        first, every = search(app, view, "<VoucherDescription>Lasku 1999")
        report("search, first hit", first, 20)
        report("search, all hits", every, 1000)
        report("anonymous memory over the idle window", anonymous() - idle, 80, "MB")
        close(app, view)


if __name__ == "__main__":
    application = QApplication([])
    with tempfile.TemporaryDirectory() as temporary:
        run(application, int(sys.argv[1]) if len(sys.argv) > 1 else 300, temporary)
