"""Where a place of a body is in its table, found without reading the whole body."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.xmltext.marks import Mark, MarkKind
from nvexplorer.xmltext.nearby import tags_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nvexplorer.catalogue.body_table import BodyElement, BodyTable
    from nvexplorer.xmltext.nearby import TagsBefore

# Tags that are read back until a sibling's name is taken as proof of where the place is, instead
# of the element around it; and until it is given up.
_PATIENT = 600
_AT_MOST = 1500
# Tags read ahead behind the next sibling, for what may not occur once more.
_AHEAD = 300


class Position(NamedTuple):
    """A row of the table and that of the element around it."""

    row: BodyElement
    parent: Position | None


class Place(NamedTuple):
    """`row` is that of the innermost element around the place; None at the outermost level and
    where it is not in the table. `name` is how it is written there, empty where that was not
    reached or there is none. `before` and `after` are its children on both sides, the nearest
    first, as positions among the children of `row` (-1: not in the table), perhaps not all.
    `last` is the nearest tag before, `opening` the tag of the element around, each None when there
    is none or it was not reached. `closed`: the element goes on or ends behind the place."""

    row: BodyElement | None
    name: str
    before: tuple[int, ...]
    after: tuple[int, ...]
    last: Mark | None
    opening: Mark | None
    closed: bool


class Index:
    """The positions of a table by name, in lower case: clients in use write names in other case
    than the documentation."""

    def __init__(self, table: BodyTable) -> None:
        self.root = Position(table.root, None)
        self.named: dict[str, list[Position]] = {}
        for position in _all(self.root):
            self.named.setdefault(position.row.name.lower(), []).append(position)
        self.foreign = [
            name for name, found in self.named.items() if found[0].row.element.type == "xml"
        ]

    def reached(self, name: str) -> list[_Found]:
        return [_Found(position, position) for position in self.named.get(name, ())]

    def writes(self, name: str) -> bool:
        """Whether the documentation has the name in this letter case."""
        found = self.named.get(name.lower(), ())
        return any(position.row.name == name for position in found)

    def only(self, name: str) -> BodyElement | None:
        """The row of a name that stands at one place of the table alone."""
        found = self.named.get(name.lower(), ())
        return found[0].row if len(found) == 1 else None


def _all(position: Position) -> Iterator[Position]:
    yield position
    for child in position.row.children:
        yield from _all(Position(child, position))


def find_place(
    index: Index, text: str, tags: TagsBefore, behind: int, within: Sequence[str] = ()
) -> Place:
    """What is around the place that `tags` are before, where the text goes on at `behind`; what
    lies in between is left out. `within` are the names of elements that begin there and go on
    behind it.

    Ancestors are settled by the first name that stands at one place of the table alone. Behind
    many siblings, their names settle it.
    """
    position, name, before, last, opening = _look_back(index, text, tags)
    row = position.row if position else None
    ends = (name or (row.name if row else "")).lower()
    opened = [each.lower() for each in within]
    after, closed = _look_ahead(position, ends, tags_after(text, behind), opened)
    return Place(row, name, _places(row, before), _places(row, after), last, opening, closed)


def _places(row: BodyElement | None, names: Iterable[str]) -> tuple[int, ...]:
    places = {child.name.lower(): i for i, child in enumerate(row.children)} if row else {}
    return tuple(places.get(name, -1) for name in names)


class _Found(NamedTuple):
    """A position that the place may be in, and the one of the ancestor that is reached."""

    position: Position
    reached: Position


def _look_back(
    index: Index, text: str, tags: TagsBefore
) -> tuple[Position | None, str, list[str], Mark | None, Mark | None]:
    found: list[_Found] = []
    before: list[str] = []  # siblings of the place
    beside: set[str] = set()  # siblings of the ancestor that is reached
    ended: list[str] = []  # end tags whose start tags are not reached
    last = opening = None
    at = tags.at
    for count, mark in enumerate(tags):
        last = last or mark
        name = mark.name.lower()
        if mark.kind != MarkKind.START:
            if not ended:
                beside.add(name)
                if opening is None:
                    before.append(name)
            if mark.kind == MarkKind.END and name in index.foreign:
                tags.skip_to(max(last_opening(text, mark.name, mark.start), 0))
            elif mark.kind == MarkKind.END:
                ended.append(name)
        elif name in ended:  # those above it were never closed
            while ended.pop() != name:
                pass
        elif not ended and mark.whole:
            found = index.reached(name) if opening is None else _above(found, name)
            opening = opening or mark
            beside.clear()
        if opening is not None and len(found) < 2:
            break
        if count >= _PATIENT:
            found = _among(index, found, beside, opening is None)
            if count >= _AT_MOST:
                found = _nearest(found, text, at, opening is None)
            if len(found) == 1 or count >= _AT_MOST:
                break
    position = found[0].position if len(found) == 1 else None
    if opening is not None:
        return position, opening.name, before, last, opening
    # A body that writes one name as the documentation does will write another so.
    same = position is not None and last is not None and index.writes(last.name)
    return position, position.row.name if position and same else "", before, last, None


def _above(found: list[_Found], name: str) -> list[_Found]:
    """Those whose ancestor reached is documented in an element of that name."""
    return [
        _Found(position, reached.parent)
        for position, reached in found
        if reached.parent and reached.parent.row.name.lower() == name
    ]


def _among(index: Index, found: list[_Found], beside: set[str], innermost: bool) -> list[_Found]:
    """Those that the elements beside what is reached are documented to be beside; `innermost` when
    the place itself is all that is reached."""
    for name in beside:
        parents = [p.parent for p in index.named.get(name, ()) if p.parent]
        if not parents:
            continue
        if innermost and not found:
            found = [_Found(parent, parent) for parent in parents]
        rows = {id(parent.row) for parent in parents}
        kept = [f for f in found if id(_parent(f, innermost).row) in rows]
        found = kept or found
    return found


def _nearest(found: list[_Found], text: str, at: int, innermost: bool) -> list[_Found]:
    """The one whose parent begins last before the place."""

    def begins(one: _Found) -> int:
        return last_opening(text, _parent(one, innermost).row.name, at)

    return [max(found, key=begins)] if found else []


def _parent(found: _Found, innermost: bool) -> Position:
    return found.reached if innermost else found.reached.parent or found.reached


def last_opening(text: str, name: str, before: int) -> int:
    """Where the last start tag of that name begins before a place, -1 when there is none."""
    while name and (before := text.rfind(f"<{name}", 0, before)) >= 0:
        if text[before + len(name) + 1 : before + len(name) + 2] in {
            " ",
            "\t",
            "\r",
            "\n",
            ">",
            "/",
        }:
            return before
    return -1


def _look_ahead(
    position: Position | None, ends: str, tags: Iterator[Mark], opened: list[str]
) -> tuple[list[str], bool]:
    """The siblings behind the place, and whether the element around it, named `ends`, ends
    there. `opened` are those begun before `tags` that end among them."""
    after: list[str] = []
    children = {c.name.lower() for c in position.row.children} if position else set()
    for mark in islice(tags, _AHEAD):
        name = mark.name.lower()
        if mark.kind == MarkKind.END:
            if not opened:
                return after, name == ends or bool(after)
            if name in opened:
                while opened.pop() != name:
                    pass
            continue
        if not opened:
            if name not in children and _belongs_above(position, name):
                break
            after.append(name)
        if mark.kind == MarkKind.START:
            opened.append(name)
    return after, bool(after)


def _belongs_above(position: Position | None, name: str) -> bool:
    """Whether it is documented beside one of the ancestors."""
    while position and position.parent:
        position = position.parent
        if any(child.name.lower() == name for child in position.row.children):
            return True
    return False
