"""The window while 300 MB on one line arrive over loopback and are scrolled.

Run it by hand: `python tests/benchmarks/bench_arriving.py [MB] [pairs]`. Aims: the window never
stands still for 50 ms, from pressing Send until all rows are known; its anonymous memory grows by
at most 80 MB (of 1,000,000 bytes) over that of the idle window. How long the window stops at rest
tells what the machine adds; `work` is the processor time of the window's thread between two beats,
which a busy machine changes less. Each window is a process of its own and so is the server; beside
it a bare program downloads the same into a file. The answer comes as fast as the machine takes it,
then at 100 MB/s. Only Linux tells of anonymous memory.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from baseline_bare_download import download
from vouchers import voucher_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST, MOST = 50.0, 80.0
FAST, PACED = 0, 100  # MB/s
START = b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus><Vouchers>"
END = b"</Vouchers></Root>"
_FRAME = 40  # milliseconds between two scrolls


# The server


def block() -> bytes:
    """About a megabyte of vouchers without any line end."""
    lines = voucher_answer(1_300_000).split(b"<Vouchers>\n")[1].rpartition(b"  </Vouchers>")[0]
    return b"".join(line.strip() for line in lines.split(b"\n"))


def serve(megabytes: int) -> None:
    """`/0` answers as fast as can be, `/100.nv` at 100 MB/s. After each answer a line tells when
    its last byte went out, on the clock of all processes."""
    piece = block()
    count = megabytes * 1_000_000 // len(piece)
    size = len(START) + count * len(piece) + len(END)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
    pause = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        while True:
            sock, _ = listener.accept()
            with sock:
                rate = PACED if b"paced" in sock.recv(65536).split(b"\r\n")[0] else FAST
                sock.sendall(head % size + START)
                began = perf_counter()
                for number in range(count):
                    sock.sendall(piece)
                    due = began + number * len(piece) / (rate * 1e6) if rate else 0
                    if due > perf_counter():
                        pause.wait(due - perf_counter())
                sock.sendall(END)
                print(perf_counter(), flush=True)
                sock.recv(1)


@contextlib.contextmanager
def server(megabytes: int) -> Iterator[tuple[int, Callable[[], float]]]:
    """Its port, and when the last byte of the answer went out."""
    command = [sys.executable, __file__, "--serve", str(megabytes)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = process.stdout
        try:
            yield int(lines.readline()), lambda: float(lines.readline())
        finally:
            process.kill()


# The window


def anonymous(process: int) -> float:
    """Megabytes of 1,000,000 bytes that belong to the process alone and to no file."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Anonymous:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise ValueError("the system does not tell")


def look_on(home: Path, port: int, parameter: str) -> dict[str, Any]:
    """In a process of its own."""
    from heartbeat import Heartbeat
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication
    from waiting import Waiting
    from window import Explorer, ProfileText, write_profiles

    from nvexplorer.ui.widgets.xml_view import XmlView

    def rest(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    app = QApplication([])
    write_profiles(home, ProfileText("Koe", f"http://127.0.0.1:{port}"))
    with Explorer(Waiting(lambda: rest(2)), home) as explorer:  # type: ignore[arg-type]
        explorer.open_resource("customerlist")
        explorer.fill("keyword", parameter)
        rest(3_000)
        idle = anonymous(os.getpid())
        print(flush=True)
        scrolled = 0
        fate = random.Random(7)

        def scroll() -> None:
            nonlocal scrolled
            views = [each for each in explorer.tab.findChildren(XmlView) if each.isVisible()]
            if not views or not views[0].row_count:
                return
            bar = views[0].verticalScrollBar()
            scrolled += 1
            if scrolled % 5:
                explorer.press("PgDown")
            else:
                bar.setValue(fate.randrange(bar.maximum() + 1))

        with Heartbeat() as quiet:
            rest(2_000)
        scrolling = QTimer()
        scrolling.timeout.connect(scroll)
        before = explorer.tab.response.exchange
        with Heartbeat() as sending:
            explorer.press("Ctrl+Return")
            explorer.until(lambda: "receiving" in explorer.outcome, "the first bytes")
            view = explorer.named(XmlView, "Answer")
            explorer.until(lambda: view.row_count > 0, "the first rows")
        view.setFocus()
        scrolling.start(_FRAME)
        with Heartbeat() as heart:
            while explorer.tab.response.exchange is before:
                rest(2)
            ended = perf_counter()
        with Heartbeat() as after:
            while not view.is_complete:
                rest(2)
            known = perf_counter()
        scrolling.stop()
        assert explorer.outcome == "OK", explorer.outcome
        rest(3_000)
        found = {
            "quiet": quiet.longest,
            "stop first": sending.longest,
            "work first": sending.longest_work,
            "stop": heart.longest,
            "work": heart.longest_work,
            "stop after": after.longest,
            "work after": after.longest_work,
            "memory": anonymous(os.getpid()) - idle,
            "idle": idle,
            "ended": ended,
            "known": known,
            "scrolled": scrolled,
        }
    app.quit()
    return found


# All of it


def run_window(port: int, last_byte: Callable[[], float], parameter: str) -> dict[str, Any]:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, __file__, "--window", home, str(port), parameter]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            most = 0.0
            while process.poll() is None:
                with contextlib.suppress(OSError, ValueError):  # it may end just now
                    most = max(most, anonymous(process.pid))
                threading.Event().wait(0.2)
            found: dict[str, Any] = json.loads(process.stdout.read().splitlines()[-1])
    found["most"] = most - found["idle"]
    at = last_byte()
    found["ended"] -= at
    found["known"] -= at
    return found


def main(megabytes: int, pairs: int) -> None:
    print(f"{megabytes} MB on one line, medians of {pairs} (worst)")
    for name in ("fast", "paced"):
        ours: list[dict[str, Any]] = []
        bare: list[float] = []
        for _ in range(pairs):
            with server(megabytes) as (port, last_byte):
                ours.append(run_window(port, last_byte, name))
            with server(megabytes) as (port, _), tempfile.TemporaryDirectory() as folder:
                bare.append(download(f"http://127.0.0.1:{port}/{name}", f"{folder}/answer"))

        def told(what: str, found: list[dict[str, Any]]) -> tuple[float, float]:
            values = [each[what] for each in found]
            return statistics.median(values), max(values)

        print(f"\n{name}: a bare download takes {statistics.median(bare):.2f} s")
        for what, words, unit, aim in (
            ("quiet", "longest stop of the window at rest", "ms", None),
            ("stop first", "longest stop from Send to the first rows", "ms", LONGEST),
            ("work first", "longest work at a stretch, until then", "ms", LONGEST),
            ("stop", "longest stop while it arrives", "ms", LONGEST),
            ("work", "longest work at a stretch, arriving", "ms", LONGEST),
            ("stop after", "longest stop until all rows are known", "ms", LONGEST),
            ("work after", "longest work at a stretch, until then", "ms", LONGEST),
            ("memory", "anonymous memory over the idle window", "MB", MOST),
            ("most", "most of it while it arrived", "MB", MOST),
            ("ended", "from the last byte to OK", "s", None),
            ("known", "from the last byte to all rows", "s", None),
            ("scrolled", "times scrolled", "", None),
        ):
            median, worst = told(what, ours)
            verdict = "" if aim is None else "  met" if worst <= aim else "  NOT MET"
            print(f"  {words:<40}{median:>9.2f} {unit:<3}({worst:.2f}){verdict}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(int(sys.argv[2]))
    elif sys.argv[1:2] == ["--window"]:
        print(json.dumps(look_on(Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])))
    else:
        main(*map(int, sys.argv[1:3] or (300,)), *(() if len(sys.argv) > 2 else (3,)))
