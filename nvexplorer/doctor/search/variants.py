"""What the mistakes of one slot can make of it: its other values, each with the sets that lead to
it."""

from __future__ import annotations

from itertools import combinations
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.mistake import Applied, Mistake, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

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

# A later choice of a mistake is taken for half as likely as the first after so many.
_HALF = 8


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
        one, two = self.mistake, other.mistake
        return one.group != two.group or not slots_of(one) & slots_of(two)


class Variant(NamedTuple):
    """A value of a slot: text, or the fields of FRAME_FIELDS. `sets` are the equally small sets of
    changes that lead to it; `rank` is that of the least likely member, 0 the likeliest."""

    value: Hashable
    sets: list[tuple[Change, ...]]
    rank: int


def slots_of(mistake: Mistake) -> set[Slot]:
    return {mistake.slot} if mistake.also is None else {mistake.slot, mistake.also}


def changes_of(mistakes: Iterable[Mistake], ingredients: Ingredients) -> list[Change]:
    """All that change what is hashed, in the order of their numbers."""
    hashed = sorted((m for m in mistakes if m.slot in SLOTS), key=attrgetter("order"))
    turns = (
        (mistake, choice, mistake.weight * _HALF / (_HALF + nth))
        for mistake in hashed
        for nth, choice in enumerate(mistake.choices(ingredients))
    )
    return [Change(number, *turn) for number, turn in enumerate(turns)]


def reader(slot: Slot) -> Callable[[Recipe], Hashable]:
    fields = FRAME_FIELDS.get(slot)
    if fields is None:
        return attrgetter(slot.value)
    return attrgetter(*fields)


class SlotVariants:
    """The values that the changes of one slot lead to, on top of the `given` ones, which are always
    made (mistakes that change a second slot). A value that a smaller set makes is not there again.
    """

    def __init__(
        self,
        slot: Slot,
        changes: Sequence[Change],
        start: Recipe,
        ingredients: Ingredients,
        given: Sequence[Change] = (),
    ) -> None:
        self._read = reader(slot)
        self._ingredients = ingredients
        self._given = tuple(given)
        self._made: dict[tuple[int, ...], Recipe] = {(): start}
        fitting = [each for each in changes if all(each.goes_with(other) for other in given)]
        self._changes = [each for each in fitting if not each.mistake.wide]
        self._wide = sorted((each for each in fitting if each.mistake.wide), key=unlikelihood)
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
            if len(changes) < 3:
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
            self._ranks[change.number] = len(found)
            value = self._value((change,))
            if value != self.base:
                known = found.setdefault(value, Variant(value, [], len(found)))
                known.sets.append((change,))
        return list(found.values())

    def several(self, size: int, below: int, share: tuple[int, int]) -> list[Variant]:
        """The values that `size` changes of a rank below this make together; of all of them the
        part `share`, as (which, of how many)."""
        which, of = share
        ranks = self._ranks
        changes = [each for each in self._changes if ranks[each.number] < below]
        found: dict[Hashable, Variant] = {}
        for number, chosen in enumerate(combinations(changes, size)):
            if number % of == which and _compatible(chosen):
                self._add(found, chosen, max(ranks[each.number] for each in chosen))
        return list(found.values())

    def wide(self) -> list[Variant]:
        """The values that the wide changes make alone, the likeliest first."""
        found: dict[Hashable, Variant] = {}
        for rank, change in enumerate(self._wide):
            value = self._value((change,))
            if value != self.base:
                found.setdefault(value, Variant(value, [], rank)).sets.append((change,))
        return list(found.values())

    def wide_with(self, partners: int, at_most: int, share: tuple[int, int]) -> list[Variant]:
        """The values that one of the `at_most` likeliest wide changes makes with one of the slot's
        changes of a rank below `partners`."""
        which, of = share
        likely = [each for each in self._changes if self._ranks[each.number] < partners]
        found: dict[Hashable, Variant] = {}
        for rank, wide in enumerate(self._wide[:at_most]):
            if rank % of == which:
                for change in likely:
                    if change.goes_with(wide):
                        self._add(found, in_turn((wide, change)), rank)
        return list(found.values())

    def _add(self, found: dict[Hashable, Variant], chosen: tuple[Change, ...], rank: int) -> None:
        value = self._value(chosen)
        if value not in self._small:
            found.setdefault(value, Variant(value, [], rank)).sets.append(chosen)


def in_turn(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=attrgetter("number")))


def unlikelihood(change: Change) -> tuple[float, int]:
    return -change.likelihood, change.number


def _compatible(chosen: Sequence[Change]) -> bool:
    return len({each.mistake.group for each in chosen}) == len(chosen)
