"""What may be typed inside a start tag, behind its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.catalogue.body_place import find_place
from nvexplorer.catalogue.body_suggestions import (
    Completion,
    attribute_suggestion,
    matching,
    value_suggestion,
)
from nvexplorer.xmltext.marks import NAME, attributes, mark_at

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_place import Index
    from nvexplorer.catalogue.body_table import BodyElement
    from nvexplorer.catalogue.definition import AttributeDef
    from nvexplorer.xmltext.marks import Mark
    from nvexplorer.xmltext.nearby import TagsBefore

# The finished attributes, then what is being typed.
_FINISHED = re.compile(rf"(?:\s*{NAME}\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*")
_NAME_TYPED = re.compile(rf"(?P<gap>\s*)(?P<name>(?:{NAME})?)\Z")
_VALUE_TYPED = re.compile(rf"\s*(?P<name>{NAME})\s*=\s*(?P<quote>[\"']?)(?P<value>[^\"'<>]*)\Z")
# The rest of a word behind the caret.
_NAME_REST = re.compile(r"[\w.:-]*", re.ASCII)
_VALUE_REST = re.compile(r"[^\"'<>\s]*")
_EQUALS = re.compile(r"\s*=")


def complete_in_tag(index: Index, text: str, tags: TagsBefore, begun: int, at: int) -> Completion:
    """At `at`, inside the tag that begins at `begun`: attributes, the required ones first, or the
    documented values of one."""
    tag = mark_at(text, begun)
    row = _row_of(index, text, tags, tag)
    if row is None:
        return Completion(at, at)
    finished = _FINISHED.match(text, tag.name_end, at)
    behind = finished.end() if finished else tag.name_end
    if typed := _NAME_TYPED.match(text, behind, at):
        return _names(text, at, tag, row, typed)
    if typed := _VALUE_TYPED.match(text, behind, at):
        wanted = typed["name"].lower()
        for attribute in row.element.attributes:
            if attribute.name.lower() == wanted:
                return _values(text, at, attribute, typed)
    return Completion(at, at)


def _row_of(index: Index, text: str, tags: TagsBefore, tag: Mark) -> BodyElement | None:
    if row := index.only(tag.name):
        return row
    tags.skip_to(tag.start)
    around = find_place(index, text, tags, tag.end).row
    named = around.children if around else ()
    return next((c for c in named if c.name.lower() == tag.name.lower()), None)


def _names(text: str, at: int, tag: Mark, row: BodyElement, typed: re.Match[str]) -> Completion:
    start = typed.start("name")
    rest = _NAME_REST.match(text, at)
    end = rest.end() if rest else at
    there = {a.name.lower() for a in attributes(text, tag) if not a.start <= start < a.name_end}
    space = "" if typed["gap"] else " "
    valued = _EQUALS.match(text, end) is not None
    items = [
        attribute_suggestion(each, space, valued)
        for each in sorted(row.element.attributes, key=lambda a: not a.required)
        if each.name.lower() not in there and each.occurs != "0"
    ]
    return Completion(start, end, tuple(matching(items, typed["name"])))


def _values(text: str, at: int, attribute: AttributeDef, typed: re.Match[str]) -> Completion:
    quote = typed["quote"]
    rest = _VALUE_REST.match(text, at)
    end = rest.end() if quote and rest else at
    before = "" if quote else '"'
    behind = "" if quote and text.startswith(quote, end) else quote or '"'
    items = [value_suggestion(value, "", before, behind) for value in attribute.values]
    return Completion(typed.start("value"), end, tuple(matching(items, typed["value"])))
