"""XML bodies: read, then checked against the documented order, occurrence, length and types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from nvexplorer.sandbox.query import ansi_date
from nvexplorer.sandbox.refusal import (
    INVALID_DATA_SIZE,
    NOT_VALID_XML,
    Refused,
    data_error,
    own,
    own_data_error,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.catalogue.definition import ElementDef


def decoded(body: bytes) -> tuple[str, str]:
    """The text and its encoding: UTF-8, or ISO-8859-15 when it is not (both are documented)."""
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return body.decode("iso-8859-15"), "iso-8859-15"


def parsed(
    text: str, structure: Sequence[ElementDef], may_be_empty: frozenset[str] = frozenset()
) -> ET.Element:
    """The root element, all names in lower case, once it fits the structure.

    Letter case of names is free (a client in use sends CamelCase). Mandatory elements must have a
    value unless they stand in `may_be_empty`. A body begins with its root, without an XML
    declaration (documented). Raises Refused.
    """
    if not text.strip():
        raise own_data_error("The request has no body.")
    if text.lstrip("\ufeff \t\r\n").startswith("<?"):
        raise own_data_error("The body begins with an XML declaration; it must begin with <root>.")
    if "<!DOCTYPE" in text:
        raise data_error(NOT_VALID_XML)
    try:
        root = ET.fromstring(text)
    except ET.ParseError:
        raise data_error(NOT_VALID_XML) from None
    if root.tag.lower() != structure[0].name.lower():
        raise _misfit(f"the first element is {root.tag}, {structure[0].name} was expected")
    _check(root, structure, 0, may_be_empty)
    for found in root.iter():
        found.tag = found.tag.lower()
        for name in list(found.attrib):
            found.set(name.lower(), found.attrib.pop(name))
        found.text = (found.text or "").strip()
    return root


def value(parent: ET.Element | None, path: str) -> str:
    """The text at a path of lower-case names below the element; '' when it is not there."""
    return parent.findtext(path, "") if parent is not None else ""


def _check(
    element: ET.Element, structure: Sequence[ElementDef], index: int, may_be_empty: frozenset[str]
) -> None:
    wanted = structure[index]
    _check_attributes(element, wanted)
    children = _children(structure, index)
    if not children:
        _check_text(element, wanted, wanted.required and wanted.name.lower() not in may_be_empty)
        return
    if (element.text or "").strip():
        raise _misfit(f"{wanted.name} holds text instead of elements")
    names = {structure[i].name.lower(): i for i in children}
    seen: dict[int, int] = {}
    last = -1
    for child in element:
        at = names.get(child.tag.lower())
        if at is None:
            raise _misfit(f"{wanted.name} may not hold {child.tag}")
        if at < last:
            raise _misfit(f"{child.tag} stands after {structure[last].name}, but belongs before it")
        seen[at] = seen.get(at, 0) + 1
        if seen[at] > 1 and not structure[at].repeatable:
            raise _misfit(f"{child.tag} stands more than once in {wanted.name}")
        last = at
        _check(child, structure, at, may_be_empty)
    for at in children:
        if structure[at].required and at not in seen:
            raise _misfit(f"{wanted.name} must hold {structure[at].name}")


def _children(structure: Sequence[ElementDef], index: int) -> list[int]:
    level = structure[index].level
    found = []
    for at in range(index + 1, len(structure)):
        if structure[at].level <= level:
            break
        if structure[at].level == level + 1:
            found.append(at)
    return found


def _check_attributes(element: ET.Element, wanted: ElementDef) -> None:
    given = {name.lower(): text for name, text in element.attrib.items()}
    for attribute in wanted.attributes:
        text = given.get(attribute.name.lower())
        if text is None:
            if attribute.required:
                raise _misfit(f"{wanted.name} lacks the attribute {attribute.name}")
        elif attribute.values and text.lower() not in [v.lower() for v in attribute.values]:
            raise _misfit(
                f'{wanted.name} has {attribute.name}="{text}",'
                f" allowed: {', '.join(attribute.values)}"
            )


def _check_text(element: ET.Element, wanted: ElementDef, needed: bool) -> None:
    text = (element.text or "").strip()
    if len(element):
        raise _misfit(f"{wanted.name} holds elements instead of text")
    if not text:
        if needed:
            raise _misfit(f"{wanted.name} is empty")
        return
    if wanted.length and len(text) > wanted.length:
        raise own_data_error(
            f"{wanted.name} has {len(text)} characters, {wanted.length} are allowed.",
            INVALID_DATA_SIZE,
        )
    if not _fits_type(text, wanted.type):
        raise _misfit(f"{wanted.name} is not of type {wanted.type}: {text[:80]}")


def _fits_type(text: str, type_: str) -> bool:
    if type_ == "integer":
        return re.fullmatch(r"-?[0-9]{1,18}", text) is not None
    if type_ == "decimal":
        return re.fullmatch(r"-?[0-9]{1,15}([.,][0-9]{1,12})?", text) is not None
    if type_ == "date":
        return ansi_date(text) is not None
    return True


def _misfit(detail: str) -> Refused:
    return data_error(f"{NOT_VALID_XML} :: {own(detail)}")
