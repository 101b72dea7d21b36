"""The bytes of an answer while they come and afterwards: in memory up to a size, then in a file."""

from __future__ import annotations

import os
import threading
import weakref
from typing import TYPE_CHECKING

from nvexplorer.model.errors import ReadOnly
from nvexplorer.model.exchange import Stored
from nvexplorer.outside.answer_files import make_file, places, remove_file

if TYPE_CHECKING:
    from pathlib import Path

MEMORY_LIMIT = 8 << 20
"""Bytes of an answer that are kept in memory; what is longer goes to a file."""


class GrowingBody:
    """Implements `model.exchange.Body`. A `Spool` writes it, any thread reads what is there.

    Its file is removed when nobody holds the body any more, or with the program. It is read with
    pread, since a file that is mapped and then shortened kills the process.
    """

    def __init__(self) -> None:
        self._size = 0
        self._memory = bytearray()
        self._file: _File | None = None

    @property
    def size(self) -> int:
        return self._size

    def read(self, offset: int, length: int) -> bytes:
        length = max(0, min(length, self._size - offset))
        memory, file = self._memory, self._file  # in this order: see _move
        if file is not None:
            return file.read(offset, length)
        return bytes(memory[offset : offset + length])

    def stored(self) -> Stored:
        size = self._size
        memory, file = self._memory, self._file
        if file is not None:
            return Stored(size, path=file.path)
        return Stored(size, bytes(memory[:size]))

    def _append(self, piece: bytes, folder: Path, memory_limit: int) -> None:
        """Raises OSError; what was taken of the piece until then counts."""
        if self._file is None and self._size + len(piece) > memory_limit:
            self._move(folder)
        if self._file is None:
            self._memory += piece
            self._size = len(self._memory)
            return
        rest = memoryview(piece)
        while rest:
            written = self._file.write(rest)
            rest = rest[written:]
            self._size += written

    def _move(self, folder: Path) -> None:
        """Out of memory into a file. Raises OSError; then all is as it was."""
        for last, place in enumerate(places(folder)):
            try:
                file = _File(place, self._memory)
            except OSError:
                if last:
                    raise
            else:
                weakref.finalize(self, remove_file, file.fd, file.path)
                self._file = file
                self._memory = bytearray()  # whoever reads just now still has the other
                return


class _File:
    """A file of ours with `content`. Raises OSError; then none is left."""

    def __init__(self, folder: Path, content: bytearray) -> None:
        self.fd, self.path = make_file(folder)
        self._lock = threading.Lock()
        rest = memoryview(content)
        try:
            while rest:
                rest = rest[self.write(rest) :]
        except BaseException:
            remove_file(self.fd, self.path)
            raise

    def read(self, offset: int, length: int) -> bytes:
        pieces = []
        while length:
            piece = self._read_at(offset, length)
            if not piece:
                raise OSError("the temporary file of an answer is shorter than it was written")
            pieces.append(piece)
            offset += len(piece)
            length -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    if hasattr(os, "pread"):

        def write(self, data: memoryview) -> int:
            return os.write(self.fd, data)

        def _read_at(self, offset: int, length: int) -> bytes:
            return os.pread(self.fd, length, offset)

    else:  # Windows: reading and writing share a position

        def write(self, data: memoryview) -> int:
            with self._lock:
                os.lseek(self.fd, 0, os.SEEK_END)
                return os.write(self.fd, data)

        def _read_at(self, offset: int, length: int) -> bytes:
            with self._lock:
                os.lseek(self.fd, offset, os.SEEK_SET)
                return os.read(self.fd, length)


class Spool:
    """Takes the pieces of one answer in order, in one thread. `body` has what came so far; it is
    the same object from the beginning on."""

    def __init__(self, folder: Path, memory_limit: int) -> None:
        self._folder = folder
        self._memory_limit = memory_limit
        self.body = GrowingBody()

    def write(self, piece: bytes) -> None:
        """Raises ReadOnly when neither our cache folder nor the system's takes the bytes; those
        that came before are kept."""
        try:
            self.body._append(piece, self._folder, self._memory_limit)
        except OSError as error:
            raise ReadOnly(
                f"The answer is larger than {self._memory_limit >> 20} MB and could not be kept "
                f"whole in a file ({error.strerror}).",
                f"Make room in {self._folder}, or ask for less at a time.",
            ) from error
