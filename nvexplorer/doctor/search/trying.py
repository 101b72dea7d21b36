"""Hashing many texts that differ in a few parts."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.encodings import encoded
from nvexplorer.doctor.mistake import Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from nvexplorer.doctor.functions import Hash
    from nvexplorer.doctor.search.text import Template, Text, TextKeys
    from nvexplorer.doctor.search.values import Values
    from nvexplorer.doctor.search.variants import Variant


class Hasher(NamedTuple):
    """A function with its key: `finish` of a copy of `state` that has hashed the text equals
    `target` when the digest is one that was claimed. `outer` as in functions.Started, where
    `target` is the whole digest."""

    state: Hash
    finish: Callable[[Hash], object]
    target: object
    outer: Callable[[], Hash] | None = None


def scan(hasher: Hasher, state: Hash, tails: Sequence[bytes]) -> list[int]:
    """Which of the texts that begin with what `state` has hashed and end so are right."""
    _, finish, target, outer = hasher
    copy = state.copy
    hits = []
    if outer is not None:
        for at, tail in enumerate(tails):
            each = copy()
            each.update(tail)
            last = outer()
            last.update(each.digest())
            if last.digest() == target:
                hits.append(at)
        return hits
    for at, tail in enumerate(tails):
        each = copy()
        each.update(tail)
        if finish(each) == target:
            hits.append(at)
    return hits


class Tree:
    """Products of values in the order of a text: those that begin with the same values go the same
    way. `leaves` end a product, `branches` go on."""

    def __init__(self, products: Iterable[Sequence[Values]], place: Mapping[Slot, int]) -> None:
        """`products` hold each slot once; `place` says where in the text it stands."""
        further: dict[Values, list[Sequence[Values]]] = {}
        self.leaves: list[Values] = []
        for each in products:
            first = min(each, key=lambda values: place[values.slot])
            rest = [values for values in each if values is not first]
            if rest:
                further.setdefault(first, []).append(rest)
            else:
                self.leaves.append(first)
        self.branches = [(first, Tree(rest, place)) for first, rest in further.items()]


class Walk:
    """Tries every product of a tree in a text, which is prepared once for all its hashers: what
    texts have in common in front is hashed once and copied."""

    def __init__(self, text: Text, tree: Tree, tried: Callable[[int], None]) -> None:
        self._text = text
        self._tree = tree
        self._tried = tried
        self._tails: dict[Tree, list[bytes]] = {}
        self._steps: dict[Tree, list[bytes]] = {}

    def go(self, hasher: Hasher, found: Callable[[tuple[Variant, ...]], None]) -> None:
        self._go(self._tree, None, hasher.state, {}, (), hasher, found)

    def _go(
        self,
        tree: Tree,
        after: Slot | None,
        state: Hash,
        values: dict[Slot, bytes],
        chosen: tuple[Variant, ...],
        hasher: Hasher,
        found: Callable[[tuple[Variant, ...]], None],
    ) -> None:
        """`state` has hashed the text up to the end of the slot `after`; `values` are those chosen
        so far."""
        text = self._text
        if tree.leaves:
            tails = self._tails.get(tree)
            if tails is None:
                tails = text.tails(after, tree.leaves, values)
                if not text.repeated:
                    self._tails[tree] = tails
            for at in scan(hasher, state, tails):
                found((*chosen, self._leaf(tree, at)))
            self._tried(len(tails))
        for to, further in tree.branches:
            steps = self._steps.get(further)
            if steps is None:
                steps = text.steps(after, to, values)
                if not text.repeated:
                    self._steps[further] = steps
            slot = to.slot
            for step, data, variant in zip(steps, *to.encoded(text.encoding), strict=True):
                copy = state.copy()
                copy.update(step)
                values[slot] = data
                self._go(further, slot, copy, values, (*chosen, variant), hasher, found)
            values.pop(slot, None)

    def _leaf(self, tree: Tree, at: int) -> Variant:
        for leaf in tree.leaves:
            variants = leaf.encoded(self._text.encoding).variants
            if at < len(variants):
                return variants[at]
            at -= len(variants)
        raise IndexError(at)


def try_whole(
    hasher: Hasher,
    template: Template,
    keys: TextKeys,
    lists: Sequence[Values],
    found: Callable[[tuple[Variant, ...]], None],
) -> int:
    """Every product of these values, for encodings that look at a text as a whole; gives how many
    were hashed."""
    state, finish, target, _ = hasher
    gaps = template.gaps([each.slot for each in lists], keys)
    values: dict[str, str] = {}
    tried = 0
    for chosen in product(*(each.variants for each in lists)):
        for each, variant in zip(lists, chosen, strict=True):
            values[each.slot] = str(variant.value)
        text = "".join([values[each] if type(each) is Slot else each for each in gaps])
        data = encoded(text, template.encoding)
        if data is None:
            continue
        copy = state.copy()
        copy.update(data)
        tried += 1
        if finish(copy) == target:
            found(chosen)
    return tried
