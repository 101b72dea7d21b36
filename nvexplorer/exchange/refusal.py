"""From Netvisor's refusal to the places of the request that it is most likely about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from nvexplorer.catalogue.body_check import check_body
from nvexplorer.catalogue.body_table import body_table
from nvexplorer.catalogue.check import check_parameters
from nvexplorer.exchange.refusal_text import Said, read_refusal, same_value
from nvexplorer.xmltext.outline import Node, Outline, read_outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nvexplorer.catalogue.body_problem import BodyProblem
    from nvexplorer.catalogue.body_table import BodyElement, BodyTable
    from nvexplorer.catalogue.definition import Definition

# Refusals whose cause is not in what was asked.
_ELSEWHERE = {
    "AUTHENTICATION_FAILED",
    "REQUEST_NOT_UNIQUE",
    "SERVICE_ACCESS_ERROR",
    "SYSTEM_MAINTENANCE",
    "SYSTEM_MAINTANANCE",
}
# A value that stands in more places than this points nowhere by itself.
_TOO_MANY = 5
# More guesses than this bury the good ones.
_MOST_GUESSES = 12


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
    proven: list[Suspect] = []
    warned: list[Suspect] = []
    if definition is not None:
        for problem in check_parameters(definition, parameters):
            error = problem.severity == "error"
            found = _at_parameter(problem.parameter, problem.problem, proven=error)
            (proven if error else warned).append(found)
        if body:
            for told in check_body(definition, body):
                if told.severity == "unjudged":
                    continue
                error = told.severity == "error"
                (proven if error else warned).append(_broken(told, body))
                if asked == "INVALID_DATA_SIZE" and told.code == "length":
                    proven.sort(key=lambda s: "characters" not in s.why)
    said = read_refusal(text)
    guessed = [
        *_lines_told(said, body),
        *_in_parameters(said, definition, parameters),
        *(_in_body(said, definition, asked, body) if body else ()),
    ]
    # A rule that may be broken weighs more when the text speaks of the same place.
    places = {_place(s) for s in guessed}
    warned.sort(key=lambda s: _place(s) not in places)
    if asked == "TECHNICAL_ERROR":
        guessed = []
    return _without_repeats([*proven, *_merge(warned, guessed)])


def _merge(warned: list[Suspect], guessed: list[Suspect]) -> Iterator[Suspect]:
    """Values that the text names come first, as long as they are few."""
    yield from guessed[:_TOO_MANY]
    yield from warned[:_MOST_GUESSES]
    yield from guessed[_TOO_MANY:_MOST_GUESSES]


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
    if said.column and said.column <= len(line) + 1:
        why = f"Netvisor's text names line {said.line}, position {said.column}."
        yield _at(body, "", start + said.column - 1, start + len(line), why)
    else:
        yield _at(body, "", start, start + len(line), f"Netvisor's text names line {said.line}.")


def _in_parameters(
    said: Said, definition: Definition | None, parameters: Sequence[tuple[str, str]]
) -> Iterator[Suspect]:
    for name, value in parameters:
        hit = next((v for v in said.values if value and same_value(v, value)), None)
        if hit is not None:
            yield _at_parameter(name, f"Netvisor's text quotes {hit}, the value of {name}.")
        elif name.lower() in said.names:
            yield _at_parameter(name, f"Netvisor's text speaks of {name}.")
    sent = {name.lower() for name, _ in parameters}
    for parameter in definition.parameters if definition else ():
        if parameter.name.lower() in said.exact_names and parameter.name.lower() not in sent:
            why = f"Netvisor's text speaks of {parameter.name}, which was not sent."
            yield _at_parameter(parameter.name, why)


# The body


def _in_body(said: Said, definition: Definition | None, code: str, body: str) -> Iterator[Suspect]:
    outline = read_outline(body)
    table = body_table(definition) if definition else None
    ranked: list[tuple[int, int, int, Node, str, str]] = []

    def add(score: int, node: Node, why: str) -> None:
        ranked.append((-score, *_value_place(outline, node), node, "", why))

    by_value: dict[str, list[Node]] = {}
    present = set()
    for node in outline.nodes():
        present.add(node.name.lower())
        about = said.about(node.name)
        if node.children:
            if score := _named(said, node.name):
                add(score, node, f"Netvisor's text names {node.name}.")
            continue
        value = outline.value(node).strip()
        hit = next((v for v in said.values if value and same_value(v, value)), None)
        if hit is not None:
            by_value.setdefault(hit, []).append(node)
        elif score := _named(said, node.name):
            add(score, node, f"Netvisor's text names {node.name}.")
        elif about >= 2:
            add(about, node, f"Netvisor's text speaks of what {node.name} holds.")
        row = table.find(node.path) if table else None
        for score, why in _by_code(code, node, row, value):
            add(score, node, why)
    for value, nodes in by_value.items():
        for node in nodes:
            about = said.about(node.name)
            if len(nodes) > _TOO_MANY and not about:
                continue
            more = f" (one of {len(nodes)} places)" if len(nodes) > 1 else ""
            add(5 + about, node, f"Netvisor's text quotes {value}, the value of {node.name}{more}.")
    if table is not None:
        for row, parent in _absent(table, outline, said, present):
            why = f"Netvisor's text names {row.name}, which is not in the body."
            # What only may be a name is less likely one that is not even there.
            score = 4 if row.name.lower() in said.exact_names else 1
            ranked.append((-score, parent.start, parent.open_end, parent, row.path, why))
    ranked.sort(key=lambda r: r[:2])
    for _, start, end, node, path, why in ranked[:_MOST_GUESSES]:
        yield _at(body, path or node.path, start, end, why)


def _named(said: Said, name: str) -> int:
    """How surely the text means an element of this name, 0 when it does not."""
    plain = name.lower()
    return 4 if plain in said.exact_names else 3 if plain in said.joined_names else 0


def _value_place(outline: Outline, node: Node) -> tuple[int, int]:
    """The value of a leaf, also an empty one between its tags; the opening tag of all else."""
    if node.children or node.close_start >= node.end:
        return node.start, node.open_end
    start, end = node.open_end, node.close_start
    inner = outline.text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def _by_code(
    code: str, node: Node, row: BodyElement | None, value: str
) -> Iterator[tuple[int, str]]:
    """What the code alone makes a suspect of."""
    name = node.name.lower()
    if code == "PERIOD_LOCK" and (row.element.type == "date" if row else name.endswith("date")):
        yield 2, f"{node.name} puts the booking into a period, and the period of one is locked."
    elif code == "DUPLICATE_DATA" and name.endswith(("number", "code", "identifier")) and value:
        yield 1, f"{node.name} identifies the record, and one like it exists."
    elif code == "INVALID_DATA_SIZE" and len(value) >= 100_000:
        yield (
            2,
            f"{node.name} is the kind of value that can be too large: {len(value):,} characters.",
        )


def _absent(
    table: BodyTable, outline: Outline, said: Said, present: set[str]
) -> Iterator[tuple[BodyElement, Node]]:
    """Rows that the text names and the body lacks, with the element they would stand in."""
    if not outline.roots:
        return
    holders: dict[str, Node] = {}
    for node in outline.nodes():
        holders.setdefault(node.path, node)
    waiting = [table.root]
    while waiting:
        row = waiting.pop()
        waiting += row.children
        name = row.name.lower()
        if _named(said, name) and name not in present:
            yield row, holders.get(row.path.rpartition("/")[0], outline.roots[0])


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
    return next(((a.start, a.end) for a in named), None) or _value_place(new, place)
