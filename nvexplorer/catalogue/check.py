"""Compares a request's parameters with the documented ones. Tells only, never blocks."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NamedTuple

from nvexplorer.catalogue.moments import FINNISH, ISO_DATE, ISO_DATETIME, MONTH, day_of
from nvexplorer.catalogue.rules import broken_rules, has_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from nvexplorer.catalogue.definition import Definition, ParameterDef

Severity = Literal["error", "warning"]

_PLAIN = {
    "integer": (re.compile(r"-?\d+", re.ASCII), "a whole number in digits alone"),
    "decimal": (re.compile(r"-?\d+([.,]\d+)?", re.ASCII), "a number such as 12,50"),
    "boolean": (re.compile("true|false", re.IGNORECASE), "true or false"),
    "month": (MONTH, "a month as YYYY-MM, such as 2026-01"),
}


class Problem(NamedTuple):
    """`problem` says what is wrong and what to do; `parameter` is the name as it was given, or
    the documented one when it is missing.

    `at` is its place among the parameters given, None when it is missing. `beside` says the same in
    a few words for who sees the parameter, empty where `problem` does. `unasked` marks what is
    missing from the start, and not for something else that is given.
    """

    parameter: str
    severity: Severity
    problem: str
    at: int | None = None
    beside: str = ""
    unasked: bool = False


def check_parameters(
    definition: Definition,
    parameters: Sequence[tuple[str, str]],
    today: date | None = None,
) -> list[Problem]:
    """What the documentation of the resource has against these names and literal values, in the
    order they were given, then what they are against together, missing ones last.

    An error is against something documented; a warning may be right all the same, for instance
    where the documentation that the definition was made from is incomplete, or where parameters
    do not go together. A value with a placeholder is not judged. `today`, a Finnish day, is for
    those few that must lie near it; without it they are not judged.
    """
    problems: list[Problem] = []
    documented = {p.name.lower(): p for p in definition.parameters}
    seen: dict[str, int] = {}
    given: dict[str, str] = {}
    for at, (name, value) in enumerate(parameters):
        known = documented.get(name.lower())
        if known is None:
            problems.append(_unknown(definition, name)._replace(at=at))
            continue
        if name != known.name:
            says = f"{name} is documented as {known.name}: write it so."
            problems.append(Problem(name, "warning", says, at))
        if known.name in seen and not known.repeatable:
            more = f"{known.name} is given more than once: keep one."
            problems.append(Problem(name, "error", more, at))
        seen.setdefault(known.name, at)
        if value.strip():
            given.setdefault(known.name, value.strip())
        if not has_placeholder(value):
            problems.extend(
                Problem(name, severity, text, at)
                for severity, text in _value_problems(definition, known, value)
            )
    for parameter, says, do, unasked in broken_rules(definition, given, today):
        problems.append(
            Problem(
                parameter if parameter not in seen else parameters[seen[parameter]][0],
                "warning",
                f"{parameter} {says}: {do}.",
                seen.get(parameter),
                says.removeprefix("is "),
                unasked,
            )
        )
    for p in definition.parameters:
        if p.required and p.name not in seen:
            says = f"{p.name} is required: give it a value{_such_as(p)}."
            problems.append(Problem(p.name, "error", says, unasked=True))
    return problems


def _unknown(definition: Definition, name: str) -> Problem:
    names = {p.name.lower(): p.name for p in definition.parameters}
    near = get_close_matches(name.lower(), names, 1)
    if not name:
        return Problem(name, "error", "A parameter has no name: name it or remove the row.")
    said = f"{name} is not among the documented parameters of {definition.resource}"
    hint = f"did you mean {names[near[0]]}?" if near else "check the spelling."
    return Problem(name, "error" if definition.certain else "warning", f"{said}: {hint}")


def _such_as(parameter: ParameterDef) -> str:
    return f" such as {parameter.example}" if parameter.example else ""


def _short(value: str) -> str:
    return repr(value if len(value) <= 60 else value[:59] + "…")


def _value_problems(
    definition: Definition, parameter: ParameterDef, value: str
) -> Iterator[tuple[Severity, str]]:
    name = parameter.name
    if not value:
        if parameter.required:
            yield "error", f"{name} is empty: give it a value{_such_as(parameter)}."
        elif parameter.example:
            yield "warning", f"{name} is empty: switch it off unless an empty value is meant."
        return
    if value != value.strip():
        yield "warning", f"{name} begins or ends with a space: remove it unless it is meant."
        value = value.strip()
    if parameter.type == "list":
        yield from _list_problems(definition, parameter, value)
    elif parameter.type in ("date", "datetime"):
        yield from _date_problems(parameter, value)
    else:
        if parameter.type in _PLAIN:
            form, words = _PLAIN[parameter.type]
            if not form.fullmatch(value):
                yield "error", f"{name} is {_short(value)}: write {words}."
                return
        yield from _among(definition, parameter, value)


def _among(
    definition: Definition, parameter: ParameterDef, value: str
) -> Iterator[tuple[Severity, str]]:
    """Whether `value` is one of the documented values, if there are any."""
    if not parameter.values or value in parameter.values or parameter.type == "boolean":
        return
    said = f"{parameter.name} is {_short(value)}"
    for documented in parameter.values:
        if documented.lower() == value.lower():
            yield "warning", f"{said}, documented as {documented!r}: write it so."
            return
    # Flags may add up to numbers that no page lists.
    certain = definition.certain and parameter.type != "integer"
    near = get_close_matches(value, parameter.values, 1)
    hint = f"did you mean {near[0]}?" if near else f"write one of {', '.join(parameter.values)}."
    yield "error" if certain else "warning", f"{said}, which is not documented: {hint}"


def _list_problems(
    definition: Definition, parameter: ParameterDef, value: str
) -> Iterator[tuple[Severity, str]]:
    items = [item.strip() for item in value.split(",")]
    if "" in items:
        place = items.index("") + 1
        yield "error", f"Item {place} of {parameter.name} is empty: remove the spare comma."
    for item in items:
        if item:
            yield from _among(definition, parameter, item)
    if parameter.limit is not None and len(items) > parameter.limit:
        yield (
            "error",
            f"{parameter.name} has {len(items)} items, more than the documented"
            f" {parameter.limit}: split it into several requests.",
        )


def _date_problems(parameter: ParameterDef, value: str) -> Iterator[tuple[Severity, str]]:
    said = f"{parameter.name} is {_short(value)}"
    finnish = FINNISH.fullmatch(value)
    if finnish and FINNISH.fullmatch(parameter.example):
        if day_of(finnish) is None:
            yield "error", f"{said}, a day that does not exist: correct it."
        return
    form = ISO_DATE if parameter.type == "date" else ISO_DATETIME
    if iso := form.fullmatch(value):
        if day_of(iso) is None:
            yield "error", f"{said}, a day that does not exist: correct it."
        return
    day = day_of(finnish) if finnish else None
    if day:
        hint = f"write it as {day}."
    elif parameter.type == "date":
        hint = "write a date as YYYY-MM-DD, such as 2026-01-31."
    else:
        hint = "write a moment as YYYY-MM-DDThh:mm:ss, such as 2026-01-31T12:00:00."
    yield "error", f"{said}: {hint}"
