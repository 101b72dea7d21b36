"""Rows beside each other: pairs by hand, and what holds for any two documents."""

from __future__ import annotations

from typing import Any

import pytest
from comparing import by_text, runs, side
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from nvexplorer.exchange.compare import texts
from nvexplorer.exchange.compare.alignment import Alignment, pack
from nvexplorer.exchange.compare.hunks import hunks
from nvexplorer.exchange.compare.results import Counts, Kind, Run


def test_a_new_record_begins_with_its_own_tag() -> None:
    left = "<a><r><k>1</k></r><r><k>2</k></r></a>"
    right = "<a><r><k>1</k></r><r><k>7</k></r><r><k>2</k></r></a>"
    found = by_text(left, right)
    assert runs(found) == [
        ("same", 0, 4, 0, 4),
        ("added", 4, 0, 4, 3),
        ("same", 4, 4, 7, 4),
    ]
    assert found.sentence == "Rows: 3 added, 8 same."
    assert (found.left_rows, found.right_rows) == (8, 11)


def test_rows_put_in_at_the_end_are_told_with_all_that_is_the_same() -> None:
    assert runs(by_text("a\na", "a\na\n e\na", pretty=False)) == [
        ("same", 0, 1, 0, 1),
        ("added", 1, 0, 1, 2),
        ("same", 1, 1, 3, 1),
    ]


def test_rows_with_the_same_tag_are_changed_others_come_and_go() -> None:
    left = "<a><n>Esimerkki</n><old>1</old><c>x</c></a>"
    right = "<a><n>Malli</n><c>y</c><new>1</new></a>"
    assert runs(by_text(left, right)) == [
        ("same", 0, 1, 0, 1),
        ("changed", 1, 1, 1, 1),
        ("removed", 2, 1, 2, 0),
        ("changed", 3, 1, 2, 1),
        ("added", 4, 0, 3, 1),
        ("same", 4, 1, 4, 1),
    ]


def test_layout_does_not_count_in_pretty_rows_and_does_in_raw_ones() -> None:
    left, right = "<a><b>1</b><c/></a>", "<a>\r\n    <b>1</b>\r\n    <c/>\r\n</a>"
    assert by_text(left, right).counts == Counts(same=4)
    assert by_text(left, right).same
    assert runs(by_text(left, right, pretty=False))[0] == ("changed", 0, 1, 0, 1)
    assert runs(by_text("a\nb\r\nc", "a\nb\nc", pretty=False)) == [("same", 0, 3, 0, 3)]


def test_any_text_can_be_compared() -> None:
    left, right = "<a><b>1</b><c>", "<a><b>2</b><c>\n<d"
    assert [kind for kind, *_ in runs(by_text(left, right))] == ["same", "changed"]
    assert runs(by_text("", "")) == []
    assert by_text("", "<a/>").counts == Counts(added=1)
    assert by_text("\0\x01\xff", "\0\x01\xff").same


def test_encodings_do_not_count() -> None:
    text = "<a><b>Äänekoski</b>\n<c>1</c></a>"
    declared = f"<?xml version='1.0' encoding='iso-8859-15'?>{text}".encode("iso-8859-15")
    assert by_text(text, declared).counts == Counts(added=1, same=4)
    assert by_text(text.encode(), ("\ufeff" + text).encode("utf-16-be")).same
    assert by_text(declared, declared.replace(b"1</c>", b"2</c>")).counts == Counts(1, 0, 0, 0, 4)


def rows_of(text: str, pretty: bool) -> list[str]:
    """The rows, found by others: lxml's pretty form, or the lines."""
    if not pretty:
        return [line.rstrip("\r") for line in text.removesuffix("\n").split("\n")] if text else []
    root = etree.fromstring(text, etree.XMLParser(remove_blank_text=True))
    return [line.strip() for line in etree.tostring(root, pretty_print=True).decode().splitlines()]


def check(left: str, right: str, pretty: bool) -> None:
    found = by_text(left, right, pretty=pretty)
    ours, theirs = rows_of(left, pretty), rows_of(right, pretty)
    assert (found.left_rows, found.right_rows) == (len(ours), len(theirs))
    at = at_right = 0
    counts = dict.fromkeys(Kind, 0)
    before = None
    for kind, first, rows, first_right, rows_right in runs(found):
        assert (first, first_right) == (at, at_right)
        assert kind != before
        before = kind
        pairs = list(
            zip(ours[at : at + rows], theirs[at_right : at_right + rows_right], strict=False)
        )
        if kind in ("same", "changed"):
            assert rows == rows_right > 0
            assert {one == other for one, other in pairs} == {kind == "same"}
        else:
            assert (rows == 0, rows_right == 0) == (kind == "added", kind == "removed")
        counts[Kind(kind)] += max(rows, rows_right)
        at, at_right = at + rows, at_right + rows_right
    assert (at, at_right) == (len(ours), len(theirs))
    assert found.counts == Counts(*(counts[Kind(name)] for name in Counts._fields))
    assert found.same == (ours == theirs)
    assert found.coarse == ""


LINES = st.lists(st.sampled_from(["a", "b", "c", "<d>", " e"]), max_size=30)


@given(LINES, LINES)
def test_raw_rows_are_the_lines(left: list[str], right: list[str]) -> None:
    check("\n".join(left), "\n".join(right), pretty=False)


@st.composite
def documents(draw: Any) -> str:
    names, values = st.sampled_from(["a", "b", "cc"]), st.integers(0, 3)
    leaf = st.builds(lambda name, value: f"<{name}>{value}</{name}>", names, values)
    inner: st.SearchStrategy[str] = st.recursive(
        leaf,
        lambda parts: st.builds(
            lambda name, inside: f"<{name}>{''.join(inside)}</{name}>",
            names,
            st.lists(parts, min_size=1, max_size=4),
        ),
        max_leaves=25,
    )
    return f"<root>{draw(inner)}{draw(inner)}</root>"


@given(documents(), documents())
def test_pretty_rows_are_those_of_lxml(left: str, right: str) -> None:
    check(left, right, pretty=True)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(300, 900))
def test_long_lists_shuffled_changed_and_cut(seed: int, count: int) -> None:
    import random

    chance = random.Random(seed)
    rows = [f"<k>{chance.randrange(count * 2)}</k>" for _ in range(count)]
    other = list(rows)
    for _ in range(chance.randrange(1, 200)):
        what, place = chance.randrange(4), chance.randrange(len(other))
        if what == 0:
            del other[place]
        elif what == 1:
            other.insert(place, f"<k>{chance.randrange(99)}</k>")
        elif what == 2:
            other[place] = "<x/>"
        else:
            other[place : place + 40] = other[place : place + 40][::-1]
    check("\n".join(rows), "\n".join(other), pretty=False)


def test_few_changes_in_a_long_list_are_told_as_few() -> None:
    rows = [f"<k>{n % 97}</k>" for n in range(20_000)]
    other = [*rows[:5_000], "<new/>", *rows[5_000:12_000], *rows[12_003:]]
    other[19_000] = "<k>changed</k>"
    found = by_text("\n".join(rows), "\n".join(other), pretty=False)
    assert found.counts == Counts(1, 1, 3, 0, 20_000 - 4)


def test_when_time_is_up_the_rest_is_taken_as_a_whole() -> None:
    left = "\n".join(f"<k>{n}</k>" for n in range(2_000))
    right = "\n".join(f"<k>{n}</k>" for n in reversed(range(2_000)))
    hour = iter(range(0, 10**9, 3600))
    found = texts.compare(
        side(left),
        side(right),
        pretty=False,
        progress=lambda part: None,
        monotonic=lambda: next(hour),
    )
    assert found.coarse.startswith("2,000 rows have so little in common")
    assert found.counts.changed + found.counts.same == 2_000


def test_progress_is_told_and_may_stop_the_work() -> None:
    class Stop(Exception):
        pass

    def stop(part: float) -> None:
        raise Stop

    text = side("<a><b/></a>")
    hour = iter(range(0, 10**9, 3600))
    with pytest.raises(Stop):
        texts.compare(text, text, progress=stop, monotonic=lambda: next(hour))


def test_the_alignment_finds_rows_and_differences() -> None:
    alignment = Alignment(
        pack(
            [
                Run(Kind.SAME, 0, 2, 0, 2),
                Run(Kind.ADDED, 2, 0, 2, 3),
                Run(Kind.SAME, 2, 1, 5, 1),
                Run(Kind.CHANGED, 3, 2, 6, 2),
                Run(Kind.REMOVED, 5, 1, 8, 0),
            ]
        )
    )
    assert (alignment.rows, alignment.left_rows, alignment.right_rows) == (9, 6, 8)
    beside = [alignment.beside(row) for row in range(9)]
    assert [row.left for row in beside] == [0, 1, None, None, None, 2, 3, 4, 5]
    assert [row.right for row in beside] == [0, 1, 2, 3, 4, 5, 6, 7, None]
    assert [row.kind.value[0] for row in beside] == list("ssaaasccr")
    assert [alignment.row_of_left(row) for row in range(6)] == [0, 1, 5, 6, 7, 8]
    assert [alignment.row_of_right(row) for row in range(8)] == list(range(8))
    with pytest.raises(IndexError):
        alignment.beside(9)


def test_rows_that_differ_can_be_written() -> None:
    left, right = "<a><b>1</b><c/></a>", "<a><b>2</b></a>"
    found = by_text(left, right)
    lines = list(hunks(side(left), side(right), found, pretty=True, limit=100))
    assert lines == ["@@ 2,1 2,1 @@", "-  <b>1</b>", "+  <b>2</b>", "@@ 3,1 3,0 @@", "-  <c/>"]
    few = list(hunks(side(left), side(right), found, pretty=True, limit=1))
    assert few == ["@@ 2,1 2,1 @@", "-  <b>1</b>", "… and 2 more rows that differ."]
