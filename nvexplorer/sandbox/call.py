"""What a handler gets: a request that passed authentication."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nvexplorer.catalogue.definition import AttributeDef, ElementDef
from nvexplorer.sandbox.body import decoded, parsed

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from xml.etree import ElementTree as ET

    from nvexplorer.sandbox.company import Company
    from nvexplorer.sandbox.query import Query


@dataclass
class Call:
    """`now` is Finnish local time (naive), `language` FI, EN or SE; `notes` go to the log line."""

    company: Company
    query: Query
    content: bytes
    definition: Path | None
    now: datetime
    language: str
    notes: list[str] = field(default_factory=list)

    def body(self, may_be_empty: frozenset[str] = frozenset()) -> ET.Element:
        """The request's XML, checked against the resource's definition; see body.parsed."""
        text, encoding = decoded(self.content)
        if encoding != "utf-8":
            self.notes.append(f"body read as {encoding}")
        if self.definition is None:
            raise LookupError("the resource has no definition to check a body against")
        return parsed(text, _request_elements(self.definition), may_be_empty)


def _request_elements(definition: Path) -> list[ElementDef]:
    document = tomllib.loads(definition.read_text("utf-8"))
    return [_element(row) for row in document["request"]]


def _element(row: dict[str, Any]) -> ElementDef:
    attributes = tuple(
        AttributeDef(a["name"], tuple(a["values"]), a["occurs"]) for a in row.get("attributes", ())
    )
    return ElementDef(
        row["level"], row["name"], row["type"], row["occurs"], row.get("length"), attributes
    )
