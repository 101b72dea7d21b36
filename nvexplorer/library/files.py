"""Files of ours: written whole or not at all, and never overwritten when damaged."""

from __future__ import annotations

import errno
import os
import sys
import threading
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from nvexplorer.model.errors import ReadOnly, StoreError, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_LOCKS_HERE = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.ENOSYS}
_BUSY = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_PAUSE = 0.01


def not_written(path: Path, error: OSError) -> ReadOnly:
    """The sentence for a file that could not be written."""
    if error.errno in _NOT_ALLOWED:
        return ReadOnly(
            f"{path} cannot be written: this place is read-only for you.",
            "Make it writable, or start with --home and a folder that is.",
        )
    if error.errno in _FULL:
        return ReadOnly(
            f"{path} was not saved: the disk is full.", "Free some space and save again."
        )
    return ReadOnly(
        f"{path} was not saved ({error.strerror or type(error).__name__}).",
        "Check the folder, or start with --home and another one.",
    )


def read_bytes(path: Path) -> bytes | None:
    """The file's bytes, None when there is no such file. Raises Unreadable."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unreadable(
            f"{path} cannot be read ({error.strerror or type(error).__name__}).",
            "Make it a file that you may read, or start with --home and another folder.",
        ) from error


def make_folder(folder: Path) -> None:
    """Create it with its missing parents, each for its owner alone (0700)."""
    missing = []
    here = folder
    while not here.exists():
        missing.append(here)
        here = here.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def locked(folder: Path, limit: float = 5.0) -> Iterator[None]:
    """Holds the folder's lock against other threads and processes; creates the folder.

    The system drops the lock of a process that dies. Raises ReadOnly, or StoreError when another
    process keeps the lock longer than `limit` seconds.
    """
    try:
        make_folder(folder)
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise not_written(folder, error) from error
    try:
        for _ in range(max(1, round(limit / _PAUSE))):
            if try_lock(handle):
                break
            threading.Event().wait(_PAUSE)
        else:
            raise StoreError(
                f"Another program keeps the folder {folder} locked.",
                "Close other windows of this program and try again.",
            )
        yield
    finally:
        os.close(handle)


def try_lock(handle: int) -> bool:
    """Lock an open file until it is closed; false when somebody else holds the lock."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        # Some network folders have no locks; there the last to save wins.
        if error.errno not in _NO_LOCKS_HERE:
            raise
    return True


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the file by `data` at once, durable when this returns; mode 0600.

    A link is followed, so that a linked file stays linked. The caller holds `locked(folder)`.
    Raises ReadOnly; the old file is whole then.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "the file is read-only")
        make_folder(target.parent)
        _sweep(target)
        temporary = target.parent / f".{target.name}.{os.urandom(6).hex()}.new"
        try:
            _write_new(temporary, data)
            _replace(temporary, target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise not_written(path, error) from error


def _write_new(path: Path, data: bytes) -> None:
    """Create the file and write it through to the disk. Raises FileExistsError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sweep(target: Path) -> None:
    """Remove what a killed process left; under the lock nobody else is writing this file."""
    for left in target.parent.glob(f".{_escaped(target.name)}.*.new"):
        left.unlink(missing_ok=True)


def _escaped(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _replace(source: Path, target: Path) -> None:
    for pause in (0.02, 0.1, 0.5):
        try:
            return os.replace(source, target)
        except PermissionError:
            # On Windows a virus scanner or indexer may hold the old file for a moment.
            if os.name != "nt":
                raise
            threading.Event().wait(pause)
    return os.replace(source, target)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # not every file system can
            os.fsync(handle)
    finally:
        os.close(handle)


def keep_copy(path: Path, data: bytes) -> Path:
    """Keep a damaged file's bytes as `NAME.unreadable-N`, once, and return where.

    Raises ReadOnly.
    """
    for copy in _unreadable_names(path):
        try:
            _write_new(copy, data)
            return copy
        except FileExistsError:
            if read_bytes(copy) == data:
                return copy
        except OSError as error:
            raise not_written(copy, error) from error
    raise AssertionError("the names never end")


def set_aside(path: Path, *companions: str) -> Path:
    """Rename a damaged file to `NAME.unreadable-N`, with files named `NAME` + companion.

    Raises ReadOnly.
    """
    for goal in _unreadable_names(path):
        try:
            move(path, goal)
        except FileExistsError:
            continue
        for companion in companions:
            with suppress(FileNotFoundError):
                move(path.with_name(path.name + companion), goal.with_name(goal.name + companion))
        return goal
    raise AssertionError("the names never end")


def _unreadable_names(path: Path) -> Iterator[Path]:
    return (path.with_name(f"{path.name}.unreadable-{number}") for number in count(1))


def move(path: Path, goal: Path) -> None:
    """Rename without ever overwriting. Raises FileExistsError, FileNotFoundError and ReadOnly."""
    try:
        make_folder(goal.parent)
        # Holding the name with an empty file of ours makes the replacing safe.
        _write_new(goal, b"")
        try:
            _replace(path, goal)
        except BaseException:
            goal.unlink(missing_ok=True)
            raise
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError as error:
        raise not_written(goal, error) from error
