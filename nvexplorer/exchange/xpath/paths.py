"""The paths of nodes of a tree, quickly for many nodes in document order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from nvexplorer.exchange.xpath.hits import RANK

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT = 200_000
_FEW = 200  # children
Path = tuple[str, tuple[int, ...]]


class Paths:
    """Paths as patterns: `[#]` stands for each of the ranks that go with it."""

    def __init__(self) -> None:
        self._known: dict[Any, Path] = {}
        self._walks: dict[Any, _Siblings] = {}
        self._tallies: dict[Any, Counter[str]] = {}

    def path(self, element: Any) -> Path:
        """That of an element of the tree."""
        known = self._known
        chain = []
        at = element
        while at is not None and at not in known:
            chain.append(at)
            at = at.getparent()
        pattern, ranks = known[at] if at is not None else ("", ())
        for each in reversed(chain):
            name, rank = self._step(each)
            pattern = f"{pattern}/{name}{RANK if rank else ''}"
            if rank:
                ranks = (*ranks, rank)
            if each is not element and len(known) < _KEPT:
                known[each] = pattern, ranks
        return pattern, ranks

    def _step(self, element: Any) -> tuple[str, int]:
        """Its name as written, and its place among those of this name beside it: 0 when alone."""
        tag: str = element.tag
        local = tag.rpartition("}")[2]
        name = f"{element.prefix}:{local}" if element.prefix else local
        parent = element.getparent()
        if parent is None:
            return name, 0
        tally = self._tally(parent)
        if tally is not None:
            if tally[tag] == 1:
                return name, 0
        elif next(element.itersiblings(tag, preceding=True), None) is None:
            return name, 0 if next(element.itersiblings(tag), None) is None else 1
        walk = self._walks.get(parent)
        if walk is None:
            if len(self._walks) > _KEPT:
                self._walks.clear()
            walk = self._walks[parent] = _Siblings(parent)
        return name, walk.rank(element)

    def _tally(self, parent: Any) -> Counter[str] | None:
        """How many children of each name it has; None where there are few to look through."""
        tally = self._tallies.get(parent)
        if tally is None and len(parent) > _FEW:
            tally = Counter(child.tag for child in parent.iterchildren("*"))
            self._tallies[parent] = tally
        return tally


class _Siblings:
    """Counts the children of an element on from the one that was asked for last."""

    def __init__(self, parent: Any) -> None:
        self._children: Iterator[Any] = parent.iterchildren("*")
        self._counts: dict[str, int] = {}
        self._last: tuple[Any, int] = (None, 0)

    def rank(self, element: Any) -> int:
        if element is self._last[0]:
            return self._last[1]
        counts = self._counts
        for child in self._children:
            tag = child.tag
            rank = counts[tag] = counts.get(tag, 0) + 1
            if child is element:
                self._last = child, rank
                return rank
        return 1 + sum(1 for _ in element.itersiblings(element.tag, preceding=True))
