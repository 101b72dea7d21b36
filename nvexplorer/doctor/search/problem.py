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
from nvexplorer.doctor.search.steps import ALL, NEAR, PARTNERS, STEPS, Answer, Step, check, smallest
from nvexplorer.doctor.search.sweep import Sweep
from nvexplorer.doctor.search.targets import PROOF_BITS, Targets
from nvexplorer.doctor.search.variants import SLOTS, in_turn, turns_of, unlikelihood

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nvexplorer.doctor.diagnosis import Claim
    from nvexplorer.doctor.mistake import Ingredients, Mistake
    from nvexplorer.doctor.search.variants import Change, Turn, Variant


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
        self._start = expected(ingredients)
        turns = turns_of(mistakes)
        plain: dict[Slot, list[Turn]] = {}
        for turn in turns:
            if turn.mistake.also is None:
                plain.setdefault(turn.mistake.slot, []).append(turn)
        double = [turn for turn in turns if turn.mistake.also is not None]
        self._wide_double = [turn for turn in double if turn.mistake.wide]
        doubles = (
            change
            for turn in double
            if not turn.mistake.wide
            for change in turn.changes(ingredients)
        )
        self._double = sorted((each for each in doubles if self._changes(each)), key=unlikelihood)
        self._wide_slots = [
            slot for slot in SLOTS if any(turn.mistake.wide for turn in plain.get(slot, ()))
        ]
        self._targets = Targets(claims)
        self._plain = plain
        self._root = Context(self._start, ingredients, plain)
        self._contexts: dict[tuple[int, ...], Context] = {}

    def _changes(self, change: Change) -> bool:
        edited = change.mistake.edit(self._start, self._ingredients, change.choice)
        return edited != self._start

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
            if step == STEPS[0]:
                sweep.all_sets(self._root, 0, 0, ALL)
            if step != STEPS[0] or not hits:
                if step.low < ALL:
                    self._sweep(sweep, step)
                if step.wide:
                    self._sweep_wide(step, share, Sweep(self._targets, (0, 1), found, tried))
                level += step.level < 3 or step == STEPS[-1]
        except _TimeOver:
            cut = True
        return Answer(smallest(hits), level, candidates, monotonic() - began, cut)

    def _sweep(self, sweep: Sweep, step: Step) -> None:
        level, low, high, _ = step
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
        level, most = step.level, step.wide
        for name in self._wide_slots:
            slot = self._root.slot(name)
            if level == 2:
                near = slot.wide(NEAR, share)
                sweep.all_sets(self._root, 1, PARTNERS, ALL, {name: near})
            sizes = [(level - 1, slot.wide(most, share))]
            if level > 1:
                sizes.append((level - 2, slot.wide_with(PARTNERS, most, share)))
            for size, wide in sizes:
                if wide:
                    sweep.all_sets(self._root, size, 0, PARTNERS, {name: wide})
        which, of = share
        for turn in self._wide_double:
            for change in list(turn.changes(self._ingredients, most))[which::of]:
                context = self._context([change])
                sweep.all_sets(context, level - 1, 0, PARTNERS, without=context.touched)

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
