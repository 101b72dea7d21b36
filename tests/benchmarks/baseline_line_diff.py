"""The baseline of comparing, not to be improved: difflib on the lines of lxml's pretty form."""

from __future__ import annotations

from difflib import SequenceMatcher

from lxml import etree


def line_diff(left: bytes, right: bytes) -> int:
    """How many lines differ."""
    one, other = _lines(left), _lines(right)
    matcher = SequenceMatcher(None, one, other)
    return sum(
        max(a_end - a, b_end - b)
        for tag, a, a_end, b, b_end in matcher.get_opcodes()
        if tag != "equal"
    )


def _lines(document: bytes) -> list[bytes]:
    root = etree.fromstring(document)
    return etree.tostring(root, pretty_print=True, encoding="utf-8").splitlines()
