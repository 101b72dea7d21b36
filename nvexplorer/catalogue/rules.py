"""Judges the parameters of a query together, by the rules of the resource's documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.moments import MONTH, read_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from nvexplorer.catalogue.definition import Definition, ParameterDef, Rule, Span, Term


class Broken(NamedTuple):
    """What a rule has against a query: said of `parameter`, as it reads after its name.
    `unasked` is True where nothing that is given asks for it."""

    parameter: str
    says: str
    do: str
    unasked: bool = False


def broken_rules(
    definition: Definition, given: Mapping[str, str], today: date | None = None
) -> list[Broken]:
    """`given` are the values that are not empty, by documented name. Rules about today are judged
    when it is told. A value with a placeholder is given, but not looked into."""
    found: list[Broken] = []
    known = {p.name: p for p in definition.parameters}
    for rule in definition.rules:
        if rule.when is None or _holds(rule.when, given) or rule.kind == "only with":
            found += _JUDGES[rule.kind](rule, _Query(known, given, today))
    return found


def required_unless(definition: Definition, name: str) -> tuple[str, ...]:
    """The parameters one of which may be given in place of this one, empty when it is in no group
    of which one is needed."""
    for rule in definition.rules:
        if rule.kind in ("one", "any") and name in rule.parameters:
            return tuple(p for p in rule.parameters if p != name)
    return ()


def has_placeholder(value: str) -> bool:
    """True for a text with `{{…}}`, whose value is not known before it is sent."""
    return "}}" in value.partition("{{")[2]


class _Query(NamedTuple):
    known: Mapping[str, ParameterDef]
    given: Mapping[str, str]
    today: date | None


def _holds(term: Term, given: Mapping[str, str]) -> bool:
    value = given.get(term.name, "")
    return value.lower() == term.value.lower() if term.value else bool(value)


def _state(term: Term) -> str:
    return f"{term.name} is {term.value}" if term.value else f"{term.name} is set"


def _listed(names: tuple[str, ...], word: str) -> str:
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _one(rule: Rule, query: _Query) -> Iterator[Broken]:
    given = [name for name in rule.parameters if name in query.given]
    if not given:
        yield from _any(rule, query)
    for name in given[1:]:
        others = f"together with {given[0]}"
        yield Broken(name, f"is documented as not to be given {others}", "switch one of them off")


def _any(rule: Rule, query: _Query) -> Iterator[Broken]:
    if not any(name in query.given for name in rule.parameters):
        first, *rest = rule.parameters
        others = _listed(tuple(rest), "or")
        yield Broken(first, f"or {others} is required", "give one of them a value", unasked=True)


def _needs(rule: Rule, query: _Query) -> Iterator[Broken]:
    for name in rule.parameters:
        if name not in query.given and rule.when:
            example = query.known[name].example
            such = f" such as {example}" if example else ""
            yield Broken(name, f"is needed while {_state(rule.when)}", f"give it a value{such}")


def _needs_any(rule: Rule, query: _Query) -> Iterator[Broken]:
    if not any(name in query.given for name in rule.parameters) and rule.when:
        yield Broken(
            rule.when.name,
            f"needs {_listed(rule.parameters, 'or')}"
            + (f" while it is {rule.when.value}" if rule.when.value else ""),
            "give one of them a value",
        )


def _excludes(rule: Rule, query: _Query) -> Iterator[Broken]:
    for name in rule.parameters:
        if name in query.given and rule.when:
            says = f"is documented as not allowed while {_state(rule.when)}"
            yield Broken(name, says, "switch one of them off")


def _excludes_all_but(rule: Rule, query: _Query) -> Iterator[Broken]:
    for name in query.given:
        if rule.when and name != rule.when.name and name not in rule.parameters:
            says = f"is documented as not allowed while {_state(rule.when)}"
            yield Broken(name, says, "switch one of them off")


def _ignores(rule: Rule, query: _Query) -> Iterator[Broken]:
    for name in rule.parameters:
        if name in query.given and rule.when:
            yield Broken(name, f"is ignored while {_state(rule.when)}", "switch one of them off")


def _only_with(rule: Rule, query: _Query) -> Iterator[Broken]:
    if rule.when is None or _holds(rule.when, query.given):
        return
    if has_placeholder(query.given.get(rule.when.name, "")):
        return
    for name in rule.parameters:
        if name in query.given:
            do = f"set {rule.when} too, or switch it off"
            yield Broken(name, f"has an effect only with {rule.when}", do)


def _values(rule: Rule, query: _Query) -> Iterator[Broken]:
    allowed = {value.lower() for value in rule.values}
    for name in rule.parameters:
        value = query.given.get(name, "")
        if value and not has_placeholder(value) and value.lower() not in allowed and rule.when:
            says = f"is {value!r}, which is not among the values while {_state(rule.when)}"
            yield Broken(name, says, f"write one of {', '.join(rule.values)}")


def _range(rule: Rule, query: _Query) -> Iterator[Broken]:
    first, last = rule.parameters
    if first not in query.given or last not in query.given:
        return
    kind = query.known[first].type
    begin, end = (_place(kind, query.given[name]) for name in (first, last))
    if begin is None or end is None:
        return
    if end < begin:
        lies = "is less than" if kind == "integer" else "lies before"
        yield Broken(last, f"{lies} {first}, so that nothing is between them", "exchange them")
    elif rule.most and _too_far(begin, end, rule.most):
        says = f"lies further from {first} than the documented {rule.most}"
        yield Broken(last, says, "split it into several requests")


def _recent(rule: Rule, query: _Query) -> Iterator[Broken]:
    (name,) = rule.parameters
    day = read_day(query.given.get(name, ""))
    if day is None or query.today is None or rule.most is None:
        return
    if _too_far(_comparable(day), _comparable(query.today), rule.most):
        says = f"lies further back than the documented {rule.most}"
        yield Broken(name, says, "choose a later day")


# Year, month and day, so that dates and months compare alike; an integer stands alone.
_Place = tuple[int, ...]


def _comparable(day: date) -> _Place:
    return day.year, day.month, day.day


def _place(kind: str, value: str) -> _Place | None:
    value = value.strip()
    if kind == "integer":
        digits = value.removeprefix("-")
        return (int(value),) if digits.isdecimal() and len(digits) < 20 else None
    if kind == "month":
        month = MONTH.fullmatch(value)
        return (int(month["year"]), int(month["month"])) if month else None
    day = read_day(value)
    return _comparable(day) if day else None


def _too_far(begin: _Place, end: _Place, most: Span) -> bool:
    """Days, months and years are counted between two dates; of two months both count."""
    if most.unit == "days":
        from datetime import date

        return (date(*end) - date(*begin)).days > most.number
    if len(begin) == 2 and most.unit == "months":
        return (end[0] - begin[0]) * 12 + end[1] - begin[1] + 1 > most.number
    months = begin[0] * 12 + begin[1] - 1 + most.number * (12 if most.unit == "years" else 1)
    return end > (months // 12, months % 12 + 1, *begin[2:])


_JUDGES: dict[str, Callable[[Rule, _Query], Iterator[Broken]]] = {
    "one": _one,
    "any": _any,
    "needs": _needs,
    "needs any": _needs_any,
    "excludes": _excludes,
    "excludes all but": _excludes_all_but,
    "ignores": _ignores,
    "only with": _only_with,
    "values": _values,
    "range": _range,
    "recent": _recent,
}
