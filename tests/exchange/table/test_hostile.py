"""Bodies that are made to break what reads them: rows, a sentence, and little memory."""

from __future__ import annotations

import tracemalloc

import pytest
from tables import read_table, tables_of

ROW = b"<I><A>1</A></I>"
MANY = 50_000
BIG = 20_000_000


def listed(*parts: bytes) -> bytes:
    return b"<R><L>" + b"".join(parts) + b"</L></R>"


@pytest.mark.parametrize(
    ("body", "cells"),
    [
        (listed(ROW, ROW, b"<a>" * MANY, b"</a>" * MANY), ["1", "1"]),
        (listed(ROW, b"<I>" + b"<a>" * MANY + b"</a>" * MANY + b"</I>", ROW), ["1", "", "1"]),
        (listed(ROW, b"<I x='" + b"x" * BIG + b"'><A>2</A></I>", ROW), ["1", "2", "1"]),
        (b"<R y='" + b"x" * BIG + b"'><L>" + ROW + ROW + b"</L></R>", ["1", "1"]),
        (listed(ROW, b"<I><B>" + b"x" * BIG + b"</B><A>2</A></I>", ROW), ["1", "2", "1"]),
        (listed(ROW, b"<!--" + b"<I>" * (BIG // 3) + b"-->", ROW), ["1", "1"]),
        (listed(ROW, b"\0" * BIG, ROW), ["1", "1"]),
        (
            listed(ROW, b"<I>" + b"<X><Y>1</Y></X>" * 66_000 + b"<A>2</A></I>", ROW),
            ["1", "2", "1"],
        ),
    ],
    ids=["deep", "deep row", "attribute", "root", "text", "comment", "zeros", "long row"],
)
def test_rows_of_hostile_bodies_are_read_in_little_memory(body: bytes, cells: list[str]) -> None:
    tracemalloc.start()
    table = read_table(body, "L/I")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert table.column("A") == cells
    assert table.end.fault is None
    assert peak < 150_000_000


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        (b"<" * BIG, "The character < here begins nothing"),
        (b"<I>" * MANY, "The body ends before the end of <I>."),
        (b"<I " + b"\"'" * MANY + b">", "The tag <I begins nothing"),
        (b"<I a='" + b"x" * BIG, "The body ends within a tag"),
        (b"<![CDATA[" + b"x" * BIG, "The body ends within a tag or a comment."),
        (b"</I>" * MANY, "The end tag </I> stands where <L> is open."),
    ],
)
def test_a_hostile_end_is_told_in_a_sentence(end: bytes, sentence: str) -> None:
    table = read_table(b"<R><L>" + ROW + ROW + end, "L/I")
    assert table.column("A")[:2] == ["1", "1"]
    assert table.end.fault is not None
    assert sentence in table.end.fault.sentence


def test_entities_of_the_body_are_never_resolved() -> None:
    bomb = b"<!DOCTYPE R [<!ENTITY a 'lol>'><!ENTITY b \"&a;&a;\"><!-- ] > -->]>"
    body = bomb + listed(b"<I><A>&b;</A></I>", b"<I><A>&lt;</A></I>")
    assert read_table(body, "L/I").column("A") == ["&b;", "<"]


def test_rows_that_are_all_different_are_read() -> None:
    rows = [b"<I><x%d>1</x%d></I>" % (number, number) for number in range(1_800)]
    table = read_table(listed(*rows), "L/I")
    assert table.rows.count == 1_800
    assert len(table.rows.layout.columns) <= 1_500
    attributes = [b"<I a%d='1'/>" % number for number in range(1_800)]
    assert read_table(listed(*attributes), "L/I").rows.count == 1_800


def test_elements_within_elements_of_the_same_name() -> None:
    body = listed(b"<I><A>1</A><I><A>2</A></I></I>" * 100)
    table = read_table(body, "L/I")
    assert table.titles == ("L/I/A", "I/I/A")
    assert table.cells[1:] == [("1", "2")] * 100


def test_nothing_at_all() -> None:
    assert tables_of(b"") == ()
    assert tables_of(b"no XML") == ()
    assert tables_of(b"<") == ()
    assert read_table(b"", "L/I").rows.count == 0
