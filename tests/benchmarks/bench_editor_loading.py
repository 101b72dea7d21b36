"""How long the window stands still while a body is loaded, beside the toolkit's bare editor.

Run it by hand: `python tests/benchmarks/bench_editor_loading.py [MB ...]` (1 and 10 unless given).
Each pair loads the same text into a new editor of ours and into a bare one. *whole* is the time
until all of it is in, *stop* the longest time the window did not answer, *work* the same in
processor time of its thread, *memory* what the process grew by. The aim: no stop over 50 ms, on one
line or on many. The bare editor gets the text with line breaks, since on one line it takes minutes.
Undo brings the empty body back, and redo the text, also without a stop.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from baseline_plain_editor import plain_editor
from heartbeat import Heartbeat
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from vouchers import voucher_answer

from nvexplorer.ui.garbage import Garbage
from nvexplorer.ui.theme import Theme
from nvexplorer.ui.widgets.editor.editor import XmlEditor

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = 5


class Measured(NamedTuple):
    whole: float
    stop: float
    work: float
    memory: float


def resident() -> float:
    """Megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measured(begin: Callable[[], object], done: Callable[[], bool]) -> Measured:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the editors before
    gc.collect()
    before, start = resident(), perf_counter()
    with Heartbeat() as heart:
        begin()
        while not done():
            QApplication.processEvents()
        whole = (perf_counter() - start) * 1000
        for _ in range(20):
            QApplication.processEvents()
    return Measured(whole, heart.longest, heart.longest_work, resident() - before)


def ours(text: str, theme: Theme) -> dict[str, Measured]:
    editor = XmlEditor(theme)
    editor.resize(1000, 700)
    editor.show()
    QApplication.processEvents()
    loaded = measured(lambda: editor.show_text(text), lambda: not editor.filling)
    assert editor.text() == text
    undone = measured(editor.undo, lambda: not editor.filling)
    redone = measured(editor.redo, lambda: not editor.filling)
    assert editor.text() == text
    editor.deleteLater()
    return {"ours": loaded, "undo": undone, "redo": redone}


def bare(text: str, theme: Theme) -> Measured:
    shown = []
    result = measured(lambda: shown.append(plain_editor(text, theme.mono_font())), lambda: True)
    shown[0].deleteLater()
    return result


def main(sizes: list[int]) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme = Theme(app)
    theme.apply(app)
    garbage = Garbage(app)  # as in the program
    ours("<a/>", theme)  # imports and first paints happen once in a run
    names = ("whole ms", "stop ms", "work ms", "worst stop", "memory MB")
    print(f"{'':<22}" + "".join(f"{name:>12}" for name in names))
    for megabytes in sizes:
        lines = voucher_answer(megabytes * 1_000_000).decode("utf-8")
        one_line = "".join(line.strip() for line in lines.split("\n"))
        found: dict[str, list[Measured]] = {}
        for _ in range(PAIRS):
            found.setdefault("bare", []).append(bare(lines, theme))
            for title, text in (("lines", lines), ("one line", one_line)):
                for name, result in ours(text, theme).items():
                    found.setdefault(f"{name}, {title}", []).append(result)
        for name, results in found.items():
            whole, stop, work, memory = (
                statistics.median(column) for column in zip(*results, strict=True)
            )
            worst = max(result.stop for result in results)
            figures = (whole, stop, work, worst, memory)
            told = "".join(f"{value:>12.1f}" for value in figures)
            print(f"{f'{megabytes} MB {name}':<22}{told}", flush=True)
    garbage.close()
    app.quit()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1, 10])
