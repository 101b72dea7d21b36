"""Indents XML anew: only white space between tags is touched, never a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Generator

_NAME = r"[^\s<>/!?=\"'][^\s<>/=\"']*+"
_TAG = re.compile(rf"<(/?)({_NAME})((?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>")
_PRESERVED = re.compile(r"\sxml:space\s*=\s*([\"'])preserve\1")
_OTHERS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
_STEP = 400  # pieces of markup between two steps


class Gap(NamedTuple):
    """Put `text` in the place of the white space from `start` to `end`."""

    start: int
    end: int
    text: str


class NotWellFormed(Exception):
    """`offset` is where the text cannot be read any further."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"not well-formed at character {offset}")
        self.offset = offset


class _Open:
    """An element that is open, or the document. `mixed` when it holds text, of which white space
    is a part then, as it is in all elements within."""

    def __init__(self, name: str, mixed: bool) -> None:
        self.name = name
        self.mixed = mixed
        self.gaps: list[Gap] = []
        self.filled = False  # holds elements, comments or instructions


def indenting(text: str, unit: str = "  ") -> Generator[None, None, list[Gap]]:
    """What is to be changed so that each element that holds elements has them on lines of their
    own; found in steps of about a millisecond.

    Elements with text in them stay to the letter, whatever they hold besides; so do those with
    `xml:space="preserve"`. A comment behind an element stays on its line, and of empty lines one
    is kept. Raises NotWellFormed.
    """
    feed = "\r\n" if "\r\n" in text[:10_000] else "\n"
    opened = [_Open("", mixed=False)]
    at = count = 0
    while True:
        markup = text.find("<", at)
        markup = len(text) if markup < 0 else markup
        top, blank = opened[-1], text[at:markup].isspace() if at < markup else True
        if not blank:
            if len(opened) == 1:
                raise NotWellFormed(at)
            top.mixed = True
        if markup == len(text):
            break
        tag = _TAG.match(text, markup)
        end = tag.end() if tag else _end_of_other(text, markup)
        closes = tag is not None and bool(tag[1])
        if blank and not top.mixed and (top.filled or not closes):
            depth = len(opened) - 1 - closes
            gap = _gap(text, at, markup, f"{feed}{unit * depth}", feed, first=not top.filled)
            if gap is not None:
                top.gaps.append(gap)
        if tag is None:
            top.filled = True
            top.mixed |= text.startswith("<![CDATA[", markup)
        elif closes:
            if tag[2] != top.name or len(opened) == 1:
                raise NotWellFormed(markup)
            opened.pop()
            if not top.mixed:
                opened[-1].gaps += top.gaps
        else:
            top.filled = True
            if text[end - 2] != "/":
                preserved = bool(tag[3]) and _PRESERVED.search(tag[3]) is not None
                opened.append(_Open(tag[2], preserved))
        at, count = end, count + 1
        if count % _STEP == 0:
            yield
    if len(opened) > 1:
        raise NotWellFormed(len(text))
    return opened[0].gaps


def _gap(text: str, start: int, end: int, wanted: str, feed: str, *, first: bool) -> Gap | None:
    old = text[start:end]
    feeds = old.count("\n")
    if start == 0:
        wanted = ""
    elif not first and not feeds and text.startswith("<!--", end):
        return None
    elif feeds > 1 and not text.startswith("</", end) and not first:
        wanted = feed + wanted
    return Gap(start, end, wanted) if wanted != old else None


def _end_of_other(text: str, start: int) -> int:
    for opening, ending in _OTHERS:
        if text.startswith(opening, start):
            if opening == "<!":
                return _end_of_doctype(text, start)
            end = text.find(ending, start + len(opening))
            if end >= 0:
                return end + len(ending)
            break
    raise NotWellFormed(start)


def _end_of_doctype(text: str, start: int) -> int:
    end, subset = text.find(">", start), text.find("[", start)
    if 0 <= subset < end:
        close = text.find("]", subset)
        end = text.find(">", close) if close >= 0 else -1
    if end < 0:
        raise NotWellFormed(start)
    return end + 1
