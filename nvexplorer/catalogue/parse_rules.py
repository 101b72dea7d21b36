"""The `[[rule]]` tables of a resource file: what its documentation says of parameters together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.checked_toml import one_of, read_table
from nvexplorer.catalogue.definition import Rule, Span, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nvexplorer.catalogue.checked_toml import Place
    from nvexplorer.catalogue.definition import ParameterDef


class _Kind(NamedTuple):
    """Which keys a rule of this kind has beside `kind` and `parameters`, and of how many
    parameters it speaks: at least `least`, at most `utmost`."""

    when: bool = False
    values: bool = False
    most: str = ""  # "needed" or "free"
    least: int = 1
    utmost: int | None = None


#: The kinds, each with the sentence that it stands for. A condition in `when` is a name ("is sent,
#: not empty") or `name=value`.
KINDS = {
    # Exactly one of `parameters` is given.
    "one": _Kind(least=2),
    # At least one of them is given.
    "any": _Kind(least=2),
    # While `when` holds, all of `parameters` are given.
    "needs": _Kind(when=True),
    # While `when` holds, at least one of `parameters` is given.
    "needs any": _Kind(when=True, least=2),
    # While `when` holds, none of `parameters` may be given.
    "excludes": _Kind(when=True),
    # While `when` holds, no other than `parameters` may be given.
    "excludes all but": _Kind(when=True),
    # While `when` holds, `parameters` have no effect.
    "ignores": _Kind(when=True),
    # `parameters` have a meaning only while `when` holds.
    "only with": _Kind(when=True),
    # While `when` holds, `parameters` take only these `values`.
    "values": _Kind(when=True, values=True),
    # The first and the last of what is asked for; `most` is how far apart they may be. With
    # `ends = "outside"` it is what lies after the one and before the other.
    "range": _Kind(most="free", least=2, utmost=2),
    # The date lies at most `most` before today.
    "recent": _Kind(most="needed", utmost=1),
}

_RULE = {
    "kind": "text!",
    "when": "text",
    "parameters": "texts!",
    "values": "texts",
    "most": "text",
    "ends": "text",
}
_SPAN = re.compile(r"([1-9]\d{0,3}) (day|month|year)s?")
_RANGES = ("date", "datetime", "month", "integer")


def parse_rules(
    top: Place, rows: Iterable[object], documented: Sequence[ParameterDef]
) -> tuple[Rule, ...]:
    """Raises BadDefinition, also for a rule of what is not among the `documented` parameters."""
    known = {p.name: p for p in documented}
    return tuple(
        _rule(top._replace(table="rule", nth=nth), row, known) for nth, row in enumerate(rows)
    )


def _rule(place: Place, row: object, known: dict[str, ParameterDef]) -> Rule:
    item = read_table(place, row, _RULE)
    one_of(place, "kind", item["kind"], KINDS)
    kind = KINDS[item["kind"]]
    names = tuple(item["parameters"])
    for key, wanted, needed in (
        ("when", kind.when, kind.when),
        ("values", kind.values, kind.values),
        ("most", bool(kind.most), kind.most == "needed"),
        ("ends", item["kind"] == "range", False),
    ):
        if needed and not item.get(key):
            place.fail(key, f'a rule of kind "{item["kind"]}" has no {key}.', f"Add {key} = ….")
        if not wanted and key in item:
            place.fail(key, f'{key} is nothing that "{item["kind"]}" has.', "Remove it.")
    if len(set(names)) != len(names):
        place.fail("parameters", "a rule names a parameter twice.", "Remove one.")
    if len(names) < kind.least or len(names) > (kind.utmost or len(names)):
        wanted_count = f"{kind.least} or more" if kind.utmost is None else str(kind.utmost)
        place.fail(
            "parameters",
            f'a rule of kind "{item["kind"]}" has the wrong number of parameters: {len(names)}.',
            f"Name {wanted_count}.",
        )
    for name in names:
        _known(place, "parameters", name, known)
    when = _term(place, item["when"], known) if kind.when else None
    if when and when.name in names and item["kind"] != "values":
        place.fail("when", f"a rule of {when.name} speaks of itself.", "Name another parameter.")
    most = _span(place, item)
    if item["kind"] in ("range", "recent"):
        _check_ordered(place, item["kind"], [known[name] for name in names], most)
    if "ends" in item:
        one_of(place, "ends", item["ends"], ("outside",))
    return Rule(item["kind"], names, when, tuple(item.get("values", ())), most, "ends" in item)


def _known(place: Place, key: str, name: str, known: dict[str, ParameterDef]) -> ParameterDef:
    if name not in known:
        from difflib import get_close_matches

        near = get_close_matches(name, known, 1)
        place.fail(
            key,
            f"a rule names {name!r}, which is no parameter of this resource.",
            f"Did you mean {near[0]!r}?" if near else "Name it as its [[parameter]] does.",
        )
    return known[name]


def _term(place: Place, text: str, known: dict[str, ParameterDef]) -> Term:
    name, equals, value = text.partition("=")
    parameter = _known(place, "when", name, known)
    if equals and not value:
        place.fail("when", f"when of a rule is {text!r}, without a value.", "Write name=value.")
    if value and parameter.values and value not in parameter.values:
        place.fail(
            "when",
            f"a rule asks for {text}, which is no documented value.",
            f"Write one of {', '.join(parameter.values)}.",
        )
    return Term(name, value)


def _span(place: Place, item: dict[str, str]) -> Span | None:
    if "most" not in item:
        return None
    match = _SPAN.fullmatch(item["most"])
    if match is None:
        place.fail("most", f"most is {item['most']!r}.", 'Write it like "30 days" or "1 year".')
    return Span(int(match[1]), f"{match[2]}s")


def _check_ordered(
    place: Place, kind: str, parameters: list[ParameterDef], most: Span | None
) -> None:
    types = _RANGES if kind == "range" else _RANGES[:2]
    for parameter in parameters:
        if parameter.type not in types or parameter.type != parameters[0].type:
            place.fail(
                "parameters",
                f'a rule of kind "{kind}" names {parameter.name}, whose type is {parameter.type}.',
                f"Name parameters of the same type: {', '.join(types)}.",
            )
    refused = {"integer": ("days", "months", "years"), "month": ("days",)}
    if most and most.unit in refused.get(parameters[0].type, ()):
        place.fail(
            "most",
            f"most is {str(most)!r} between parameters of type {parameters[0].type}.",
            "Months are counted in months, numbers not at all.",
        )
