"""The table of a list against lxml with a plain QTableView: first rows, all rows, scrolling.

Run: `python tests/benchmarks/bench_table_page.py [MB]` (50 unless given, some 100,000 rows), with
`QT_QPA_PLATFORM=offscreen` where there is no screen. Each pair shows the same file in both, one
after the other. "first rows" is the time from giving the table the answer until rows are painted,
"complete" until all are known, "stop" the longest time that a timer of 1 ms had to wait meanwhile
or while rows were sorted and a whole column was chosen and summed, "work" the most processor
time that the window took of it, which is the same on a busy machine; "page" and "jump" are the 95th
percentile of 100 frames each: a page down, and a jump anywhere, painted at once.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, NamedTuple

from baseline_item_table import PlainTable
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication

from nvexplorer.outside.clock import SystemClock
from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices
from nvexplorer.ui.panes.response.table.page import TablePage
from nvexplorer.ui.tasks import Tasks
from nvexplorer.ui.theme import Theme
from nvexplorer.ui.window_workers import WindowWorkers
from nvexplorer.workers.client import ProcessWorkers
from nvexplorer.xmltext.file_body import FileBody

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = 3
SIZE = (1100, 560)
FIGURES = {"first_rows": 150, "complete": 5000, "stop": 50, "work": 50, "page": 20, "jump": 20}


def write_list(path: Path, megabytes: int) -> int:
    """Customers in Netvisor's shape; how many there are."""
    chance = random.Random(11)
    cities = ["Jyväskylä", "Hämeenlinna", "Äänekoski", "Espoo", "Tampere", "Åbo"]
    count = size = 0
    with path.open("wb") as file:
        file.write(b'<?xml version="1.0" encoding="utf-8"?><Root><ResponseStatus><Status>OK')
        file.write(b"</Status></ResponseStatus><Customerlist>")
        while size < megabytes * 1_000_000:
            key = 1000 + count
            row = (
                f"<Customer><Netvisorkey>{key}</Netvisorkey><Name>Virtanen &amp; Mäkelä {key} Oy, "
                f"{chance.choice(cities)}</Name><Code>AS{key:07d}</Code><OrganisationIdentifier>"
                f"{chance.randint(1_000_000, 9_999_999)}-{key % 10}</OrganisationIdentifier>"
                f"<CustomerGroupID>{key % 7}</CustomerGroupID><CustomerGroupName>Ryhmä {key % 7}"
                f"</CustomerGroupName><Balance>{chance.randint(-99999, 999999) / 100:.2f}</Balance>"
                f"<Changed>2026-{key % 12 + 1:02d}-{key % 28 + 1:02d}</Changed><Comment>Toimitus "
                f"sopimuksen mukaan, lasku kerran kuukaudessa</Comment>"
                f"<Uri>/getcustomer.nv?id={key}</Uri></Customer>"
            ).encode()
            file.write(row)
            size += len(row)
            count += 1
        file.write(b"</Customerlist></Root>")
    return count


class Measured(NamedTuple):
    """Milliseconds."""

    first_rows: float
    complete: float
    stop: float
    work: float
    page: float
    jump: float


class Painted(QObject):
    """Notes when rows have been painted for the first time."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__()
        self.at = 0.0
        self._view = view
        self._seen = False
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        model = self._view.model()
        if event.type() == QEvent.Type.Paint and not self._seen and model and model.rowCount():
            self._seen = True
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self.at = perf_counter()


class Stops:
    """How long a timer of 1 ms had to wait at most, and how much the window's thread worked
    between two of its ticks."""

    def __init__(self) -> None:
        self.longest = self.longest_work = 0.0
        self._last, self._worked = perf_counter(), thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        now, worked = perf_counter(), thread_time()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self.longest_work = max(self.longest_work, (worked - self._worked) * 1000)
        self._last, self._worked = now, worked

    def end(self) -> tuple[float, float]:
        self._tick()
        self._timer.stop()
        return self.longest, self.longest_work


def until(app: QApplication, done: Callable[[], bool]) -> None:
    """Waits as a window does, so that the worker has a core for itself where there are two."""
    end = perf_counter() + 120
    beat = QTimer()  # what is waited for may come without any event
    beat.start(2)
    while not done():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if perf_counter() > end:
            raise TimeoutError


def settle(app: QApplication) -> None:
    start = perf_counter()
    until(app, lambda: perf_counter() - start > 0.3)


def frames(view: QAbstractItemView) -> tuple[float, float]:
    """The 95th percentile of pages down, and of jumps."""
    chance = random.Random(5)
    bar = view.verticalScrollBar()

    def scroll(to: int) -> float:
        begun = perf_counter()
        bar.setValue(to)
        view.viewport().repaint()
        return (perf_counter() - begun) * 1000

    bar.setValue(0)
    pages = sorted(scroll(bar.value() + bar.pageStep()) for _ in range(100))
    jumps = sorted(scroll(chance.randint(0, bar.maximum())) for _ in range(100))
    return pages[94], jumps[94]


def measure_ours(app: QApplication, services: ViewServices, path: Path) -> Measured:
    page = TablePage(services)
    page.resize(*SIZE)
    page.show()
    settle(app)
    painted, stops = Painted(page.grid), Stops()
    body = FileBody(path)
    start = perf_counter()
    page.show_answer(Shown(body))
    until(app, lambda: painted.at > 0 and page.complete)
    complete = perf_counter()
    app.processEvents()
    page.arranging.turn(1)
    until(app, lambda: not page.arranging.under_way)
    page.grid.selectColumn(6)
    until(app, lambda: "sum " in page.foot.sums)
    page.arranging.unsort()
    app.processEvents()
    stop = stops.end()
    paged, jumped = frames(page.grid)
    page.clear()
    body.close()
    page.close()
    page.deleteLater()
    app.processEvents()
    return Measured((painted.at - start) * 1000, (complete - start) * 1000, *stop, paged, jumped)


def measure_plain(app: QApplication, path: Path) -> Measured:
    view = PlainTable()
    view.resize(*SIZE)
    view.show()
    settle(app)
    painted, stops = Painted(view), Stops()
    start = perf_counter()
    view.show_file(path)
    until(app, lambda: painted.at > 0)
    stop = stops.end()
    paged, jumped = frames(view)
    view.close()
    view.deleteLater()
    app.processEvents()
    first = (painted.at - start) * 1000
    return Measured(first, first, *stop, paged, jumped)


def main(megabytes: int) -> None:
    app = QApplication([])
    theme = Theme()
    theme.apply(app)
    workers = WindowWorkers(ProcessWorkers(SystemClock()))
    services = ViewServices(theme, Tasks(), workers)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xml"
        rows = write_list(path, megabytes)
        ours, plain = [], []
        for _ in range(PAIRS):
            ours.append(measure_ours(app, services, path))
            plain.append(measure_plain(app, path))
    workers.close()
    print(f"{megabytes} MB, {rows:,} rows; milliseconds, median of {PAIRS}")
    print(f"{'':<12}{'ours':>10}{'plain':>10}{'ratio':>8}{'at most':>9}")
    for name in Measured._fields:
        mine = statistics.median(getattr(each, name) for each in ours)
        other = statistics.median(getattr(each, name) for each in plain)
        met = "met" if mine <= FIGURES[name] else "NOT MET"
        print(
            f"{name:<12}{mine:10.1f}{other:10.1f}{mine / other:8.2f}{FIGURES[name]:9} {met}",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
