"""Temporary files of answers: made, locked while their program runs, swept when it is gone."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "nvexplorer-answer-"
_TRIES = 10


def places(folder: Path) -> tuple[Path, Path]:
    """Where answers may go: our `folder`, and the system's for what that cannot take."""
    return folder, Path(tempfile.gettempdir())


def make_file(folder: Path) -> tuple[int, str]:
    """An empty file that its owner alone may read (mode 0600), open for reading and writing, and
    its absolute path. It counts as in use as long as it is open here. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for _ in range(_TRIES):
        fd, path = tempfile.mkstemp(prefix=_PREFIX, suffix=".xml", dir=folder.absolute())
        try:
            if _lock(fd):  # else a sweep has come between making and locking it
                return fd, path
        except BaseException:
            remove_file(fd, path)
            raise
        os.close(fd)
    raise FileExistsError(f"no temporary file could be made in {folder}")


def remove_file(fd: int, path: str) -> None:
    """Close and remove it. What another process has open stays where the system wants it so, and
    is swept by a later start."""
    os.close(fd)
    with contextlib.suppress(OSError):
        os.unlink(path)


def sweep(folder: Path) -> int:
    """Remove what programs left behind that ended without removing it, and tell how many files.

    Files that are in use, by whatever process, stay. Raises nothing: what cannot be removed now
    waits for the next time.
    """
    removed = 0
    for place in set(places(folder)):
        for path in _found(place):
            with contextlib.suppress(OSError):
                removed += _removed(path)
    return removed


def _found(folder: Path) -> Iterator[str]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX) and entry.is_file(follow_symlinks=False):
                yield entry.path


if sys.platform == "win32":
    # Windows itself refuses to remove a file that is open anywhere.

    def _lock(fd: int) -> bool:
        return True

    def _removed(path: str) -> bool:
        os.unlink(path)
        return True

else:
    import fcntl

    def _lock(fd: int) -> bool:
        """False when the file is another's or was removed meanwhile. The lock ends with the
        process, however that ends."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return os.fstat(fd).st_nlink > 0

    def _removed(path: str) -> bool:
        fd = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            ours = os.fstat(fd).st_uid == os.getuid()
            if ours and _lock(fd):
                os.unlink(path)
                return True
            return False
        finally:
            os.close(fd)
