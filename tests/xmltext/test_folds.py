"""Folded rows: places and rows lead to each other as in a plain list of what is left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.xmltext.folds import Folds

ROWS = 60
ranges = st.lists(
    st.tuples(st.integers(1, ROWS - 1), st.integers(0, 12)).map(
        lambda pair: range(pair[0], min(ROWS, pair[0] + pair[1]))
    ),
    max_size=8,
)


def folded(hidden: list[range]) -> Folds:
    folds = Folds()
    folds.fold_all((1000 + number, each) for number, each in enumerate(hidden))
    return folds


@given(ranges)
def test_what_is_left_is_seen_in_order(hidden: list[range]) -> None:
    folds = folded(hidden)
    left = [row for row in range(ROWS) if not any(row in each for each in hidden)]
    assert [folds.row(place) for place in range(len(left))] == left
    assert folds.seen(ROWS) == len(left)
    for rows in range(ROWS + 1):
        assert folds.seen(rows) == sum(row < rows for row in left)
    for row in range(ROWS):
        assert folds.is_hidden(row) == (row not in left)
        assert folds.place(row) == sum(other <= row for other in left) - 1


@given(ranges, st.integers(0, ROWS - 1))
def test_a_row_can_be_brought_to_light(hidden: list[range], row: int) -> None:
    folds = folded(hidden)
    opened = folds.reveal(row)
    assert not folds.is_hidden(row)
    assert opened == [1000 + number for number, each in enumerate(hidden) if row in each]
    assert set(folds.starts).isdisjoint(opened)


def test_what_is_folded_inside_stays_folded() -> None:
    folds = Folds()
    folds.fold(30, range(4, 6))
    folds.fold(10, range(2, 9))
    assert folds.seen(10) == 3
    folds.unfold(10)
    assert 30 in folds
    assert 10 not in folds
    assert folds.seen(10) == 8
    assert folds.row(4) == 6
    folds.unfold(10)
    folds.unfold_all()
    assert not folds
    assert folds.seen(10) == 10


def test_another_view_has_other_rows() -> None:
    folds = Folds()
    folds.fold(10, range(2, 9))
    folds.fold(30, range(12, 14))
    folds.renumber({10: range(3, 5), 30: None}.get)
    assert folds.starts == [10]
    assert folds.row(3) == 5
