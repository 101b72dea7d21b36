"""A request with its claimed MAC, and the answer of one step of the search."""

from __future__ import annotations

from itertools import combinations, product
from math import log
from typing import TYPE_CHECKING

from nvexplorer.doctor.claims import matches
from nvexplorer.doctor.diagnosis import Hit
from nvexplorer.doctor.mistake import Slot, expected
from nvexplorer.doctor.rebuild import digest_of
from nvexplorer.doctor.search.context import Context
from nvexplorer.doctor.search.steps import ALL, STEPS, Answer, Step, check, smallest
from nvexplorer.doctor.search.sweep import Sweep
from nvexplorer.doctor.search.targets import PROOF_BITS, Targets
from nvexplorer.doctor.search.variants import SLOTS, changes_of, in_turn, unlikelihood

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nvexplorer.doctor.diagnosis import Claim
    from nvexplorer.doctor.mistake import Ingredients, Mistake
    from nvexplorer.doctor.search.variants import Change, Variant


# Wide mistakes are tried alone with all their choices, in pairs with the likeliest changes of each
# slot, so many of them, and in triples with two of these and so many of their own choices.
_PARTNERS = 3
_WIDE_IN_TRIPLES = 16
# Seconds from one progress value to the next.
_PROGRESS = 0.1


class _TimeOver(Exception):
    pass


class Problem:
    """Raises BadInput when the algorithm is none of the three."""

    def __init__(
        self, ingredients: Ingredients, claims: Sequence[Claim], mistakes: Sequence[Mistake]
    ) -> None:
        check(ingredients)
        self._ingredients = ingredients
        self._claims = claims
        self._weights = {each.id: float(each.weight) for each in mistakes}
        changes = changes_of(mistakes, ingredients)
        plain: dict[Slot, list[Change]] = {}
        for each in changes:
            if each.mistake.also is None:
                plain.setdefault(each.mistake.slot, []).append(each)
        double = sorted((each for each in changes if each.mistake.also), key=unlikelihood)
        self._double = [each for each in double if not each.mistake.wide]
        self._wide_double = [each for each in double if each.mistake.wide]
        self._wide_slots = [
            slot for slot in SLOTS if any(each.mistake.wide for each in plain.get(slot, ()))
        ]
        self._start = expected(ingredients)
        self._targets = Targets(claims)
        self._plain = plain
        self._root = Context(self._start, ingredients, plain)
        self._contexts: dict[tuple[int, ...], Context] = {}

    def answer(
        self,
        step: Step,
        share: tuple[int, int],
        seconds: float,
        monotonic: Callable[[], float],
        progress: Callable[[tuple[int, int]], object] | None = None,
    ) -> Answer:
        """The part `share` (which, of how many) of a step. `progress` gets the level and the number
        of inputs hashed, about every 0.1 seconds; what it raises ends the step."""
        began = told = monotonic()
        candidates = 0
        hits: list[tuple[float, Hit]] = []

        def tried(number: int) -> None:
            nonlocal candidates, told
            candidates += number
            now = monotonic()
            if now > began + seconds:
                raise _TimeOver
            if progress is not None and now >= told + _PROGRESS:
                told = now
                progress((step.level, candidates))

        def found(context: Context, variants: Sequence[Variant]) -> None:
            hits.extend(self._hits(context, variants))

        level, cut = step.level - 1, False
        try:
            sweep = Sweep(self._targets, share, found, tried)
            if step.level == 1:
                sweep.all_sets(self._root, 0, 0, ALL)
            if step.level > 1 or not hits:
                self._sweep(sweep, step)
                self._sweep_wide(step, share, Sweep(self._targets, (0, 1), found, tried))
                level += step.level < 3 or step == STEPS[-1]
        except _TimeOver:
            cut = True
        return Answer(smallest(hits), level, candidates, monotonic() - began, cut)

    def _sweep(self, sweep: Sweep, step: Step) -> None:
        level, low, high = step
        sweep.all_sets(self._root, level, low, high)
        for number in range(1, level + 1):
            for ranked in combinations(enumerate(self._double[:high]), number):
                given = [change for _, change in ranked]
                if all(one.goes_with(two) for one, two in combinations(given, 2)):
                    new = any(rank >= low for rank, _ in ranked)
                    if new or level > number:
                        further = 0 if new else low
                        sweep.all_sets(self._context(given), level - number, further, high)

    def _sweep_wide(self, step: Step, share: tuple[int, int], sweep: Sweep) -> None:
        level, low, _ = step
        if low:
            return
        which, of = share
        most = ALL if level < 3 else _WIDE_IN_TRIPLES
        for name in self._wide_slots:
            slot = self._root.slot(name)
            for size, wide in (
                (level - 1, slot.wide()[:most][which::of]),
                (level - 2, slot.wide_with(_PARTNERS, most, share) if level > 1 else []),
            ):
                if wide:
                    sweep.all_sets(self._root, size, 0, _PARTNERS, {name: wide})
        for change in self._wide_double[:most][which::of]:
            context = self._context([change])
            sweep.all_sets(context, level - 1, 0, _PARTNERS, without=context.touched)

    def _context(self, given: Sequence[Change]) -> Context:
        numbers = tuple(each.number for each in given)
        known = self._contexts.get(numbers)
        if known is None:
            known = Context(self._start, self._ingredients, self._plain, self._root, given)
            if len(given) == 1 and not given[0].mistake.wide:
                self._contexts[numbers] = known
        return known

    def _hits(self, context: Context, variants: Sequence[Variant]) -> Iterator[tuple[float, Hit]]:
        """The sets that the variants stand for, each made again from the ingredients: those that
        do give the MAC."""
        for sets in product(*(each.sets for each in variants)):
            changes = in_turn((*context.given, *(each for chosen in sets for each in chosen)))
            recipe = self._start
            for each in changes:
                recipe = each.mistake.edit(recipe, self._ingredients, each.choice)
            digest = digest_of(recipe)
            likelihood = sum(log(each.likelihood / 100) for each in changes)
            for claim in self._claims:
                if digest is not None and matches(claim, digest):
                    applied = (*(each.applied for each in changes), *claim.applied)
                    weights = (self._weights.get(each.id, 1.0) for each in claim.applied)
                    rendered = sum(log(each / 100) for each in weights)
                    likely_only = len(claim.digest) * 8 < PROOF_BITS
                    yield likelihood + rendered, Hit(applied, likely_only)
