"""Profiles on disk: one readable TOML file, without keys. The door to all about profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.library.book import Book, ProfileEntry
from nvexplorer.library.book_toml import decoded, encoded, merge
from nvexplorer.library.profile_checks import (
    FieldProblem,
    Severity,
    WellKnownHost,
    validate_profile,
    well_known_hosts,
)
from nvexplorer.library.toml_file import TomlFile
from nvexplorer.model.errors import Unreadable

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Book",
    "FieldProblem",
    "Loaded",
    "ProfileEntry",
    "ProfileStore",
    "Severity",
    "WellKnownHost",
    "validate_profile",
    "well_known_hosts",
]

_HEADER = """\
Partners, API users, companies, and the profiles that join them.
Keys are not here: the system's keychain has them.

"""


class Loaded(NamedTuple):
    """`warnings` are sentences; `unreadable` says why the whole file could not be used (the book
    is empty then, and `warnings` holds the same sentence)."""

    book: Book
    warnings: tuple[str, ...] = ()
    unreadable: Unreadable | None = None


class ProfileStore:
    """`profiles.toml` in a folder. Saving writes what differs from the book loaded or saved last,
    so that two programs, or a program and an editor, may work on it at the same time."""

    def __init__(self, folder: Path) -> None:
        self._file = TomlFile(folder / "profiles.toml", _HEADER)
        self._seen = Book()

    @property
    def path(self) -> Path:
        return self._file.path

    def load(self) -> Loaded:
        """Never raises. Of a damaged file a copy is kept as `profiles.toml.unreadable-N`."""
        try:
            tables = self._file.read()
        except Unreadable as error:
            self._seen = Book()
            return Loaded(Book(), (str(error),), error)
        warnings: list[str] = []
        self._seen = decoded(tables, warnings)
        return Loaded(self._seen, tuple(warnings))

    def save(self, book: Book) -> None:
        """Other programs' changes stay in the file; `load` again to see them. Names of variables
        must be ones that `validate_profile` does not complain of, or they are lost.

        A damaged file gives way to a new one; its copy stays. Raises Unreadable for a file that is
        newer or not ours to read, ReadOnly or StoreError; the file is as before then.
        """
        before, after = encoded(self._seen), encoded(book)
        self._file.edit(lambda tables: merge(tables, before, after))
        self._seen = book
