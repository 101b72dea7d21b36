"""Reading a table field by field: a bad field costs itself and a warning, never its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

T = TypeVar("T")
E = TypeVar("E", bound="StrEnum")


class Fields:
    """One table of a file. `where` names it in warnings, which are added to `warnings`.

    Values are never quoted in a warning: somebody may have typed a key into the file.
    """

    def __init__(self, table: object, where: str, warnings: list[str]) -> None:
        self._where = where
        self._warnings = warnings
        self._table: Mapping[str, Any] = table if isinstance(table, dict) else {}
        self._asked: list[str] = []
        if not isinstance(table, dict):
            warnings.append(f"{where} is not a table and is left out; write it as [table].")

    def get(self, name: str, decode: Callable[[Any], T], default: T) -> T:
        """The decoded field, or `default` when it is not there or its decoder refuses it."""
        self._asked.append(name)
        if name not in self._table:
            return default
        try:
            return decode(self._table[name])
        except ValueError as error:
            shown = f'"{default}"' if isinstance(default, str) else str(default)
            instead = f"; {shown} is used" if isinstance(default, (str, int)) else ""
            self.warn(f"{name} {error}{instead}. Correct it in the file.")
            return default

    def warn(self, sentence: str) -> None:
        self._warnings.append(f"{self._where}: {sentence}")

    def warn_of_near_misses(self) -> None:
        """Warn of a key that nobody asked for and that looks like one that was not there."""
        unknown = self._table.keys() - set(self._asked)
        absent = [name for name in self._asked if name not in self._table]
        if not (unknown and absent):
            return
        from difflib import get_close_matches

        for name in sorted(unknown):
            for near in get_close_matches(name, absent, n=1, cutoff=0.7):
                self.warn(f"{name} is not known and not used. Did you mean {near}?")


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("must be text in quotes")
    return value


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def whole(low: int, high: int) -> Callable[[Any], int]:
    def decode(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return value

    return decode


def choice(kind: type[E]) -> Callable[[Any], E]:
    def decode(value: Any) -> E:
        if not isinstance(value, str) or value not in list(kind):
            raise ValueError(f"must be one of {', '.join(kind)}")
        return kind(value)

    return decode


def table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("must be a table")
    return value


def texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError("must be a list of texts in quotes")
    return tuple(value)
