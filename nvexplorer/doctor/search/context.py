"""What every slot may become: on its own, and on top of mistakes that change two slots at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nvexplorer.doctor.encodings import encoded
from nvexplorer.doctor.mistake import Slot
from nvexplorer.doctor.recipe import key_text
from nvexplorer.doctor.search.text import Layout, Template, TextKeys, Usual
from nvexplorer.doctor.search.values import Values
from nvexplorer.doctor.search.variants import SlotVariants, in_turn, reader, slots_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.recipe import Recipe
    from nvexplorer.doctor.search.variants import Change, Turn, Variant


_read_keys = reader(Slot.KEYS)


class Span(NamedTuple):
    """Sets of `size` changes of a slot of a rank under `below`, one at least of `low` or more; the
    part `share` (which, of how many) of them, but all single changes."""

    size: int
    low: int
    below: int
    share: tuple[int, int]


class Context:
    """The slots with the `given` changes made, each of which touches two; `plain` are the mistakes
    that touch one."""

    def __init__(
        self,
        start: Recipe,
        ingredients: Ingredients,
        plain: Mapping[Slot, Sequence[Turn]],
        parent: Context | None = None,
        given: Sequence[Change] = (),
    ) -> None:
        self.given = in_turn(given)
        self._start = start
        self._ingredients = ingredients
        self._plain = plain
        self._parent = parent
        self.touched = {slot for each in given for slot in slots_of(each.mistake)}
        self._slots: dict[Slot, SlotVariants] = {}
        self._lists: dict[object, list[Variant]] = {}
        self._values: dict[object, Values] = {}
        # By the identity of the variant, which is kept with what is known of it.
        self._layouts: dict[int, tuple[Variant | None, Layout]] = {}
        self._keys: dict[int, tuple[Variant | None, TextKeys, bytes | None]] = {}
        self.recipe = start
        for each in self.given:
            self.recipe = each.mistake.edit(self.recipe, ingredients, each.choice)
        self._usual = Usual(self.recipe)

    def slot(self, slot: Slot) -> SlotVariants:
        if self._parent is not None and slot not in self.touched:
            return self._parent.slot(slot)
        known = self._slots.get(slot)
        if known is None:
            given = [each for each in self.given if slot in slots_of(each.mistake)]
            turns = self._plain.get(slot, ())
            known = SlotVariants(slot, turns, self._start, self._ingredients, given)
            self._slots[slot] = known
        return known

    def variants(self, slot: Slot, span: Span, tick: Callable[[int], None]) -> list[Variant]:
        """What so many changes of a slot lead to; `tick` as in SlotVariants."""
        if self._parent is not None and slot not in self.touched:
            return self._parent.variants(slot, span, tick)
        known = self._lists.get((slot, span))
        if known is None:
            slots = self.slot(slot)
            if span.size == 1:
                known = [each for each in slots.ones if each.rank < span.below]
            else:
                known = slots.several(*span, tick)
            self._lists[slot, span] = known
        return known

    def values(self, slot: Slot, span: Span, tick: Callable[[int], None]) -> Values:
        """As `variants`, of a value slot."""
        if self._parent is not None and slot not in self.touched:
            return self._parent.values(slot, span, tick)
        known = self._values.get((slot, span))
        if known is None:
            known = self._values[slot, span] = Values(slot, self.variants(slot, span, tick))
        return known

    def keys(self, variant: Variant | None) -> tuple[TextKeys, bytes | None]:
        """The keys in the text and the HMAC key, None where that cannot be encoded."""
        known = self._keys.get(id(variant))
        if known is None:
            made: Any = _read_keys(self.recipe) if variant is None else variant.value
            customer, partner, *hmac_keys, layout, encoding = made
            known = (
                variant,
                TextKeys(customer.reveal(), partner.reveal()),
                encoded(key_text(layout, *hmac_keys), encoding),
            )
            self._keys[id(variant)] = known
        return known[1:]

    def layout(self, variant: Variant | None) -> Layout:
        known = self._layouts.get(id(variant))
        if known is None:
            recipe = self.recipe
            made: Any = (recipe.layout, recipe.suffix) if variant is None else variant.value
            known = self._layouts[id(variant)] = variant, Layout(made[0], made[1], self._usual)
        return known[1]

    def template(self, layout: Variant | None, encoding: str) -> Template:
        return Template(self.layout(layout), encoding, self._usual)
