"""What Netvisors were seen to accept: one readable TOML file, a table for each host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from nvexplorer.library.fields import Fields, choice, flag, text
from nvexplorer.library.toml_file import TomlFile
from nvexplorer.model.errors import Unreadable
from nvexplorer.model.observation import Observation, Question

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_HEADER = """\
What Netvisor hosts were seen to accept by the probe of Netvisor Explorer.
Delete a line, a host or the whole file to forget it.

"""
_AT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


def _moment(value: Any) -> str:
    if not isinstance(value, str) or not _AT.fullmatch(value):
        raise ValueError("must be a moment such as 2026-01-31 12:00:00")
    return value


class ObservationStore:
    """Keeps the latest observation of each variant at a host under an algorithm."""

    def __init__(self, folder: Path) -> None:
        self._file = TomlFile(folder / "observations.toml", _HEADER)

    def load(self) -> tuple[tuple[Observation, ...], tuple[str, ...]]:
        """The observations and warnings; a damaged file is set aside and gives none."""
        try:
            content = self._file.read()
        except Unreadable as error:
            return (), (str(error),)
        warnings: list[str] = []
        found = []
        for host, rows in _tables(content.get("host", {})):
            for row in rows:
                found += _decoded(host, row, warnings)
        return tuple(found), tuple(warnings)

    def add(self, observations: Sequence[Observation]) -> None:
        """Raises Unreadable, ReadOnly or StoreError; the file is as before then."""

        def change(table: dict[str, Any]) -> None:
            hosts = table.setdefault("host", {})
            for each in observations:
                rows = hosts.setdefault(each.host, {}).setdefault("tried", [])
                mine = (each.algorithm, each.question.value, each.variant)
                kept = [r for r in rows if _key(r) != mine]
                row = {
                    "algorithm": each.algorithm,
                    "question": each.question.value,
                    "variant": each.variant,
                    "accepted": each.accepted,
                    "at": each.at,
                }
                hosts[each.host]["tried"] = [*kept, row]

        self._file.edit(change)


def _tables(hosts: object) -> list[tuple[str, list[object]]]:
    if not isinstance(hosts, dict):
        return []
    found = []
    for host, table in hosts.items():
        rows = table.get("tried", []) if isinstance(table, dict) else []
        found.append((str(host), rows if isinstance(rows, list) else []))
    return found


def _key(row: object) -> tuple[Any, ...]:
    return tuple(row.get(n) for n in ("algorithm", "question", "variant")) if isinstance(
        row, dict
    ) else ()  # fmt: skip


def _decoded(host: str, row: object, warnings: list[str]) -> list[Observation]:
    """None of a row that cannot be read: half an observation would mislead."""
    before = len(warnings)
    fields = Fields(row, f"observations of {host}", warnings)
    found = Observation(
        host,
        fields.get("algorithm", text, ""),
        fields.get("question", choice(Question), Question.PLAIN),
        fields.get("variant", text, ""),
        fields.get("accepted", flag, False),
        fields.get("at", _moment, ""),
    )
    return [found] if len(warnings) == before and found.variant and found.at else []
