"""What a key costs in the body's editor, beside the toolkit's bare one, in interleaved pairs.

Run it by hand: `python tests/benchmarks/bench_editor_typing.py [MB ...]` (1 and 10 unless given).
Both editors hold the same text and stand in its middle; keys go to one and to the other in turn,
each round of eight into another line. A key's time ends when its character is painted. Another
process keeps a copy of the text by the deltas and scans it over and over, as a checker does. The
aim: p95 at most 1.5 times the bare editor's, for letters and for Enter. The processor time of the
window's thread is told too: it says the same when something else keeps the machine busy. The text
on one line is compared with the bare editor on the same text with line breaks, since that cannot
hold the other.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import sys
from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from baseline_plain_editor import plain_editor
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from vouchers import voucher_answer

from nvexplorer.ui.garbage import Garbage
from nvexplorer.ui.theme import Theme
from nvexplorer.ui.widgets.editor.editor import XmlEditor

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from PySide6.QtWidgets import QPlainTextEdit

ROUNDS = 25
KEYS = "Lasku 2026 <summa>12,50 euroa "


def check(deltas: Connection) -> None:
    """Scans its copy without a pause until it is told to stop."""
    from nvexplorer.xmltext.marks import scan_marks

    text = ""
    while True:
        while deltas.poll():
            delta = deltas.recv()
            if delta is None:
                return
            start, removed, added = delta
            text = text[:start] + added + text[start + removed :]
        scan_marks(text[:2_000_000])


def press(editor: QPlainTextEdit, key: str | Qt.Key, repaint: bool) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor."""
    begin, worked = perf_counter(), thread_time()
    if isinstance(key, str):
        QTest.keyClicks(editor, key)
    else:
        QTest.keyClick(editor, key)
    if repaint:
        editor.viewport().repaint()
    QApplication.processEvents()
    return (perf_counter() - begin) * 1000, (thread_time() - worked) * 1000


def to_the_middle(editor: QPlainTextEdit, below: int = 0) -> None:
    """The caret some lines below the middle: what is typed in a round goes into a line of its own,
    as it does in life."""
    cursor = editor.textCursor()
    block = editor.document().findBlockByNumber(editor.blockCount() // 2 + below)
    cursor.setPosition(block.position() + min(4, block.length() - 1))
    editor.setTextCursor(cursor)
    editor.centerCursor()
    editor.repaint()
    QApplication.processEvents()


def figures(times: list[float]) -> tuple[float, float, float]:
    """Median, p95 and worst."""
    times = sorted(times)
    return statistics.median(times), times[int(len(times) * 0.95)], times[-1]


def compare(title: str, text: str, lines: str, theme: Theme) -> None:
    bare = plain_editor(lines, theme.mono_font())
    editor = XmlEditor(theme)
    editor.resize(1000, 700)
    editor.show()
    ours, theirs = multiprocessing.Pipe()
    checker = multiprocessing.get_context("spawn").Process(target=check, args=(theirs,))
    checker.start()
    editor.delta.connect(lambda start, removed, added, _r: ours.send((start, removed, added)))
    editor.show_text(text)
    while editor.filling:
        QApplication.processEvents()
    both = (("bare", bare), ("ours", editor))
    for _, each in both:
        to_the_middle(each)
    kinds: list[tuple[str, list[str | Qt.Key], bool]] = [
        ("letters", list(KEYS), False),
        ("repainted", list(KEYS), True),
        ("Enter", [Qt.Key.Key_Return] * 16, False),
    ]
    for kind, keys, repaint in kinds:
        times: dict[str, list[tuple[float, float]]] = {"bare": [], "ours": []}
        for round_ in range(ROUNDS):
            for _, each in both:
                to_the_middle(each, round_ % 10)
            for key in keys:
                for name, each in both if round_ % 2 else both[::-1]:
                    times[name].append(press(each, key, repaint))
        for index, measure in enumerate(("clock", "processor")):
            told = {name: figures([t[index] for t in times[name]]) for name in times}
            line = "".join(f"{value:>8.2f}" for name in told for value in told[name])
            ratio = told["ours"][1] / told["bare"][1]
            print(f"{title:<15}{kind:<11}{measure:<11}{line}{ratio:>8.2f}", flush=True)
    ours.send(None)
    checker.join()
    bare.close()
    editor.close()


def main(sizes: list[int]) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme = Theme(app)
    theme.apply(app)
    garbage = Garbage(app)  # as in the program
    columns = "".join(f"{name:>8}" for name in ("median", "p95", "worst") * 2)
    print(f"{'ms':<37}{'bare':>24}{'ours':>24}{'p95':>8}\n{'':<37}{columns}{'ratio':>8}")
    for megabytes in sizes:
        lines = voucher_answer(megabytes * 1_000_000).decode("utf-8")
        compare(f"{megabytes} MB", lines, lines, theme)
        one_line = "".join(line.strip() for line in lines.split("\n"))
        compare(f"{megabytes} MB, 1 line", one_line, lines, theme)
    garbage.close()
    app.quit()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1, 10])
