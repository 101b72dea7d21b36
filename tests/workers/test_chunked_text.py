"""A text in chunks is the text that plain strings would give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.workers import chunked_text
from nvexplorer.workers.chunked_text import ChunkedText

_CHANGES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), st.text(max_size=25)))


@given(st.text(max_size=60), _CHANGES)
def test_changes_are_those_of_a_string(text, changes):
    before = chunked_text.SIZE
    chunked_text.SIZE = 4
    try:
        chunked = ChunkedText(text)
        for at, removed, added in changes:
            at = min(at, len(text))
            removed = min(removed, len(text) - at)
            chunked.replace(at, removed, added)
            text = text[:at] + added + text[at + removed :]
            assert len(chunked) == len(text)
            assert chunked.text() == text
        assert "".join(chunked.pieces()) == text
    finally:
        chunked_text.SIZE = before


@pytest.mark.parametrize("change", [(-1, 0), (0, 4), (4, 0), (2, -1)])
def test_a_change_outside_the_text_is_refused(change):
    text = ChunkedText("abc")
    with pytest.raises(IndexError):
        text.replace(*change, "x")
    assert text.text() == "abc"
