"""The documented elements of a body as a tree: what may stand where, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import ChoiceDef, Definition, ElementDef


class BodyElement(NamedTuple):
    """A row of the table with its children in documented order. `path` is the names from the root
    down, joined by `/`. `choices` are those among its children."""

    element: ElementDef
    path: str
    children: tuple[BodyElement, ...]
    choices: tuple[ChoiceDef, ...] = ()

    @property
    def name(self) -> str:
        return self.element.name

    def child(self, name: str) -> BodyElement | None:
        """The first child of that name, letter case as documented; None when there is none."""
        return next((c for c in self.children if c.name == name), None)

    def place(self, name: str) -> int:
        """The position of that child in documented order, -1 when there is none."""
        return next((i for i, c in enumerate(self.children) if c.name == name), -1)


class BodyTable(NamedTuple):
    """`certain` is false where the source of the table did not tell all: then what is not in it
    may be right all the same, and `gaps` says what is missing."""

    resource: str
    root: BodyElement
    certain: bool
    gaps: str

    def find(self, path: str) -> BodyElement | None:
        """The row at a path such as `root/salesinvoice/salesinvoicedate`."""
        first, _, rest = path.partition("/")
        row: BodyElement | None = self.root if first == self.root.name else None
        while row is not None and rest:
            first, _, rest = rest.partition("/")
            row = row.child(first)
        return row


def body_table(definition: Definition) -> BodyTable | None:
    """The table of the request's body, None when the definition has none."""
    rows = definition.request
    if not rows or rows[0].level != 0:
        return None

    def build(index: int, parent: str) -> tuple[BodyElement, int]:
        row = rows[index]
        path = f"{parent}/{row.name}" if parent else row.name
        children = []
        index += 1
        while index < len(rows) and rows[index].level > row.level:
            child, index = build(index, path)
            children.append(child)
        choices = tuple(c for c in definition.choices if c.within == path)
        return BodyElement(row, path, tuple(children), choices), index

    root, _ = build(0, "")
    return BodyTable(definition.resource, root, definition.certain, definition.gaps)
