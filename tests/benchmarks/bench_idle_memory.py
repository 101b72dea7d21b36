"""Anonymous memory of the idle window, the sandbox not counted, beside that of a bare window.

Run it by hand: `python tests/benchmarks/bench_idle_memory.py [pairs]`. The aim is at most 80 MB for
the window on its sandbox with a request open, once it has nothing left to do. Only Linux tells.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.exec()
"""
PATIENCE = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")


def anonymous(process: int) -> float:
    """Megabytes of 1,000,000 bytes that belong to the process alone and to no file."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Anonymous:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise ValueError("the system does not tell")


def worked(process: int) -> float:
    """Seconds of processor time so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def wait_until_idle(process: int) -> None:
    """Until it has worked, and two seconds have gone by with next to no work."""
    end = time.monotonic() + PATIENCE
    before, quiet = 0.0, 0
    while quiet < 2:
        threading.Event().wait(1.0)
        now = worked(process)
        quiet = quiet + 1 if 0 < now < before + 0.03 else 0
        before = now
        if time.monotonic() > end:
            raise TimeoutError(f"process {process} does not come to rest")


@contextmanager
def running(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def measure(command: list[str]) -> float:
    with running(command) as process:
        wait_until_idle(process.pid)
        return anonymous(process.pid)


def main(pairs: int = 3) -> None:
    found: dict[str, list[float]] = {"bare": [], "ours": []}
    for _ in range(pairs):
        found["bare"].append(measure([sys.executable, "-c", BARE]))
        with tempfile.TemporaryDirectory() as home:
            ours = [sys.executable, "-m", "nvexplorer", "--home", home, "--demo"]
            found["ours"].append(measure(ours))
    for name, values in found.items():
        print(f"{name}: median {statistics.median(values):.1f} MB, worst {max(values):.1f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
