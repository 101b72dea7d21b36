"""The shape of an element: which elements and attributes are in it, whatever their values.

Rows of a list have few shapes, so what is found out about one is kept.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.table.pieces import attribute_names, local_name

if TYPE_CHECKING:
    from nvexplorer.exchange.table.pieces import Pieces

# What is kept where each row has a shape of its own: all their tags, and 50 for each shape.
_KEPT = 250_000
_DEEPEST = 200


class Part(NamedTuple):
    """An element of a shape. `path` are the names below the shape's own element, joined by `/`,
    empty for that itself. `tag` is the index of its tag among the pieces, `more` those of the
    pieces behind its children, where text of its own may stand. `last` is that of its end tag."""

    path: str
    tag: int
    more: tuple[int, ...]
    last: int
    attributes: tuple[str, ...]


class Shape:
    """`parts` in the order of their tags; empty when the tags do not pair, or are nested too
    deeply to be columns."""

    __slots__ = ("names", "parts", "plans")

    def __init__(self, names: tuple[str, ...], parts: tuple[Part, ...]) -> None:
        self.names = names
        self.parts = parts
        self.plans: dict[object, object] = {}
        """Of readers of cells."""


class Shapes:
    """The shapes met so far."""

    def __init__(self) -> None:
        self._known: dict[object, Shape] = {}
        self._attributes = _AttributeNames()
        self._size = 0

    def of(self, pieces: Pieces) -> Shape:
        names, attributes, empty, _ = pieces
        key: object
        if any(attributes):
            held = tuple(map(self._attributes.__getitem__, attributes))
            key = (names, empty, held)
        else:
            held = ()
            key = (names, empty)
        shape = self._known.get(key)
        if shape is None:
            if self._size > _KEPT:
                self._known.clear()
                self._size = 0
            shape = self._known[key] = Shape(names, _parts(names, empty, held))
            self._size += len(names) + 50
        return shape


class _AttributeNames(dict[str, tuple[str, ...]]):
    """The names of attributes, by how they stand in tags."""

    def __missing__(self, attributes: str) -> tuple[str, ...]:
        if len(self) > 10_000:
            self.clear()
        found = self[attributes] = attribute_names(attributes)
        return found


def _parts(
    names: tuple[str, ...], empty: tuple[str, ...], attributes: tuple[tuple[str, ...], ...]
) -> tuple[Part, ...]:
    parts: list[Part | None] = []
    # Of the open elements: place in parts, name, path, tag and pieces behind children.
    stack: list[tuple[int, str, str, int, list[int]]] = []
    for index, name in enumerate(names):
        held = attributes[index] if attributes else ()
        if name[0] == "/":
            if not stack or stack[-1][1] != name[1:]:
                return ()
            place, _, path, tag, more = stack.pop()
            own = attributes[tag] if attributes else ()
            parts[place] = Part(path, tag, tuple(more), index, own)
        else:
            if parts and not stack:
                return ()  # a second element
            path = _below(stack, local_name(name))
            if not empty[index]:
                if len(stack) >= _DEEPEST:
                    return ()
                stack.append((len(parts), name, path, index, []))
                parts.append(None)
                continue
            parts.append(Part(path, index, (), index, held))
        if stack:
            stack[-1][4].append(index)
    if stack:
        return ()
    return tuple(compress(parts, parts))  # type: ignore[arg-type]


def _below(stack: list[tuple[int, str, str, int, list[int]]], name: str) -> str:
    if not stack:
        return ""
    around = stack[-1][2]
    return f"{around}/{name}" if around else name
