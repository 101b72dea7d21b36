"""A body to begin with, made from the documented elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from nvexplorer.catalogue.body_table import body_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.catalogue.body_table import BodyElement
    from nvexplorer.catalogue.definition import AttributeDef, Definition, ElementDef

#: `minimal`: what is required. `example`: that and every element of which the documentation shows
#: a value. `full`: every element.
SkeletonKind = Literal["minimal", "example", "full"]

STEP = "  "
"""What each level is indented by."""

# Where the documentation shows no value: one that its type allows.
_OF_TYPE = {
    "integer": "1",
    "decimal": "1,00",
    "date": "2026-01-31",
    "datetime": "2026-01-31 12:00:00",
    "boolean": "true",
    "base64": "JVBERi0xLjQK",  # the first line of a PDF
    "xml": "<root></root>",
}
# And for text, one that suits its name, by the first part of a name that is found in it.
_OF_NAME = {
    "email": "info@example.com",
    "phone": "040 000 0000",
    "fax": "09 000 0000",
    "homepage": "www.example.com",
    "country": "FI",
    "currency": "EUR",
    "rate": "1,00",
    "documentdata": "JVBERi0xLjQK",
}


def skeleton(definition: Definition, kind: SkeletonKind) -> str:
    """A whole body: indented, ending with a line feed, elements in documented order, and without
    an XML declaration, since Netvisor wants a body to begin with its root (documented: article
    77000466681). Empty when the definition has no body table.

    Values are the documented examples, else plausible ones. Attributes are the required ones
    alone: the examples are meant without the others, which change what a value means. Where a
    choice lets only one of several elements in, their parent is repeated for each if it may be,
    else the first of them is taken.
    """
    table = body_table(definition)
    return "\n".join(_lines(table.root, "", kind)) + "\n" if table else ""


def element_skeleton(row: BodyElement, indent: str = "", kind: SkeletonKind = "minimal") -> str:
    """One element, to be put where a line is already indented by `indent`: its first line is not
    indented and its last has no line feed."""
    return "\n".join(_copy(row, indent, kind, "")).lstrip()


def start_tag(element: ElementDef) -> str:
    """The tag with its required attributes, such as `<voucherdate format="ansi">`."""
    required = "".join(
        f' {a.name}="{escaped(attribute_value(a))}"' for a in element.attributes if a.required
    )
    return f"<{element.name}{required}>"


def attribute_value(attribute: AttributeDef) -> str:
    """One that suits the element's example, else the first documented value, else a plausible one;
    empty where none can be guessed."""
    first = attribute.values[0] if attribute.values else ""
    return attribute.example or first or _by_name(attribute.name)


def element_value(element: ElementDef) -> str:
    """The documented example, else a plausible value within the documented length, not escaped;
    that of an element of type xml is XML. Empty for one that holds elements alone."""
    if element.example or element.type == "aggregate":
        return element.example
    value = element.values[0] if element.values else _OF_TYPE.get(element.type)
    return (value or _by_name(element.name) or "Example")[: element.length]


def _by_name(name: str) -> str:
    return next((value for part, value in _OF_NAME.items() if part in name.lower()), "")


def _lines(row: BodyElement, indent: str, kind: SkeletonKind) -> Iterator[str]:
    """The element, once for each of the elements that exclude each other in it."""
    chosen: list[str] = []
    if kind != "minimal" and row.element.repeatable:
        excluding = [c for c in row.choices if not c.several]
        wanted = {c.name for c in row.children if _belongs(c, kind)}
        chosen = [name for c in excluding[:1] for name in c.names if name in wanted]
    for name in chosen or [""]:
        yield from _copy(row, indent, kind, name)


def _copy(row: BodyElement, indent: str, kind: SkeletonKind, chosen: str) -> Iterator[str]:
    opening, closing = start_tag(row.element), f"</{row.name}>"
    value = element_value(row.element)
    value = value if row.element.type == "xml" else escaped(value)
    members = _members(row, kind, chosen)
    if not members:
        yield f"{indent}{opening}{value}{closing}"
        return
    yield f"{indent}{opening}{value}"
    for child in members:
        yield from _lines(child, indent + STEP, kind)
    yield f"{indent}{closing}"


def _members(row: BodyElement, kind: SkeletonKind, chosen: str) -> list[BodyElement]:
    """The children that the skeleton has; `chosen` is the one that excludes others, if it may."""
    wanted = {c.name for c in row.children if _belongs(c, kind)}
    for choice in row.choices:
        among = [name for name in choice.names if name in wanted]
        if not among and choice.required:
            wanted.add(choice.names[0])
        elif among and not choice.several:
            wanted -= {*among} - {chosen if chosen in among else among[0]}
    if row.children and not wanted and row.element.type == "aggregate":
        # An empty group would say nothing, or clear what there is.
        wanted.add(row.children[0].name)
    return [c for c in row.children if c.name in wanted]


def _belongs(row: BodyElement, kind: SkeletonKind) -> bool:
    return kind == "full" or row.element.required or (kind == "example" and _has_example(row))


def _has_example(row: BodyElement) -> bool:
    return bool(row.element.example) or any(map(_has_example, row.children))


def escaped(text: str) -> str:
    """For text and for an attribute in double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
