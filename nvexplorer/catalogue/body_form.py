"""A body as a form: its elements and attributes with their values, and what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.catalogue.body_table import BodyElement, BodyTable
    from nvexplorer.catalogue.definition import AttributeDef
    from nvexplorer.xmltext.outline import Node, Outline

# Deeper elements are left to the text: no documented body has ten levels.
_DEEPEST = 50


class FormRow:
    """A line of the form.

    An element of the body has its `node`; an `attribute` has the node whose tag it stands in. A
    documented one that the body lacks has neither a node of its own nor a value: `missing` is
    true, and filling it in puts it there. `row` is what is documented, in whatever letter case the
    body has it, None for what is not.
    `number` tells twins apart, from 0. `path` is the names from the root down, `/@name` for an
    attribute. Values and children are read when they are asked for, so that a large body costs
    what is looked at.
    """

    __slots__ = (
        "_children",
        "_value",
        "attribute",
        "missing",
        "node",
        "number",
        "outline",
        "parent",
        "path",
        "row",
    )

    def __init__(
        self,
        outline: Outline,
        path: str,
        parent: FormRow | None,
        row: BodyElement | None,
        node: Node | None,
        *,
        value: str | None = None,
        number: int = 0,
        attribute: AttributeDef | None = None,
        missing: bool = False,
    ) -> None:
        """`attribute` is what is documented of it: one that is not is known by its path alone."""
        self.outline = outline
        self.path = path
        self.parent = parent
        self.row = row
        self.node = node
        self.number = number
        self.attribute = attribute
        self.missing = missing
        self._value = value
        self._children: list[FormRow] | None = None

    @property
    def name(self) -> str:
        """With an at sign for an attribute."""
        return self.path.rpartition("/")[2]

    @property
    def is_attribute(self) -> bool:
        return self.name.startswith("@")

    @property
    def value(self) -> str:
        """As a parser reads it, empty for a group and for what is missing."""
        if self._value is None:
            node = self.node
            leaf = node is not None and not node.children and not self.missing
            self._value = self.outline.value(node) if leaf and node is not None else ""
        return self._value

    @value.setter
    def value(self, value: str) -> None:
        self._value = value

    @property
    def is_group(self) -> bool:
        """Whether it holds elements and no value."""
        if self.is_attribute:
            return False
        if self.node is not None and self.node.children:
            return True
        return self.row is not None and bool(self.row.children)

    @property
    def required(self) -> bool:
        """Whether the documentation wants it there, given that what is around it is."""
        if self.is_attribute:
            return self.attribute is not None and self.attribute.required
        return self.row is not None and self.row.element.required

    @property
    def key(self) -> tuple[tuple[str, int], ...]:
        """Tells it apart from all others, also in the next version of the same body."""
        own = ((self.name, self.number),)
        return (self.parent.key if self.parent else ()) + own

    @property
    def source(self) -> str:
        """Its text in the body: equal texts of one name are equal rows."""
        if self.node is None or self.missing:
            return ""
        if self.is_attribute:
            return self.value
        return self.outline.text[self.node.start : self.node.end]

    @property
    def children(self) -> list[FormRow]:
        """Attributes, then elements in their own order, documented ones that are missing at their
        place among them. What is missing has none."""
        if self._children is None:
            node = self.node
            there = node is not None and not self.missing and not self.is_attribute
            self._children = _children(self, node) if there and node is not None else []
        return self._children


def form_rows(table: BodyTable | None, outline: Outline) -> list[FormRow]:
    """The rows of the roots."""
    root = table.root if table else None
    rows = []
    for number, node in enumerate(outline.roots):
        named = root is not None and root.name.lower() == node.name.lower()
        known = root if named else None
        rows.append(FormRow(outline, node.name, None, known, node, number=number))
    if not rows and root is not None:
        rows.append(FormRow(outline, root.path, None, root, None, missing=True))
    return rows


def _children(row: FormRow, node: Node) -> list[FormRow]:
    outline, members = row.outline, []
    seen: dict[str, int] = {}
    known = {c.name.lower(): c for c in reversed(row.row.children)} if row.row else {}
    for child in node.children if row.path.count("/") < _DEEPEST else ():
        count = seen.get(child.name, 0)
        seen[child.name] = count + 1
        path = f"{row.path}/{child.name}"
        below = known.get(child.name.lower())
        members.append(FormRow(outline, path, row, below, child, number=count))
    return [*_attributes(row, node), *_with_missing(row, members)]


def _attributes(row: FormRow, node: Node) -> Iterator[FormRow]:
    documented = {a.name.lower(): a for a in row.row.element.attributes} if row.row else {}
    present = set()
    for attribute in row.outline.attributes(node):
        present.add(attribute.name.lower())
        path = f"{row.path}/@{attribute.name}"
        known = documented.get(attribute.name.lower())
        yield FormRow(row.outline, path, row, row.row, node, value=attribute.value, attribute=known)
    for name, known in documented.items():
        if name not in present and known.occurs != "0":
            path = f"{row.path}/@{known.name}"
            yield FormRow(row.outline, path, row, row.row, node, attribute=known, missing=True)


def _with_missing(row: FormRow, members: list[FormRow]) -> list[FormRow]:
    """The members in their own order; a missing one behind the last that is documented before."""
    if row.row is None:
        return members
    rows = row.row.children
    places = {child.name.lower(): place for place, child in reversed([*enumerate(rows)])}
    ends = {}  # how many members there are up to the last of a place in the documentation
    for index, member in enumerate(members):
        place = places.get(member.name.lower())
        if place is not None:
            ends[place] = index + 1
    following: dict[int, list[FormRow]] = {}
    for place, child in enumerate(rows):
        if places[child.name.lower()] not in ends:
            at = max((end for known, end in ends.items() if known < place), default=0)
            path = f"{row.path}/{child.name}"
            missing = FormRow(row.outline, path, row, child, None, missing=True)
            following.setdefault(at, []).append(missing)
    result = following.get(0, [])
    for index, member in enumerate(members):
        result.append(member)
        result += following.get(index + 1, ())
    return result
