"""Tags around a place of a text that is read in parts: the one there, its pair, what is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.ui.widgets.editor.line_pieces import LOOK_BACK, inside_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    #: The text between two offsets, as far as there is any.
    Part = Callable[[int, int], str]

WINDOW = 16_000  # characters looked at in one step: about a millisecond
LONGEST_TAG = 4_000
_LARGEST_WINDOW = 256_000

_OTHERS = r"<!--(?s:.*?)(?:-->|\Z)|<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<\?(?s:.*?)(?:\?>|\Z)"
_NAME = r"[^\s<>/!?=\"'][^\s<>/=\"']*+"
_REST = r"(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+>"
_TAG = re.compile(rf"{_OTHERS}|<(/?)({_NAME}){_REST}")
_OPENINGS = {"-->": "<!--", "]]>": "<![CDATA["}
_ENDS_OR_TAGS = re.compile(rf"-->|\]\]>|{_OTHERS}|</?{_NAME}{_REST}")
_ONE_TAG = re.compile(rf"<(/?)({_NAME}){_REST}")


class Tag(NamedTuple):
    """From the character `start` to `end`."""

    start: int
    end: int
    name: str
    closes: bool
    empty: bool

    @property
    def opens(self) -> bool:
        return not self.closes and not self.empty

    @property
    def name_start(self) -> int:
        return self.start + (2 if self.closes else 1)

    @property
    def name_end(self) -> int:
        return self.name_start + len(self.name)


def tag_at(part: Part, offset: int) -> Tag | None:
    """The tag that a caret is in or touches; that which begins there rather than that which ends
    there. None in text, comments and CDATA."""
    begin = max(0, offset - LONGEST_TAG)
    text = part(begin, offset + LONGEST_TAG)
    at = offset - begin
    for start in (at if text[at : at + 1] == "<" else -1, text.rfind("<", 0, at)):
        match = _ONE_TAG.match(text, start) if start >= 0 else None
        if match and match.start() <= at <= match.end():
            tag = _tag(match, begin)
            return None if in_comment(part, tag.start) else tag
    return None


def tags_in(text: str) -> Iterator[Tag]:
    """All tags of a text that begins outside of comments."""
    return (_tag(match, 0) for match in _TAG.finditer(text) if match[2])


def in_comment(part: Part, offset: int) -> bool:
    """Whether a place is within a comment or a CDATA section."""
    return bool(inside_of(part(offset - LOOK_BACK, offset)))


def pair_of(part: Part, length: int, tag: Tag) -> Generator[None, None, Tag | None]:
    """The other tag of an element, found in steps; None when it is not there.

    Tags of that name alone are counted, so that damage in between does no harm.
    """
    if tag.empty:
        return None
    depth = 0
    ahead = tag.opens
    tags = (
        tags_from(part, length, tag.end, tag.name)
        if ahead
        else tags_before(part, tag.start, tag.name)
    )
    for found in tags:
        if found is None:
            yield
        elif found.opens == ahead:
            depth += 1
        elif not found.empty and depth == 0:
            return found
        elif not found.empty:
            depth -= 1
    return None


def open_at(part: Part, offset: int) -> Generator[None, None, Tag | None]:
    """The opening tag of the element around a place, found in steps; None outside of all."""
    depth = 0
    for found in tags_before(part, offset):
        if found is None:
            yield
        elif found.closes:
            depth += 1
        elif found.opens and depth == 0:
            return found
        elif found.opens:
            depth -= 1
    return None


def tags_from(part: Part, length: int, offset: int, name: str = "") -> Iterator[Tag | None]:
    """The tags from a place on, of one name or all; None between two steps."""
    pattern, size = _pattern(name), WINDOW
    while offset < length:
        text = part(offset, offset + size)
        last = offset + len(text) >= length
        if "<" not in text:  # as in megabytes of base64
            offset, size = offset + len(text), min(4 * size, _LARGEST_WINDOW)
            yield None
            continue
        cut = -1
        end = 0
        for match in pattern.finditer(text):
            if not last and _unfinished(match):
                cut = match.start()
                break
            end = match.end()
            if match[2]:
                yield _tag(match, offset)
        if cut < 0:  # a tag that is cut off is looked at again as a whole
            begins = max(text.rfind("<", end), end)
            cut = len(text) if last or len(text) - begins > LONGEST_TAG else begins
        if cut == 0:
            size *= 2
        else:
            offset, size = offset + cut, WINDOW
        yield None


def tags_before(part: Part, offset: int, name: str = "") -> Iterator[Tag | None]:
    """The tags before a place, the nearest first; None between two steps."""
    pattern, size = _pattern(name), WINDOW
    while offset > 0:
        begin = max(0, offset - size)
        text = part(begin, offset)
        first = text.find("<") if begin else 0
        if first < 0:  # as in megabytes of base64; a tag may begin before and end here
            offset, size = begin + min(LONGEST_TAG, size - 1), min(4 * size, _LARGEST_WINDOW)
            yield None
            continue
        mark = _stray_end(text, first)
        opened = -1
        if mark is not None:  # the text begins in a comment or CDATA, or such a mark is text
            opened = yield from _opened(part, begin + mark.start(), mark[0])
        start = first if mark is None or opened < 0 else mark.end()
        for match in reversed([m for m in pattern.finditer(text, start) if m[2]]):
            yield _tag(match, begin)
        offset, size = begin + first if opened < 0 else opened, WINDOW
        yield None


def _stray_end(text: str, start: int) -> re.Match[str] | None:
    """The first end of a comment or CDATA section that begins before the text."""
    if not any(mark in text for mark in _OPENINGS):
        return None
    return next((m for m in _ENDS_OR_TAGS.finditer(text, start) if m[0] in _OPENINGS), None)


def _opened(part: Part, offset: int, ending: str) -> Generator[None, None, int]:
    """Where the comment or CDATA section begins that ends at `offset`, -1 when nothing does."""
    opening = _OPENINGS[ending]
    while offset > 0:
        begin = max(0, offset - WINDOW)
        text = part(begin, offset)
        start, end = text.rfind(opening), text.rfind(ending)
        if start >= 0 or end >= 0:
            return begin + start if start > end else -1
        offset = begin + len(opening) - 1 if begin else 0
        yield
    return -1


def _pattern(name: str) -> re.Pattern[str]:
    if not name:
        return _TAG
    return re.compile(rf"{_OTHERS}|<(/?)({re.escape(name)})(?=[\s/>]){_REST}")


def _unfinished(match: re.Match[str]) -> bool:
    return not match[2] and not match[0].endswith(("-->", "]]>", "?>"))


def _tag(match: re.Match[str], begin: int) -> Tag:
    empty = not match[1] and match[0].endswith("/>")
    return Tag(begin + match.start(), begin + match.end(), match[2], bool(match[1]), empty)
