"""Saved requests: one readable TOML file each."""

from __future__ import annotations

import os
import re
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from nvexplorer.library.fields import Fields, flag, text
from nvexplorer.library.files import locked, move
from nvexplorer.library.toml_file import Table, TomlFile
from nvexplorer.model.errors import BadInput, StoreError, Unreadable
from nvexplorer.model.request import Parameter, RequestDraft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Not allowed in file names on one system or another.
_FORBIDDEN = re.compile(r'[<>:"/\\\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])(\..*)?", re.IGNORECASE)
_LONGEST_NAME = 120  # bytes; most systems allow 255, and copies add to it
_SUFFIX = ".toml"


class SavedRequest(NamedTuple):
    """`profile` is the id or name of the profile that it was saved with, perhaps gone by now."""

    name: str
    draft: RequestDraft
    profile: str
    path: Path


class Listing(NamedTuple):
    """`requests` by name; `warnings` are sentences about files and fields that were left out."""

    requests: tuple[SavedRequest, ...]
    warnings: tuple[str, ...] = ()


class SavedStore:
    """The requests in a folder. Names are unique, letter case ignored; file names follow from
    them and do not matter. Damaged files are reported and left alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Path, tuple[tuple[int, int], SavedRequest, tuple[str, ...]]] = {}

    def list(self) -> Listing:
        """All of them; files that have not changed are not read again."""
        requests: dict[Path, SavedRequest] = {}
        warnings: tuple[str, ...] = ()
        known = {}
        for path in self._paths():
            try:
                stat = path.stat()
                entry = self._known.get(path)
                if entry is None or entry[0] != (stat.st_mtime_ns, stat.st_size):
                    entry = ((stat.st_mtime_ns, stat.st_size), *_read(path))
            except FileNotFoundError:
                continue  # removed by somebody else meanwhile
            except StoreError as error:
                warnings += (str(error),)
                continue
            known[path] = entry
            requests[path] = entry[1]
            warnings += entry[2]
        self._known = known
        by_name = sorted(requests.values(), key=lambda each: (_folded(each.name), each.path.name))
        return Listing(tuple(by_name), warnings)

    def exists(self, name: str) -> bool:
        """Whether saving under this name would replace a request."""
        return self._find(name) is not None

    def save(self, name: str, draft: RequestDraft, profile: str) -> SavedRequest:
        """Saves, replacing the request with this name. Raises BadInput for a name or text that
        cannot be saved, and StoreError."""
        _check(name)
        with locked(self._folder):
            found = self._find(name)
            path = found.path if found else self._free_path(name)
            TomlFile(path).edit_locked(lambda table: _encode(table, name.strip(), draft, profile))
        return SavedRequest(name.strip(), draft, profile, path)

    def load(self, path: Path) -> SavedRequest:
        """Raises Unreadable, also when there is no such file."""
        try:
            return _read(path)[0]
        except FileNotFoundError:
            raise Unreadable(f"{path} is not there any more.", "Save the request anew.") from None

    def rename(self, path: Path, name: str) -> SavedRequest:
        """Raises BadInput when the name is taken or cannot be used, and StoreError."""
        _check(name)
        with locked(self._folder):
            old = self.load(path)
            found = self._find(name)
            if found is not None and found.path != path:
                raise BadInput(
                    f"Another request is already saved as “{found.name}”.",
                    "Choose another name.",
                    "name",
                )
            TomlFile(path).edit_locked(lambda table: table.update(name=name.strip()))
            if _file_name(name).casefold() != path.name.casefold():
                new_path = self._free_path(name)
                move(path, new_path)
                path = new_path
        return old._replace(name=name.strip(), path=path)

    def delete(self, path: Path) -> Path:
        """Moves the file to the folder `removed`, where it stays; returns where.

        Raises ReadOnly. Nothing happens when it is gone already.
        """
        removed = self._folder / "removed"
        with locked(self._folder):
            for goal in _numbered(removed, path.name):
                try:
                    move(path, goal)
                except FileExistsError:
                    continue
                except FileNotFoundError:
                    pass
                return goal
        raise AssertionError("the names never end")

    def _paths(self) -> tuple[Path, ...]:
        try:
            names = os.listdir(self._folder)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise Unreadable(
                f"{self._folder} cannot be read ({error.strerror}).",
                "Make it a folder that you may read.",
            ) from error
        names = sorted(name for name in names if name.endswith(_SUFFIX) and name[0] != ".")
        return tuple(self._folder / name for name in names)

    def _find(self, name: str) -> SavedRequest | None:
        wanted = _folded(name)
        return next((each for each in self.list().requests if _folded(each.name) == wanted), None)

    def _free_path(self, name: str) -> Path:
        # Compared without letter case, as some systems do.
        taken = {each.name.casefold() for each in self._paths()}
        paths = _numbered(self._folder, _file_name(name))
        return next(path for path in paths if path.name.casefold() not in taken)


def _read(path: Path) -> tuple[SavedRequest, tuple[str, ...]]:
    """The request with warnings. Raises Unreadable and FileNotFoundError."""
    if not path.exists():
        raise FileNotFoundError
    warnings: list[str] = []
    fields = Fields(TomlFile(path).read(), path.name, warnings)
    draft = RequestDraft(
        resource=fields.get("resource", text, ""),
        method=fields.get("method", text, "GET"),
        parameters=decode_parameters(fields),
        body=fields.get("body", text, ""),
    )
    name = fields.get("name", text, "").strip() or path.name.removesuffix(_SUFFIX)
    request = SavedRequest(name, draft, fields.get("profile", text, ""), path)
    fields.warn_of_near_misses()
    return request, tuple(warnings)


def encode_parameters(draft: RequestDraft) -> list[Table]:
    """`enabled` is written for rows that are off only."""
    return [
        {"name": p.name, "value": p.value} | ({} if p.enabled else {"enabled": False})
        for p in draft.parameters
    ]


def decode_parameters(fields: Fields) -> tuple[Parameter, ...]:
    def one(row: Any) -> Parameter:
        if not isinstance(row, dict):
            raise ValueError("must be a list of { name = …, value = … }")
        return Parameter(
            text(row.get("name", "")), text(row.get("value", "")), flag(row.get("enabled", True))
        )

    def all_of_them(rows: Any) -> tuple[Parameter, ...]:
        if not isinstance(rows, list):
            raise ValueError("must be a list of { name = …, value = … }")
        return tuple(map(one, rows))

    return fields.get("parameters", all_of_them, ())


def _encode(table: Table, name: str, draft: RequestDraft, profile: str) -> None:
    table["name"] = name
    table["profile"] = profile
    table["resource"] = draft.resource
    table["method"] = draft.method
    table["parameters"] = encode_parameters(draft)
    table["body"] = draft.body


def _check(name: str) -> None:
    if not name.strip():
        raise BadInput("The request has no name.", "Give it one.", "name")
    if not name.isprintable():
        raise BadInput(
            "The name holds a line break or another character that cannot be seen.",
            "Write it in one line.",
            "name",
        )


def _file_name(name: str) -> str:
    """A file name for every system that still shows the name."""
    import unicodedata

    stem = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", name)).strip(" .-")
    stem = stem.encode()[:_LONGEST_NAME].decode("utf-8", "ignore").strip(" .-") or "request"
    return (f"_{stem}" if _RESERVED.fullmatch(stem) else stem) + _SUFFIX


def _numbered(folder: Path, name: str) -> Iterator[Path]:
    yield folder / name
    for number in count(2):
        yield folder / f"{name.removesuffix(_SUFFIX)}-{number}{_SUFFIX}"


def _folded(name: str) -> str:
    return name.strip().casefold()
