"""The documentation of a resource as a tree of rows: plain data for the view."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.definition import BUILT_IN
from nvexplorer.catalogue.occurrence import occurrence_words
from nvexplorer.ui.panes.documentation.pieces import Piece, lines, listed
from nvexplorer.ui.panes.documentation.rule_words import choice_words, rule_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nvexplorer.catalogue.definition import (
        AttributeDef,
        ChoiceDef,
        Definition,
        Detail,
        ElementDef,
        ParameterDef,
    )


class Kind(Enum):
    TEXT = auto()  # a paragraph across all columns
    SECTION = auto()
    PARAMETER = auto()
    ELEMENT = auto()  # of the body
    ATTRIBUTE = auto()  # of the body
    ANSWER = auto()  # an element of the answer, or an attribute of one
    DETAIL = auto()  # another resource


class Row(NamedTuple):
    """`target` is what the row stands for: a parameter, the path of an element (`/@name` for an
    attribute) or a resource."""

    kind: Kind
    name: str = ""
    type: str = ""
    length: str = ""
    occurs: str = ""
    required: bool = False
    note: tuple[Piece, ...] = ()
    target: str = ""
    children: tuple[Row, ...] = ()

    @property
    def note_text(self) -> str:
        return "".join(piece.text for piece in self.note)

    def words(self) -> str:
        """What the filter searches."""
        return f"{self.name}\n{self.note_text}"

    def line(self) -> str:
        """The row as text: cells with tabs between them."""
        note = self.note_text.replace("\n", " ")
        if self.kind is Kind.TEXT:
            return note
        cells = (self.name, self.type, self.length, self.occurs, note)
        return "\t".join(cells).rstrip("\t")


_SHORT = 260  # characters of a paragraph that is read without being asked for

_EFFECTS = {
    "read": ("Reads", ": changes nothing in the company's data."),
    "write": ("Writes", ": adds to or changes the company's data."),
    "delete": ("Deletes", " from the company's data."),
}


def documentation(definition: Definition) -> tuple[Row, ...]:
    """All that is known of the resource, in the order it is read."""
    rows = [*_overview(definition)]
    rules = [Row(Kind.TEXT, note=rule_words(rule)) for rule in definition.rules]
    sections = (
        ("Parameters", [_parameter(p) for p in definition.parameters] + rules),
        ("Body", _elements(definition.request, "", definition.choices)),
        ("Answer", _elements(definition.response, "Root", (), answered=True)),
        ("Leads to", [_detail(d) for d in definition.detail]),
    )
    for title, inside in sections:
        if inside:
            rows.append(Row(Kind.SECTION, title, children=tuple(inside)))
    return tuple(rows)


def _overview(definition: Definition) -> Iterable[Row]:
    titles = [Piece(definition.title, "title")]
    others = [t for t in (definition.title_fi, definition.title_sv) if t]
    if others:
        titles.append(Piece("\n" + "  ·  ".join(others), "muted"))
    yield Row(Kind.TEXT, note=tuple(titles))
    effect = definition.effect.value
    word, rest = _EFFECTS[effect]
    if definition.method == "GET" and effect != "read":
        rest = rest.removesuffix(".") + ", although it is a GET."
    method = Piece(f"{definition.method}  ", f"method {effect}")
    yield Row(Kind.TEXT, note=(method, Piece(word, f"effect {effect}"), Piece(rest, "muted")))
    if definition.summary:
        yield Row(Kind.TEXT, note=(Piece(definition.summary),))
    if definition.gaps or not definition.complete:
        yield _gaps(definition)
    if definition.origin != BUILT_IN:
        yield Row(Kind.TEXT, note=(Piece(f"From your own file {definition.origin}.", "muted"),))


def _gaps(definition: Definition) -> Row:
    """What is not known: said at once when it is short, else inside, to be opened."""
    label = Piece("Not known in full. " if not definition.complete else "Not all is sure. ", "warn")
    gaps = Piece(definition.gaps or "The sources of this documentation did not tell all.", "muted")
    if len(gaps.text) <= _SHORT:
        return Row(Kind.TEXT, note=(label, gaps))
    more = Piece("Open this row to read what is missing.", "muted")
    return Row(Kind.TEXT, note=(label, more), children=(Row(Kind.TEXT, note=(gaps,)),))


def _parameter(parameter: ParameterDef) -> Row:
    told = str(parameter.limit) in parameter.note
    limit = f"At most {parameter.limit} items." if parameter.limit and not told else ""
    values = _meanings(parameter) if parameter.meanings else _values(parameter.values)
    return Row(
        Kind.PARAMETER,
        parameter.name,
        parameter.type,
        "",
        occurrence_words(parameter.occurs),
        parameter.required,
        lines(_text(parameter.note), _text(limit), values, _example(parameter.example)),
        parameter.name,
    )


def _elements(
    rows: Sequence[ElementDef], above: str, choices: Sequence[ChoiceDef], *, answered: bool = False
) -> list[Row]:
    """The flat table as trees, one for each of its outermost elements."""

    def build(at: int, parent: str) -> tuple[Row, int]:
        element = rows[at]
        path = f"{parent}/{element.name}" if parent else element.name
        children = [_attribute(a, path, answered=answered) for a in element.attributes]
        at += 1
        while at < len(rows) and rows[at].level > element.level:
            child, at = build(at, path)
            children.append(child)
        row = Row(
            Kind.ANSWER if answered else Kind.ELEMENT,
            element.name,
            element.type,
            str(element.length or ""),
            occurrence_words(element.occurs, answered=answered),
            element.required and not answered,
            lines(
                _text(element.note),
                *[choice_words(c) for c in choices if c.within == path],
                _values(element.values),
                _example(element.example),
            ),
            path,
            tuple(children),
        )
        return row, at

    trees, at = [], 0
    while at < len(rows):
        tree, at = build(at, above)
        trees.append(tree)
    return trees


def _attribute(attribute: AttributeDef, path: str, *, answered: bool) -> Row:
    return Row(
        Kind.ANSWER if answered else Kind.ATTRIBUTE,
        f"@{attribute.name}",
        "attribute",
        "",
        occurrence_words(attribute.occurs, answered=answered),
        attribute.required and not answered,
        _values(attribute.values),
        f"{path}/@{attribute.name}",
    )


def _detail(detail: Detail) -> Row:
    note = (
        Piece(detail.source, "mono"),
        Piece(" of the answer is its ", "muted"),
        Piece(detail.parameter, "mono"),
    )
    return Row(Kind.DETAIL, detail.resource, note=note, target=detail.resource)


def _text(text: str) -> tuple[Piece, ...]:
    return (Piece(text),) if text else ()


def _values(values: Sequence[str]) -> tuple[Piece, ...]:
    if not values:
        return ()
    return (Piece("One of " if len(values) > 1 else "Always ", "muted"), *listed(values, "or"))


def _meanings(parameter: ParameterDef) -> tuple[Piece, ...]:
    """A line for each value."""
    return lines(
        *[
            (Piece(value or "(empty)", "mono"), Piece(f"  {parameter.meaning(value)}", "muted"))
            for value in parameter.values
        ]
    )


def _example(example: str) -> tuple[Piece, ...]:
    return (Piece("Example ", "muted"), Piece(example, "mono")) if example else ()
