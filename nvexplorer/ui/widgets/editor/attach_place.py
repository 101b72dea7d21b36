"""Finds the element of a body that a file goes into."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.errors import BadInput
from nvexplorer.ui.widgets.editor.cutting import is_base64
from nvexplorer.ui.widgets.editor.steps import found
from nvexplorer.ui.widgets.editor.tags import (
    Tag,
    in_comment,
    open_at,
    pair_of,
    tag_at,
    tags_from,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

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
    tag = _tag_here(part, len(text), caret)
    here = _leaf(part, len(text), tag) if tag else None
    if documented:
        places = [*_elements(text, part, documented)]
        around = tag if here is None else found(open_at(part, here.tag.start))
        inside = [place for place in places if tag and place.tag == tag]
        beside = [place for place in places if around and _parent(part, place) == around]
        for some in (inside, beside, places):
            if len(some) == 1:
                return _free(text, some[0])
        names = " or ".join(f"<{name}>" for name in dict.fromkeys(documented))
        if places:
            raise BadInput(
                f"{len(places)} elements of the body can hold a file.",
                f"Put the caret into the {names} that shall hold it.",
                "body",
            )
        if here is None or text[here.start : here.end].strip():
            raise BadInput(f"The body has no {names}, which holds a file.", "Add it first.", "body")
    if here is None and tag is not None:
        raise BadInput(
            f"<{tag.name}> already holds something.",
            "Put the caret into an empty element, or empty this one first.",
            "body",
        )
    if here is None:
        raise BadInput(
            "No element stands at the caret.",
            "Put the caret between the tags of the element that shall hold the file.",
            "body",
        )
    return _free(text, here)


def _tag_here(part: Part, length: int, caret: int) -> Tag | None:
    """The opening tag of the element that the caret is in or touches a tag of."""
    tag = tag_at(part, caret)
    if tag is None:
        return found(open_at(part, caret))
    return found(pair_of(part, length, tag)) if tag.closes else tag


def _parent(part: Part, place: Place) -> Tag | None:
    return found(open_at(part, place.tag.start))


def _leaf(part: Part, length: int, tag: Tag) -> Place | None:
    """The place of an element that holds no others."""
    if tag.empty:
        return Place(tag, tag.end, tag.end)
    behind = next((t for t in tags_from(part, length, tag.end) if t is not None), None)
    closed = behind is not None and behind.closes and behind.name == tag.name
    return Place(tag, tag.end, behind.start) if behind and closed else None


def _elements(text: str, part: Part, names: Collection[str]) -> Iterator[Place]:
    for name in dict.fromkeys(names):
        at = -1
        for _ in range(_MOST):
            at = text.find(f"<{name}", at + 1)
            if at < 0:
                break
            tag = tag_at(part, at + 1)
            if tag is not None and tag.name == name and not in_comment(part, at):
                place = _leaf(part, len(text), tag)
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
