"""Hashing many texts that differ in a few parts."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.encodings import encoded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nvexplorer.doctor.functions import Hash
    from nvexplorer.doctor.mistake import Slot
    from nvexplorer.doctor.search.text import Template, Text, TextKeys
    from nvexplorer.doctor.search.values import Values
    from nvexplorer.doctor.search.variants import Variant


class Hasher(NamedTuple):
    """A function with its key: `finish` of a copy of `state` that has hashed the text equals
    `target` when the digest is one that was claimed."""

    state: Hash
    finish: Callable[[Hash], object]
    target: object


def scan(hasher: Hasher, state: Hash, tails: Sequence[bytes]) -> list[int]:
    """Which of the texts that begin with what `state` has hashed and end so are right."""
    _, finish, target = hasher
    copy = state.copy
    hits = []
    for at, tail in enumerate(tails):
        each = copy()
        each.update(tail)
        if finish(each) == target:
            hits.append(at)
    return hits


class ByParts:
    """Tries every product of values, one list for a slot, in a text. What the texts have in common
    in front is hashed once and copied."""

    def __init__(
        self,
        hasher: Hasher,
        text: Text,
        found: Callable[[tuple[Variant, ...]], None],
        tried: Callable[[int], None],
    ) -> None:
        self._hasher = hasher
        self._text = text
        self._found = found
        self._tried = tried

    def try_all(self, lists: Sequence[Values]) -> None:
        first = self._text.first
        ordered = sorted(lists, key=lambda each: first[each.slot])
        state = self._hasher.state.copy()
        state.update(self._text.filled(0, ordered[0].slot, {}))
        self._descend(state, ordered, {}, ())

    def _descend(
        self,
        state: Hash,
        lists: Sequence[Values],
        values: dict[Slot, bytes],
        chosen: tuple[Variant, ...],
    ) -> None:
        """`state` has hashed what stands in front of the slot of the first list, `values` are those
        chosen for the slots before."""
        text, first = self._text, lists[0]
        if len(lists) == 1:
            tails = text.tails(first, values)
            for at in scan(self._hasher, state, tails):
                self._found((*chosen, first.encoded(self._text.encoding).variants[at]))
            self._tried(len(tails))
            return
        rest = lists[1:]
        slot, following = first.slot, rest[0].slot
        start = text.first[slot]
        between = b"" if text.repeated else text.between(slot, following)
        for data, variant in zip(*first.encoded(self._text.encoding), strict=True):
            values[slot] = data
            further = state.copy()
            further.update(
                text.filled(start, following, values) if text.repeated else data + between
            )
            self._descend(further, rest, values, (*chosen, variant))
        values.pop(slot, None)


def try_whole(
    hasher: Hasher,
    template: Template,
    keys: TextKeys,
    lists: Sequence[Values],
    found: Callable[[tuple[Variant, ...]], None],
) -> int:
    """The same for encodings that look at a text as a whole; gives how many were hashed."""
    state, finish, target = hasher
    values = dict(template.usual.values)
    tried = 0
    for chosen in product(*(each.variants for each in lists)):
        for each, variant in zip(lists, chosen, strict=True):
            values[each.slot] = str(variant.value)
        data = encoded(template.written(values, keys), template.encoding)
        if data is None:
            continue
        copy = state.copy()
        copy.update(data)
        tried += 1
        if finish(copy) == target:
            found(chosen)
    return tried
