"""Goes through two trees side by side and finds what differs, in document order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .results import Kind
from .rising import longest_rising

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .keys import Chosen
    from .matching import Matcher
    from .tree import Paths, Tree

_OFTEN = 2_000  # pairs between two tellings of progress


class Found(NamedTuple):
    """A difference: numbers of the two trees, -1 on the side where it is not. `at` is the element
    on the left that is changed by it."""

    kind: Kind
    left: int
    right: int
    at: int


class _Pair(NamedTuple):
    """To be looked at next: what is on both sides, or on one (-1 on the other)."""

    left: int
    right: int
    parent: int  # on the left
    moved: bool = False


def differences(
    left: Tree,
    right: Tree,
    paths: Paths,
    chosen: Mapping[int, Chosen],
    matcher: Matcher,
    order: bool,
    tell: Callable[[], object],
) -> Iterator[Found]:
    """Every difference; in `order`, moved ones too. `tell()` is called now and then."""
    todo: list[_Pair] = []
    if left.path[0] == right.path[0]:
        todo.append(_Pair(0, 0, -1))
    else:
        yield Found(Kind.REMOVED, 0, -1, -1)
        yield Found(Kind.ADDED, -1, 0, -1)
    done = 0
    while todo:
        one, other, parent, moved = todo.pop()
        done += 1
        if done % _OFTEN == 0:
            tell()
        if other < 0:
            yield Found(Kind.REMOVED, one, -1, parent)
        elif one < 0:
            yield Found(Kind.ADDED, -1, other, parent)
        else:
            if moved:
                yield Found(Kind.MOVED, one, other, one)
            if left.whole[one] != right.whole[other]:
                if left.text[one] != right.text[other]:
                    yield Found(Kind.CHANGED, one, other, one)
                pairs = list(_children(left, one, right, other, chosen, matcher))
                merged = _merged(pairs, left, one, right, other, order, paths)
                todo.extend(reversed(merged))


def _children(
    left: Tree,
    one: int,
    right: Tree,
    other: int,
    chosen: Mapping[int, Chosen],
    matcher: Matcher,
) -> Iterator[tuple[int, int]]:
    """The children that belong together."""
    lefts: dict[int, list[int]] = {}
    rights: dict[int, list[int]] = {}
    for child in left.children(one):
        lefts.setdefault(left.path[child], []).append(child)
    for child in right.children(other):
        rights.setdefault(right.path[child], []).append(child)
    for path, here in lefts.items():
        there = rights.get(path)
        if there is None:
            continue
        how = chosen.get(path)
        if how is None:  # one on either side, as all that do not repeat
            yield here[0], there[0]
        else:
            yield from matcher.match(here, there, how)


def _merged(
    pairs: list[tuple[int, int]],
    left: Tree,
    one: int,
    right: Tree,
    other: int,
    order: bool,
    paths: Paths,
) -> list[_Pair]:
    """All children in the order of the left, what is only on the right where it stands there."""
    partner = dict(pairs)
    pairs.sort()
    steady = {pairs[n][0] for n in longest_rising([pair[1] for pair in pairs])}
    matched = {pair[1] for pair in pairs}
    found: list[_Pair] = []
    begin = other + 1

    def add_until(end: int) -> None:
        nonlocal begin
        while begin < end:
            if begin not in matched:
                found.append(_Pair(-1, begin, one))
            begin = right.next[begin]

    for child in left.children(one):
        there = partner.get(child, -1)
        stays = child in steady or not order or paths.names[left.path[child]].startswith("@")
        if there >= 0 and child in steady:
            add_until(there)
        found.append(_Pair(child, there, one, not stays and there >= 0))
    add_until(right.next[other])
    return found
