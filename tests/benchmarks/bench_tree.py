"""The tree of an answer, and expressions in it.

Run: `python tests/benchmarks/bench_tree.py [MB]` (5 unless given), with
`QT_QPA_PLATFORM=offscreen` where there is no screen. Pairs are measured one after the other in one
run; medians of 3.

* First rows of the tree against a QTreeView over a parsed document (`baseline_element_tree.py`).
* Longest stop of the window while the rest is found and one scrolls.
* An expression, first and again, and one with many hits: until the first hit is listed and until
  all are, against lxml parsing and evaluating in the same process, without places.
"""

from __future__ import annotations

import statistics
import sys
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from baseline_element_tree import shown
from lxml import etree
from PySide6.QtWidgets import QApplication

from nvexplorer.model.exchange import BytesBody
from nvexplorer.outside.clock import SystemClock
from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices
from nvexplorer.ui.panes.response.tree.page import TreePage
from nvexplorer.ui.tasks import Tasks
from nvexplorer.ui.theme import Theme
from nvexplorer.ui.window_workers import WindowWorkers
from nvexplorer.workers.client import ProcessWorkers

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = 3
USUAL = 5  # megabytes that the usual tree is given at most: of 50 it takes for ever
ONE, MANY = "//Customer[Netvisorkey='77']/Name", "//Customer"


def answer(megabytes: int) -> bytes:
    def customer(number: int) -> bytes:
        return (
            f"<Customer><Netvisorkey>{number}</Netvisorkey><Name>Mäkinen {number} Oy</Name>"
            f"<Code>{number}</Code><OrganisationIdentifier>1234567-8</OrganisationIdentifier>"
            f"<Uri>https://isvapi.netvisor.fi/getcustomer.nv?id={number}</Uri></Customer>"
        ).encode()

    count = megabytes * 1_000_000 // len(customer(100_000))
    head = b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus><Customerlist>"
    return head + b"".join(map(customer, range(count))) + b"</Customerlist></Root>"


class Bench:
    def __init__(self, data: bytes) -> None:
        self.app = QApplication.instance() or QApplication([])
        theme = Theme()
        theme.apply(self.app)  # type: ignore[arg-type]
        self.workers = WindowWorkers(ProcessWorkers(SystemClock()))
        self.data = data
        self._services = ViewServices(theme, Tasks(), self.workers)

    def page(self) -> TreePage:
        page = TreePage(self._services)
        page.resize(1000, 600)
        page.show()
        self.app.processEvents()
        return page

    def first_rows(self, page: TreePage) -> float:
        begin = perf_counter()
        page.show_answer(Shown(BytesBody(self.data)))
        page.grab()
        return perf_counter() - begin

    def usual_rows(self, data: bytes) -> float:
        begin = perf_counter()
        view, _model = shown(data)
        view.grab()
        return perf_counter() - begin

    def longest_stop(self, page: TreePage) -> tuple[float, float, float]:
        """By the clock, by what this process worked of it, and the time until all rows are known;
        a page is scrolled now and then."""
        begin = last = perf_counter()
        worked = process_time()
        longest, most, turn = 0.0, 0.0, 0
        bar = page.grid.verticalScrollBar()
        while page.tree.is_pending(0):
            turn += 1
            if turn % 20 == 0:
                bar.setValue(turn * 37 % max(1, bar.maximum()))
            self.app.processEvents()
            now, work = perf_counter(), process_time()
            longest, last = max(longest, now - last), now
            most, worked = max(most, work - worked), work
        return longest, most, perf_counter() - begin

    def ask(self, page: TreePage, expression: str) -> tuple[float, float]:
        """Until the first hit is listed, and until all are."""
        begin = perf_counter()
        page.ask(expression)
        first = 0.0
        while page._finder.running:
            self.app.processEvents()
            if not first and page.hits.rowCount():
                first = perf_counter() - begin
        return first, perf_counter() - begin

    def bare(self, expression: str) -> tuple[float, float]:
        """Parsing, and evaluating."""
        begin = perf_counter()
        root = etree.fromstring(self.data, etree.XMLParser(huge_tree=True))
        parsed = perf_counter()
        root.xpath(expression)
        return parsed - begin, perf_counter() - parsed


def median(measure: Callable[[], tuple[float, ...]]) -> list[float]:
    return [
        statistics.median(column) for column in zip(*(measure() for _ in range(3)), strict=True)
    ]


def within_50(seconds: float) -> str:
    return f"at most 50 ms: {'met' if seconds <= 0.05 else 'MISSED'}"


def main(megabytes: int) -> None:
    bench = Bench(answer(megabytes))
    page = bench.page()
    ours, usual = [], []
    usual_size = min(megabytes, USUAL)
    small = answer(usual_size)
    for _ in range(PAIRS):
        ours.append(bench.first_rows(page))
        usual.append(bench.usual_rows(small))
    mine, theirs = statistics.median(ours), statistics.median(usual)
    print(f"{megabytes} MB, {PAIRS} pairs")
    print(
        f"first rows: {mine * 1000:.0f} ms, {usual_size} MB parsed under a QTreeView "
        f"{theirs * 1000:.0f} ms, 1/{theirs / mine:.0f}; {within_50(mine)}"
    )
    page.show_answer(Shown(BytesBody(bench.data)))
    stop, work, whole = bench.longest_stop(page)
    print(
        f"longest stop while {page.tree.rowCount()} rows come: {stop * 1000:.0f} ms; "
        f"{within_50(stop)} (of work: {work * 1000:.0f} ms); all after {whole:.1f} s"
    )
    first, _ = bench.ask(page, ONE)
    print(f"{ONE}, first: {first:.2f} s with the process and parsing")
    for expression in (ONE, MANY):
        page.show_tree()
        parse, bare = median(lambda expression=expression: bench.bare(expression))
        first, whole = median(
            lambda expression=expression: (page.show_tree(), bench.ask(page, expression))[1]
        )
        print(
            f"{expression}, again: first hit {first:.2f} s, all {page.hits.rowCount()} "
            f"{whole:.2f} s; lxml parses in {parse:.2f} s, evaluates in {bare:.2f} s"
        )
    bench.workers.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
