"""The rows of the list of differences: records, and what differs in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.ui.panes.compare.wording import path_text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from nvexplorer.exchange.compare.results import Difference, Kind, Step


class RecordRow(NamedTuple):
    """A heading: the record that the differences below it are in, and how many these are."""

    name: str
    key: str
    differences: int
    difference: None = None


class DifferenceRow(NamedTuple):
    """One difference. `path` is that below the record, empty when it is the record itself, which
    `name` and `key` tell then."""

    difference: Difference
    path: str
    name: str = ""
    key: str = ""


Row = RecordRow | DifferenceRow


def rows_of(differences: Sequence[Difference], kinds: Collection[Kind]) -> list[Row]:
    """Those of these kinds, below the outermost record they are in. A record that is only added,
    removed or moved as a whole stands alone."""
    rows: list[Row] = []
    waiting: list[Difference] = []
    record: tuple[Step, ...] = ()
    for difference in differences:
        if difference.kind not in kinds:
            continue
        mine = _record(difference.path)
        if waiting and mine != record:
            rows += _group(record, waiting)
            waiting = []
        record = mine
        waiting.append(difference)
    if waiting:
        rows += _group(record, waiting)
    return rows


def _record(path: tuple[Step, ...]) -> tuple[Step, ...]:
    """The path of the outermost record; the root where there is none."""
    for place, step in enumerate(path):
        if step.key:
            return path[: place + 1]
    return path[:1]


def _group(record: tuple[Step, ...], differences: list[Difference]) -> list[Row]:
    last = record[-1] if record else None
    name, key = (last.name, last.key) if last else ("", "")
    below = [path_text(each.path[len(record) :]) for each in differences]
    if len(differences) == 1 and not below[0]:
        return [DifferenceRow(differences[0], "", name, key)]
    rows: list[Row] = [RecordRow(name, key, len(differences))]
    rows += [DifferenceRow(each, path) for each, path in zip(differences, below, strict=True)]
    return rows
