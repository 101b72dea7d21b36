"""Compares two texts, and tells the differences in a form that is written by hand."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from nvexplorer.exchange.compare import structure, texts
from nvexplorer.exchange.compare.alignment import Alignment
from nvexplorer.exchange.compare.options import Options, Side, preset
from nvexplorer.model.exchange import Stored

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.exchange.compare.results import Comparison, TextComparison

EVERYTHING = preset("everything").options
LATER = preset("later").options
ENVIRONMENTS = preset("environments").options


def side(text: str | bytes, name: str = "") -> Side:
    data = text.encode() if isinstance(text, str) else text
    return Side(Stored(len(data), data), name=name)


def compared(
    left: str | bytes,
    right: str | bytes,
    options: Options = EVERYTHING,
    definition: Definition | None = None,
) -> Comparison:
    told: list[float] = []
    found = structure.compare(side(left), side(right), options, definition, progress=told.append)
    assert all(0 <= part <= 1 for part in told)
    return found


def differences(
    left: str | bytes, right: str | bytes, options: Options = EVERYTHING
) -> list[tuple[str, ...]]:
    """(kind, path, text on the left, text on the right)"""
    found = compared(left, right, options)
    assert not found.by_text
    assert found.more == 0
    return [
        (each.kind.value, "/".join(map(str, each.path)), each.left_text, each.right_text)
        for each in found.differences
    ]


def by_text(left: str | bytes, right: str | bytes, *, pretty: bool = True) -> TextComparison:
    clock = itertools.count()  # seconds that stand still: a thousandth for each look
    return texts.compare(
        side(left),
        side(right),
        pretty=pretty,
        progress=lambda part: None,
        monotonic=lambda: next(clock) / 1_000_000,
    )


def runs(found: TextComparison) -> list[tuple[str, int, int, int, int]]:
    alignment = Alignment(found.runs)
    return [
        (run.kind.value, run.left, run.left_rows, run.right, run.right_rows)
        for run in map(alignment.run, range(alignment.runs))
    ]
