"""Where the bytes of a document are read from."""

from __future__ import annotations

import os
import threading
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from typing import BinaryIO


class Source(Protocol):
    """Bytes that do not change while they are looked at."""

    @property
    def size(self) -> int:
        """How many bytes there are."""
        ...

    def read(self, offset: int, length: int) -> bytes:
        """The bytes from `offset`; fewer than `length` only where the source ends.

        Raises OSError when they cannot be read.
        """
        ...


class BytesSource:
    """A document held in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)

    def read(self, offset: int, length: int) -> bytes:
        return self._data[offset : offset + length]


class PartsSource:
    """A document held in memory in parts."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self._ends = list(accumulate(map(len, parts)))
        self.size = self._ends[-1] if parts else 0

    def read(self, offset: int, length: int) -> bytes:
        part = bisect_right(self._ends, offset)
        pieces = []
        while length > 0 and part < len(self._parts):
            start = offset - (self._ends[part] - len(self._parts[part]))
            pieces.append(self._parts[part][start : start + length])
            offset += len(pieces[-1])
            length -= len(pieces[-1])
            part += 1
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)


class FileSource:
    """A document in an open file, which stays the caller's to close.

    Read with pread, never mapped: a mapped file that another process truncates would end ours.
    """

    def __init__(self, file: BinaryIO, size: int | None = None) -> None:
        self._file = file
        self._fd = file.fileno()
        self._lock = threading.Lock()
        self.size = os.fstat(self._fd).st_size if size is None else size

    def read(self, offset: int, length: int) -> bytes:
        length = min(length, self.size - offset)
        parts = []
        while length > 0:
            part = self._read_once(offset, length)
            if not part:
                break
            parts.append(part)
            offset += len(part)
            length -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _read_once(self, offset: int, length: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._fd, length, offset)
        with self._lock:  # Windows has no pread: the position is shared
            self._file.seek(offset)
            return self._file.read(length)
