"""Expressions to begin with, on the names of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nvexplorer.exchange.xpath.names import Vocabulary


class Example(NamedTuple):
    expression: str
    what: str


_RECORD, _FIELDS = "Customer", ("Netvisorkey", "Name")


def examples(names: Vocabulary | None) -> tuple[Example, ...]:
    """Five, about the records of the document: elements with several others in them, that stand in
    an element with nothing else. About customers where no such are known."""
    record, fields = _records(names) or (_RECORD, _FIELDS)
    key, text = fields[0], fields[1]
    return (
        Example(f"//{record}[{key}='1000']/{text}", f"{text} where {key} is 1000"),
        Example(f"//{record}[contains(., 'Oy')]", f"each {record} with Oy in its text"),
        Example(f"//{record}[not({text})]", f"each {record} without {text}"),
        Example(f"count(//{record})", "how many there are"),
        Example(f"//{record}[last()]", "the last one"),
    )


def _records(names: Vocabulary | None) -> tuple[str, tuple[str, ...]] | None:
    if names is None:
        return None
    for around, held in names.children.items():
        if around and len(held) == 1 and len(names.children.get(held[0], ())) > 1:
            return held[0], names.children[held[0]]
    return None
