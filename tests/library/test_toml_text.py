"""Texts written by us, read by the standard library's parser."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nvexplorer.library import toml_text
from nvexplorer.model.errors import BadInput

any_text = st.text(st.characters(exclude_categories=["Cs"]))
nasty_text = st.text(alphabet="'\"\\\n\r\t a\x00\x7f")
values = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False) | any_text | nasty_text,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(any_text, part, max_size=3),
    max_leaves=8,
)


@given(any_text | nasty_text)
@example("\n")
@example("'''\n\"\"\"")
@example("a\r\nb\rc\n")
@example("ends with quotes\n''")
@example('ends with quotes\r\n"""')
@example("trailing spaces  \n\ttabs\t\n\\")
def test_any_text_comes_back_exactly(text):
    assert tomllib.loads(f"x = {toml_text.string(text)}\n")["x"] == text


@given(st.dictionaries(any_text, values))
def test_any_document_comes_back_exactly(data):
    text = toml_text.document(data, "A header\nof two lines")
    assert tomllib.loads(text) == data
    assert text.startswith("# A header\n# of two lines")


def test_several_lines_are_readable_as_they_are():
    assert toml_text.string('<a b="c">\\\n</a>\n') == "'''\n<a b=\"c\">\\\n</a>\n'''"


def test_half_a_character_is_refused_with_its_place():
    with pytest.raises(BadInput, match=r"Character 3 .*U\+D800"):
        toml_text.string("ab\ud800")


@given(st.text(st.characters()))
def test_mended_text_can_always_be_saved(text):
    mended = toml_text.mended(text)
    toml_text.string(mended)
    if all(not 0xD800 <= ord(c) <= 0xDFFF for c in text):
        assert mended == text
