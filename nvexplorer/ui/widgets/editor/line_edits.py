"""Edits of whole lines, in text and out as edits: indenting and commenting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.catalogue.body_problem import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

INDENT = "  "

_COMMENT = re.compile(r"<!-- ?(?s:(.*?)) ?-->")
_LINE_START = re.compile(r"^[ \t]*(?=\S)", re.MULTILINE)
_INDENT = re.compile(r"^(?: {1,2}|\t)", re.MULTILINE)


def indented(text: str, start: int) -> list[Edit]:
    """Edits that indent the lines of `text`, which begins with a line at the offset `start`."""
    found = _LINE_START.finditer(text)
    return [Edit(start + m.start(), start + m.start(), INDENT) for m in found]


def outdented(text: str, start: int) -> list[Edit]:
    """Edits that take one step of indentation away."""
    return [Edit(start + m.start(), start + m.end(), "") for m in _INDENT.finditer(text)]


def commented(text: str, start: int) -> list[Edit] | None:
    """Edits that make lines a comment, or a comment their lines again; None where they hold what
    no comment can."""
    head = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    inner = text[head:tail]
    whole = _COMMENT.fullmatch(inner)
    if whole and "-->" not in whole[1]:
        return list(uncommented(inner, start + head))
    if not inner or "--" in inner or inner.endswith("-"):
        return None if inner else []
    return [
        Edit(start + head, start + head, "<!-- "),
        Edit(start + tail, start + tail, " -->"),
    ]


def uncommented(comment: str, start: int) -> Iterator[Edit]:
    """Edits that leave what a whole comment holds."""
    match = _COMMENT.fullmatch(comment)
    if match:
        yield Edit(start, start + match.start(1), "")
        yield Edit(start + match.end(1), start + len(comment), "")
