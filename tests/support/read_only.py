"""Folders that cannot be written, for root too."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# linux/capability.h
_VERSION = 0x20080522
_OVERRIDES = 0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing below `folder` can be written or made meanwhile by this thread and those it starts.

    Root's right to pass over permissions is laid down for that time; reading goes on as before.
    """
    everything = [folder, *folder.rglob("*")]
    for each in everything:
        each.chmod(0o555 if each.is_dir() else 0o444)
    if sys.platform == "linux" and os.geteuid() == 0:
        _allow_override(False)
    try:
        yield
    finally:
        if sys.platform == "linux" and os.geteuid() == 0:
            _allow_override(True)
        for each in (folder, *folder.rglob("*")):
            each.chmod(0o755 if each.is_dir() else 0o644)


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Data(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def _allow_override(allowed: bool) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    header, data = _Header(_VERSION, 0), (_Data * 2)()
    _call(libc.capget(ctypes.byref(header), data))
    had = data[0].permitted & _OVERRIDES
    data[0].effective = (data[0].effective & ~_OVERRIDES) | (had if allowed else 0)
    _call(libc.capset(ctypes.byref(header), data))


def _call(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
