"""A saved answer: a user's file as a body."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from nvexplorer.model.exchange import Stored

from .source import FileSource

if TYPE_CHECKING:
    from pathlib import Path


class FileBody:
    """Implements `model.exchange.Body` on a file that belongs to somebody else, as it was when it
    was opened; `name` is its path. Raises OSError when it cannot be opened.

    The file may be replaced, as editors do when they save: what was opened goes on being read. One
    that is shortened or written over shows its new bytes; where there are none any more, reading
    raises OSError. `close` ends all reading.
    """

    def __init__(self, path: Path) -> None:
        self.name = str(path.absolute())
        self._file = open(path, "rb")  # noqa: SIM115  # open until `close`
        self._source = FileSource(self._file)

    @property
    def size(self) -> int:
        return self._source.size

    def read(self, offset: int, length: int) -> bytes:
        if self._file.closed:
            raise OSError("the file was closed")
        length = max(0, min(length, self.size - offset))
        data = self._source.read(offset, length)
        if len(data) < length:
            raise OSError("the file has become shorter since it was opened")
        return data

    def stored(self) -> Stored:
        return Stored(self.size, path=self._path())

    def _path(self) -> str:
        """The name, unless another file has it by now."""
        try:
            same = os.path.samestat(os.stat(self.name), os.fstat(self._file.fileno()))
        except (OSError, ValueError):
            same = False
        if same or sys.platform != "linux" or self._file.closed:
            return self.name
        return f"/proc/{os.getpid()}/fd/{self._file.fileno()}"

    def close(self) -> None:
        self._file.close()
