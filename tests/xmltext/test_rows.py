"""Rows of a document: the same as lxml's, however the document is cut, and never an error."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from xml_documents import documents, fragments

from nvexplorer.xmltext.rows import RowIndex
from nvexplorer.xmltext.source import BytesSource

SIZES = [(1, 1), (2, 5), (7, 16), (16, 32), (64, 64), (200, 1000), (1 << 14, 1 << 18)]


class Shown(NamedTuple):
    depth: int
    text: str


def index_of(data: bytes, *, pretty: bool, block: int = 1 << 14, window: int = 1 << 18) -> RowIndex:
    index = RowIndex(BytesSource(data), pretty=pretty, block=block, window=window)
    while index.advance(1000):
        pass
    return index


def rows_of(
    data: bytes, *, pretty: bool, block: int = 1 << 14, window: int = 1 << 18
) -> list[Shown]:
    index = index_of(data, pretty=pretty, block=block, window=window)
    rows = [index.row(number) for number in range(index.rows)]
    for row, after in pairwise(rows):
        assert row.end == after.start
    return [Shown(row.depth, data[row.start : row.end].decode("utf-8", "replace")) for row in rows]


def pretty_lines(data: bytes, *, block: int = 1 << 14, window: int = 1 << 18) -> list[str]:
    rows = rows_of(data, pretty=True, block=block, window=window)
    return ["  " * row.depth + row.text.rstrip() for row in rows]


# --- against lxml -------------------------------------------------------------------------------


def printed_by_lxml(data: bytes) -> list[str]:
    parser = etree.XMLParser(
        remove_blank_text=True, strip_cdata=False, resolve_entities=False, no_network=True
    )
    tree = etree.ElementTree(etree.fromstring(data, parser))
    return etree.tostring(tree, pretty_print=True, encoding="unicode").rstrip("\n").split("\n")


def normal(lines: list[str]) -> list[str]:
    """The rows from the root on, without what a serialiser may write in several ways."""
    root = next(i for i, line in enumerate(lines) if line.startswith("<Root"))
    text = "\n".join(line.rstrip() for line in lines[root:])
    text = re.sub(r"<([^\s<>/!?]+)((?: [^\s=<>]+=\"[^\"]*\")*)></\1>", r"<\1\2/>", text)
    return text.replace("&gt;", ">").replace("&lt;", "<").replace("&#228;", "ä").split("\n")


@settings(max_examples=200, deadline=None)
@given(documents(), st.sampled_from(SIZES))
def test_pretty_rows_are_those_of_lxml(data: bytes, sizes: tuple[int, int]) -> None:
    block, window = sizes
    ours = pretty_lines(data, block=block, window=window)
    assert normal(ours) == normal(printed_by_lxml(data))


def test_the_prolog_has_a_row_for_each_part() -> None:
    subset = b"<!DOCTYPE Root [<!ELEMENT x (#PCDATA)><!ENTITY e ']>'><!-- ]> -->]>"
    data = b"\n<?xml version='1.0'?><!-- a --> " + subset + b"<?go?><Root/>\n"
    expected = ["<?xml version='1.0'?>", "<!-- a -->", subset.decode(), "<?go?>", "<Root/>"]
    for block, window in SIZES:
        assert pretty_lines(data, block=block, window=window) == expected


# --- mixed content and broken XML ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("<a>text<b/></a>", ["<a>text<b/>", "</a>"]),
        ("<p>one <b>two</b> three</p>", ["<p>one <b>two</b> three</p>"]),
        ("<a><![CDATA[x]]></a>", ["<a><![CDATA[x]]></a>"]),
        ("<a>\n<![CDATA[x]]>\n</a>", ["<a>", "<![CDATA[x]]>", "</a>"]),
        ("<a> </a>", ["<a> </a>"]),
        ("<a>\n</a>", ["<a>", "</a>"]),
        ("<a></a>", ["<a></a>"]),
        ("<a><!--x--></a>", ["<a>", "  <!--x-->", "</a>"]),
        ('<a\n  b="1\n2"\n/><c/>', ["<a", '  b="1', '2"', "/>", "<c/>"]),
    ],
)
def test_what_does_not_begin_a_row(data: str, rows: list[str]) -> None:
    for block, window in SIZES:
        assert pretty_lines(data.encode(), block=block, window=window) == rows


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("", []),
        (" \n ", []),
        ("Service unavailable\r\nTry later", ["Service unavailable", "Try later"]),
        ("  text", ["text"]),
        ("<a><b></a>", ["<a>", "  <b></a>"]),
        ("</a></b></c>", ["</a>", "</b>", "</c>"]),
        ("<a><b", ["<a><b"]),
        ("<a><b>cut off in te", ["<a>", "  <b>cut off in te"]),
        ("<a><!-- never closed <b></b>", ["<a>", "  <!-- never closed <b></b>"]),
        ("<a><![CDATA[ never <b></b>", ["<a><![CDATA[ never <b></b>"]),
        ('<a b="never closed><c/></a>', ['<a b="never closed>', "  <c/>", "</a>"]),
        ("<a b='x>y'<c/></a>", ["<a b='x>y'<c/>", "</a>"]),
        ("<a>1 < 2</a><b/>", ["<a>1 < 2</a>", "<b/>"]),
        ("<<<>>>", ["<<<>>>"]),
        ("<", ["<"]),
    ],
)
def test_broken_documents_are_shown_as_far_as_they_go(data: str, rows: list[str]) -> None:
    for block, window in SIZES:
        assert pretty_lines(data.encode(), block=block, window=window) == rows


@settings(max_examples=200, deadline=None)
@given(st.lists(fragments, max_size=60).map("".join), st.sampled_from(SIZES), st.booleans())
def test_no_seam_shows(text: str, sizes: tuple[int, int], pretty: bool) -> None:
    data = text.encode()
    block, window = sizes
    in_one_go = rows_of(data, pretty=pretty)
    assert rows_of(data, pretty=pretty, block=block, window=window) == in_one_go


@settings(max_examples=300, deadline=None)
@given(documents(), fragments, st.sampled_from(SIZES), st.booleans(), st.data())
def test_malformed_documents_show_the_rows_of_their_twins_up_to_the_fault(
    data: bytes, wrong: str, sizes: tuple[int, int], pretty: bool, chance: st.DataObject
) -> None:
    block, window = sizes
    place = chance.draw(st.integers(0, len(data)))
    removed = chance.draw(st.integers(0, 3))
    damaged = data[:place] + wrong.encode() + data[place + removed :]
    twin = index_of(data, pretty=pretty)
    ours = index_of(damaged, pretty=pretty, block=block, window=window)
    whole = twin.row_at(place) if place < len(data) else twin.rows - 1
    for number in range(whole):
        assert ours.row(number)[:1] + ours.row(number)[2:] == (
            twin.row(number)[:1] + twin.row(number)[2:]
        )
    if whole:
        assert ours.row_at(place) >= whole - 1


@pytest.mark.parametrize(
    "unit",
    ["<", "<a ", "<a b='", '"<', "<a '\"=>", "<!DOCTYPE a [", "<a/><!DOCTYPE a [ ] ", "<!--", "<?",
     "<![CDATA[", "<a>", "</a>", "\0", "\n", " ", "<a>\n"],
)  # fmt: skip
@pytest.mark.parametrize("pretty", [True, False])
def test_hostile_documents_take_no_longer_than_others(unit: str, pretty: bool) -> None:
    data = b"<r>" + unit.encode() * (500_000 // len(unit))
    index = RowIndex(BytesSource(data), pretty=pretty)
    while index.advance(1 << 14):
        pass
    assert index.complete
    index.row(index.rows - 1)
    index.row_at(len(data) // 2)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.sampled_from(SIZES), st.booleans())
def test_any_bytes_have_rows(data: bytes, sizes: tuple[int, int], pretty: bool) -> None:
    block, window = sizes
    index = index_of(data, pretty=pretty, block=block, window=window)
    rows = [index.row(number) for number in range(index.rows)]
    shown = b"".join(data[row.start : row.end] for row in rows)
    assert shown == (data.lstrip(b" \t\r\n") if pretty else data)


@settings(max_examples=200, deadline=None)
@given(st.lists(fragments, max_size=60).map("".join), st.sampled_from(SIZES))
def test_raw_rows_are_the_lines(text: str, sizes: tuple[int, int]) -> None:
    block, window = sizes
    shown = [row.text for row in rows_of(text.encode(), pretty=False, block=block, window=window)]
    assert shown == re.findall(r"[^\n]*\n|[^\n]+", text)


def test_a_tag_longer_than_can_be_looked_ahead_is_text() -> None:
    data = b"<a><b c='" + b"x" * (1 << 18) + b"'/><d/></a>"
    starts = [line[:4] for line in pretty_lines(data)]
    assert starts == ["<a><", "</a>"]


def test_long_white_space_between_tags_is_still_layout() -> None:
    data = b"<a>" + b" " * 100_000 + b"\n<b/></a>"
    for block, window in [(64, 64), (1 << 14, 1 << 18)]:
        assert pretty_lines(data, block=block, window=window) == ["<a>", "  <b/>", "</a>"]


# --- finding the way ----------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(documents(), st.sampled_from(SIZES), st.booleans())
def test_an_offset_leads_to_its_row(data: bytes, sizes: tuple[int, int], pretty: bool) -> None:
    block, window = sizes
    index = index_of(data, pretty=pretty, block=block, window=window)
    for number in range(index.rows):
        row = index.row(number)
        assert index.row_at(row.start) == number
        assert index.row_at(row.end - 1) == number


@settings(max_examples=200, deadline=None)
@given(
    st.text("aä€😀<>/", min_size=1, max_size=200),
    st.sampled_from(SIZES),
    st.integers(0, 200),
)
def test_a_checkpoint_in_a_long_row_counts_characters(
    text: str, sizes: tuple[int, int], wanted: int
) -> None:
    data = text.encode()
    block, window = sizes
    index = index_of(data, pretty=False, block=block, window=window)
    wanted = min(wanted, len(text) - 1)
    offset = len(text[:wanted].encode())
    row = index.row(0)
    for found in (index.checkpoint(row, offset), index.checkpoint_by_characters(row, wanted)):
        assert found.offset <= offset
        assert found.characters == len(data[: found.offset].decode())
        assert offset - found.offset <= 2 * block + 32


def test_rows_are_known_before_the_whole_is_read() -> None:
    data = b"<a>" + b"<b>1</b>" * 100_000 + b"</a>"
    index = RowIndex(BytesSource(data), pretty=True)
    assert index.advance(1 << 16)
    assert 5_000 < index.rows < 20_000
    assert not index.complete
    assert index.row(100).depth == 1
    assert 90_000 < index.estimated_rows < 110_000
    while index.advance():
        pass
    assert index.rows == index.estimated_rows == 100_002
    assert index.reached == len(data)


def test_there_is_no_row_beyond_the_last() -> None:
    index = index_of(b"<a/>", pretty=True)
    with pytest.raises(IndexError):
        index.row(1)
    with pytest.raises(IndexError):
        index.row(-1)


def test_a_byte_order_mark_is_left_out() -> None:
    data = b"\xef\xbb\xbf<a/>"
    for pretty in (True, False):
        index = RowIndex(BytesSource(data), pretty=pretty, begin=3)
        assert not index.advance()
        assert index.row(0)[:2] == (3, 7)


class Shortened(BytesSource):
    """A source whose end was cut off after its size was taken."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self.size = size


def test_a_source_that_ends_early_ends_the_rows() -> None:
    data = b"<a>" + b"<b/>" * 20_000
    for pretty in (True, False):
        index = RowIndex(Shortened(data, 10_000_000), pretty=pretty)
        while index.advance():
            pass
        assert index.rows == (20_001 if pretty else 1)
