"""What differs within two rows that are beside each other."""

from __future__ import annotations

import re
from itertools import takewhile

from .results import Span

_WORDS = re.compile(r"\w+|\s+|.", re.DOTALL)
_MOST = 200  # words compared one by one, which takes about a millisecond; more are one span


def changed_spans(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The parts of `left` and of `right` that differ, in order, without touching each other; of
    equal texts none. Whole words, numbers or single other characters; takes about a millisecond
    for any two texts of some thousand characters."""
    if left == right:
        return (), ()
    one, other = _WORDS.findall(left), _WORDS.findall(right)
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    start = sum(map(len, one[:head]))
    middle, middle_other = one[head : len(one) - tail], other[head : len(other) - tail]
    if max(len(middle), len(middle_other)) > _MOST or not (middle and middle_other):
        blocks = [(0, 0, 0), (len(middle), len(middle_other), 0)]
    else:
        blocks = _blocks(middle, middle_other)
    lefts: list[Span] = []
    rights: list[Span] = []
    at, at_other, here, there = 0, 0, start, start
    for begin, begin_other, length in blocks:
        gap, gap_other = (
            sum(map(len, middle[at:begin])),
            sum(map(len, middle_other[at_other:begin_other])),
        )
        if gap:
            lefts.append(Span(here, here + gap))
        if gap_other:
            rights.append(Span(there, there + gap_other))
        same = sum(map(len, middle[begin : begin + length]))
        at, at_other = begin + length, begin_other + length
        here, there = here + gap + same, there + gap_other + same
    return _joined(lefts, left), _joined(rights, right)


def _common(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _blocks(one: list[str], other: list[str]) -> list[tuple[int, int, int]]:
    from difflib import SequenceMatcher

    found = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in found]


def _joined(spans: list[Span], text: str) -> tuple[Span, ...]:
    """Spans with white space alone between them are one."""
    found: list[Span] = []
    for span in spans:
        if found and not text[found[-1].end : span.start].strip():
            span = Span(found.pop().start, span.end)
        found.append(span)
    return tuple(found)
