"""A keystroke in the finder and in the sidebar's filter, painting of the list included.

Run it by hand: `python tests/benchmarks/bench_finder.py [queries]`. Every letter of the queries in
tests/data is typed into a bare field over a plain list, into the finder, and into the filter, one
query after the other in turns. The aim: 10 ms at the 95th percentile. A keystroke ends when nothing
is left to be painted. Beside the time by the clock stands what the window's thread worked, which
does not depend on what else the machine does. Also told: the first opening of the finder.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import tomllib
from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from baseline_plain_list import PlainList
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from waiting import Waiting
from window import Explorer, ProfileText, write_profiles

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea

DATA = Path(__file__).parents[1] / "data"


class Paints(QObject):
    """Counts the paints of a list."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__()
        self.count = 0
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def type_into(field: QLineEdit, view: QAbstractScrollArea, text: str) -> list[tuple[float, float]]:
    """Milliseconds of each letter, by the clock and of work."""
    paints, spent, painted = Paints(view), [], 0
    for letter in text:
        began, worked = perf_counter(), thread_time()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(field, key)
        QApplication.processEvents()
        spent.append(((perf_counter() - began) * 1000, (thread_time() - worked) * 1000))
        painted += paints.count > 0
        paints.count = 0
    assert painted >= len(text) // 2, "the list was not painted"
    return spent


def told(name: str, spent: list[tuple[float, float]]) -> None:
    print(f"{name}, {len(spent)} keystrokes")
    for kind, times in zip(("clock", "work"), map(sorted, zip(*spent, strict=True)), strict=True):
        p95 = times[int(len(times) * 0.95)]
        middle = statistics.median(times)
        print(f"  {kind:<6} median {middle:6.2f}   p95 {p95:6.2f}   longest {times[-1]:6.2f} ms")


def main(most: int = 100) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QApplication([])
    queries = [
        query
        for name in ("queries.toml", "queries-held-back.toml")
        for group in tomllib.loads((DATA / name).read_text("utf-8")).values()
        for query in group
    ][:most]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write_profiles(home, ProfileText("Koe", "http://127.0.0.1:9"))
        with Explorer(Waiting(), home) as explorer:
            measure(explorer, queries)


def measure(explorer: Explorer, queries: list[str]) -> None:
    window = explorer.window
    began = perf_counter()
    explorer.press("Ctrl+P")
    QApplication.processEvents()
    print(f"first opening of the finder {(perf_counter() - began) * 1000:.1f} ms")
    explorer.press("Escape")
    entries = window.services.catalogue.entries
    plain = PlainList([f"{entry.resource}  {entry.title}" for entry in entries])
    spent: dict[str, list[tuple[float, float]]] = {"plain list": [], "finder": [], "filter": []}
    for query in queries:
        plain.show()
        plain.field.setFocus()
        QApplication.processEvents()
        spent["plain list"] += type_into(plain.field, plain.list, query)
        plain.field.clear()
        plain.hide()
        explorer.come_back()
        explorer.press("Ctrl+P")
        QApplication.processEvents()
        finder = QApplication.activePopupWidget()
        spent["finder"] += type_into(finder.field, finder.list, query)
        explorer.press("Escape")
        explorer.press("Ctrl+Shift+R")
        resources = window.resources
        QApplication.processEvents()
        spent["filter"] += type_into(resources.filter, resources.list, query)
        resources.filter.clear()
        QApplication.processEvents()
    for name, times in spent.items():
        told(name, times)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
