"""One thing that may be typed into a body, as a list of completions shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from nvexplorer.catalogue.body_skeleton import STEP, attribute_value, element_skeleton, escaped
from nvexplorer.catalogue.occurrence import occurrence_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nvexplorer.catalogue.body_table import BodyElement
    from nvexplorer.catalogue.definition import AttributeDef

Kind = Literal["element", "end", "attribute", "value"]
# The text of the first element that holds no others.
_FIRST_VALUE = re.compile(r">([^<>\n]*)</")


class Suggestion(NamedTuple):
    """`label` is what the list shows, `insert` what comes in the place of the completion's
    characters. Then the caret goes to the offset `caret` of `insert` and the `selected` characters
    behind it are an example, to be typed over. `detail` says type, length and occurrence, `note`
    what the documentation says besides."""

    label: str
    insert: str
    kind: Kind
    detail: str = ""
    note: str = ""
    required: bool = False
    caret: int = 0
    selected: int = 0


class Completion(NamedTuple):
    """`items`, best first, replace the characters from `start` to `end` of the text."""

    start: int
    end: int
    items: tuple[Suggestion, ...] = ()


class Layout(NamedTuple):
    """What new lines are indented by, and each level in them besides."""

    indent: str
    unit: str


def element_suggestion(row: BodyElement, layout: Layout | None) -> Suggestion:
    """The element with what is required in it; in one line when `layout` is None."""
    element = row.element
    insert, *lines = element_skeleton(row).split("\n")
    for line in lines:
        content = line.lstrip(" ")
        steps = (len(line) - len(content)) // len(STEP)
        insert += content if layout is None else f"\n{layout.indent}{layout.unit * steps}{content}"
    value = _FIRST_VALUE.search(insert)
    start, end = value.span(1) if value else (len(insert), len(insert))
    words = ["group" if element.type == "aggregate" else element.type]
    if element.length:
        words.append(f"at most {element.length} characters")
    words.append(occurrence_words(element.occurs))
    return Suggestion(
        row.name,
        insert,
        "element",
        ", ".join(words),
        element.note,
        element.required,
        start,
        end - start,
    )


def end_suggestion(name: str) -> Suggestion:
    tag = f"</{name}>"
    return Suggestion(tag, tag, "end", "end tag", caret=len(tag))


def value_suggestion(value: str, note: str = "", before: str = "", behind: str = "") -> Suggestion:
    """`before` and `behind` are quotes to be put around it."""
    insert = f"{before}{escaped(value)}{behind}"
    return Suggestion(value, insert, "value", "value", note, caret=len(insert))


def attribute_suggestion(attribute: AttributeDef, before: str, valued: bool) -> Suggestion:
    """The name alone when it is `valued` already; `before` is put before it."""
    head, value = f"{before}{attribute.name}", escaped(attribute_value(attribute))
    return Suggestion(
        attribute.name,
        head if valued else f'{head}="{value}"',
        "attribute",
        ", ".join([occurrence_words(attribute.occurs), *attribute.values]),
        required=attribute.required,
        caret=len(head) if valued else len(head) + 2,
        selected=0 if valued else len(value),
    )


def matching(items: Iterable[Suggestion], typed: str) -> list[Suggestion]:
    """Those that begin with what is typed, then those that hold it, then those that have its
    letters in order."""
    ranked = [(_rank(typed.lower(), item.label.lower()), item) for item in items]
    return [item for rank, item in sorted(ranked, key=lambda r: r[0]) if rank < 3]


def _rank(wanted: str, label: str) -> int:
    if label.startswith(wanted):
        return 0
    if wanted in label:
        return 1
    letters = iter(label)
    return 2 if all(letter in letters for letter in wanted) else 3
