"""What may be typed at a place of a body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.catalogue.body_allowed import allowed_children, is_missing
from nvexplorer.catalogue.body_complete_tag import complete_in_tag
from nvexplorer.catalogue.body_place import Index, find_place, last_opening
from nvexplorer.catalogue.body_skeleton import STEP
from nvexplorer.catalogue.body_suggestions import (
    Completion,
    Layout,
    Suggestion,
    element_suggestion,
    end_suggestion,
    matching,
    value_suggestion,
)
from nvexplorer.catalogue.body_table import body_table
from nvexplorer.xmltext.marks import NAME, MarkKind, mark_at
from nvexplorer.xmltext.nearby import TagsBefore

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_place import Place
    from nvexplorer.catalogue.body_table import BodyElement
    from nvexplorer.catalogue.definition import Definition

__all__ = ["Completion", "Suggestion", "complete"]

_NAME = re.compile(f"(?:{NAME})?")
_WORD = re.compile(r"[\w.-]*$", re.ASCII)
_WORD_AT_MOST = 100
# The rest of a word, and of an end tag, behind the caret.
_NAME_REST = re.compile(r"[\w.:-]*", re.ASCII)
_END_REST = re.compile(r"[\w.:-]*\s*>?", re.ASCII)
_BLANKS = re.compile(r"[ \t]*")
_SPACE = re.compile(r"\s*")
# The longest text of an element that is taken for a value being typed.
_VALUE_AT_MOST = 200


def complete(definition: Definition, text: str, at: int) -> Completion:
    """What may stand at the character offset `at` of the body `text`, which may end there or go
    on, well-formed or not.

    Elements: what the table allows between the siblings on both sides, the next in documented
    order first, each with what is required in it; the end tag second, once nothing required is
    missing. Attributes: the required ones first, none twice. Values: the documented ones, else
    the documented example. Nothing in comments, in CDATA and in elements that hold XML of another
    resource. What is typed already filters: as a beginning, as a part, as letters in order; it
    and the rest of its word are replaced.

    Takes a few milliseconds anywhere in a body of any size.
    """
    table = body_table(definition)
    tags = TagsBefore(text, at)
    if table is None or tags.in_island:
        return Completion(at, at)
    index = Index(table)
    begun = text.rfind("<", 0, at)
    tag = mark_at(text, begun, at) if begun >= 0 else None
    in_content = tag is None or tags.hides(begun) or (tag.whole and tag.kind != MarkKind.JUNK)
    if not in_content and text.startswith("</", begun):
        return _in_end_tag(index, text, tags, begun, at)
    if any(_is_open(text, name, at) for name in index.foreign):
        return Completion(at, at)
    if in_content:
        return _in_content(index, text, tags, at)
    if text.startswith(("<!", "<?"), begun):
        return Completion(at, at)
    name = _NAME.match(text, begun + 1, at)
    if name and name.end() == at:
        return _in_tag_name(index, text, tags, begun, at)
    return complete_in_tag(index, text, tags, begun, at)


def _is_open(text: str, name: str, at: int) -> bool:
    """Whether an element that cannot be in itself begins before the place and does not end."""
    start = last_opening(text, name, at)
    if start <= text.rfind(f"</{name}", 0, at):
        return False
    tag = mark_at(text, start, at)
    return tag.whole and tag.kind == MarkKind.START


def _in_content(index: Index, text: str, tags: TagsBefore, at: int) -> Completion:
    place = find_place(index, text, tags, at)
    row = place.row
    if row and not row.children:
        return _in_leaf(text, at, place, row)
    word = _WORD.search(text[max(at - _WORD_AT_MOST, place.last.end if place.last else 0) : at])
    holds_text = row and row.element.type != "aggregate"
    typed = word[0] if word and not holds_text else ""
    rest = _NAME_REST.match(text, at) if typed else None
    start, end = at - len(typed), rest.end() if rest else at
    return Completion(start, end, _elements(index, text, start, place, typed))


def _in_tag_name(index: Index, text: str, tags: TagsBefore, begun: int, at: int) -> Completion:
    tags.skip_to(begun)
    rest = _NAME_REST.match(text, at)
    end = rest.end() if rest else at
    typed = text[begun + 1 : at]
    tag = mark_at(text, begun)
    if not (tag.opens and tag.whole):
        place = find_place(index, text, tags, end)
        return Completion(begun, end, _elements(index, text, begun, place, typed))
    # A whole tag stands there: only its name changes.
    within = [tag.name] if tag.kind == MarkKind.START else []
    place = find_place(index, text, tags, tag.end, within)
    items = _elements(index, text, begun, place, typed)
    return Completion(begun, end, tuple(_name_alone(i) for i in items if i.kind == "element"))


def _name_alone(item: Suggestion) -> Suggestion:
    insert = f"<{item.label}"
    return item._replace(insert=insert, caret=len(insert), selected=0)


def _in_end_tag(index: Index, text: str, tags: TagsBefore, begun: int, at: int) -> Completion:
    tags.skip_to(begun)
    rest = _END_REST.match(text, at)
    end = rest.end() if rest else at
    name = find_place(index, text, tags, end).name
    return Completion(begun, end, (end_suggestion(name),) if name else ())


def _elements(
    index: Index, text: str, start: int, place: Place, typed: str
) -> tuple[Suggestion, ...]:
    row, before, after = place.row, place.before, place.after
    ends = bool(place.name) and not place.closed and not typed
    if row:
        rows = allowed_children(row, before, after)
        ends = ends and not is_missing(row, before, after)
    else:
        rows = [index.root.row] if place.last is None and not after else []
    layout = _layout(text, start, place)
    items = matching([element_suggestion(each, layout) for each in rows], typed)
    if ends:
        items.insert(1, end_suggestion(place.name))
    return tuple(items)


def _layout(text: str, start: int, place: Place) -> Layout | None:
    """How lines of an element put at `start` are laid out; None where the body is in one line."""
    line = text.rfind("\n", 0, start) + 1
    blank = _SPACE.match(text)
    if not line and blank and blank.end() < start:
        return None
    indent = _indent(text, start)
    outer = _indent(text, place.opening.start) if place.opening else ""
    if place.opening and place.opening is place.last and line <= place.opening.start:
        return Layout(indent + STEP, STEP)
    unit = indent.removeprefix(outer) if indent.startswith(outer) else ""
    return Layout(indent, unit if place.opening and unit else STEP)


def _indent(text: str, place: int) -> str:
    """What the line of a place is indented by."""
    blanks = _BLANKS.match(text, text.rfind("\n", 0, place) + 1, place)
    return blanks[0] if blanks else ""


def _in_leaf(text: str, at: int, place: Place, row: BodyElement) -> Completion:
    """In an element that holds text: its documented values, and the end tag behind a value."""
    begin = place.last.end if place.last else at
    ends = [end_suggestion(place.name)] if place.name and not place.closed else []
    long = at - begin > _VALUE_AT_MOST
    if place.last is not place.opening or long or "<" in text[begin:at]:
        return Completion(at, at, tuple(ends))
    typed = text[begin:at].lstrip()
    stop = text.find("<", at)
    rest = text[at:stop].rstrip() if 0 <= stop < at + _VALUE_AT_MOST else ""
    if not typed:
        ends = []
    if "\n" in typed or "{{" in typed + rest:
        return Completion(at, at, tuple(ends))
    value = typed + rest
    items = [value_suggestion(each, row.element.note) for each in _values(row) if each != value]
    items = matching(items, typed)
    if not items:
        return Completion(at, at, tuple(ends))
    behind = [end._replace(insert=value + end.insert, caret=len(value) + end.caret) for end in ends]
    return Completion(at - len(typed), at + len(rest), (*items, *behind))


def _values(row: BodyElement) -> tuple[str, ...]:
    element = row.element
    if element.values:
        return element.values
    if element.type == "boolean":
        return ("True", "False") if element.example.istitle() else ("true", "false")
    return (element.example,) if element.example else ()
