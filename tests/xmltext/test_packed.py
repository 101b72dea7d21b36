"""A packed outline tells what the other does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.xmltext.outline import Outline, read_outline
from nvexplorer.xmltext.packed import read_packed

WHOLE = ("<a>", "</a>", "<b x='1'>", "</b>", "<c/>", "text", "&amp;", "<!-- x -->", "<![CDATA[y]]>")
HALF = ("<", "<a", "<!--", "<?p q?>", "</", "ä€\U0001f600")
PIECES = st.sampled_from(WHOLE + HALF)


def told(outline: Outline) -> list[object]:
    found: list[object] = [outline.text, list(outline.marks), len(outline.faults)]
    for node in outline.nodes():
        found += [node.path, node.start, node.end, node.closed, len(node.children)]
        found += [outline.value(node), outline.attributes(node), outline.content(node)]
    return found


@given(st.lists(PIECES, max_size=25).map("".join))
def test_it_is_the_same(text: str) -> None:
    assert told(read_packed(text)) == told(read_outline(text))


def test_marks_are_counted_from_either_end() -> None:
    marks, plain = read_packed("<a>1</a>").marks, read_outline("<a>1</a>").marks
    assert [marks[n] for n in (-1, -3, 0, 2)] == [plain[n] for n in (-1, -3, 0, 2)]
    assert marks[1:] == plain[1:]
    with pytest.raises(IndexError):
        marks[3]
