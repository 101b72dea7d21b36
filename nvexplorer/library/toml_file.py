"""One TOML file: read strictly, changed in place, other people's keys and comments kept."""

from __future__ import annotations

import copy
import os
import re
from typing import TYPE_CHECKING, Any

from nvexplorer.library import toml_text
from nvexplorer.library.files import keep_copy, locked, read_bytes, write_atomically
from nvexplorer.model.errors import StoreError, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Table = dict[str, Any]

# tomlkit takes about a second per megabyte of literal string.
_LONG = 4_000
_PLACE = re.compile(r"\(at line (\d+), column \d+\)$")


class _Damaged(Unreadable):
    """Not TOML; a copy is kept, so the file may be written anew."""


class TomlFile:
    """`migrations[n]` turns a table of format n + 1 into one of format n + 2, in place."""

    def __init__(
        self,
        path: Path,
        header: str = "",
        migrations: Sequence[Callable[[Table], None]] = (),
    ) -> None:
        self.path = path
        self._header = header
        self._migrations = migrations
        self._format = len(migrations) + 1

    def read(self) -> Table:
        """The content in today's format, empty when there is no file.

        Raises Unreadable, naming the line, for a file that is damaged (a copy is kept as
        `NAME.unreadable-N`), newer than this program, or not ours to read.
        """
        return self._migrated(self._parsed(read_bytes(self.path)))

    def edit(self, change: Callable[[Table], None]) -> Table:
        """Let `change` work on the content as it is now and write the difference back.

        Other programs' changes, unknown keys and comments stay; a damaged file gives way to a new
        one, its copy kept. Returns the new content. Raises Unreadable, ReadOnly or StoreError; the
        file is as before then.
        """
        with locked(self.path.parent):
            return self.edit_locked(change)

    def edit_locked(self, change: Callable[[Table], None]) -> Table:
        """As `edit`, for a caller who holds the folder's lock."""
        data = read_bytes(self.path)
        try:
            before = self._parsed(data)
        except _Damaged:
            keep_copy(self.path, data or b"")  # raises where reading could only say so
            before, data = {}, None
        after = self._migrated(before)
        change(after)
        if not before or before.get("format", 1) != self._format:
            after = {"format": self._format} | after | {"format": self._format}
        if data is None or not _same(before, after):
            text = (
                _patched(data.decode("utf-8-sig"), before, after, self.path)
                if data
                else toml_text.document(after, self._header)
            )
            write_atomically(self.path, text.encode())
        return after

    def overwrite(self, content: Table) -> None:
        """Replace the whole file, for files that nobody else writes. The caller holds the
        folder's lock. Raises ReadOnly."""
        table = {"format": self._format} | content
        write_atomically(self.path, toml_text.document(table, self._header).encode())

    def _parsed(self, data: bytes | None) -> Table:
        import tomllib

        if not data:
            return {}
        try:
            return tomllib.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise self._damage(data, error) from error

    def _damage(self, data: bytes, error: Exception) -> Unreadable:
        reason, line = "it is not readable as TOML", data.count(b"\n") + 1
        if isinstance(error, UnicodeDecodeError):
            reason, line = "a character is not UTF-8", data.count(b"\n", 0, error.start) + 1
        elif isinstance(error, ValueError):
            text = str(error).partition("\n")[0]
            found = _PLACE.search(text)
            reason = text.rpartition(" (at ")[0] or text
            line = int(found[1]) if found else line
        try:
            kept = f"a copy is kept as {keep_copy(self.path, data).name}"
        except StoreError:
            kept = "no copy could be made, as the folder is read-only"
        return _Damaged(
            f"{self.path}, line {line}: {reason}.",
            f"Correct the line and open it again; {kept}.",
        )

    def _migrated(self, raw: Table) -> Table:
        table = copy.deepcopy(raw)
        found = table.get("format", 1 if raw else self._format)
        if type(found) is not int or found < 1:
            found = 1
        if found > self._format:
            raise Unreadable(
                f"{self.path} was written by a newer version of this program (format {found}).",
                "Update this program; the file is left as it is.",
            )
        for migrate in self._migrations[found - 1 :]:
            migrate(table)
        return table


def _same(one: Any, other: Any) -> bool:
    """Equal in value and type; not-a-number equals itself."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other) or (one != one and other != other)


def _patched(text: str, before: Table, after: Table, path: Path) -> str:
    """`text`, which holds `before`, changed to hold `after` and nothing else touched."""
    import tomllib

    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    after = tomllib.loads(toml_text.document(after))
    long_texts = _LongTexts()
    text = long_texts.taken_out(text, before)
    try:
        document = tomlkit.parse(text)
        _patch(document, before, after, long_texts)
        result = long_texts.put_back(tomlkit.dumps(document))
        if _same(_without_empty_tables(tomllib.loads(result)), _without_empty_tables(after)):
            return result
    except (TOMLKitError, ValueError, TypeError, KeyError, AttributeError):
        pass
    raise StoreError(
        f"{path} is laid out in a way that cannot be changed without losing something.",
        "Give each entry a [table] of its own, or move the file away and save again.",
    )


def _without_empty_tables(table: Table) -> Table:
    """A table that exists through its sub-tables alone goes with the last of them."""
    deep = {k: _without_empty_tables(v) if isinstance(v, dict) else v for k, v in table.items()}
    return {key: value for key, value in deep.items() if value != {}}


def _patch(container: Any, before: Table, after: Table, long_texts: _LongTexts) -> None:
    for key in before.keys() - after.keys():
        del container[key]
    for key, value in after.items():
        if key not in before:
            container[key] = _item(value, long_texts)
        elif isinstance(value, dict) and isinstance(before[key], dict):
            _patch(container[key], before[key], value, long_texts)
        elif not _same(before[key], value):
            container[key] = _item(value, long_texts)


def _item(value: Any, long_texts: _LongTexts) -> Any:
    import tomlkit

    if not isinstance(value, dict):
        return tomlkit.parse(f"x = {long_texts.stand_in(value)}\n")["x"]
    table = tomlkit.table(is_super_table=bool(value) and all(map(_is_table, value.values())))
    for key, part in value.items():
        table[key] = _item(part, long_texts)
    return table


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


class _LongTexts:
    """Keeps long strings out of tomlkit: a short mark goes through in their place."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._run = os.urandom(8).hex()

    def stand_in(self, value: Any) -> str:
        text = toml_text.value(value)
        return self._mark(text) if isinstance(value, str) and len(value) > _LONG else text

    def taken_out(self, text: str, table: Table) -> str:
        for value in table.values():
            if isinstance(value, dict):
                text = self.taken_out(text, value)
            elif isinstance(value, str) and len(value) > _LONG:
                written = toml_text.string(value)
                if text.count(written) == 1:
                    text = text.replace(written, self._mark(written))
        return text

    def put_back(self, text: str) -> str:
        for mark, written in self._texts.items():
            text = text.replace(mark, written)
        return text

    def _mark(self, written: str) -> str:
        mark = f'"{self._run}-{len(self._texts)}"'
        self._texts[mark] = written
        return mark
