"""Which lines of an XML text can be folded, and how far: on lines as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.ui.widgets.editor.line_pieces import left_open
from nvexplorer.ui.widgets.editor.tags import tags_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINES_A_STEP = 300


class Region(NamedTuple):
    """The line `head` stays; those behind it up to `last` can be hidden. `depth` counts the
    regions around it."""

    head: int
    last: int
    depth: int


def opens(text: str, inside: str = "") -> bool:
    """Whether an element or comment begins in a line and goes on in the next. `inside` is what
    the line begins in, as `line_pieces` takes it."""
    brackets = text.count("<")
    if not brackets or (brackets == 2 and text.count("</") == 1 and not inside):
        return brackets == 2 and text.find("</") < text.rfind("<")
    after = left_open(text, inside)
    if after:
        return not inside
    open_tags = 0
    for tag in tags_in(_outside(text, inside)):
        if tag.opens:
            open_tags += 1
        elif tag.closes and open_tags:
            open_tags -= 1
    return open_tags > 0


def regions(lines: Iterable[str]) -> Iterator[list[Region]]:
    """All regions of a text, told in steps as they end. A region ends with the line of its end
    tag where nothing follows in that, else with the line before it."""
    stack: list[int] = []  # the line of each open element
    inside, comment_head = "", -1
    done: list[Region] = []
    for number, line in enumerate(lines):
        before, inside = inside, left_open(line, inside)
        if before and not inside and comment_head >= 0 and number > comment_head:
            done.append(Region(comment_head, number, len(stack)))
        if inside and not before:
            comment_head = number
        text = _outside(line, before)
        for tag in tags_in(text):
            if tag.opens:
                stack.append(number)
            elif tag.closes and stack:
                head = stack.pop()
                last = number if not text[tag.end :].strip() else number - 1
                if last > head and not (stack and stack[-1] == head):
                    done.append(Region(head, last, len(stack)))
        if number % LINES_A_STEP == 0:
            yield done
            done = []
    yield done


def without_single(found: list[Region]) -> list[Region]:
    """All but the outermost ones that are alone: to fold those would leave nothing to see."""
    by_depth = sorted(found, key=lambda region: (region.depth, region.head))
    outermost = 0
    while outermost < len(by_depth):
        depth = by_depth[outermost].depth
        alone = outermost + 1 == len(by_depth) or by_depth[outermost + 1].depth > depth
        if not alone:
            break
        outermost += 1
    return by_depth[outermost:] or by_depth


def _outside(text: str, inside: str) -> str:
    """A line from the end of the comment that it begins in."""
    if not inside:
        return text
    end = text.find(inside)
    return "" if end < 0 else text[end + len(inside) :]
