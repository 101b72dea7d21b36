"""Rows of a document that is still arriving: never more than is certain, at the end all of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xml_documents import documents, fragments

from nvexplorer.xmltext.document import Document
from nvexplorer.xmltext.encoding import detect
from nvexplorer.xmltext.rows import Row, RowIndex

SIZES = [(1, 1), (2, 5), (7, 16), (64, 64), (1 << 14, 1 << 18)]


class Arriving:
    """A source of which the first `size` bytes are there."""

    def __init__(self, data: bytes, size: int = 0) -> None:
        self.data = data
        self.size = size

    def read(self, offset: int, length: int) -> bytes:
        return self.data[offset : min(self.size, offset + length)]


def advanced(index: RowIndex) -> list[Row]:
    while index.advance(50):
        pass
    return [index.row(number) for number in range(index.rows)]


def without_end(rows: list[Row]) -> list[tuple[int, int, int]]:
    return [(row.start, row.depth, row.state) for row in rows]


anything = st.one_of(documents(), st.lists(fragments, max_size=60).map("".join).map(str.encode))


@settings(max_examples=300, deadline=None)
@given(anything, st.sampled_from(SIZES), st.booleans(), st.lists(st.integers(1, 60), max_size=30))
def test_rows_known_while_it_arrives_stay(
    data: bytes, sizes: tuple[int, int], pretty: bool, pieces: list[int]
) -> None:
    block, window = sizes
    whole = advanced(RowIndex(Arriving(data, len(data)), pretty=pretty, block=block, window=window))
    source = Arriving(data)
    index = RowIndex(source, pretty=pretty, final=False, block=block, window=window)
    known, reached = 0, 0
    for piece in pieces:
        source.size = min(len(data), source.size + piece)
        index.grow(source.size, final=False)
        while True:
            more = index.advance(piece)
            assert index.rows >= known
            assert index.reached >= reached
            assert not index.complete
            known, reached = index.rows, index.reached
            if not more:
                break
        rows = advanced(index)
        assert without_end(rows) == without_end(whole[: len(rows)])
        assert [row.end for row in rows[:-1]] == [row.end for row in whole[: len(rows)]][:-1]
        for number, row in enumerate(rows[:-1]):
            assert index.row_at(row.start) == number
    source.size = len(data)
    index.grow(source.size, final=True)
    assert advanced(index) == whole
    assert index.complete
    assert index.reached == len(data) or not data.strip()


@pytest.mark.parametrize("pretty", [True, False])
def test_each_byte_shows_what_it_makes_certain(pretty: bool) -> None:
    data = b"<a><b>text</b><c x='1'/>\n</a>"
    source = Arriving(data)
    document = Document(source, detect(data), pretty=pretty, arriving=True)
    shown = []
    for size in range(len(data) + 1):
        source.size = size
        document.grown(arriving=True)
        rows = advanced(document.index)
        shown.append(data[: rows[-1].end].decode() if rows else "")
    assert shown[3] == "<a>"
    assert "<b>" in shown[8]
    assert all(longer.startswith(shorter) for shorter, longer in pairwise(shown))
    document.grown(arriving=False)
    rows = advanced(document.index)
    assert document.index.complete
    assert len(rows) == (4 if pretty else 2)


def test_a_document_comes_in_many_small_pieces() -> None:
    data = b"<a>" + b"<b>1</b>" * 40_000 + b"</a>"
    source = Arriving(data)
    index = RowIndex(source, pretty=True, final=False)
    for size in range(0, len(data), 1460):
        source.size = size
        index.grow(size, final=False)
        while index.advance():
            pass
        if size:
            assert size - index.reached < 20
    source.size = len(data)
    index.grow(len(data), final=True)
    assert len(advanced(index)) == 40_002


def test_an_endless_tag_waits_but_not_for_ever() -> None:
    data = b"<a b='" + b"x" * 500_000
    source = Arriving(data)
    index = RowIndex(source, pretty=True, final=False)
    known = []
    for size in range(0, len(data), 50_000):
        source.size = size
        index.grow(size, final=False)
        while index.advance():
            pass
        known.append(index.rows)
    assert known[1:3] == [0, 0]
    assert known[-1] == 1
    assert index.reached > 400_000
