"""A comparison as text, to be copied to somebody who has neither of the documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .results import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .results import Comparison, Difference, Group

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_WIDTH = max(map(len, Kind)) + 2
_MATCHED = {
    "chosen": "matched by {key}, as chosen",
    "catalogue": "matched by {key}, as the catalogue has it",
    "found": "matched by {key}, found in the data",
    "content": "matched by what they hold",
    "place": "matched by place",
}


def as_text(comparison: Comparison, left: str, right: str) -> str:
    """`left` and `right` are what the documents are called. Values are as in the differences, so
    long ones are cut."""
    lines = [f"Left:  {left}", f"Right: {right}", "", comparison.sentence, *comparison.notes]
    lines += [_matched(group) for group in comparison.groups]
    for each in comparison.differences:
        lines += ["", f"{each.kind:<{_WIDTH}}{path_of(each)}{_places(each)}"]
        lines += [" " * _WIDTH + _line(text) for text in _sides(each)]
    if comparison.more:
        lines += ["", _more(comparison)]
    return "\n".join(lines) + "\n"


def as_markdown(comparison: Comparison, left: str, right: str) -> str:
    """As `as_text`."""
    lines = ["## Comparison", "", f"- Left: {_escaped(left)}", f"- Right: {_escaped(right)}"]
    for sentence in (comparison.sentence, *comparison.notes):
        lines += ["", _escaped(sentence)]
    if comparison.groups:
        lines += ["", *(f"- {_escaped(_matched(group))}" for group in comparison.groups)]
    if comparison.differences:
        lines += ["", "| | Where | Left | Right |", "|---|---|---|---|"]
        lines += [_row(each) for each in comparison.differences]
    if comparison.more:
        lines += ["", _more(comparison)]
    return "\n".join(lines) + "\n"


def path_of(difference: Difference) -> str:
    """The path in one line, as `Root/Customer[Code=7]/Name`."""
    return "/".join(map(str, difference.path))


def _matched(group: Group) -> str:
    how = _MATCHED[group.origin].format(key=group.key)
    return f"{group.path}: {group.left:,} on the left, {group.right:,} on the right, {how}."


def _sides(difference: Difference) -> Iterator[str]:
    if difference.kind is Kind.MOVED:
        yield difference.left_text
        return
    if difference.left is not None:
        yield difference.left_text
    if difference.right is not None:
        yield difference.right_text


def _places(difference: Difference) -> str:
    if difference.places is None:
        return ""
    return " (place {:,}, now {:,})".format(*difference.places)


def _line(text: str) -> str:
    return " ".join(text.split()) or "(empty)"


def _row(difference: Difference) -> str:
    where = _escaped(path_of(difference) + _places(difference))
    left = "" if difference.left is None else _escaped(_line(difference.left_text))
    right = "" if difference.right is None else _escaped(_line(difference.right_text))
    return f"| {difference.kind} | {where} | {left} | {right} |"


def _more(comparison: Comparison) -> str:
    return f"… and {comparison.more:,} more."


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _line(text))
