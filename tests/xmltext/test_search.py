"""Literal search gives the same hits in windows as in one piece, and knows both cases."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.xmltext.search import Needle, search
from nvexplorer.xmltext.source import BytesSource


def hits(data: bytes, needle: Needle, window: int = 1 << 18) -> list[int]:
    found = search(BytesSource(data), needle, window=window)
    return [offset for part in found for offset in part.offsets]


@given(
    st.text("aAbBäÄ<", max_size=80),
    st.text("aAbBäÄ<", min_size=1, max_size=4),
    st.booleans(),
    st.integers(1, 20),
)
def test_hits_are_those_of_a_search_through_the_text(
    text: str, wanted: str, case_sensitive: bool, window: int
) -> None:
    flags = 0 if case_sensitive else re.IGNORECASE
    expected = [
        len(text[: match.start()].encode()) for match in re.finditer(re.escape(wanted), text, flags)
    ]
    needle = Needle(wanted, case_sensitive=case_sensitive)
    assert hits(text.encode(), needle, window) == expected


@pytest.mark.parametrize(
    ("wanted", "text"), [("ÅBO", "Åbo åbo ÅBO"), ("hämäl", "HÄMÄL Hämäl hÄmäl")]
)
def test_finnish_and_swedish_letters_are_found_in_both_cases(wanted: str, text: str) -> None:
    for encoding in ("utf-8", "iso8859-15", "cp1252"):
        assert len(hits(text.encode(encoding), Needle(wanted, encoding))) == 3


def test_a_character_the_document_cannot_hold_has_no_hits() -> None:
    assert hits(b"price 5", Needle("€", "iso8859-1")) == []


def test_every_window_is_told_of() -> None:
    parts = list(search(BytesSource(b"x" * 1000), Needle("y"), window=100))
    assert [part.reached for part in parts] == list(range(100, 1001, 100))
    assert not any(part.offsets for part in parts)


def test_offsets_in_a_piece_of_a_document() -> None:
    assert Needle("aa").offsets(b"aaaaa") == [0, 2]
    assert Needle("aa").offsets(b"aaaaa", 1) == [1, 3]
    assert Needle("").offsets(b"aaaaa") == []
