"""The log's SQLite file: opened for each piece of work, so that threads and programs share it."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from typing import TYPE_CHECKING, TypeVar

from nvexplorer.library.files import locked, make_folder, not_written, set_aside
from nvexplorer.model.errors import ReadOnly, StoreError, Unreadable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

_FORMAT = 1
# Numbers of SQLite's result codes, so that it is loaded with the first request only.
_NOT_WRITABLE = {3, 8, 14}  # PERM, READONLY, CANTOPEN
_SCHEMA = """
CREATE TABLE sent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    started TEXT NOT NULL,
    profile_name TEXT NOT NULL,
    company_name TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    host TEXT NOT NULL,
    resource TEXT NOT NULL,
    method TEXT NOT NULL,
    transaction_id TEXT NOT NULL,
    may_change INTEGER NOT NULL,
    parameters TEXT NOT NULL,
    outcome TEXT NOT NULL,
    http_status INTEGER,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    inserted_keys TEXT NOT NULL,
    duration REAL,
    problem TEXT NOT NULL,
    finished INTEGER NOT NULL,
    start_words TEXT NOT NULL,
    end_words TEXT NOT NULL
)
"""


class LogDatabase:
    """`notice` says that a damaged file was set aside and a new one begun, None otherwise."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice: Unreadable | None = None

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` in one transaction, on the disk when this returns.

        Raises ReadOnly when nothing can be written, Unreadable for a newer file, StoreError else.
        """
        return self._guarded(lambda: self._write_once(work))

    def read(self, work: Callable[[sqlite3.Connection], T], nothing: T) -> T:
        """Run `work`, or give `nothing` when there is no file yet. Raises as `write` does."""
        return self._guarded(lambda: self._read_once(work) if self.path.exists() else nothing)

    def _write_once(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self._create()
        with closing(self._connect("rw")) as connection:
            self._format(connection)  # before anything touches a newer file
            connection.execute("PRAGMA journal_mode = WAL")
            # An inserted key must survive a power cut the moment it is known.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            if self._format(connection) == 0:
                connection.execute(_SCHEMA)
                connection.execute(f"PRAGMA user_version = {_FORMAT}")
            result = work(connection)
            connection.execute("COMMIT")
            return result

    def _read_once(self, work: Callable[[sqlite3.Connection], T]) -> T:
        import sqlite3

        try:
            with closing(self._connect("rw")) as connection:
                return self._read_with(connection, work)
        except sqlite3.OperationalError as error:
            if _kind(error) not in _NOT_WRITABLE:
                raise
            # Where no file can be made beside it, it is read as it lies there.
            with closing(self._connect("ro&immutable=1")) as connection:
                return self._read_with(connection, work)

    def _read_with(self, connection: sqlite3.Connection, work: Callable[..., T]) -> T:
        if self._format(connection) == 0:
            connection.execute(_SCHEMA.replace("CREATE TABLE", "CREATE TEMP TABLE"))
        return work(connection)

    def _connect(self, mode: str) -> sqlite3.Connection:
        import sqlite3

        uri = f"{self.path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=5.0, isolation_level=None)
        connection.row_factory = sqlite3.Row
        return connection

    def _format(self, connection: sqlite3.Connection) -> int:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if found > _FORMAT:
            raise Unreadable(
                f"{self.path} was written by a newer version of this program (format {found}).",
                "Update this program; the file is left as it is.",
            )
        return found

    def _create(self) -> None:
        """An empty file for its owner alone; SQLite gives its companions the same mode."""
        try:
            make_folder(self.path.parent)
            with suppress(FileExistsError):
                os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError as error:
            raise not_written(self.path, error) from error

    def _guarded(self, work: Callable[[], T]) -> T:
        import sqlite3

        seen = self._identity()
        try:
            return work()
        except sqlite3.DatabaseError as error:
            if _kind(error) not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                raise self._translated(error) from error
        self._set_aside(seen)
        try:
            return work()
        except sqlite3.DatabaseError as error:
            raise self._translated(error) from error

    def _identity(self) -> tuple[int, int] | None:
        try:
            stat = self.path.stat()
        except OSError:
            return None
        return stat.st_dev, stat.st_ino

    def _set_aside(self, damaged: tuple[int, int] | None) -> None:
        with locked(self.path.parent):
            # Another program may have done it meanwhile.
            if damaged is None or self._identity() == damaged:
                kept = set_aside(self.path, "-wal", "-shm")
                self.notice = Unreadable(
                    f"The log {self.path} is damaged.",
                    f"It is kept as {kept.name}, and a new one was begun.",
                )

    def _translated(self, error: sqlite3.DatabaseError) -> StoreError:
        import sqlite3

        kind = _kind(error)
        if kind == sqlite3.SQLITE_FULL:
            return ReadOnly(
                f"The log {self.path} cannot be written: the disk is full.",
                "Free some space.",
            )
        if kind in _NOT_WRITABLE:
            return ReadOnly(
                f"The log {self.path} cannot be written: this place is read-only for you.",
                "Make it writable, or start with --home and a folder that is.",
            )
        if kind in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return StoreError(
                f"Another program keeps the log {self.path} locked.",
                "Close it.",
            )
        return StoreError(
            f"The log {self.path} cannot be used ({error}).",
            "Check the disk, or start with --home and another folder.",
        )


def _kind(error: sqlite3.DatabaseError) -> int:
    """SQLite's primary result code, 0 when the error is Python's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
