"""The bytes of an answer: in memory up to a size, then in an unnamed temporary file."""

from __future__ import annotations

import os
import tempfile
import threading
import weakref
from typing import TYPE_CHECKING

from nvexplorer.model.errors import ReadOnly
from nvexplorer.model.exchange import BytesBody, Stored

if TYPE_CHECKING:
    from pathlib import Path

    from nvexplorer.model.exchange import Body


class FileBody:
    """A body in a file that has no name, so that nothing stays behind whatever happens.

    It owns `fd` and closes it when nobody holds the body any more. Read with pread, since a file
    that is mapped and then shortened kills the process.
    """

    def __init__(self, fd: int, size: int) -> None:
        self._fd = fd
        self._size = size
        self._lock = threading.Lock()
        weakref.finalize(self, os.close, fd)

    @property
    def size(self) -> int:
        return self._size

    def read(self, offset: int, length: int) -> bytes:
        length = max(0, min(length, self._size - offset))
        pieces = []
        while length:
            piece = self._read_at(offset, length)
            if not piece:
                raise OSError("the temporary file of an answer is shorter than it was written")
            pieces.append(piece)
            offset += len(piece)
            length -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def stored(self) -> Stored:
        return Stored(self._size, path=f"/proc/{os.getpid()}/fd/{self._fd}")

    if hasattr(os, "pread"):

        def _read_at(self, offset: int, length: int) -> bytes:
            return os.pread(self._fd, length, offset)

    else:  # Windows

        def _read_at(self, offset: int, length: int) -> bytes:
            with self._lock:
                os.lseek(self._fd, offset, os.SEEK_SET)
                return os.read(self._fd, length)


class Spool:
    """Takes the pieces of one answer in order. One thread at a time."""

    def __init__(self, folder: Path, memory_limit: int) -> None:
        self._folder = folder
        self._memory_limit = memory_limit
        self._memory = bytearray()
        self._fd: int | None = None
        self.size = 0

    def write(self, piece: bytes) -> None:
        """Raises ReadOnly when neither our cache folder nor the system's takes the bytes."""
        if self._fd is None and self.size + len(piece) <= self._memory_limit:
            self._memory += piece
        else:
            try:
                if self._fd is None:
                    self._fd = _unnamed_file(self._folder, self._memory)
                    self._memory = bytearray()
                _write_all(self._fd, piece)
            except OSError as error:
                raise ReadOnly(
                    f"The answer is larger than {self._memory_limit >> 20} MB and could not be "
                    f"kept in {self._folder} ({error.strerror}).",
                    "Make room there, or ask for less at a time.",
                ) from error
        self.size += len(piece)

    def body(self) -> Body:
        """What came so far. The spool takes nothing more after this."""
        if self._fd is None:
            return BytesBody(bytes(self._memory))
        fd, self._fd = self._fd, None
        return FileBody(fd, self.size)


def _unnamed_file(folder: Path, content: bytearray) -> int:
    """In our own folder where the user expects large files; else where the system has them."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _filled(folder, content)
    except OSError:
        return _filled(None, content)


def _filled(folder: Path | None, content: bytearray) -> int:
    with tempfile.TemporaryFile(dir=folder) as file:
        _write_all(file.fileno(), content)
        return os.dup(file.fileno())


def _write_all(fd: int, data: bytes | bytearray) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
