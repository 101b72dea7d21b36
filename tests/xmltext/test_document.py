"""Lines of a document: where characters stand, what is cut, and what copying gives."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.xmltext.columns import columns, visible
from nvexplorer.xmltext.document import CUT, Document
from nvexplorer.xmltext.encoding import detect
from nvexplorer.xmltext.source import BytesSource

PRETTY = "<Root>\n  <Name>Hämäläinen</Name>\n  <List>\n    <Item/>\n  </List>\n</Root>"
ONE_LINE = "".join(line.strip() for line in PRETTY.split("\n"))


def opened(data: str | bytes, *, pretty: bool = True) -> Document:
    data = data.encode() if isinstance(data, str) else data
    document = Document(BytesSource(data), detect(data), pretty=pretty)
    for mode in (not pretty, pretty):
        document.pretty = mode
        while document.index.advance():
            pass
    return document


def copied(document: Document, start: int = 0, end: int | None = None) -> str:
    return "".join(document.text(start, document.source.size if end is None else end))


@pytest.mark.parametrize("data", [ONE_LINE, PRETTY, PRETTY + "\n", PRETTY.replace("\n", "\r\n")])
def test_pretty_text_is_copied_as_it_is_seen(data: str) -> None:
    assert copied(opened(data)).rstrip("\n") == PRETTY


@given(st.lists(st.sampled_from(["<a>", "</a>", "ä", "\n", "\r\n", " ", "x", "😀"])).map("".join))
def test_raw_text_is_copied_as_it_came(text: str) -> None:
    document = opened(text, pretty=False)
    assert copied(document) == text.replace("\r\n", "\n")


def test_a_part_of_a_row_is_copied_without_its_indentation() -> None:
    document = opened(ONE_LINE)
    start = ONE_LINE.encode().index("mäl".encode())
    end = ONE_LINE.encode().index(b"<Item") + 3
    assert copied(document, start, end) == "mäläinen</Name>\n  <List>\n    <It"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain ä", None),
        ("a\tb", [0, 1, 4, 5]),
        ("日本", [0, 2, 4]),
        ("e\u0301x", [0, 1, 1, 2]),
        ("–x", [0, 1, 2]),
    ],
)
def test_columns_of_characters(text: str, expected: list[int] | None) -> None:
    assert columns(text) == expected


def test_control_characters_can_be_seen() -> None:
    assert visible("a\x00\x1b\tb\x85") == "a␀␛ b\ufffd"


@given(
    st.text("aä\t日e\u0301😀\x01", max_size=20).map(lambda text: f"<a>{text}</a>"), st.booleans()
)
def test_columns_and_bytes_lead_to_each_other(text: str, pretty: bool) -> None:
    document = opened(text, pretty=pretty)
    line = document.line(0)
    for place in range(len(line.text) + 1):
        offset = document.offset_of(line, place)
        assert text.encode()[:offset].decode() == text[:place]
        column = document.column_at(0, offset)
        assert document.column_at(0, document.offset_at(line, column)) == column


LONG = "<a>" + "".join(f"ä{number:07}" for number in range(20_000)) + "</a>"


def test_a_long_row_is_cut_between_two_characters() -> None:
    line = opened(LONG).line(0)
    assert LONG.startswith(line.text)
    assert CUT <= len(line.text.encode()) <= CUT + 3
    assert line.hidden == len(LONG.encode()) - len(line.text.encode())
    assert line.width == len(line.text)


@pytest.mark.parametrize("pretty", [True, False])
@pytest.mark.parametrize("column", [0, 1, 5000, 77_777, len(LONG) - 50])
def test_any_part_of_a_long_row_can_be_seen(pretty: bool, column: int) -> None:
    document = opened(LONG, pretty=pretty)
    document.show_whole(0)
    line = document.line(0, column, 100)
    assert line.text == LONG[column : column + 100]
    assert line.first == column
    assert line.width == len(LONG)
    assert line.hidden == 0
    assert line.start == len(LONG[:column].encode())
    assert document.column_at(0, line.start) == column
    kinds = {token.kind.name for token in line.tokens}
    assert kinds == ({"TAG", "TEXT"} if column in (0, 1, len(LONG) - 50) else {"TEXT"})


def test_a_cut_row_is_copied_whole() -> None:
    assert copied(opened(LONG)) == LONG


def test_a_megabyte_of_base64_between_short_rows() -> None:
    payload = base64.b64encode(bytes(1_000_000)).decode()
    document = opened(f"<a><b>1</b><c>{payload}</c><d>2</d></a>")
    assert document.index.rows == 5
    assert document.line(3).text == "<d>2</d>"
    assert document.line(2).hidden > 1_300_000
    document.show_whole(2)
    end = document.line(2, 1_333_330, 50)
    assert end.text.endswith("=</c>")


def test_white_space_after_a_row_does_not_make_it_long() -> None:
    line = opened("<a>" + " " * 50_000 + "\n<b/></a>").line(0)
    assert (line.text, line.hidden) == ("<a>", 0)


def test_a_row_in_another_encoding() -> None:
    data = "<?xml version='1.0' encoding='ISO-8859-15'?><a>Hämäläinen 5 €</a>".encode("iso8859-15")
    document = opened(data)
    assert document.line(1).text == "<a>Hämäläinen 5 €</a>"
    assert copied(document, data.index(b"<a>")) == "<a>Hämäläinen 5 €</a>"
    line = document.line(1)
    assert document.offset_of(line, 5) == data.index(b"<a>") + 5


def test_what_is_copied_stays_as_it_was_seen_when_the_view_changes() -> None:
    document = opened(ONE_LINE)
    pieces = document.text(0, document.source.size)
    text = next(pieces)
    document.pretty = False
    assert (text + "".join(pieces)).rstrip("\n") == PRETTY
