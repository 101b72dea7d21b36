"""A document in UTF-16 and the like reads as its text in UTF-8, also while it arrives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.xmltext.converted import ConvertedSource
from nvexplorer.xmltext.document import Document
from nvexplorer.xmltext.encoding import detect
from nvexplorer.xmltext.source import BytesSource

NAMES = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
texts = st.text("aä€😀<>/ \n", max_size=60)


class Arriving(BytesSource):
    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.size = 0


@given(texts, st.sampled_from(NAMES), st.integers(1, 9), st.lists(st.integers(1, 20), max_size=40))
def test_it_reads_as_utf_8_while_it_arrives(
    text: str, name: str, chunk: int, pieces: list[int]
) -> None:
    data = ("\ufeff<?xml?>" + text).encode(name)
    expected = ("<?xml?>" + text).encode()
    source = Arriving(data)
    converted = ConvertedSource(source, detect(data), arriving=True, chunk=chunk)
    for piece in pieces:
        source.size = min(len(data), source.size + piece)
        converted.grown(arriving=True)
        while converted.advance(4):
            pass
        assert expected.startswith(converted.read(0, len(expected)))
        assert not converted.complete
    source.size = len(data)
    converted.grown(arriving=False)
    while converted.advance(4):
        pass
    assert converted.complete
    assert converted.size == len(expected)
    for offset in range(len(expected) + 1):
        for length in (1, 5, 200):
            assert converted.read(offset, length) == expected[offset : offset + length]
    for place in range(len(text) + 7):
        ours = len(("<?xml?>" + text)[:place].encode())
        theirs = len(("\ufeff<?xml?>" + text)[: place + 1].encode(name))
        assert converted.original(ours) == theirs
        assert converted.converted(theirs) == ours


def test_half_a_character_at_the_end_can_be_seen() -> None:
    data = "\ufeff<a>".encode("utf-16-le") + b"\x00"
    converted = ConvertedSource(BytesSource(data), detect(data))
    assert not converted.advance()
    assert converted.read(0, 100).decode() == "<a>\ufffd"


@pytest.mark.parametrize("name", NAMES)
def test_rows_of_a_document_in_utf_16(name: str) -> None:
    data = "\ufeff<a><b>Hämäläinen 😀</b></a>".encode(name)
    encoding = detect(data)
    source = Arriving(data)
    converted = ConvertedSource(source, encoding, arriving=True)
    document = Document(
        converted, encoding._replace(name="utf-8", bom=0, in_place=True), arriving=True
    )
    for size in range(len(data) + 1):
        source.size = size
        converted.advance()
        document.grown(arriving=True)
        document.index.advance()
    converted.grown(arriving=False)
    converted.advance()
    document.grown(arriving=False)
    document.index.advance()
    lines = [document.line(number).text for number in range(document.index.rows)]
    assert lines == ["<a>", "<b>Hämäläinen 😀</b>", "</a>"]
