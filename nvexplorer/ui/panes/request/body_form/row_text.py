"""What a row of the form says, to the eye and to a screen reader."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from nvexplorer.catalogue.occurrence import occurrence_words
from nvexplorer.ui.wording import plural, size_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.catalogue.body_form import FormRow
    from nvexplorer.catalogue.body_problem import BodyProblem

# A longer value is no matter for a line of text.
LONGEST = 2_000
_UNKNOWN = "not documented"


def can_fill(row: FormRow) -> bool:
    """Whether a value can be typed into the row."""
    return not row.is_group and len(row.value) <= LONGEST


def value_text(row: FormRow) -> str:
    """The value, or how many elements there are in a group."""
    if row.is_group:
        count = len(row.node.children) if row.node is not None else 0
        return plural(count, "element") if count else ""
    if len(row.value) > LONGEST:
        return f"{size_text(len(row.value))} of text: edit it in the XML"
    return row.value.replace("\n", " ⏎ ")


def hint_text(row: FormRow) -> str:
    """What stands where there is no value."""
    if row.is_group:
        return "required" if row.missing and row.required else ""
    if not row.missing:
        return "empty"
    example = example_of(row)
    such = f"such as {example}" if example else ""
    return ", ".join(filter(None, ("required" if row.required else "", such)))


def example_of(row: FormRow) -> str:
    """A value that would do, empty where none is known."""
    known = row.attribute if row.is_attribute else row.row and row.row.element
    return "" if known is None else known.example or "".join(known.values[:1])


def values_of(row: FormRow) -> tuple[str, ...]:
    """Those to choose from, none where any goes."""
    if row.is_attribute:
        return row.attribute.values if row.attribute is not None else ()
    if row.row is None:
        return ()
    element = row.row.element
    if element.type == "boolean" and not element.values:
        return ("true", "false")
    return element.values


def facts_text(row: FormRow) -> str:
    """Type, length, occurrence and documented values, or that nothing is known of it."""
    if row.is_attribute:
        if row.attribute is None:
            return _UNKNOWN
        facts = ["attribute", occurrence_words(row.attribute.occurs)]
        return " · ".join((*facts, *filter(None, (", ".join(row.attribute.values),))))
    if row.row is None:
        return _UNKNOWN
    element = row.row.element
    facts = [occurrence_words(element.occurs)]
    if element.type != "aggregate":
        facts.insert(0, element.type + (f" ≤ {element.length}" if element.length else ""))
    if element.values:
        facts.append(", ".join(element.values))
    return " · ".join(facts)


def note_text(row: FormRow) -> str:
    """The facts and what else is known, in one line."""
    note = "" if row.is_attribute or row.row is None else row.row.element.note
    return " · ".join(filter(None, (facts_text(row), note)))


def tip_text(row: FormRow, problems: Sequence[BodyProblem]) -> str:
    """All that is known of the row, in lines that are as long as they need be."""
    note = "" if row.is_attribute or row.row is None else row.row.element.note
    lines = (row.path, *(each.problem for each in problems), facts_text(row), note)
    return "".join(f"<p style='margin:2px 0'>{escape(line)}</p>" for line in lines if line)


def spoken_text(row: FormRow, problems: Sequence[BodyProblem]) -> str:
    """Name, value and state, as a screen reader says them."""
    kind = "attribute " if row.is_attribute else ""
    state = ("required, missing" if row.required else "not filled in") if row.missing else ""
    value = value_text(row) or ("" if row.missing or row.is_group else "empty")
    told = f"{kind}{row.name.removeprefix('@')}"
    wrong = "; ".join(f"{each.severity}: {each.problem}" for each in problems)
    return ", ".join(filter(None, (told, value, state, wrong)))
