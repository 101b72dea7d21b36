"""Settings: typed fields, each read by itself."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from nvexplorer.library.fields import Fields, choice, flag, text, texts, whole
from nvexplorer.library.toml_file import Table, TomlFile
from nvexplorer.model.errors import BadInput, Unreadable
from nvexplorer.model.ports import Proxy, ProxyKind

if TYPE_CHECKING:
    from pathlib import Path

_HEADER = "Settings of the program, on whatever company it works.\n\n"


_NO_NAMES: tuple[str, ...] = ()


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings(NamedTuple):
    """`geometry`, `doctor_geometry`, `compare_geometry`, `splitters` and `form_columns` are the
    windows' own texts. `confirm_…`: ask before cancelling a write, and before closing a tab with
    changes. `favourites` are names of resources. `listen_port` is where the MAC doctor listens for
    the user's code.
    `decimal_comma`: decimals in files of tables and in sums have a comma, else a point."""

    theme: Theme = Theme.SYSTEM
    proxy: Proxy = Proxy()
    pretty: bool = True
    confirm_cancel_write: bool = True
    confirm_close_changed: bool = True
    geometry: str = ""
    doctor_geometry: str = ""
    compare_geometry: str = ""
    splitters: str = ""
    form_columns: str = ""
    favourites: tuple[str, ...] = ()
    listen_port: int = 8378
    decimal_comma: bool = True


class LoadedSettings(NamedTuple):
    settings: Settings
    warnings: tuple[str, ...] = ()


class SettingsStore:
    """`settings.toml` in a folder. Saving writes what changed here since loading and no more; of
    the favourites those that were added and removed, so that two programs keep each other's."""

    def __init__(self, folder: Path) -> None:
        self._file = TomlFile(folder / "settings.toml", _HEADER)
        self._seen = Settings()

    def load(self) -> LoadedSettings:
        """Never raises: what cannot be read has its default, and a warning."""
        warnings: list[str] = []
        try:
            self._seen = _decoded(Fields(self._file.read(), "settings.toml", warnings))
        except Unreadable as error:
            self._seen = Settings()
            warnings.append(str(error))
        return LoadedSettings(self._seen, tuple(warnings))

    def save(self, settings: Settings) -> None:
        """Raises BadInput for a proxy with a password, which would end up in the file; Unreadable
        for a file that is newer or not ours to read, ReadOnly or StoreError. The file is as before
        then."""
        if "@" in settings.proxy.url:
            raise BadInput(
                "The proxy's URL holds a user name or password, and settings are a readable file.",
                "Leave it out, or let the system's proxy settings say it.",
                "proxy",
            )
        before, after = _encoded(self._seen), _encoded(settings)
        changed = {name: value for name, value in after.items() if before[name] != value}

        def change(table: Table) -> None:
            if "favourites" in changed:
                there = Fields(table, "", []).get("favourites", texts, _NO_NAMES)
                gone = set(before["favourites"]) - set(after["favourites"])
                new = [each for each in after["favourites"] if each not in before["favourites"]]
                kept = [each for each in dict.fromkeys((*there, *new)) if each not in gone]
                changed["favourites"] = kept
            table.update(changed)

        if changed:
            self._file.edit(change)
        self._seen = settings


def _encoded(settings: Settings) -> Table:
    table: Table = settings._asdict()
    proxy = table.pop("proxy")
    table |= {"proxy": proxy.kind, "proxy_url": proxy.url}
    table["favourites"] = list(settings.favourites)
    return {name: str(value) if isinstance(value, str) else value for name, value in table.items()}


_DECODERS: dict[str, Any] = {
    "theme": choice(Theme),
    "pretty": flag,
    "confirm_cancel_write": flag,
    "confirm_close_changed": flag,
    "geometry": text,
    "doctor_geometry": text,
    "compare_geometry": text,
    "splitters": text,
    "form_columns": text,
    "favourites": texts,
    "listen_port": whole(1, 65535),
    "decimal_comma": flag,
}


def _decoded(fields: Fields) -> Settings:
    default = Settings()
    found = {
        name: fields.get(name, decode, getattr(default, name)) for name, decode in _DECODERS.items()
    }
    kind = fields.get("proxy", choice(ProxyKind), ProxyKind.SYSTEM)
    proxy = Proxy(kind, fields.get("proxy_url", text, ""))
    fields.warn_of_near_misses()
    return Settings(**found, proxy=proxy)
