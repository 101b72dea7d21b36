"""Process start to first paint: the window against a bare QMainWindow, in interleaved pairs.

Run it by hand: `python tests/benchmarks/bench_startup.py [pairs]`. The aim: a ratio of the medians
of at most 1.4. Times are taken here, from starting the process to its first line of output.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BASELINE = Path(__file__).with_name("baseline_bare_window.py")


def milliseconds(command: list[str], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        ended = time.perf_counter()
        assert line.strip(), f"{command} painted nothing"
    return (ended - began) * 1000


def main(pairs: int = 15) -> None:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    with tempfile.TemporaryDirectory() as home:
        # Compiled code is kept, as it is for users, whatever the shell here says.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = f"{home}/compiled"
        bare = [sys.executable, str(BASELINE)]
        ours = [sys.executable, "-m", "nvexplorer", "--home", home, "--startup-time"]
        for command in (bare, ours):  # into the page cache
            milliseconds(command, environment)
        times: dict[str, list[float]] = {"bare": [], "ours": []}
        for _ in range(pairs):
            times["bare"].append(milliseconds(bare, environment))
            times["ours"].append(milliseconds(ours, environment))
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, values in times.items():
        print(f"{name}: median {medians[name]:.0f} ms, best {min(values):.0f} ms")
    print(f"ratio of medians: {medians['ours'] / medians['bare']:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
