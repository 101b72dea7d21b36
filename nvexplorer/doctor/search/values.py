"""The other values of one part of the text, as bytes of each encoding that is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.encodings import encoded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nvexplorer.doctor.mistake import Slot
    from nvexplorer.doctor.search.variants import Variant


class Encoded(NamedTuple):
    """What can be encoded: `data[i]` is the value of `variants[i]`."""

    data: list[bytes]
    variants: list[Variant]


class Values:
    """Other values of a value slot, the likeliest first. Parts of it are made once."""

    def __init__(self, slot: Slot, variants: Sequence[Variant]) -> None:
        self.slot = slot
        self.variants = variants
        self._encoded: dict[str, Encoded] = {}
        self._parts: dict[object, Values] = {}

    def encoded(self, name: str) -> Encoded:
        known = self._encoded.get(name)
        if known is None:
            known = Encoded([], [])
            for variant in self.variants:
                data = encoded(str(variant.value), name)
                if data is not None:
                    known.data.append(data)
                    known.variants.append(variant)
            self._encoded[name] = known
        return known

    def share(self, which: int, of: int) -> Values:
        """Every so manieth."""
        if of == 1:
            return self
        return self._part(("share", which, of), self.variants[which::of])

    def split(self, low: int) -> tuple[Values, Values]:
        """Those of a rank under `low`, and the others."""
        return self._halves(("rank", low), lambda variant: variant.rank >= low)

    def split_by_encoding(self, usual: str, other: str) -> tuple[Values, Values]:
        """Those that are the same bytes in both encodings, and the others."""
        return self._halves(
            (usual, other),
            lambda v: encoded(str(v.value), usual) != encoded(str(v.value), other),
        )

    def _halves(self, name: object, second: Callable[[Variant], bool]) -> tuple[Values, Values]:
        known = self._parts.get((name, 0))
        if known is not None:
            return known, self._parts[name, 1]
        halves: tuple[list[Variant], list[Variant]] = [], []
        for variant in self.variants:
            halves[second(variant)].append(variant)
        return self._part((name, 0), halves[0]), self._part((name, 1), halves[1])

    def _part(self, name: object, variants: Sequence[Variant]) -> Values:
        known = self._parts.get(name)
        if known is None:
            known = self._parts[name] = Values(self.slot, variants)
        return known


def splits(
    lists: Sequence[Values], halves: Callable[[Values], tuple[Values, Values]]
) -> list[tuple[Values, ...]]:
    """The products of the lists in which one member at least is of a second half, each once."""
    products = []
    for at, values in enumerate(lists):
        before = tuple(halves(each)[0] for each in lists[:at])
        product = (*before, halves(values)[1], *lists[at + 1 :])
        if all(each.variants for each in product):
            products.append(product)
    return products
