"""What a handler gets: a request that passed authentication."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nvexplorer.sandbox.body import decoded, parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from xml.etree import ElementTree as ET

    from nvexplorer.catalogue.definition import ElementDef
    from nvexplorer.sandbox.company import Company
    from nvexplorer.sandbox.query import Query


@dataclass
class Call:
    """`now` is Finnish local time (naive), `language` FI, EN or SE; `notes` go to the log line.

    `structure` gives the documented elements of the resource's body.
    """

    company: Company
    query: Query
    content: bytes
    structure: Callable[[], Sequence[ElementDef]]
    now: datetime
    language: str
    notes: list[str] = field(default_factory=list)

    def body(self, may_be_empty: frozenset[str] = frozenset()) -> ET.Element:
        """The request's XML, checked against the resource's definition; see body.parsed."""
        text, encoding = decoded(self.content)
        if encoding != "utf-8":
            self.notes.append(f"body read as {encoding}")
        return parsed(text, self.structure(), may_be_empty)
