"""From an answer's last byte to its first screen, and the window's longest stop meanwhile.

Run it by hand: `python tests/benchmarks/bench_first_screen.py [MB ...]` (1 and 20 unless given).
Each pair fetches the same answer twice: the window, as after Ctrl+Enter, and a thread with
a bare requests.get, whose text a QPlainTextEdit shows (up to 5 MB). Medians in milliseconds. The
aims: 1 MB is seen within 100 ms of its last byte, and the window never stands still for 50 ms. The
last byte's time is when the server, in this process, hands it to the system.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import requests
from baseline_plain_text import PlainTextView
from heartbeat import Heartbeat
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QApplication
from raw_server import Connection, RawServer, answer
from vouchers import voucher_answer
from waiting import Waiting
from window import Explorer, ProfileText, write_profiles

from nvexplorer.ui.widgets.xml_view import XmlView

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = 7


class Measured(NamedTuple):
    first_screen: float
    stop: float


class Server(RawServer):
    """Answers everything with `body`; `last_byte` is when the last one went out."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self.body = b""
        self.last_byte = 0.0

    def _answer(self, connection: Connection) -> None:
        while connection.receive_request():
            data = answer(self.body, "Content-Type: text/xml; charset=utf-8")
            connection.send(data[:-1])
            self.last_byte = perf_counter()
            connection.send(data[-1:])


class Painted(QObject):
    """Notes when a paint event after which `shown` holds has been handled."""

    def __init__(self, view: QAbstractScrollArea, shown: Callable[[], bool]) -> None:
        super().__init__()
        self.at = 0.0
        self._shown = shown
        self._seen = False
        self._viewport = view.viewport()
        self._viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._seen and self._shown():
            self._seen = True
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self.at = perf_counter()
        self._viewport.removeEventFilter(self)


def from_window(explorer: Explorer, server: Server) -> Measured:
    response = explorer.tab.response
    before = response.exchange
    view = explorer.tab.findChild(XmlView)
    painted = Painted(view, lambda: response.exchange is not before and view.row_count > 0)
    with Heartbeat() as heart:
        explorer.press("Ctrl+Return")
        explorer.until(lambda: painted.at and view.is_complete, "the answer")
    explorer.settle()
    assert explorer.outcome == "OK"
    return Measured((painted.at - server.last_byte) * 1000, heart.longest)


class BareWindow(PlainTextView):
    """Shows what a thread fetches."""

    came = Signal(bytes)

    def __init__(self) -> None:
        super().__init__()
        self.came.connect(self._show)
        self.filled = False
        self.resize(1440, 900)

    def _show(self, data: bytes) -> None:
        self.setPlainText(data.decode("utf-8"))
        self.filled = True


def bare(window: BareWindow, server: Server) -> Measured:
    window.clear()
    window.filled = False
    painted = Painted(window, lambda: window.filled)
    url = f"http://127.0.0.1:{server.port}/"
    fetching = threading.Thread(target=lambda: window.came.emit(requests.get(url).content))
    with Heartbeat() as heart:
        fetching.start()
        Waiting().waitUntil(lambda: _check(painted.at), 60_000)
    fetching.join()
    return Measured((painted.at - server.last_byte) * 1000, heart.longest)


def _check(fact: object) -> None:
    assert fact


def main(sizes: list[int]) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    print(f"{'ms':<24}{'first screen':>14}{'longest stop':>14}{'worst stop':>12}")
    with tempfile.TemporaryDirectory() as home, Server() as server:
        write_profiles(Path(home), ProfileText("Koe", f"http://127.0.0.1:{server.port}"))
        with Explorer(Waiting(), Path(home)) as explorer:  # type: ignore[arg-type]
            plain = BareWindow()
            plain.show()
            explorer.come_back()
            explorer.open_resource("accountingledger")
            server.body = voucher_answer(10_000)
            explorer.send()  # imports and first paints happen once in a run
            for megabytes in sizes:
                server.body = voucher_answer(megabytes * 1_000_000)
                found: dict[str, list[Measured]] = {"window": [], "bare": []}
                for _ in range(PAIRS):
                    explorer.come_back()
                    found["window"].append(from_window(explorer, server))
                    if megabytes <= 5:
                        found["bare"].append(bare(plain, server))
                for name, results in found.items():
                    if results:
                        columns = zip(*results, strict=True)
                        medians = [statistics.median(column) for column in columns]
                        worst = max(result.stop for result in results)
                        told = "".join(f"{value:>14.1f}" for value in medians)
                        print(f"{megabytes} MB {name:<18}{told}{worst:>12.1f}", flush=True)
            plain.close()
    app.quit()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1, 20])
