"""Which rows are folded away, against a list of all rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.ui.widgets.xml_folds import Folds

ROWS = 40


@st.composite
def nested(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Folds as elements lie: beside or within each other."""
    found: list[tuple[int, int]] = []

    def between(first: int, last: int, depth: int) -> None:
        while first < last and depth < 4 and draw(st.booleans()):
            head = draw(st.integers(first, last - 1))
            end = draw(st.integers(head + 1, last))
            found.append((head, end))
            between(head + 1, end, depth + 1)
            first = end + 1

    between(0, ROWS - 1, 0)
    return found


@given(nested(), st.data())
def test_slots_are_those_of_the_rows_not_hidden(every: list[tuple[int, int]], data) -> None:
    folds, folded = Folds(), dict[int, int]()
    for head, last in data.draw(st.permutations(every)):
        folds.fold(head, last)
        folded[head] = last
        if data.draw(st.booleans()):
            gone = data.draw(st.sampled_from(sorted(folded)))
            folds.unfold(gone)
            del folded[gone]
    hidden = {row for head, last in folded.items() for row in range(head + 1, last + 1)}
    seen = [row for row in range(ROWS) if row not in hidden]
    assert folds.hidden == len(hidden)
    assert [folds.row_of(slot) for slot in range(len(seen))] == seen
    assert [folds.slot_of(row) for row in seen] == list(range(len(seen)))
    for row in hidden:
        assert folds.is_hidden(row)
        assert folds.head_of(row) == max(other for other in seen if other < row)
    assert {head: folds.last_of(head) for head in folded} == folded
    for row in hidden:
        folds.reveal(row)
        assert not folds.is_hidden(row)


def test_many_beside_each_other_at_once() -> None:
    folds = Folds()
    folds.fold_all((head, head + 9) for head in range(0, 1_000_000, 10))
    assert folds.hidden == 900_000
    assert folds.row_of(77_777) == 777_770
    folds.fold_all([(1_000_000, 1_000_005)])
    assert folds.slot_of(1_000_006) == 100_001
    folds.unfold_all()
    assert not folds
    assert folds.row_of(5) == 5
