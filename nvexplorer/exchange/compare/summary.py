"""Counts what was found."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .results import Counts, Group, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .keys import Chosen
    from .tree import Paths, Tree
    from .walk import Found

_MOST = 200  # groups that are told
_SAID = 4  # and that the sentence is about


class Tally:
    """Counts differences, values and records."""

    def __init__(self, left: Tree, right: Tree, paths: Paths, chosen: Mapping[int, Chosen]) -> None:
        self._left, self._right = left, right
        self._paths = paths
        self._chosen = chosen
        self._kinds: Counter[Kind] = Counter()
        self._other_values = 0  # of the left that are not the same
        self._changed: set[int] = set()  # records and what is above them, on the left
        self._moved: set[int] = set()
        self._added: Counter[int] = Counter()
        self._removed: Counter[int] = Counter()
        self._beside = 0  # differences that are in no record

    @property
    def total(self) -> int:
        return self._kinds.total()

    def add(self, found: Found) -> None:
        self._kinds[found.kind] += 1
        left = self._left
        self._beside += not self._is_in_record(found)
        match found.kind:
            case Kind.CHANGED:
                self._other_values += left.value[found.left]
            case Kind.REMOVED:
                self._other_values += left.values(found.left)
                self._count(self._removed, left, found.left)
            case Kind.ADDED:
                self._count(self._added, self._right, found.right)
            case Kind.MOVED:
                self._moved.add(found.left)
                self._mark(left.parent[found.left])
                return
        self._mark(found.at)

    def counts(self) -> Counts:
        same = sum(self._left.value) - self._other_values
        kinds = self._kinds
        return Counts(
            kinds[Kind.CHANGED], kinds[Kind.ADDED], kinds[Kind.REMOVED], kinds[Kind.MOVED], same
        )

    def groups(self) -> tuple[Group, ...]:
        lefts, rights = self._records(self._left), self._records(self._right)
        changed, moved = self._of(self._changed), self._of(self._moved)
        both = self._of(self._changed & self._moved)
        found = []
        outermost = sorted(self._chosen.items(), key=lambda item: self._paths.depth(item[0]))
        for path, how in outermost[:_MOST]:
            removed, added = self._removed[path], self._added[path]
            same = lefts[path] - removed - changed[path] - moved[path] + both[path]
            counts = Counts(changed[path], added, removed, moved[path], same)
            joined = self._paths.joined(path)
            found.append(
                Group(joined, how.key, how.origin, how.others, lefts[path], rights[path], counts)
            )
        return tuple(found)

    def sentence(self) -> str:
        """Of the outermost records, and how much there is beside them; without records that differ,
        of all differences."""
        if not self.total:
            return "No difference."
        told = [f"{group.path.rpartition('/')[2]}: {group.counts}." for group in self._outermost()]
        if self._beside:
            what = "difference" if self._beside == 1 else "differences"
            told.append(f"{self._beside:,} {what} {'elsewhere' if told else ''}".rstrip() + ".")
        return " ".join(told)

    def _outermost(self) -> list[Group]:
        """Of the records that differ those that stand in no others, as far as they can be read."""
        found: dict[str, Group] = {}
        for group in self.groups():
            above = group.path.split("/")[:-1]
            inside = any("/".join(above[:n]) in found for n in range(1, len(above) + 1))
            if not inside and group.counts._replace(same=0) != Counts():
                found[group.path] = group
        return list(found.values())[:_SAID]

    def _is_in_record(self, found: Found) -> bool:
        tree, number = (self._left, found.left) if found.left >= 0 else (self._right, found.right)
        while number >= 0:
            if tree.path[number] in self._chosen:
                return True
            number = tree.parent[number]
        return False

    def _mark(self, number: int) -> None:
        """The element is changed, and so is all that it stands in."""
        while number >= 0 and number not in self._changed:
            self._changed.add(number)
            number = self._left.parent[number]

    def _count(self, counter: Counter[int], tree: Tree, number: int) -> None:
        for path in tree.path[number : tree.next[number]]:
            if path in self._chosen:
                counter[path] += 1

    def _records(self, tree: Tree) -> Counter[int]:
        return Counter(path for path in tree.path if path in self._chosen)

    def _of(self, numbers: set[int]) -> Counter[int]:
        return Counter(self._left.path[number] for number in numbers)
