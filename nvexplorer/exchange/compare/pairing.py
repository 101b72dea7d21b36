"""What stands beside what where rows differ, and where an added part of a document begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .align import Stretch
from .anchors import anchors
from .results import Kind, Run
from .shortest import shortest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .rows import Rows

_STEPS = 300
_FAR = 1_000


def runs(stretches: Sequence[Stretch], left: Rows, right: Rows) -> Iterator[Run]:
    """The runs of a TextComparison. Among rows that differ the same tags are paired, in order, and
    called changed; the others are added and removed."""
    before: Run | None = None
    for run in _parts(_slid(stretches, left, right), left, right):
        if before is not None:
            if before.kind == run.kind:
                run = Run(
                    run.kind,
                    before.left,
                    before.left_rows + run.left_rows,
                    before.right,
                    before.right_rows + run.right_rows,
                )
            else:
                yield before
        before = run
    if before is not None:
        yield before


def _parts(stretches: Sequence[Stretch], left: Rows, right: Rows) -> Iterator[Run]:
    for equal, a, a_end, b, b_end in stretches:
        if equal:
            yield Run(Kind.SAME, a, a_end - a, b, b_end - b)
            continue
        for x, y in [*_paired(left, a, a_end, right, b, b_end), (a_end, b_end)]:
            if a < x:
                yield Run(Kind.REMOVED, a, x - a, b, 0)
            if b < y:
                yield Run(Kind.ADDED, x, 0, b, y - b)
            if x < a_end and y < b_end:
                same = left.hashes[x] == right.hashes[y]
                yield Run(Kind.SAME if same else Kind.CHANGED, x, 1, y, 1)
            a, b = x + 1, y + 1


def _paired(
    left: Rows, a: int, a_end: int, right: Rows, b: int, b_end: int
) -> Sequence[tuple[int, int]]:
    """The rows that are beside each other though they differ."""
    if a == a_end or b == b_end:
        return ()
    one, other = left.heads[a:a_end], right.heads[b:b_end]
    if one == other:
        return list(zip(range(a, a_end), range(b, b_end), strict=True))
    found = shortest(one, other, _STEPS)
    if found is None:
        found = anchors(one, other)
    return [(a + x, b + y) for x, y in found]


def _slid(stretches: Sequence[Stretch], left: Rows, right: Rows) -> list[Stretch]:
    """Of the places where rows may have been put in with the same result, the outermost: so that a
    new record begins with its own opening tag and not with the closing one of the record before."""
    found = list(stretches)
    for n in range(1, len(found)):
        _, a, a_end, b, b_end = found[n]
        if found[n].equal or (a < a_end and b < b_end):
            continue
        rows, start, end = (left, a, a_end) if a < a_end else (right, b, b_end)
        before = found[n - 1]
        behind = found[n + 1] if n + 1 < len(found) else None
        room = 0 if behind is None else behind.left_end - behind.left
        up, down = _reach(rows, start, end, before.left_end - before.left, room)
        by = min(range(-up, down + 1), key=lambda by: (rows.levels[start + by], -by))
        if not by:
            continue
        found[n - 1] = before._replace(
            left_end=before.left_end + by, right_end=before.right_end + by
        )
        found[n] = found[n]._replace(
            left=a + by, left_end=a_end + by, right=b + by, right_end=b_end + by
        )
        if behind is not None:
            found[n + 1] = behind._replace(left=behind.left + by, right=behind.right + by)
        else:  # moved up from the end: what it was moved past stands behind it now
            found.append(Stretch(True, a_end + by, a_end, b_end + by, b_end))
    return found


def _reach(rows: Rows, start: int, end: int, above: int, below: int) -> tuple[int, int]:
    """How far the rows from `start` to `end` can be moved up and down. One equal row stays on
    either side, where there was one."""
    hashes = rows.hashes
    up = down = 0
    while up < min(above, _FAR) - 1 and hashes[start - up - 1] == hashes[end - up - 1]:
        up += 1
    while down < min(below, _FAR) - 1 and hashes[start + down] == hashes[end + down]:
        down += 1
    return up, down
