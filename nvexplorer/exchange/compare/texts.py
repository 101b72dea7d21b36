"""Two documents compared row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .align import align
from .alignment import pack
from .opening import opened_pair, utf8
from .pairing import runs
from .results import Counts, Kind, TextComparison
from .rows import RowReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .options import Side
    from .results import Run

_SECONDS = 20.0
"""After which the alignment that is left is taken as a whole."""

_TOLD = 0.1  # seconds between two tellings of progress


def compare(
    left: Side,
    right: Side,
    pretty: bool = True,
    *,
    progress: Callable[[float], object],
    monotonic: Callable[[], float],
) -> TextComparison:
    """Row by row, as the viewer shows them: pretty ones without their indentation, raw ones but for
    the line end. Encodings do not count, what is written does.

    Ends within half a minute or so beside what reading takes, whatever the documents; `coarse` says
    when that had its price. Raises BadInput when a document cannot be read or is too large.
    """
    last = monotonic()

    def tell(part: float) -> None:
        nonlocal last
        if monotonic() - last >= _TOLD:
            progress(part)
            last = monotonic()

    reader = RowReader(pretty=pretty)
    with opened_pair(left, right) as (one, other):
        if one.encoding.name != other.encoding.name:
            one, other = utf8(one), utf8(other)
        lefts = reader.read(one, lambda part: tell(0.4 * part))
        rights = reader.read(other, lambda part: tell(0.4 + 0.4 * part))
    begun = monotonic()

    def hurry() -> bool:
        spent = monotonic() - begun
        tell(0.8 + 0.2 * min(1.0, spent / _SECONDS))
        return spent > _SECONDS

    aligned = align(lefts.hashes, rights.hashes, hurry)
    found = list(runs(aligned.stretches, lefts, rights))
    counts = _counts(found)
    return TextComparison(
        pack(found),
        len(lefts.hashes),
        len(rights.hashes),
        counts,
        _sentence(counts),
        _coarse(aligned.coarse),
    )


def _counts(runs: Iterable[Run]) -> Counts:
    rows = dict.fromkeys(Kind, 0)
    for run in runs:
        rows[run.kind] += max(run.left_rows, run.right_rows)
    return Counts(*(rows[Kind(kind)] for kind in Counts._fields))


def _sentence(counts: Counts) -> str:
    if not (counts.changed or counts.added or counts.removed):
        return "No row differs."
    return f"Rows: {counts}."


def _coarse(rows: int) -> str:
    if not rows:
        return ""
    return (
        f"{rows:,} rows have so little in common that they were taken as a whole: "
        "some of them may be the same, at another place."
    )
