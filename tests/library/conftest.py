"""A folder that cannot be written, also for root."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

_NOBODY = 65534


class ReadOnlyPlace:
    """`folder` cannot be written except within `writable()`. Root may write everywhere, so it is
    somebody else meanwhile."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="nvexplorer-read-only-"))
        self._is_root = os.geteuid() == 0
        self._close()

    def _close(self) -> None:
        for each in (*self.folder.rglob("*"), self.folder):
            each.chmod(0o555 if each.is_dir() else 0o444)
            if self._is_root:
                os.chown(each, _NOBODY, _NOBODY)
        if self._is_root:
            os.seteuid(_NOBODY)

    def _open(self) -> None:
        if self._is_root:
            os.seteuid(0)
        for each in (self.folder, *self.folder.rglob("*")):
            each.chmod(0o755 if each.is_dir() else 0o644)

    @contextmanager
    def writable(self):
        self._open()
        try:
            yield self.folder
        finally:
            self._close()

    def remove(self) -> None:
        self._open()
        shutil.rmtree(self.folder)


@pytest.fixture
def read_only():
    place = ReadOnlyPlace()
    try:
        yield place
    finally:
        place.remove()
