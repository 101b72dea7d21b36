"""Chips flow into rows without losing or splitting what need not be split."""

from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.ui.panes.mac_input.flow import Item, flow


def _chip(length, **room):
    return Item([10.0] * length, lead=20.0, tail=5.0, **room)


_AMPERSAND = Item([10.0], glued=True)


def test_what_fits_stands_on_one_row():
    fragments = flow([_chip(3), _AMPERSAND, _chip(4)], 200, 2)
    assert [(f.item, f.row, f.x) for f in fragments] == [(0, 0, 0), (1, 0, 57), (2, 0, 69)]


def test_a_chip_that_does_not_fit_goes_to_the_next_row_whole():
    fragments = flow([_chip(10), _AMPERSAND, _chip(10)], 200, 2)
    assert [(f.item, f.row, f.x) for f in fragments] == [(0, 0, 0), (1, 0, 127), (2, 1, 0)]


def test_a_separator_never_begins_a_row():
    fragments = flow([_chip(2), _AMPERSAND, _chip(3), _AMPERSAND, _chip(1)], 100, 2)
    assert [(f.item, f.row) for f in fragments] == [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2)]


def test_a_chip_longer_than_a_row_is_broken_inside():
    fragments = flow([_chip(45)], 200, 2)
    assert [(f.start, f.end, f.row, f.first, f.last) for f in fragments] == [
        (0, 17, 0, True, False),
        (17, 36, 1, False, False),
        (36, 45, 2, False, True),
    ]


def test_a_long_chip_does_not_begin_where_only_few_characters_fit():
    fragments = flow([_chip(10), _chip(45)], 200, 2)
    assert [(f.item, f.row) for f in fragments][:2] == [(0, 0), (1, 1)]


def test_an_empty_part_still_has_its_chip():
    assert flow([_chip(0)], 200, 2)[0].width == 25


@given(
    st.lists(st.tuples(st.integers(0, 80), st.booleans()), max_size=12),
    st.floats(1, 900),
)
def test_every_character_is_placed_once_and_in_order(chips, width):
    items = [_chip(length, glued=glued) for length, glued in chips]
    seen = {index: [] for index in range(len(items))}
    position = (0, -1.0)
    for fragment in flow(items, width, 2):
        seen[fragment.item] += range(fragment.start, fragment.end)
        assert (fragment.row, fragment.x) > position
        position = (fragment.row, fragment.x)
    assert seen == {index: list(range(length)) for index, (length, _) in enumerate(chips)}
