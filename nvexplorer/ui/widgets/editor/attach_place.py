"""Finds the element of a body that a file goes into."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.errors import BadInput
from nvexplorer.ui.widgets.editor.cutting import is_base64
from nvexplorer.ui.widgets.editor.steps import Later, done_now
from nvexplorer.ui.widgets.editor.tags import Tag, in_comment, open_at, pair_of, tag_at

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator

    from nvexplorer.ui.widgets.editor.tags import Part

_MOST = 200  # elements looked at
_SAMPLE = 2_000  # characters of a content that tell whether it is base64


class Place(NamedTuple):
    """The content of an element goes from `start` to `end`; that of an empty tag is its end."""

    tag: Tag
    start: int
    end: int


def place_for_file(text: str, part: Part, caret: int, documented: Collection[str]) -> Place:
    """The documented element at the caret, else beside it, else the only one of the body; where
    nothing is documented the element at the caret. Raises BadInput when there is none, or one
    that holds what a file would overwrite."""
    here = _element_at(part, len(text), caret)
    if documented:
        places = [*_elements(text, part, documented)]
        around = _around(part, len(text), here, caret)
        inside = [p for p in places if p.tag.start <= caret <= p.end + len(p.tag.name) + 3]
        beside = [p for p in places if around and around.start <= p.start <= around.end]
        for found in (inside, beside, places):
            if len(found) == 1:
                return _free(text, found[0])
        names = " or ".join(f"<{name}>" for name in dict.fromkeys(documented))
        if places:
            raise BadInput(
                f"{len(places)} elements of the body can hold a file.",
                f"Put the caret into the {names} that shall hold it.",
                "body",
            )
        if here is None or text[here.start : here.end].strip():
            raise BadInput(f"The body has no {names}, which holds a file.", "Add it first.", "body")
    if here is None:
        raise BadInput(
            "No element stands at the caret.",
            "Put the caret between the tags of the element that shall hold the file.",
            "body",
        )
    return _free(text, here)


def _element_at(part: Part, length: int, caret: int) -> Place | None:
    """The element that the caret is in or touches the tags of."""
    tag = tag_at(part, caret)
    if tag is None or (tag.closes and tag.end == caret):
        tag = _now(open_at(part, caret)) if tag is None else tag
    if tag is None:
        return None
    if tag.closes:
        tag = _now(pair_of(part, length, tag))
    return _place(part, length, tag) if tag else None


def _around(part: Part, length: int, here: Place | None, caret: int) -> Place | None:
    """The parent of the element at the caret, or that element when it holds others."""
    if here is None:
        return None
    if "<" in part(here.start, min(here.end, here.start + _SAMPLE)):
        return here
    parent = _now(open_at(part, here.tag.start))
    return _place(part, length, parent) if parent else None


def _place(part: Part, length: int, tag: Tag) -> Place | None:
    if tag.empty:
        return Place(tag, tag.end, tag.end)
    pair = _now(pair_of(part, length, tag))
    return Place(tag, tag.end, pair.start) if pair else None


def _elements(text: str, part: Part, names: Collection[str]) -> Iterator[Place]:
    for name in dict.fromkeys(names):
        at = -1
        for _ in range(_MOST):
            at = text.find(f"<{name}", at + 1)
            if at < 0:
                break
            tag = tag_at(part, at + 1)
            if tag is not None and tag.name == name and not in_comment(part, at):
                place = _place(part, len(text), tag)
                if place is not None:
                    yield place


def _free(text: str, place: Place) -> Place:
    """The place, when a file can go there: it is empty or holds a file already."""
    content = text[place.start : min(place.end, place.start + _SAMPLE)].strip()
    long = place.end - place.start > _SAMPLE
    if "<" in content or (content and not (long and is_base64(content, 0, len(content)))):
        raise BadInput(
            f"<{place.tag.name}> already holds something.",
            "Put the caret into an empty element, or empty this one first.",
            "body",
        )
    return place


def _now(steps: Generator[None, None, Tag | None]) -> Tag | None:
    try:
        return done_now(steps)
    except Later:
        return None
