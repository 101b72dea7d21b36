"""Which elements are open at a byte and where they end: as expat sees it, at all seams."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xml_documents import documents, fragments

from nvexplorer.xmltext.document import Document
from nvexplorer.xmltext.encoding import detect
from nvexplorer.xmltext.nesting import Nesting
from nvexplorer.xmltext.rows import RowIndex
from nvexplorer.xmltext.source import BytesSource

if TYPE_CHECKING:
    from collections.abc import Generator

TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
BLOCKS = [1, 3, 16, 64, 1 << 14]


class Seen:
    """What expat tells: the elements open at its events, and where elements begin and end."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.open: list[int] = []
        self.paths: dict[int, tuple[int, ...]] = {}
        self.ends: dict[int, int] = {}
        self.children: dict[int, int] = {}
        self.parser.Parse(data, True)

    def note(self) -> None:
        self.paths[self.parser.CurrentByteIndex] = tuple(self.open)

    def start(self, *_: object) -> None:
        if self.open:
            self.children[self.open[-1]] += 1
        self.open.append(self.parser.CurrentByteIndex)
        self.children[self.open[-1]] = 0
        self.note()

    def end(self, _: str) -> None:
        if self.data.startswith(b"</", self.parser.CurrentByteIndex):
            self.note()  # of an empty element expat tells a place behind it
        self.ends[self.open.pop()] = self.parser.CurrentByteIndex

    def text(self, _: str) -> None:
        self.note()


def answer(steps: Generator[None, None, object]) -> object:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def nesting_of(data: bytes, block: int, *, pretty: bool = True) -> Nesting:
    source = BytesSource(data)
    index = RowIndex(source, pretty=pretty, block=block, window=max(64, block))
    while index.advance():
        pass
    return Nesting(source, index)


@settings(max_examples=200, deadline=None)
@given(documents(), st.sampled_from(BLOCKS), st.booleans(), st.randoms())
def test_paths_are_those_of_expat(data: bytes, block: int, pretty: bool, chance) -> None:
    seen = Seen(data)
    nesting = nesting_of(data, block, pretty=pretty)
    places = list(seen.paths)
    chance.shuffle(places)
    for place in places:
        assert answer(nesting.path(place)) == seen.paths[place]


@settings(max_examples=200, deadline=None)
@given(documents(), st.sampled_from(BLOCKS), st.booleans())
def test_elements_end_where_expat_sees_it(data: bytes, block: int, pretty: bool) -> None:
    seen = Seen(data)
    nesting = nesting_of(data, block, pretty=pretty)
    for start, end in seen.ends.items():
        tag = TAG.match(data, start)[0]
        expected = start + len(tag) if tag.endswith(b"/>") else data.index(b">", end) + 1
        assert answer(nesting.end(start)) == expected
        assert answer(nesting.children(start, 1 << 30)) == (seen.children[start], True)


@settings(max_examples=200, deadline=None)
@given(st.lists(fragments, max_size=80).map("".join), st.sampled_from(BLOCKS))
def test_any_text_has_paths(text: str, block: int) -> None:
    data = text.encode()
    nesting = nesting_of(data, block)
    for place in range(len(data)):
        for start in answer(nesting.path(place)):
            assert start == -1 or data[start : start + 1] == b"<"
            answer(nesting.end(start))


def opened(text: str, *, pretty: bool = True) -> Document:
    data = text.encode()
    document = Document(BytesSource(data), detect(data), pretty=pretty)
    while document.index.advance():
        pass
    return document


RECORD = "<Voucher><Key>{}</Key><Lines><Line>1</Line><Line/></Lines></Voucher>"
LIST = (
    "<?xml version='1.0'?><Root><ResponseStatus><Status>OK</Status></ResponseStatus><Vouchers>"
    + "".join(RECORD.format(number) for number in range(5000))
    + "</Vouchers></Root>"
)


@pytest.mark.parametrize("pretty", [True, False])
def test_the_path_in_a_list_of_records(pretty: bool) -> None:
    document = opened(LIST, pretty=pretty)
    key = LIST.encode().index(b"<Key>4321")
    for place in (key, key + 5, key + 9):
        assert document.path_at(place) == ("Root", "Vouchers", "Voucher", "Key")
    assert document.path_at(LIST.index("OK")) == ("Root", "ResponseStatus", "Status")
    assert document.path_at(len(LIST) - 1) == ("Root",)
    assert document.path_at(0) == ()


def test_rows_of_an_element() -> None:
    document = opened(LIST)
    rows = document.index.rows
    assert document.line(1).text == "<Root>"
    assert document.element_rows(0) is None
    assert document.element_rows(1) == range(1, rows)
    assert document.element_rows(2) == range(2, 5)
    assert document.element_rows(3) is None
    assert document.element_rows(5) == range(5, rows - 1)
    assert document.element_rows(6) == range(6, 13)
    assert document.element_rows(rows - 1) is None
    assert answer(document.child_count_steps(document.opens(5))) == (5000, True)


def test_rows_of_an_element_in_the_raw_form() -> None:
    document = opened("<a>\n <b><c>\n1</c>\n </b> x\n</a>", pretty=False)
    assert document.element_rows(0) == range(5)
    assert document.element_rows(1) == range(1, 3)  # not the row in which something follows it
    assert document.element_rows(2) is None


def test_an_element_that_has_not_ended_yet_has_no_rows() -> None:
    document = opened("<a><b><c>1</c><c>2</c>")
    assert document.opens(0) == 0
    assert document.element_rows(0) is None


def test_a_very_deep_path_is_shortened() -> None:
    depth = 100_000
    document = opened("<a>" * depth + "x" + "</a>" * depth)
    path = document.path_at(3 * depth)
    assert len(path) <= 202
    assert path.count("…") >= 1
    assert set(path) == {"a", "…"}
    assert document.path_at(len("<a>" * depth + "x" + "</a>" * (depth - 3)) + 1) == ("a", "a", "a")
