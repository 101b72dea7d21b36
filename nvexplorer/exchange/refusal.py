"""From Netvisor's refusal to the places of the request that it is most likely about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from nvexplorer.catalogue.body_check import check_outline
from nvexplorer.catalogue.check import check_parameters
from nvexplorer.exchange.refusal_body import places_in_body, value_place
from nvexplorer.exchange.refusal_text import Values, read_refusal
from nvexplorer.xmltext.outline import read_outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nvexplorer.catalogue.body_problem import BodyProblem
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.exchange.refusal_text import Said

# Refusals whose cause is not in what was asked.
_ELSEWHERE = {
    "AUTHENTICATION_FAILED",
    "REQUEST_NOT_UNIQUE",
    "SERVICE_ACCESS_ERROR",
    "SYSTEM_MAINTENANCE",
    "SYSTEM_MAINTANANCE",
}
# Guesses that come before rules that may be broken, and how many of these come next.
_FIRST_GUESSES = 5
_MOST_WARNED = 12

Certainty = Literal["proven", "guessed"]


class Suspect(NamedTuple):
    """A place that may have caused the refusal.

    `certainty` is `proven` when the request breaks a documented rule there, `guessed` when only
    Netvisor's text points to it. For a query parameter `parameter` is its name and the rest of the
    place is empty; else `start` and `end` are characters of the body as sent, `line` and `column`
    count from 1, and `path` is the names from the root down. `why` is one sentence.
    """

    certainty: Certainty
    parameter: str
    path: str
    start: int
    end: int
    line: int
    column: int
    why: str


def find_suspects(
    definition: Definition | None,
    code: str,
    text: str,
    parameters: Sequence[tuple[str, str]],
    body: str,
) -> list[Suspect]:
    """The likely places, best first: what breaks a rule, then what Netvisor's text points to.

    `code` and `text` are those of the ResponseStatus, `parameters` and `body` what was sent, the
    values literal. Empty where the refusal is about something else, such as the MAC.
    """
    asked = code.strip().upper().replace("-", "_")
    if asked in _ELSEWHERE:
        return []
    too_long: list[Suspect] = []
    proven: list[Suspect] = []
    warned: list[Suspect] = []
    outline = read_outline(body)
    if definition is not None:
        for problem in check_parameters(definition, parameters):
            error = problem.severity == "error"
            found = _at_parameter(problem.parameter, problem.problem, proven=error)
            (proven if error else warned).append(found)
        if body:
            for told in check_outline(definition, outline):
                if told.severity == "unjudged":
                    continue
                found = _broken(told, body)
                if asked == "INVALID_DATA_SIZE" and told.code == "length":
                    too_long.append(found)
                else:
                    (proven if told.severity == "error" else warned).append(found)
    said = read_refusal(text)
    guessed = [
        *_lines_told(said, body),
        *_in_parameters(said, definition, parameters),
        *(_at(body, *place) for place in places_in_body(said, definition, asked, outline)),
    ]
    # A rule that may be broken weighs more when the text speaks of the same place.
    places = {_place(s) for s in guessed}
    warned.sort(key=lambda s: _place(s) not in places)
    if asked == "TECHNICAL_ERROR":
        guessed = []
    return _without_repeats([*too_long, *proven, *_merge(warned, guessed)])


def _merge(warned: list[Suspect], guessed: list[Suspect]) -> Iterator[Suspect]:
    """Values that the text names come first, as long as they are few."""
    yield from guessed[:_FIRST_GUESSES]
    yield from warned[:_MOST_WARNED]
    yield from guessed[_FIRST_GUESSES:]


def _place(suspect: Suspect) -> tuple[str, int]:
    return (suspect.parameter, suspect.line)


def _without_repeats(suspects: Iterable[Suspect]) -> list[Suspect]:
    found: dict[tuple[str, int, int], Suspect] = {}
    for suspect in suspects:
        found.setdefault((suspect.parameter, suspect.start, suspect.line), suspect)
    return list(found.values())


def _broken(told: BodyProblem, body: str) -> Suspect:
    """The place of a rule that is or may be broken; inside an empty element, not its tag, so that
    what is typed there becomes its value."""
    start, end, column = told.start, told.end, told.column
    if told.code == "empty" and body.startswith("</", end):
        start, column = end, told.column + end - start
    certainty: Certainty = "proven" if told.severity == "error" else "guessed"
    return Suspect(certainty, "", told.path, start, end, told.line, column, told.problem)


def _at_parameter(name: str, why: str, *, proven: bool = False) -> Suspect:
    return Suspect("proven" if proven else "guessed", name, "", 0, 0, 0, 0, why)


def _at(text: str, path: str, start: int, end: int, why: str) -> Suspect:
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return Suspect("guessed", "", path, start, end, line, column, why)


# What the text says of lines and values


def _lines_told(said: Said, body: str) -> Iterator[Suspect]:
    if not said.line or not body:
        return
    lines = body.split("\n")
    if said.line > len(lines):
        return
    start = sum(len(line) + 1 for line in lines[: said.line - 1])
    line = lines[said.line - 1]
    end = start + len(line)
    if said.column and said.column <= len(line) + 1:
        why = f"Netvisor's text names line {said.line}, position {said.column}."
        yield _at(body, "", start + said.column - 1, end, why)
    else:
        start = end - len(line.lstrip())
        yield _at(body, "", start, end, f"Netvisor's text names line {said.line}.")


def _in_parameters(
    said: Said, definition: Definition | None, parameters: Sequence[tuple[str, str]]
) -> Iterator[Suspect]:
    values = Values(said)
    for name, value in parameters:
        hit = values.quoted(value)
        if hit is not None:
            yield _at_parameter(name, f"Netvisor's text quotes {hit}, the value of {name}.")
        elif name.lower() in said.names:
            yield _at_parameter(name, f"Netvisor's text speaks of {name}.")
    sent = {name.lower() for name, _ in parameters}
    for parameter in definition.parameters if definition else ():
        if parameter.name.lower() in said.exact_names and parameter.name.lower() not in sent:
            why = f"Netvisor's text speaks of {parameter.name}, which was not sent."
            yield _at_parameter(parameter.name, why)


def place_now(sent: str, now: str, suspect: Suspect) -> tuple[int, int] | None:
    """Where a suspect of the body as sent stands in the body as it is now: the same element by its
    place in the tree, or its attribute. None when it is not there any more."""
    if sent == now:
        return suspect.start, suspect.end
    old, new = read_outline(sent), read_outline(now)
    node = old.at(suspect.start)
    if node is None:
        return None
    steps = []
    while node.parent is not None:
        twins = [n for n in node.parent.children if n.name == node.name]
        steps.append((node.name, twins.index(node)))
        node = node.parent
    place = next((root for root in new.roots if root.name == node.name), None)
    for name, number in reversed(steps):
        twins = [n for n in place.children if n.name == name] if place else []
        place = twins[number] if number < len(twins) else None
    if place is None:
        return None
    attribute = suspect.path.rpartition("/@")[2] if "/@" in suspect.path else ""
    named = (a for a in new.attributes(place) if a.name == attribute)
    return next(((a.start, a.end) for a in named), None) or value_place(new, place)
