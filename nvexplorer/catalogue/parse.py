"""The TOML text of a resource file to a Definition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from nvexplorer.catalogue.checked_toml import Place, one_of, read_table, read_toml
from nvexplorer.catalogue.definition import (
    BUILT_IN,
    AttributeDef,
    ChoiceDef,
    Definition,
    Detail,
    Effect,
    ElementDef,
    ParameterDef,
)
from nvexplorer.catalogue.parse_rules import parse_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PARAMETER_TYPES = (
    "string",
    "integer",
    "decimal",
    "date",
    "datetime",
    "month",
    "enum",
    "boolean",
    "list",
)
ELEMENT_TYPES = (
    "aggregate",
    "string",
    "integer",
    "decimal",
    "date",
    "datetime",
    "enum",
    "boolean",
    "base64",
    "xml",
)

# Keys in documented order and their kinds; see read_table.
_ATTRIBUTE = {"name": "text!", "values": "texts", "occurs": "text!", "example": "text"}
_CHOICE = {"within": "text!", "names": "texts!", "occurs": "text!"}
_DETAIL = {"from": "text!", "resource": "text!", "parameter": "text!"}
_PARAMETER = {
    "name": "text!",
    "occurs": "text!",
    "type": "text!",
    "values": "texts",
    "meanings": "texts",
    "limit": "count",
    "note": "text",
    "example": "text",
}
_ELEMENT = {
    "level": "count!",
    "name": "text!",
    "type": "text!",
    "occurs": "text!",
    "values": "texts",
    "length": "count",
    "attributes": "tables",
    "note": "text",
    "example": "text",
}
_DEFINITION = {
    "resource": "text!",
    "title": "text!",
    "title_fi": "text",
    "title_sv": "text",
    "keywords": "texts",
    "group": "text!",
    "method": "text!",
    "effect": "text",
    "summary": "text",
    "article": "text",
    "complete": "flag",
    "gaps": "text",
    "probe": "table",
    "detail": "tables",
    "choice": "tables",
    "parameter": "tables",
    "rule": "tables",
    "request": "tables",
    "response": "tables",
}
_OCCURS = re.compile(r"[0-9]+(\.\.([0-9]+|n))?")
_RESOURCE = re.compile(r"[\w.-]+", re.ASCII)


def parse_definition(toml_text: str, where: str, origin: str = BUILT_IN) -> Definition:
    """The definition that `toml_text` holds; `where` names the file in messages.

    Required are resource, title, group and method. Titles in Finnish and Swedish fall back to the
    English one, and an effect that is not told counts as write. Raises BadDefinition.
    """
    top = Place(toml_text, where)
    raw = read_table(top, read_toml(toml_text, where), _DEFINITION)
    resource = raw["resource"]
    if not _RESOURCE.fullmatch(resource):
        top.fail(
            "resource",
            f"{resource!r} is not the name of a resource.",
            'Write the last part of the address alone, such as "customerlist.nv".',
        )
    one_of(top, "method", raw["method"], ("GET", "POST"))
    effect = raw.get("effect", Effect.WRITE.value)
    one_of(top, "effect", effect, [e.value for e in Effect])
    for name, value in raw.get("probe", {}).items():
        if not isinstance(value, str):
            top.fail("probe", f"probe gives {name} a value that is not text.", "Put it in quotes.")
    detail = (read_table(top, d, _DETAIL, "detail") for d in raw.get("detail", ()))
    parameters = _parameters(top, raw.get("parameter", ()))
    request = _elements(top, "request", raw.get("request", ()), first=0)
    return Definition(
        resource=resource,
        title=raw["title"],
        title_fi=raw.get("title_fi") or raw["title"],
        title_sv=raw.get("title_sv") or raw["title"],
        keywords=tuple(raw.get("keywords", ())),
        group=raw["group"],
        method=raw["method"],
        effect=Effect(effect),
        summary=raw.get("summary", ""),
        complete=raw.get("complete", True),
        origin=origin,
        article=raw.get("article", ""),
        gaps=raw.get("gaps", ""),
        parameters=parameters,
        request=request,
        response=_elements(top, "response", raw.get("response", ()), first=1),
        probe=raw.get("probe"),
        detail=tuple(Detail(d["from"], d["resource"], d["parameter"]) for d in detail),
        rules=parse_rules(top, raw.get("rule", ()), parameters),
        choices=_choices(top, raw.get("choice", ()), request),
    )


def _choices(
    top: Place, rows: Iterable[object], request: tuple[ElementDef, ...]
) -> tuple[ChoiceDef, ...]:
    children: dict[str, list[str]] = {}
    here: list[str] = []
    for element in request:
        here = [*here[: element.level], element.name]
        children["/".join(here)] = []
        if element.level:
            children["/".join(here[:-1])].append(element.name)
    made = []
    for nth, row in enumerate(rows):
        place = top._replace(table="choice", nth=nth)
        item = read_table(place, row, _CHOICE)
        within, names = item["within"], tuple(item["names"])
        if within not in children:
            place.fail(
                "within",
                f"the request has no element {within}.",
                "Write its path from the root, such as root/customer.",
            )
        for name in names:
            one_of(place, "names", name, children[within], within)
        item["name"] = within
        made.append(ChoiceDef(within, names, _occurs(place, item)))
    return tuple(made)


def _occurs(place: Place, item: Mapping[str, Any], key: str = "occurs") -> str:
    occurs: str = item["occurs"]
    if not _OCCURS.fullmatch(occurs):
        place.fail(
            key,
            f"occurs of {item['name']} is {occurs!r}.",
            'Write how often it comes: "1", "0..1", "0..n" or such.',
        )
    return occurs


def _parameters(top: Place, rows: Iterable[object]) -> tuple[ParameterDef, ...]:
    made: list[ParameterDef] = []
    for nth, row in enumerate(rows):
        place = top._replace(table="parameter", nth=nth)
        item = read_table(place, row, _PARAMETER)
        name, kind, values = item["name"], item["type"], tuple(item.get("values", ()))
        one_of(place, "type", kind, PARAMETER_TYPES, name)
        if kind == "enum" and not values:
            place.fail(
                "values",
                f"{name} is an enum without values.",
                'List them, such as values = ["open", "paid"].',
            )
        meanings = tuple(item.get("meanings", ()))
        if meanings and len(meanings) != len(values):
            place.fail(
                "meanings",
                f"{name} has {len(values)} values and {len(meanings)} meanings.",
                'Write one meaning for each value, "" where it is not known.',
            )
        if any(p.name == name for p in made):
            place.fail(
                "name",
                f"parameter {name} is there twice.",
                'Remove one; occurs = "0..n" says that it may repeat.',
            )
        made.append(
            ParameterDef(
                name,
                _occurs(place, item),
                kind,
                values,
                item.get("limit"),
                item.get("note", ""),
                item.get("example", ""),
                meanings,
            )
        )
    return tuple(made)


def _elements(top: Place, table: str, rows: Iterable[object], first: int) -> tuple[ElementDef, ...]:
    made: list[ElementDef] = []
    deepest = first
    for nth, row in enumerate(rows):
        place = top._replace(table=table, nth=nth)
        item = read_table(place, row, _ELEMENT)
        name, level = item["name"], item["level"]
        one_of(place, "type", item["type"], ELEMENT_TYPES, name)
        if not first <= level <= deepest:
            place.fail(
                "level",
                f"level of {name} is {level}, outside {first} to {deepest} here.",
                "A level is at most one deeper than that of the element above.",
            )
        deepest = level + 1
        attributes = [
            read_table(place, a, _ATTRIBUTE, "attributes") for a in item.get("attributes", ())
        ]
        made.append(
            ElementDef(
                level,
                name,
                item["type"],
                _occurs(place, item),
                item.get("length"),
                tuple(
                    AttributeDef(
                        a["name"],
                        tuple(a.get("values", ())),
                        _occurs(place, a, "attributes"),
                        a.get("example", ""),
                    )
                    for a in attributes
                ),
                item.get("note", ""),
                item.get("example", ""),
                tuple(item.get("values", ())),
            )
        )
    return tuple(made)
