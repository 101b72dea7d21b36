"""Which of the siblings of one name on the left is which on the right."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from .rising import longest_rising

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .keys import Chosen
    from .tree import Tree

Pairs = list[tuple[int, int]]

_FEW = 16  # records that one is compared with at least, where there are as many
_WORK = 2_000_000
"""Steps of looking for what is alike, some seconds; what is left then is matched by place."""


class Matcher:
    """Matches siblings of two trees. `keys` has, for records on either side, the element or
    attribute that holds the key."""

    def __init__(
        self, left: Tree, right: Tree, keys: tuple[Mapping[int, int], Mapping[int, int]]
    ) -> None:
        self._left, self._right = left, right
        self._keys = keys
        self._work = _WORK

    @property
    def exhausted(self) -> bool:
        """Whether some were matched by place as there were too many."""
        return self._work <= 0

    def match(self, lefts: Sequence[int], rights: Sequence[int], chosen: Chosen) -> Pairs:
        """Pairs of numbers, in the order of the left ones."""
        if chosen.origin == "place":
            return list(zip(lefts, rights, strict=False))
        pairs = self._by_key(lefts, rights) if chosen.path else []
        one, other = _rest(lefts, rights, pairs)
        if chosen.fixed:  # what has no key may be anything
            one = [number for number in one if number not in self._keys[0]]
            other = [number for number in other if number not in self._keys[1]]
        pairs += self._by_content(one, other, 0.5 if chosen.path else 0.49)
        pairs.sort()
        return pairs

    def _by_key(self, lefts: Sequence[int], rights: Sequence[int]) -> Pairs:
        one = _buckets(lefts, self._keys[0], self._left)
        other = _buckets(rights, self._keys[1], self._right)
        pairs: Pairs = []
        for value, here in one.items():
            there = other.get(value, ())
            if len(here) == len(there) == 1:
                pairs.append((here[0], there[0]))
            elif there:
                pairs += self._by_content(here, there)
                pairs += zip(*_rest(here, there, pairs), strict=False)
        return pairs

    def _by_content(self, lefts: Sequence[int], rights: Sequence[int], least: float = 0.0) -> Pairs:
        """Equal ones, then the ones that are most alike, with more than `least` of their values in
        common; of elements that hold nothing but a text those that stand between the same others.
        """
        if not (lefts and rights):
            return []
        pairs = self._equal(lefts, rights)
        one, other = _rest(lefts, rights, pairs)
        if not (one and other):
            return pairs
        if all(self._left.value[number] for number in one):
            return pairs + _between(lefts, rights, pairs)
        return pairs + self._alike(one, other, least)

    def _equal(self, lefts: Sequence[int], rights: Sequence[int]) -> Pairs:
        places: dict[int, list[int]] = defaultdict(list)
        for number in reversed(rights):
            places[self._right.whole[number]].append(number)
        pairs = []
        for number in lefts:
            same = places.get(self._left.whole[number])
            if same:
                pairs.append((number, same.pop()))
        return pairs

    def _alike(self, lefts: Sequence[int], rights: Sequence[int], least: float) -> Pairs:
        held = [_held(self._right, number) for number in rights]
        holders: dict[int, list[int]] = defaultdict(list)
        for place, values in enumerate(held):
            for value in values:
                holders[value].append(place)
        found = []
        for at, number in enumerate(lefts):
            values = _held(self._left, number)
            size = values.total()
            for place in _candidates(values, holders, at):
                self._work -= len(values)
                if self._work <= 0:
                    return list(zip(lefts, rights, strict=False))
                part = 2 * _shared(values, held[place]) / (size + held[place].total())
                if part > least:
                    found.append((-part, abs(at - place), at, place))
        found.sort()
        return _first_come(found, lefts, rights)


def _candidates(
    values: Iterable[int], holders: Mapping[int, Sequence[int]], at: int
) -> Iterable[int]:
    """The places of those that may be alike: they share the rarest of the values. Of a value that
    many have, those nearest to `at`."""
    shared = sorted((holders[value] for value in values if value in holders), key=len)
    found: dict[int, None] = {}
    for places in shared:
        if len(found) >= _FEW:
            break
        begin = max(0, bisect_left(places, at) - _FEW // 2)
        found.update(dict.fromkeys(places[begin : begin + _FEW]))
    return found


def _shared(one: Mapping[int, int], other: Mapping[int, int]) -> int:
    return sum(min(times, other.get(value, 0)) for value, times in one.items())


def _first_come(
    found: Iterable[tuple[float, int, int, int]], lefts: Sequence[int], rights: Sequence[int]
) -> Pairs:
    here: set[int] = set()
    there: set[int] = set()
    pairs = []
    for _, _, at, place in found:
        if at not in here and place not in there:
            here.add(at)
            there.add(place)
            pairs.append((lefts[at], rights[place]))
    return pairs


def _between(lefts: Sequence[int], rights: Sequence[int], pairs: Pairs) -> Pairs:
    """Beside the pairs, those that stand between two of them, the first with the first."""
    at = {number: place for place, number in enumerate(lefts)}
    there = {number: place for place, number in enumerate(rights)}
    ordered = sorted((at[one], there[other]) for one, other in pairs)
    rising = [ordered[n] for n in longest_rising([place for _, place in ordered])]
    taken, taken_there = {pair[0] for pair in ordered}, {pair[1] for pair in ordered}
    found: Pairs = []
    begin, begin_there = 0, 0
    for end, end_there in [*rising, (len(lefts), len(rights))]:
        one = [lefts[n] for n in range(begin, end) if n not in taken]
        other = [rights[n] for n in range(begin_there, end_there) if n not in taken_there]
        found += zip(one, other, strict=False)
        begin, begin_there = end + 1, end_there + 1
    return found


def _held(tree: Tree, number: int) -> Counter[int]:
    """The values it is and holds, with where they are."""
    path, text, value = tree.path, tree.text, tree.value
    return Counter(
        hash((path[each], text[each]))
        for each in range(number, tree.next[number])
        if value[each] and text[each]
    )


def _buckets(numbers: Sequence[int], keys: Mapping[int, int], tree: Tree) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for number in numbers:
        key = keys.get(number)
        if key is not None:
            found.setdefault(tree.text[key], []).append(number)
    return found


def _rest(lefts: Sequence[int], rights: Sequence[int], pairs: Pairs) -> tuple[list[int], list[int]]:
    here = {pair[0] for pair in pairs}
    there = {pair[1] for pair in pairs}
    return [n for n in lefts if n not in here], [n for n in rights if n not in there]
