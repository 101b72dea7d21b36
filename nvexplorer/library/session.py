"""What was open and typed, so that it is back after a crash."""

from __future__ import annotations

import os
import re
import weakref
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.library.fields import Fields, flag, text, texts, whole
from nvexplorer.library.files import (
    locked,
    make_folder,
    not_written,
    read_bytes,
    try_lock,
    write_atomically,
)
from nvexplorer.library.saved import decode_parameters, encode_parameters
from nvexplorer.library.toml_file import Table, TomlFile
from nvexplorer.library.toml_text import mended
from nvexplorer.model.errors import StoreError, Unreadable
from nvexplorer.model.request import RequestDraft

if TYPE_CHECKING:
    from pathlib import Path

_HEADER = "What was open when the program last ran. Written by the program alone.\n\n"
_BODY_NAME = re.compile(rb"[0-9a-f]{32}\.xml")


class TabState(NamedTuple):
    """One tab. `saved_name` is the saved request that it shows, empty for none; `dirty` says
    whether it was changed since."""

    draft: RequestDraft
    profile_id: str
    saved_name: str = ""
    dirty: bool = False


class Session(NamedTuple):
    """`current` is the index of the tab in front, 0 when there are none. `recent` are the names of
    the resources opened last, the newest first."""

    tabs: tuple[TabState, ...] = ()
    current: int = 0
    recent: tuple[str, ...] = ()


class SessionStore:
    """`session.toml` in a folder, bodies in files of their own beside it.

    Two programs at a time do not overwrite each other: the second uses `session-2.toml`, and who
    loads next takes over the tabs that nobody has open. Not for two threads at once. Keys are no
    part of a draft, so none gets here.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0  # which file is ours; 0 before one is claimed
        self._taken_over: list[int] = []
        self._unlock: list[weakref.finalize[..., SessionStore]] = []
        self._saved: Session | None = None
        self._bodies: list[tuple[str, str]] = []
        self.warnings: tuple[str, ...] = ()

    def load(self) -> Session:
        """Never raises; `warnings` says what could not be read."""
        warnings: list[str] = []
        try:
            self._claim()
            others = [n for n in self._numbers() if n != self._number and self._lock(n)]
        except StoreError:  # said again when saving; reading may well work
            others = [n for n in self._numbers() if n != 1]
        ours = self._read(self._number or 1, warnings)
        theirs = [self._read(number, warnings) for number in others]
        self._taken_over = others if self._number else []
        self.warnings = tuple(warnings)
        tabs = (tab for session in (ours, *theirs) for tab in session.tabs)
        recent = dict.fromkeys(name for session in (ours, *theirs) for name in session.recent)
        return Session(tuple(tabs), ours.current, tuple(recent))

    def save(self, session: Session) -> None:
        """Whole and durable when this returns; cheap when little has changed. Raises ReadOnly or
        StoreError; what was saved before is still there then."""
        if session == self._saved:
            return
        self._claim()
        with locked(self._folder):
            names = [self._keep_body(tab.draft.body) for tab in session.tabs]
            tabs = map(_encoded, session.tabs, names)
            TomlFile(self._path(self._number), _HEADER).overwrite(
                {
                    "current": session.current,
                    "recent": [mended(name) for name in session.recent],
                    "tabs": {str(n): tab for n, tab in enumerate(tabs, 1)},
                }
            )
            for number in self._taken_over:
                self._path(number).unlink(missing_ok=True)
            self._drop_unused_bodies()
        self._taken_over = []
        self._bodies = [(tab.draft.body, n) for tab, n in zip(session.tabs, names, strict=True)]
        self._saved = session

    def close(self) -> None:
        """Leave the file to the next start; happens by itself when the program ends."""
        for unlock in self._unlock:
            unlock()
        self._number, self._taken_over, self._unlock = 0, [], []
        self._saved = None

    def _path(self, number: int) -> Path:
        return self._folder / ("session.toml" if number == 1 else f"session-{number}.toml")

    def _numbers(self) -> list[int]:
        """Those of the files that are there."""
        found = (re.fullmatch(r"session-(\d+)\.toml", each.name) for each in self._files())
        first = [1] if self._path(1).exists() else []
        return first + sorted(int(match[1]) for match in found if match)

    def _files(self) -> list[Path]:
        """Session files, and copies of unreadable ones."""
        return list(self._folder.glob("session*.toml*"))

    def _claim(self) -> None:
        """Find a file that no other program uses. Raises ReadOnly."""
        if not self._number:
            self._number = next(number for number in count(1) if self._lock(number))

    def _lock(self, number: int) -> bool:
        """Lock a file's number until this store is closed or gone; a crash unlocks it too."""
        path = self._folder / f".session-{number}.lock"
        try:
            make_folder(self._folder)
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise not_written(path, error) from error
        if not try_lock(handle):
            os.close(handle)
            return False
        self._unlock.append(weakref.finalize(self, os.close, handle))
        return True

    def _read(self, number: int, warnings: list[str]) -> Session:
        path = self._path(number)
        try:
            table = TomlFile(path).read()
        except Unreadable as error:
            warnings.append(str(error))
            return Session()
        fields = Fields(table, path.name, warnings)
        tabs = table.get("tabs", {})
        rows = tabs.items() if isinstance(tabs, dict) else ()
        states = [self._tab(Fields(row, f"{path.name} tabs.{n}", warnings)) for n, row in rows]
        current = fields.get("current", whole(0, 10_000), 0)
        nothing: tuple[str, ...] = ()
        recent = fields.get("recent", texts, nothing)
        return Session(tuple(states), current if current < len(states) else 0, recent)

    def _tab(self, fields: Fields) -> TabState:
        draft = RequestDraft(
            resource=fields.get("resource", text, ""),
            method=fields.get("method", text, "GET"),
            parameters=decode_parameters(fields),
            body=self._body(fields),
        )
        return TabState(
            draft,
            fields.get("profile", text, ""),
            fields.get("saved_name", text, ""),
            fields.get("dirty", flag, False),
        )

    def _body(self, fields: Fields) -> str:
        name = fields.get("body", text, "")
        if not name:
            return ""
        try:
            data = read_bytes(self._bodies_folder / os.path.basename(name))
            if data is not None:
                return data.decode("utf-8", "surrogatepass")
        except (StoreError, UnicodeDecodeError):
            pass
        fields.warn(f"its body, {self._bodies_folder / name}, is not there or not readable.")
        return ""

    @property
    def _bodies_folder(self) -> Path:
        return self._folder / "session-bodies"

    def _keep_body(self, body: str) -> str:
        """The name of the file that holds the body, empty for none; written when it is new."""
        if not body:
            return ""
        known = next((name for text, name in self._bodies if text is body or text == body), None)
        if known and (self._bodies_folder / known).exists():
            return known
        import hashlib

        data = body.encode("utf-8", "surrogatepass")
        name = f"{hashlib.sha256(data).hexdigest()[:32]}.xml"
        path = self._bodies_folder / name
        if not path.exists():
            write_atomically(path, data)
        return name

    def _drop_unused_bodies(self) -> None:
        used = {
            name.decode()
            for file in self._files()
            for name in _BODY_NAME.findall(file.read_bytes())
        }
        for path in self._bodies_folder.glob("*.xml"):
            if path.name not in used:
                path.unlink(missing_ok=True)


def _encoded(tab: TabState, body: str) -> Table:
    draft = tab.draft
    table: Table = {
        "resource": mended(draft.resource),
        "method": mended(draft.method),
        "profile": mended(tab.profile_id),
        "saved_name": mended(tab.saved_name),
        "dirty": tab.dirty,
        "body": body,
    }
    rows = encode_parameters(draft)
    return table | {
        "parameters": [row | {k: mended(row[k]) for k in ("name", "value")} for row in rows]
    }
