"""Lists one item a line: from a table's column and back, with what is odd about them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.ui.panes.request.list_text import (
    count_words,
    from_lines,
    look_at,
    pasted_list,
    places_words,
    tidied,
    to_lines,
)

ITEM = st.text(st.characters(codec="utf-8", exclude_characters=",\n\r")).map(str.strip)


@given(st.lists(ITEM.filter(bool)))
def test_items_survive_the_lines(items):
    value = ",".join(items)
    assert to_lines(value) == "\n".join(items)
    assert from_lines(to_lines(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("101\r\n102\r\n103\r\n", "101,102,103"),
        ("101\t102\t103", "101,102,103"),
        ("101,\n102,\n103", "101,102,103"),
        ("\n\n101\n\n\n102\n", "101,102"),
        ("101, 102", "101, 102"),
        ("one\n", "one\n"),
        ("", ""),
    ],
)
def test_a_column_from_a_table(text, value):
    assert pasted_list(text) == value


def test_what_is_odd_is_pointed_out():
    items = look_at("1,2,,1,3,2,")
    assert items == (5, (3, 7), ((4, "1"), (6, "2")))
    assert places_words(items) == "lines 3, 7 empty · lines 4, 6: repeated, such as 1"
    assert places_words(look_at("1,1")) == "line 2: 1 again"
    assert places_words(look_at("1,2")) == ""
    assert tidied("1, 2,,1,3,2,") == "1,2,3"


@given(st.text())
def test_tidying_leaves_nothing_odd(value):
    items = look_at(tidied(value))
    assert not items.empty
    assert not items.repeated


def test_the_count_names_the_limit():
    assert (count_words(37, 100), count_words(37, None)) == ("37 of 100", "37")
    assert look_at("").number == look_at("  ").number == 0
