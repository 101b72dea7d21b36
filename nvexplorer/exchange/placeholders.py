"""`{{name}}` in parameters and bodies: what it stands for, put in when a request is sent.

Names are listed in `NAMES`; a profile and its company add variables of their own, the profile's
winning. A date or `now` may be moved: `{{today-7d}}`, `{{month.end-1m}}` (see `moved`). Spaces
within the braces do not matter. `{{{{` stands for two literal braces. Values are put in as they
are, a placeholder within a value is not looked for. Keys are no placeholders and never will be.

In a body `&`, `<`, `>` and quotes of a value are escaped, in a CDATA section its end is; nothing is
replaced in comments. In parameters values are literal text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.placeholder_dates import DATES
from nvexplorer.exchange.placeholder_text import escaped, find_placeholders
from nvexplorer.exchange.placeholder_values import (
    FACTS,
    NAMES,
    OWN,
    Facts,
    Known,
    facts_for,
    known_names,
    nearest,
    own_value,
    variable_name_problem,
)
from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.exchange.placeholder_text import Found
    from nvexplorer.model.request import RequestDraft

__all__ = [
    "NAMES",
    "Facts",
    "Known",
    "Place",
    "Problem",
    "Replacement",
    "Resolved",
    "escaped",
    "examine",
    "examine_text",
    "facts_for",
    "known_names",
    "names_last_key",
    "resolve",
    "variable_name_problem",
]

_INNER = re.compile(r"\s*([^\s+-]+)\s*((?:[+-]\s*\d{1,5}\s*[dwmy]\s*)*)")
# What XML 1.0 cannot carry, not even escaped.
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_SHOWN = 40


class Place(NamedTuple):
    """Where a placeholder is typed. `part` is `parameter`, `parameter name` or `body`; `row` the
    parameter's index in the draft, -1 in the body; `line` counts from 1; `start` and `end` are
    characters of the text as typed."""

    part: str
    row: int
    name: str
    line: int
    start: int
    end: int

    @property
    def words(self) -> str:
        """`parameter startdate` or `body line 12`; the field of BadInput, too."""
        if self.part == "body":
            return f"body line {self.line}"
        return f"parameter {self.name}".strip()


class Replacement(NamedTuple):
    """`placeholder` as typed; `value` was put in as the characters `start` to `end` of the
    resolved parameter value, name or body."""

    placeholder: str
    value: str
    place: Place
    start: int
    end: int


class Problem(NamedTuple):
    """A placeholder that cannot be resolved: what is wrong and what to do. It stands as typed in
    the characters `start` to `end` of the resolved parameter value, name or body."""

    place: Place
    what: str
    next: str
    start: int = 0
    end: int = 0

    def error(self) -> BadInput:
        return BadInput(self.what, self.next, self.place.words)


class Resolved(NamedTuple):
    """`draft` with the values put in; a placeholder with a problem stays as typed in it."""

    draft: RequestDraft
    replaced: tuple[Replacement, ...]
    problems: tuple[Problem, ...]


def names_last_key(draft: RequestDraft) -> bool:
    """Whether `{{last.key}}` may be in the request: for whoever has to look the key up."""
    texts = (draft.body, *(text for each in draft.parameters for text in (each.name, each.value)))
    return any("last.key" in text for text in texts)


def resolve(draft: RequestDraft, facts: Facts) -> Resolved:
    """The draft as it is to be sent. Raises BadInput for the first placeholder that is unknown,
    malformed or without a value, naming its place."""
    resolved = examine(draft, facts)
    if resolved.problems:
        raise resolved.problems[0].error()
    return resolved


def examine(draft: RequestDraft, facts: Facts) -> Resolved:
    """As `resolve`, but gives all problems, in the order of the request. Rows that are off and the
    body of a request without one stay as typed, since they are not sent."""
    replaced: list[Replacement] = []
    problems: list[Problem] = []

    def put_in(text: str, part: str, row: int = -1, name: str = "") -> str:
        result, new, wrong = examine_text(text, facts, part, row, name)
        replaced.extend(new)
        problems.extend(wrong)
        return result

    parameters = tuple(
        each._replace(
            name=put_in(each.name, "parameter name", row, each.name),
            value=put_in(each.value, "parameter", row, each.name),
        )
        if each.enabled
        else each
        for row, each in enumerate(draft.parameters)
    )
    body = put_in(draft.body, "body") if draft.method == "POST" else draft.body
    result = draft._replace(parameters=parameters, body=body)
    return Resolved(result, tuple(replaced), tuple(problems))


def examine_text(
    text: str, facts: Facts, part: str = "parameter", row: int = -1, name: str = ""
) -> tuple[str, list[Replacement], list[Problem]]:
    """One text alone; `part` `body` makes it XML."""
    if "{{" not in text:
        return text, [], []
    pieces: list[str] = []
    replaced: list[Replacement] = []
    problems: list[Problem] = []
    at = length = 0
    for found, place in _places(text, part, row, name):
        pieces.append(text[at : found.start])
        length += found.start - at
        typed = text[found.start : found.end]
        answer = "{{" if found.literal else _value(found, place, facts)
        if isinstance(answer, Problem):
            problems.append(answer._replace(start=length, end=length + len(typed)))
            put = typed
        else:
            put = answer if found.literal or part != "body" else _in_xml(answer, cdata=found.cdata)
            if not found.literal:
                replaced.append(Replacement(typed, answer, place, length, length + len(put)))
        pieces.append(put)
        length += len(put)
        at = found.end
    pieces.append(text[at:])
    return "".join(pieces), replaced, problems


def _places(text: str, part: str, row: int, name: str) -> Iterator[tuple[Found, Place]]:
    line, counted = 1, 0
    for found in find_placeholders(text, xml=part == "body"):
        line += text.count("\n", counted, found.start)
        counted = found.start
        end = found.end
        if found.inner is None and not found.literal:  # shown up to the end of its line
            stop = text.find("\n", found.start)
            end = min(len(text) if stop < 0 else stop, found.start + _LONGEST_SHOWN)
        yield found, Place(part, row, name, line, found.start, end)


def _value(found: Found, place: Place, facts: Facts) -> str | Problem:
    where = f" in {place.words}" if place.part == "body" or place.name else ""
    if found.inner is None:
        return Problem(
            place,
            f"The {{{{{where} are not closed by }}}} on their line.",
            "Close them, or write {{{{ for two braces that are meant as such.",
        )
    typed = f"{{{{{found.inner}}}}}"
    shape = _INNER.fullmatch(found.inner)
    if shape is None:
        return Problem(
            place,
            f"{_shown(typed)}{where} is no placeholder.",
            "Write it like {{today}} or {{today-7d}}, or {{{{ for two braces that are meant as "
            "such.",
        )
    name, offset = shape[1], shape[2]
    variables = facts.variables
    if name not in OWN and name not in variables:
        return Problem(place, f"{_shown(typed)}{where} is not known.", nearest(name, variables))
    movable = name in DATES or name == "now"
    if offset and not movable:
        return Problem(
            place,
            f"{_shown(typed)}{where} cannot be moved: {name} is no date.",
            f"Write {{{{{name}}}}}.",
        )
    try:
        value = own_value(name, offset, facts) if name in OWN else variables[name]
    except ValueError:
        return Problem(
            place, f"{_shown(typed)}{where} leads out of the calendar.", "Move it by less."
        )
    if not value and name in OWN:
        return Problem(place, f"{_shown(typed)}{where} has no value yet.", FACTS[name][2])
    if place.part == "body" and _NOT_XML.search(value):
        return Problem(
            place,
            f"The value of {_shown(typed)}{where} holds a character that XML cannot carry.",
            "Write the variable anew under Profiles.",
        )
    return value


def _in_xml(value: str, *, cdata: bool) -> str:
    if cdata:
        return value.replace("]]>", "]]]]><![CDATA[>")
    for character, entity in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("'", "&apos;"),
    ):
        value = value.replace(character, entity)
    return value


def _shown(typed: str) -> str:
    return typed if len(typed) <= _LONGEST_SHOWN else f"{typed[:_LONGEST_SHOWN]}…"
