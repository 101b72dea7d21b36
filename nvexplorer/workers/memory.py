"""How much memory a job may take, so that one that takes too much fails alone."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

_SHARE = 0.85
"""The part of what is available that is taken at most."""


def available() -> int | None:
    """Bytes that can be had without swapping; None where the system does not tell."""
    if sys.platform == "win32":
        return _on_windows()
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        free = next(int(each.split()[1]) << 10 for each in lines if each.startswith("MemAvailable"))
    except (OSError, StopIteration, ValueError):
        try:  # half of what there is, where what is free is not told
            return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
        except (ValueError, OSError):
            return None
    return min(free, _left_in_group(free))


def _left_in_group(otherwise: int) -> int:
    """What a control group still allows, as in a container."""
    group = Path("/sys/fs/cgroup")
    try:
        most = int((group / "memory.max").read_text(encoding="ascii"))
        used = int((group / "memory.current").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return otherwise
    return max(0, most - used)


def _on_windows() -> int | None:
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("free", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 5),
        )

    status = Status(length=ctypes.sizeof(Status))
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # there on Windows alone
    return int(status.free) if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else None


def confine() -> None:
    """From now on this process gets no more than its share of what is available: it meets a
    MemoryError instead of driving others out. Does nothing where the system knows no limits."""
    free = available()
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError, ValueError):
        return
    if free is not None:
        limit = pages * resource.getpagesize() + int(free * _SHARE)
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def suffices(needed: int) -> bool:
    """Whether so many bytes can be had; also where it is not known."""
    free = available()
    return free is None or needed <= free * _SHARE
