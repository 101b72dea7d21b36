"""The text that is hashed, as bytes with gaps for its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from nvexplorer.doctor.encodings import ENCODINGS, encoded
from nvexplorer.doctor.mistake import Slot
from nvexplorer.doctor.recipe import revealed_value
from nvexplorer.doctor.search.variants import VALUE_SLOTS
from nvexplorer.model.mac import PartKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nvexplorer.doctor.recipe import Recipe
    from nvexplorer.doctor.search.values import Values

_SLOT_OF = {PartKind(slot.value): slot for slot in VALUE_SLOTS}


class TextKeys(NamedTuple):
    """The keys as they stand in the text. Its text form shows neither."""

    customer: str
    partner: str

    def __repr__(self) -> str:
        return "TextKeys()"


class Usual:
    """The values that the slots have when nothing changes them, in any encoding."""

    def __init__(self, recipe: Recipe) -> None:
        self.values = {slot: str(getattr(recipe, slot.value)) for slot in VALUE_SLOTS}
        self._encoded: dict[str, dict[Slot, bytes]] = {}

    def encoded(self, name: str) -> dict[Slot, bytes]:
        """Without those that cannot be encoded."""
        known = self._encoded.get(name)
        if known is None:
            data = {slot: encoded(value, name) for slot, value in self.values.items()}
            known = {slot: each for slot, each in data.items() if each is not None}
            self._encoded[name] = known
        return known


class Template:
    """A layout in an encoding, with the usual values, for any keys."""

    def __init__(self, recipe: Recipe, usual: Usual) -> None:
        self.encoding = recipe.encoding
        self.usual = usual
        self.pieces = _pieces(recipe)
        self.slots = {each for each in self.pieces if type(each) is Slot}
        known = ENCODINGS.get(self.encoding)
        self.by_parts = known is not None and known.by_parts
        if self.by_parts:
            self._prepare()

    def _prepare(self) -> None:
        """Everything but the keys, joined."""
        values = self.usual.encoded(self.encoding)
        self._possible = self.slots <= values.keys()
        joined: list[bytes | PartKind] = [b""]
        for each in self.pieces:
            if isinstance(each, PartKind):
                joined += (each, b"")
                continue
            data = values.get(each, b"") if isinstance(each, Slot) else encoded(each, self.encoding)
            if data is None:
                self._possible = False
                return
            joined[-1] = cast("bytes", joined[-1]) + data
        self._joined = joined

    def whole(self, keys: TextKeys) -> bytes | None:
        """The text with the usual values, None where it cannot be encoded."""
        if not self.by_parts:
            return encoded(self.written(self.usual.values, keys), self.encoding)
        if not self._possible:
            return None
        customer = encoded(keys.customer, self.encoding)
        partner = encoded(keys.partner, self.encoding)
        if customer is None or partner is None:
            return None
        return b"".join([
            each if type(each) is bytes
            else customer if each is PartKind.CUSTOMER_KEY else partner
            for each in self._joined
        ])  # fmt: skip

    def written(self, values: Mapping[Slot, str], keys: TextKeys) -> str:
        customer, partner = keys
        return "".join([
            values[each] if type(each) is Slot
            else each if type(each) is str
            else customer if each is PartKind.CUSTOMER_KEY else partner
            for each in self.pieces
        ])  # fmt: skip


class Text:
    """A template with its keys, in an encoding that takes a text by its parts: gives what stands
    in front of a slot, and the text from a slot on with each of other values."""

    def __init__(self, template: Template, keys: TextKeys) -> None:
        self.encoding = name = template.encoding
        self._usual = template.usual.encoded(name)
        filled = [_filled(each, keys) for each in template.pieces]
        data = [each if type(each) is Slot else encoded(each, name) for each in filled]
        #: False when something other than the value of a slot cannot be encoded.
        self.possible = None not in data
        self._parts = [each for each in data if each is not None]
        self.first = {slot: self._parts.index(slot) for slot in template.slots}
        #: The slots that have to get another value, since theirs cannot be encoded.
        self.lacking = template.slots - self._usual.keys()
        self.repeated = sum(type(each) is Slot for each in data) > len(template.slots)
        self._tails: dict[Values, list[bytes]] = {}
        self._between: dict[tuple[Slot | None, Slot | None], bytes] = {}

    def between(self, after: Slot | None, before: Slot | None) -> bytes:
        """What stands between two slots that each stand once; None is an end of the text."""
        known = self._between.get((after, before))
        if known is None:
            start = 0 if after is None else self.first[after] + 1
            known = self._between[after, before] = self.filled(start, before, {})
        return known

    def filled(self, start: int, before: Slot | None, values: Mapping[Slot, bytes]) -> bytes:
        """From a place on up to a slot or the end."""
        end = len(self._parts) if before is None else self.first[before]
        all_values = {**self._usual, **values}
        return b"".join([
            all_values[each] if isinstance(each, Slot) else each for each in self._parts[start:end]
        ])  # fmt: skip

    def tails(self, last: Values, values: Mapping[Slot, bytes]) -> Sequence[bytes]:
        """The text from the slot of `last` on, with each of its values; `values` are those of the
        slots before."""
        known = self._tails.get(last)
        if known is not None:
            return known
        data = last.encoded(self.encoding).data
        if self.repeated:
            start = self.first[last.slot]
            return [self.filled(start, None, {**values, last.slot: each}) for each in data]
        rest = self.between(last.slot, None)
        known = self._tails[last] = [each + rest for each in data]
        return known


def _filled(piece: str | PartKind, keys: TextKeys) -> str:
    if isinstance(piece, PartKind):
        return keys.customer if piece is PartKind.CUSTOMER_KEY else keys.partner
    return piece


def _pieces(recipe: Recipe) -> list[str | PartKind]:
    """Texts, slots (which are texts, too) and the kinds of keys."""
    pieces: list[str | PartKind] = []
    for piece in recipe.layout:
        if piece.before:
            pieces.append(piece.before)
        if piece.kind in (PartKind.CUSTOMER_KEY, PartKind.PARTNER_KEY):
            pieces.append(piece.kind)
        else:
            pieces.append(_SLOT_OF.get(piece.kind) or revealed_value(recipe, piece))
    return [*pieces, recipe.suffix]
