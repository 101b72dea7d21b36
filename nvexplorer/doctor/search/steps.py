"""The steps of a search, and what comes of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.mistake import FUNCTION_OF
from nvexplorer.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nvexplorer.doctor.diagnosis import Hit
    from nvexplorer.doctor.mistake import Ingredients

#: A rank that no change has.
ALL = 1 << 60


class Step(NamedTuple):
    """All sets of `level` mistakes whose least likely one has a rank of `low` to below `high` in
    its slot: 0 for the likeliest, and at least so many changes of a slot as ranks, several times as
    many where code errs in more ways.

    `wide` says with how many choices of each wide mistake sets are tried in this step (the
    likeliest; 0 for none): alone, or beside changes of a rank under `PARTNERS`; in pairs
    the first `NEAR` choices beside every change. A wide one is tried alone when no other single
    mistake makes the MAC, and never beside another."""

    level: int
    low: int
    high: int
    wide: int = 0


PARTNERS = 2
NEAR = 20

#: The first one tries no mistake and each alone, the next each choice of the wide ones alone.
#: Triples go by likelihood.
STEPS = (
    Step(1, 0, ALL),
    Step(1, ALL, ALL, wide=ALL),
    Step(2, 0, ALL, wide=300),
    Step(3, 0, 4),
    Step(3, 4, 12, wide=16),
    Step(3, 12, 24),
    Step(3, 24, 48),
    Step(3, 48, 96),
    Step(3, 96, ALL),
)


class Answer(NamedTuple):
    """`hits` with the logarithms of their likelihoods. `level` is the size up to which every set
    was tried, given the steps before; `cut` when the time was over."""

    hits: tuple[tuple[float, Hit], ...]
    level: int
    candidates: int
    seconds: float
    cut: bool


def smallest(hits: Iterable[tuple[float, Hit]]) -> tuple[tuple[float, Hit], ...]:
    """Those with the fewest mistakes, likeliest first; of those of the same ids the likeliest."""
    by_ids: dict[frozenset[str], tuple[float, Hit]] = {}
    for each in sorted(hits, key=lambda each: (len(each[1].applied), -each[0])):
        by_ids.setdefault(frozenset(applied.id for applied in each[1].applied), each)
    found = tuple(by_ids.values())
    return tuple(each for each in found if len(each[1].applied) == len(found[0][1].applied))


def check(ingredients: Ingredients) -> None:
    """Raises BadInput when the algorithm is none of the three."""
    if ingredients.algorithm not in FUNCTION_OF:
        raise BadInput(
            f"The algorithm “{ingredients.algorithm}” is none that Netvisor knows.",
            f"Choose {', '.join(FUNCTION_OF)}; without the header it is MD5.",
            "algorithm",
        )
