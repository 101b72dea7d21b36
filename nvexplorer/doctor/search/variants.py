"""What the mistakes of one slot can make of it: its other values, each with the sets that lead to
it."""

from __future__ import annotations

from itertools import combinations
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.mistake import Applied, Mistake, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.recipe import Recipe

VALUE_SLOTS = (
    Slot.URL,
    Slot.SENDER,
    Slot.CUSTOMER_ID,
    Slot.TIMESTAMP,
    Slot.LANGUAGE,
    Slot.ORGANISATION_ID,
    Slot.TRANSACTION_ID,
    Slot.TIMESTAMP_UNIX,
)
#: The fields of a Recipe that a frame slot stands for.
FRAME_FIELDS = {
    Slot.KEYS: (
        "customer_key",
        "partner_key",
        "hmac_customer_key",
        "hmac_partner_key",
        "key_layout",
        "key_encoding",
    ),
    Slot.LAYOUT: ("layout", "suffix"),
    Slot.ENCODING: ("encoding",),
    Slot.FUNCTION: ("function",),
}
FRAME_SLOTS = tuple(FRAME_FIELDS)
SLOTS = VALUE_SLOTS + FRAME_SLOTS

# How many changes of a slot share a rank: where code errs in so many ways, more of them are likely.
_BREADTH = {Slot.TIMESTAMP: 6.5, Slot.LAYOUT: 5.0, Slot.URL: 4.0, Slot.KEYS: 3.5,
            Slot.SENDER: 1.5}  # fmt: skip
# A later choice of a mistake is taken for half as likely as the first after so many.
_HALF = 8
# Sets of changes between two looks at the clock.
_TICK = 1024
# No mistake has so many choices.
_MANY = 1 << 20


class Change(NamedTuple):
    """A mistake with one of its choices. `number` is its own, and its turn when several are made:
    by the mistake's `order`, then by its place in the vocabulary."""

    number: int
    mistake: Mistake
    choice: str
    likelihood: float

    @property
    def applied(self) -> Applied:
        return Applied(self.mistake.id, self.choice)

    def goes_with(self, other: Change) -> bool:
        """Whether both may be made: they change no slot in common, or differ in their group."""
        return _fit(self.mistake, other.mistake)


class Variant(NamedTuple):
    """A value of a slot: text, or the fields of FRAME_FIELDS. `sets` are the equally small sets of
    changes that lead to it; `rank` is that of the least likely member, 0 for the likeliest."""

    value: Hashable
    sets: list[tuple[Change, ...]]
    rank: int


class Turn(NamedTuple):
    """A mistake with its turn among all."""

    number: int
    mistake: Mistake

    def changes(self, ingredients: Ingredients, most: int = _MANY) -> Iterator[Change]:
        """With each of its choices, the likeliest first and at most so many."""
        number, mistake = self
        for nth, choice in enumerate(mistake.choices(ingredients)[:most]):
            likelihood = mistake.weight * _HALF / (_HALF + nth)
            yield Change(number * _MANY + nth, mistake, choice, likelihood)


def slots_of(mistake: Mistake) -> set[Slot]:
    return {mistake.slot} if mistake.also is None else {mistake.slot, mistake.also}


def turns_of(mistakes: Iterable[Mistake]) -> list[Turn]:
    """Those that change what is hashed, in the order in which they are made."""
    hashed = sorted((m for m in mistakes if m.slot in SLOTS), key=attrgetter("order"))
    return [Turn(number, mistake) for number, mistake in enumerate(hashed)]


def reader(slot: Slot) -> Callable[[Recipe], Hashable]:
    fields = FRAME_FIELDS.get(slot)
    if fields is None:
        return attrgetter(slot.value)
    return attrgetter(*fields)


class SlotVariants:
    """The values that the mistakes of one slot lead to, on top of the `given` changes, which are
    always made. A value that a smaller set makes is not there again."""

    def __init__(
        self,
        slot: Slot,
        turns: Sequence[Turn],
        start: Recipe,
        ingredients: Ingredients,
        given: Sequence[Change] = (),
    ) -> None:
        self._read = reader(slot)
        self._breadth = _BREADTH.get(slot, 1.0)
        self._ingredients = ingredients
        self._given = tuple(given)
        self._made: dict[tuple[int, ...], Recipe] = {(): start}
        fitting = [turn for turn in turns if all(_fit(turn.mistake, g.mistake) for g in given)]
        self._wide_found: dict[tuple[int, int, tuple[int, int]], list[Variant]] = {}
        self._wide = [turn for turn in fitting if turn.mistake.wide]
        self._changes = [
            change
            for turn in fitting
            if not turn.mistake.wide
            for change in turn.changes(ingredients)
        ]
        self.base = self._value(())
        self._ranks: dict[int, int] = {}
        self.ones = self._find_ones()
        self._small = {self.base, *(each.value for each in self.ones)}

    def _recipe(self, changes: tuple[Change, ...]) -> Recipe:
        numbers = tuple([each.number for each in changes])
        recipe = self._made.get(numbers)
        if recipe is None:
            last = changes[-1]
            before = self._recipe(changes[:-1])
            recipe = last.mistake.edit(before, self._ingredients, last.choice)
            if not last.mistake.wide:
                self._made[numbers] = recipe
        return recipe

    def _value(self, changes: tuple[Change, ...]) -> Hashable:
        """`changes` in their order."""
        if self._given:
            changes = in_turn((*changes, *self._given))
        return self._read(self._recipe(changes))

    def _find_ones(self) -> list[Variant]:
        found: dict[Hashable, Variant] = {}
        for change in sorted(self._changes, key=unlikelihood):
            rank = self._ranks[change.number] = int(len(found) / self._breadth)
            value = self._value((change,))
            if value != self.base:
                known = found.setdefault(value, Variant(value, [], rank))
                known.sets.append((change,))
        return list(found.values())

    def several(
        self, size: int, low: int, below: int, share: tuple[int, int], tick: Callable[[int], None]
    ) -> list[Variant]:
        """The values that `size` changes make together, all of a rank under `below` and one at
        least of `low` or more; of all of them the part `share`, as (which, of how many). `tick` is
        called with 0 now and then; what it raises goes through."""
        which, of = share
        ranks = self._ranks
        changes = [each for each in self._changes if ranks[each.number] < below]
        found: dict[Hashable, Variant] = {}
        for number, chosen in enumerate(combinations(changes, size)):
            if number % _TICK == 0:
                tick(0)
            if number % of == which and _compatible(chosen):
                rank = max([ranks[each.number] for each in chosen])
                if rank >= low:
                    self._add(found, chosen, rank)
        return list(found.values())

    def wide(self, most: int, share: tuple[int, int]) -> list[Variant]:
        """The values that the wide changes make alone, with so many choices each at most, the
        likeliest first."""
        return self.wide_with(0, most, share)

    def wide_with(self, partners: int, most: int, share: tuple[int, int]) -> list[Variant]:
        """The same, each with one of the slot's changes of a rank below `partners` unless that is
        0."""
        known = self._wide_found.get((partners, most, share))
        if known is None:
            likely = [each for each in self._changes if self._ranks[each.number] < partners]
            found: dict[Hashable, Variant] = {}
            for rank, wide in enumerate(self._wide_changes(most, share)):
                if not partners:
                    self._add(found, (wide,), rank)
                for change in likely:
                    if change.goes_with(wide):
                        self._add(found, in_turn((wide, change)), rank)
            known = self._wide_found[partners, most, share] = list(found.values())
        return known

    def _wide_changes(self, most: int, share: tuple[int, int]) -> list[Change]:
        which, of = share
        changes = [each for turn in self._wide for each in turn.changes(self._ingredients, most)]
        return sorted(changes[which::of], key=unlikelihood)

    def _add(self, found: dict[Hashable, Variant], chosen: tuple[Change, ...], rank: int) -> None:
        value = self._value(chosen)
        if value not in self._small:
            found.setdefault(value, Variant(value, [], rank)).sets.append(chosen)


def _fit(one: Mistake, other: Mistake) -> bool:
    return one.group != other.group or not slots_of(one) & slots_of(other)


def in_turn(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=attrgetter("number")))


def unlikelihood(change: Change) -> tuple[float, int]:
    return -change.likelihood, change.number


def _compatible(chosen: Sequence[Change]) -> bool:
    return len({each.mistake.group for each in chosen}) == len(chosen)
