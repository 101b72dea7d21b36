"""How long this process has been running, the interpreter's own start included."""

from __future__ import annotations

import os
import sys
import time

_LOADED = time.perf_counter()


def milliseconds_since_start() -> float:
    """Since the system made the process, where it says so (Linux, to 10 ms; Windows); else since
    the window's code was loaded."""
    if sys.platform == "linux":
        return _linux() * 1000
    elif sys.platform == "win32":
        return _windows() * 1000
    else:
        return (time.perf_counter() - _LOADED) * 1000


if sys.platform == "linux":

    def _linux() -> float:
        with open("/proc/self/stat", encoding="utf-8") as stat:
            # The name in brackets may hold spaces; the start is the 20th field behind it.
            ticks = int(stat.read().rpartition(")")[2].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")


if sys.platform == "win32":

    def _windows() -> float:
        import ctypes

        times = [ctypes.c_ulonglong() for _ in range(4)]
        kernel = ctypes.windll.kernel32
        kernel.GetProcessTimes(kernel.GetCurrentProcess(), *map(ctypes.byref, times))
        # In 100 nanoseconds since 1601.
        return time.time() - (times[0].value / 1e7 - 11_644_473_600)
