"""Tokens of a row: what each piece of XML is coloured as, also when the row begins inside one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.xmltext import scan
from nvexplorer.xmltext.lexer import lex
from nvexplorer.xmltext.rows import RowIndex
from nvexplorer.xmltext.source import BytesSource


def pieces(text: str, state: int = scan.TEXT) -> list[tuple[str, str]]:
    tokens, _ = lex(text, state)
    return [(token.kind.name, text[token.start : token.end]) for token in tokens]


def test_an_element_with_attributes() -> None:
    assert pieces("<Sum type=\"net\" b = '1 > 0'>25,5 &amp; more</Sum>") == [
        ("TAG", "<Sum "),
        ("NAME", "type"),
        ("TAG", "="),
        ("VALUE", '"net"'),
        ("TAG", " "),
        ("NAME", "b"),
        ("TAG", " = "),
        ("VALUE", "'1 > 0'"),
        ("TAG", ">"),
        ("TEXT", "25,5 "),
        ("ENTITY", "&amp;"),
        ("TEXT", " more"),
        ("TAG", "</Sum>"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a/><!-- <b> --></a>", [("TAG", "<a/>"), ("COMMENT", "<!-- <b> -->"), ("TAG", "</a>")]),
        ("<a><![CDATA[<b>]]>", [("TAG", "<a>"), ("CDATA", "<![CDATA[<b>]]>")]),
        ("<?xml version='1.0'?><a>", [("PI", "<?xml version='1.0'?>"), ("TAG", "<a>")]),
        (
            "<!DOCTYPE a [<!ENTITY b ']>'><!-- ]> -->]><a>",
            [("DOCTYPE", "<!DOCTYPE a [<!ENTITY b ']>'><!-- ]> -->]>"), ("TAG", "<a>")],
        ),
        ("&#228;&#xE4;&x;", [("ENTITY", "&#228;"), ("ENTITY", "&#xE4;"), ("ENTITY", "&x;")]),
        ("1 & 2", [("TEXT", "1 "), ("ERROR", "&"), ("TEXT", " 2")]),
        ("a < b", [("TEXT", "a "), ("ERROR", "<"), ("TEXT", " b")]),
        (
            "<a b='<c>",
            [("TAG", "<a "), ("NAME", "b"), ("TAG", "="), ("ERROR", "'"), ("TAG", "<c>")],
        ),
        ("<Ä-1:ö>", [("TAG", "<Ä-1:ö>")]),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("<a><!-- one", "two --><b>", [("COMMENT", "two -->"), ("TAG", "<b>")]),
        ("<![CDATA[ one", "<x>]]></a>", [("CDATA", "<x>]]>"), ("TAG", "</a>")]),
        ("<?go one", "two?><b/>", [("PI", "two?>"), ("TAG", "<b/>")]),
        (
            "<a",
            "b='1'>x",
            [("NAME", "b"), ("TAG", "="), ("VALUE", "'1'"), ("TAG", ">"), ("TEXT", "x")],
        ),
        ('<a b="one', 'two">x', [("VALUE", 'two"'), ("TAG", ">"), ("TEXT", "x")]),
        (
            "<!DOCTYPE a [",
            "<!ENTITY b '>'>]><a>",
            [("DOCTYPE", "<!ENTITY b '>'>]>"), ("TAG", "<a>")],
        ),
    ],
)
def test_a_row_takes_up_where_the_one_before_ended(
    first: str, second: str, expected: list[tuple[str, str]]
) -> None:
    _, state = lex(first, scan.TEXT)
    assert pieces(second, state) == expected


STATES = st.integers(scan.FIRST, scan.SINGLE)
SOUP = st.lists(
    st.sampled_from(
        ["<", ">", "/", "a", " ", "=", '"', "'", "&", ";", "<!--", "-->", "<![CDATA[", "]]>", "<?",
         "?>", "<!", "[", "]", "ä", "<a b='c'>", "<!DOCTYPE"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(SOUP, STATES)
def test_any_text_is_covered_without_gaps(text: str, state: int) -> None:
    tokens, end = lex(text, state)
    assert "".join(text[token.start : token.end] for token in tokens) == text
    assert all(before.end == after.start for before, after in pairwise(tokens))
    assert scan.FIRST <= end <= scan.SINGLE


def test_nested_comment_openings_take_no_more_time_than_their_length() -> None:
    text = "<!DOCTYPE a [" + "<!--" * 50_000
    tokens, state = lex(text, scan.TEXT)
    assert tokens[-1].end == len(text)
    assert state == scan.SUBSET


def test_raw_rows_are_coloured_as_the_whole_is() -> None:
    text = (
        "<?xml version='1.0'?>\n<!DOCTYPE Root [\n<!ENTITY e 'x'>\n]>\n<Root>\n"
        "<!-- one\n<two> -->\n<a\n b='1\n2' c=\"3\"\n>x &amp;\ny</a>\n<![CDATA[ <b>\n</b> ]]>\n"
        "<?go\non?>\n</Root>\n"
    )
    data = text.encode()
    index = RowIndex(BytesSource(data), pretty=False)
    index.advance()
    kinds = []
    for number in range(index.rows):
        row = index.row(number)
        tokens, _ = lex(data[row.start : row.end].decode(), row.state)
        kinds += [token.kind for token in tokens for _ in range(token.start, token.end)]
    whole, _ = lex(text, scan.TEXT)
    assert kinds == [token.kind for token in whole for _ in range(token.start, token.end)]
