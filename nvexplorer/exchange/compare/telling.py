"""Makes a Difference of what was found: paths, places and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import markup
from .results import Difference, Kind, Step
from .tree import local

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .keys import Chosen
    from .opening import Shown
    from .results import Bytes
    from .tree import Paths, Tree
    from .walk import Found

_DEEPEST = 64
_KEY_SHOWN = 60


class Document(NamedTuple):
    """One side: its bytes, its tree, and of each record the element that holds its key."""

    shown: Shown
    tree: Tree
    keys: Mapping[int, int]


class Teller:
    """Tells differences of two documents, which have to be open."""

    def __init__(
        self, left: Document, right: Document, paths: Paths, chosen: Mapping[int, Chosen]
    ) -> None:
        self._sides = (left, right)
        self._paths = paths
        self._chosen = chosen
        self._ordinals: tuple[dict[int, tuple[int, int]], ...] = ({}, {})
        self._counted: tuple[set[int], ...] = (set(), set())

    def tell(self, found: Found) -> Difference:
        side, number = (0, found.left) if found.left >= 0 else (1, found.right)
        left = self._place(0, found.left)
        right = self._place(1, found.right)
        texts = [
            "" if place is None else markup.text_of(document.shown, place)
            for document, place in zip(self._sides, (left, right), strict=True)
        ]
        places = None
        if found.kind is Kind.CHANGED:
            texts = list(markup.cut_alike(*texts))
        else:
            texts = [markup.cut(text) for text in texts]
        if found.kind is Kind.MOVED:
            places = (self._ordinal(0, found.left)[0], self._ordinal(1, found.right)[0])
        path = self._steps(side, number)
        return Difference(found.kind, path, left, right, texts[0], texts[1], places)

    def _place(self, side: int, number: int) -> Bytes | None:
        if number < 0:
            return None
        shown, tree, _ = self._sides[side]
        name = self._paths.names[tree.path[number]]
        if name.startswith("@"):
            return markup.attribute(shown, tree.start[tree.parent[number]], local(name)[1:])
        if name[0] in "#?":
            return markup.comment(shown, tree.start[number])
        return markup.element(shown, tree.start[number], tree.stop[number])

    def _steps(self, side: int, number: int) -> tuple[Step, ...]:
        tree = self._sides[side].tree
        steps: list[Step] = []
        while number >= 0:
            name = self._paths.names[tree.path[number]]
            steps.append(Step(local(name), self._key(side, number)))
            number = tree.parent[number]
        if len(steps) > _DEEPEST:
            steps[_DEEPEST - 1 :] = [Step("…")]
        return tuple(reversed(steps))

    def _key(self, side: int, number: int) -> str:
        """What tells the record from its siblings; empty for what is none."""
        shown, tree, keys = self._sides[side]
        chosen = self._chosen.get(tree.path[number])
        if chosen is None:
            return ""
        holder = keys.get(number, -1)
        place = self._place(side, holder)
        if place is None:
            return str(self._ordinal(side, number)[1])
        value = " ".join(markup.text_of(shown, place).split())
        return f"{chosen.key}={value[:_KEY_SHOWN]}{'…' * (len(value) > _KEY_SHOWN)}"

    def _ordinal(self, side: int, number: int) -> tuple[int, int]:
        """Its place among all siblings, and among those of its name."""
        tree, ordinals = self._sides[side].tree, self._ordinals[side]
        parent = tree.parent[number]
        if parent not in self._counted[side]:
            self._counted[side].add(parent)
            counts: dict[int, int] = {}
            place = 0
            for child in tree.children(parent) if parent >= 0 else [number]:
                path = tree.path[child]
                place += not self._paths.names[path].startswith("@")
                counts[path] = counts.get(path, 0) + 1
                ordinals[child] = (place, counts[path])
        return ordinals[number]
