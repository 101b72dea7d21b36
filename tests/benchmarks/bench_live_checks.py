"""Typing while the body is checked: a key in the body's editor with all its help, beside the
toolkit's bare editor and the body's editor without help, interleaved; and how soon checks and
completions come back.

Run it by hand: `python tests/benchmarks/bench_live_checks.py [MB ...]` (1 and 10 unless given).
All hold the same body of accounting.nv, in which every hundredth line is misspelt, and
stand in its middle. A check is always under way. The aims: p95 of a key at most 1.5 times the bare
editor's, no stop of the window over 50 ms, a check of 1 MB under 400 ms, a completion under 20 ms.
Milliseconds.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path
from time import perf_counter, thread_time

from baseline_plain_editor import plain_editor
from bench_completion import LINE, filled
from PySide6.QtCore import QObject
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.outside.clock import SystemClock
from nvexplorer.ui.panes.request.body_help.help import BodyHelp
from nvexplorer.ui.theme import Theme
from nvexplorer.ui.widgets.editor.editor import XmlEditor
from nvexplorer.ui.window_workers import WindowWorkers
from nvexplorer.workers.client import ProcessWorkers

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
from heartbeat import Heartbeat

ROUNDS = 30
KEYS = "abc<d>e "
ASKED = 40


def body(megabytes: int) -> str:
    wrong = LINE.replace("description>", "descripton>")
    head, tail = "<root>\n  <voucher>\n", "  </voucher>\n</root>\n"
    return filled(head, LINE * 99 + wrong, tail, megabytes * 1_000_000)


def until(fact) -> None:
    while not fact():
        QApplication.processEvents()


class Bench(QObject):
    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self.workers = WindowWorkers(ProcessWorkers(SystemClock()))
        self.window = QWidget()
        self.window.resize(1000, 800)
        self.editor = XmlEditor(theme)
        self.help = BodyHelp(theme, self.editor, self.workers)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.help.problems)
        self.window.show()
        self.definition = Catalogue.load(resources_root()).definition("accounting.nv")
        self.help.use(self.definition)
        with Heartbeat() as heart:
            self.editor.show_text(text)
            until(lambda: not self.editor.filling)
        self.loading_stop = heart.longest_work
        with Heartbeat() as heart:
            until(lambda: self.help.checks.current)
        self.report_stop = heart.longest_work
        self.answers: list[float] = []

    def keep_checking(self) -> None:
        """The next check begins as soon as one has ended."""
        checks = self.help.checks
        checks.changed.connect(checks._check)
        checks._check()

    def check_time(self) -> float:
        began = perf_counter()
        done = self.answers
        done.clear()
        self.help._shared.call(
            "check-body", self.definition, done=self._on_done, failed=self._on_failed
        )
        until(lambda: done)
        return (done[0] - began) * 1000

    def completion_time(self) -> float:
        began = perf_counter()
        self.answers.clear()
        at = self.editor.caret_offset()
        self.help._shared.call(
            "complete-body", self.definition, at, done=self._on_done, failed=self._on_failed
        )
        until(lambda: self.answers)
        return (self.answers[0] - began) * 1000

    def _on_done(self, _value: object) -> None:
        self.answers.append(perf_counter())

    def _on_failed(self, error: BaseException) -> None:
        raise error

    def close(self) -> None:
        self.help.close()
        self.workers.close()
        self.window.close()


def press(editor, key: str) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor, until it is painted."""
    began, worked = perf_counter(), thread_time()
    QTest.keyClicks(editor, key)
    QApplication.processEvents()
    return (perf_counter() - began) * 1000, (thread_time() - worked) * 1000


def to_the_middle(editor) -> None:
    cursor = editor.textCursor()
    block = editor.document().findBlockByNumber(editor.blockCount() // 2)
    cursor.setPosition(block.position() + min(4, block.length() - 1))
    editor.setTextCursor(cursor)
    editor.centerCursor()
    QApplication.processEvents()


def figures(times: list[float]) -> tuple[float, float, float]:
    """Median, p95 and worst."""
    times = sorted(times)
    return statistics.median(times), times[int(len(times) * 0.95)], times[-1]


def measure(theme: Theme, megabytes: int) -> None:
    text = body(megabytes)
    bare = plain_editor(text, QFont(theme.mono_font()))
    bench = Bench(theme, text)
    title = f"{megabytes} MB"
    print(f"{title}: longest stop while loading {bench.loading_stop:.0f}, of a report"
          f" {bench.report_stop:.0f}")  # fmt: skip
    checks = [bench.check_time() for _ in range(5)]
    alone = XmlEditor(theme)
    alone.resize(1000, 700)
    alone.show()
    alone.show_text(text)
    until(lambda: not alone.filling)
    both = (("bare", bare), ("alone", alone), ("ours", bench.editor))
    for _, each in both:
        to_the_middle(each)
    idle = [bench.completion_time() for _ in range(ASKED)]
    bench.keep_checking()
    busy = [bench.completion_time() for _ in range(ASKED)]
    times: dict[str, list[tuple[float, float]]] = {"bare": [], "alone": [], "ours": []}
    with Heartbeat() as heart:
        for round_ in range(ROUNDS):
            for key in KEYS:
                for name, each in both if round_ % 2 else both[::-1]:
                    times[name].append(press(each, key))
    for index, kind in enumerate(("clock", "processor")):
        told = {name: figures([t[index] for t in times[name]]) for name in times}
        line = "".join(f"{value:>8.2f}" for name in told for value in told[name])
        ratios = "".join(f"{told['ours'][1] / told[name][1]:>8.2f}" for name in ("bare", "alone"))
        print(f"{title:<7}key, {kind:<11}{line}{ratios}")
    print(f"{title}: longest stop while typing {heart.longest_work:.0f}")
    print(f"{title}: check {statistics.median(checks):.0f}")
    for name, spent in (("no", idle), ("a", busy)):
        middle, p95, worst = figures(spent)
        print(f"{title}: completion while {name} check runs {middle:.1f}, p95 {p95:.1f},"
              f" worst {worst:.1f}", flush=True)  # fmt: skip
    bench.close()
    bare.close()
    alone.close()


def main(sizes: list[int]) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme = Theme(app)
    theme.apply(app)
    columns = "".join(f"{name:>8}" for name in ("median", "p95", "worst") * 3)
    print(f"{'':<23}{'bare':>24}{'without help':>24}{'ours':>24}   p95 to bare, without")
    print(f"{'':<23}{columns}")
    for megabytes in sizes:
        measure(theme, megabytes)
    app.quit()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1, 10])
