"""The answer viewer against a QPlainTextEdit: first paint, longest stop of the window, paging.

Run: `python tests/benchmarks/bench_xml_view.py [MB ...]` (1 and 10 unless given), with
`QT_QPA_PLATFORM=offscreen` where there is no screen. Each pair shows the same bytes in both, one
after the other; medians in milliseconds. The baseline is given pretty text only up to 10 MB and
one line up to 1 MB: beyond that it takes from half a minute to for ever. "stop" is the longest time
that a timer of 1 ms had to wait from the moment the bytes are there until all rows are known.
"""

from __future__ import annotations

import random
import statistics
import sys
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from baseline_plain_text import PlainTextView
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from nvexplorer.ui.widgets.xml_view import XmlView

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = 7
CITIES = ["Jyväskylä", "Hämeenlinna", "Äänekoski", "Espoo", "Tampere", "Järvenpää", "Åbo"]


def answer(megabytes: int, *, pretty: bool) -> bytes:
    """Vouchers in Netvisor's shape, with Finnish letters and entities."""
    chance = random.Random(7)
    line_end, indent = ("\n", "  ") if pretty else ("", "")

    def element(depth: int, text: str) -> str:
        return indent * depth + text + line_end

    def voucher(number: int) -> str:
        rows = [
            element(2, f'<Voucher Status="{chance.choice(["valid", "invalidated"])}">'),
            element(3, f"<NetvisorKey>{9_000_000 + number}</NetvisorKey>"),
            element(3, '<VoucherDate format="ansi">2026-03-04</VoucherDate>'),
            element(
                3,
                f"<VoucherDescription>Lasku {number}: Virtanen &amp; Mäkelä, "
                f"{chance.choice(CITIES)} – toimitus</VoucherDescription>",
            ),
        ]
        for line in range(chance.randint(2, 5)):
            rows += [
                element(3, "<VoucherLine>"),
                element(4, f"<NetvisorKey>{50_000_000 + number * 10 + line}</NetvisorKey>"),
                element(4, f'<LineSum type="net">{chance.randint(-9999, 9999)},00</LineSum>'),
                element(4, "<AccountNumber>4000</AccountNumber>"),
                element(4, f'<Dimension DimensionItem="{chance.choice(CITIES)}"/>'),
                element(3, "</VoucherLine>"),
            ]
        return "".join(rows) + element(2, "</Voucher>")

    parts = [voucher(number).encode() for number in range(2000)]
    size, body = 0, []
    while size < megabytes * 1_000_000:
        body.append(chance.choice(parts))
        size += len(body[-1])
    head = element(0, '<?xml version="1.0" encoding="UTF-8"?>') + element(0, "<Root>")
    tail = element(1, "</Vouchers>") + element(0, "</Root>")
    return (head + element(1, "<Vouchers>")).encode() + b"".join(body) + tail.encode()


class Measured(NamedTuple):
    first_paint: float
    complete: float
    stop: float
    jump: float
    page: float


class Painted(QObject):
    """Notes when the paint event that follows has been handled."""

    def __init__(self, view: XmlView | PlainTextView) -> None:
        super().__init__()
        self.at = 0.0
        self._seen = False
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self.at = perf_counter()


def until(app: QApplication, done: Callable[[], bool]) -> None:
    """Waits as a window does: one that never sleeps would hold up its own threads."""
    beat = QTimer()  # what is waited for may come without any event
    beat.start(2)
    while not done():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def measure(app: QApplication, make: type[XmlView | PlainTextView], data: bytes) -> Measured:
    view = make()
    view.resize(1200, 900)
    view.show()
    start = perf_counter()
    until(app, lambda: perf_counter() - start > 0.5)  # shown, and ready for the first answer
    gaps: list[float] = []
    last = perf_counter()

    def tick() -> None:
        nonlocal last
        now = perf_counter()
        gaps.append(now - last)
        last = now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(1)
    painted = Painted(view)
    start = last = perf_counter()
    view.set_text_bytes(data)
    until(app, lambda: painted.at > 0 and view.is_complete)
    complete = perf_counter()
    app.processEvents()
    timer.stop()
    bar = view.verticalScrollBar()

    def scroll(to: int) -> float:
        begun = perf_counter()
        bar.setValue(to)
        view.viewport().repaint()
        return perf_counter() - begun

    jumps = [scroll(int(bar.maximum() * place / 13.7)) for place in range(1, 13)]
    pages = []
    for _ in range(12):
        pages.append(scroll(bar.value() + bar.pageStep() - 1))
        paused = perf_counter()
        until(app, lambda paused=paused: perf_counter() - paused > 1 / 30)
    view.close()
    view.deleteLater()
    app.sendPostedEvents(view, QEvent.Type.DeferredDelete.value)
    app.processEvents()
    return Measured(
        (painted.at - start) * 1000,
        (complete - start) * 1000,
        max(gaps) * 1000,
        statistics.median(jumps) * 1000,
        statistics.median(pages) * 1000,
    )


def compare(app: QApplication, megabytes: int, *, pretty: bool) -> None:
    data = answer(megabytes, pretty=pretty)
    with_baseline = megabytes <= (10 if pretty else 1)
    sides: list[type[XmlView | PlainTextView]] = [XmlView]
    if with_baseline:
        sides.append(PlainTextView)
    results: dict[type, list[Measured]] = {side: [] for side in sides}
    for _ in range(PAIRS if megabytes < 10 else 3):
        for side in sides:
            results[side].append(measure(app, side, data))
    name = f"{megabytes} MB {'pretty' if pretty else 'one line'}"
    for side in sides:
        medians = [statistics.median(column) for column in zip(*results[side], strict=True)]
        worst = max(result.stop for result in results[side])
        print(
            f"{name:<16} {side.__name__:<14}"
            + "".join(f"{median:11.1f}" for median in medians)
            + f"{worst:11.1f}",
            flush=True,
        )


if __name__ == "__main__":
    application = QApplication([])
    print(f"{'ms':<31}" + "".join(f"{title:>11}" for title in (*Measured._fields, "worst stop")))
    for size in [int(word) for word in sys.argv[1:]] or [1, 10]:
        for is_pretty in (False, True):
            compare(application, size, pretty=is_pretty)
