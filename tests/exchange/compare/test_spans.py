"""What differs within two rows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nvexplorer.exchange.compare.spans import changed_spans


def marked(left: str, right: str) -> tuple[str, str]:
    """What differs in brackets."""
    texts = []
    for text, spans in zip((left, right), changed_spans(left, right), strict=True):
        for start, end in reversed(spans):
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        texts.append(text)
    return texts[0], texts[1]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("<Name>Esimerkki [Oy]</Name>", "<Name>Esimerkki [Oyj]</Name>"),
        ("<a x='[1]' y='2'/>", "<a x='[7]' y='2'/>"),
        ("<a>1</a>", "<a>1[.50]</a>"),
        ("[one] and [two]", "[three] and [four]"),
        ("same", "same"),
        ("[old]", ""),
    ],
)
def test_whole_words_are_marked(left: str, right: str) -> None:
    plain = [text.replace("[", "").replace("]", "") for text in (left, right)]
    assert marked(*plain) == (left, right)


@given(st.text("ab <>1", max_size=40), st.text("ab <>1", max_size=40))
def test_what_is_not_marked_is_the_same(left: str, right: str) -> None:
    spans, others = changed_spans(left, right)
    rest = ["".join(_without(*each).split()) for each in ((left, spans), (right, others))]
    assert rest[0] == rest[1]
    assert (left == right) == (not spans and not others)
    for each in (spans, others):
        assert all(one.end < other.start for one, other in pairwise(each))
        assert all(span.start < span.end for span in each)


def test_long_rows_have_one_span() -> None:
    left, right = "<a>" + "x y " * 2_000 + "</a>", "<a>" + "z w " * 2_000 + "</a>"
    ((start, end),), _ = changed_spans(left, right)
    assert left[:start] == "<a>"
    assert left[end:].strip() == "</a>"


def _without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text
