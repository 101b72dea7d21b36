"""The text that is hashed, as bytes with gaps for its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.encodings import ENCODINGS, encoded
from nvexplorer.doctor.mistake import Slot
from nvexplorer.doctor.recipe import revealed_value
from nvexplorer.doctor.search.variants import VALUE_SLOTS
from nvexplorer.model.mac import PartKind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

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
        self._pieces: dict[str, dict[str, bytes | None]] = {}

    def encoded(self, name: str) -> dict[Slot, bytes]:
        """Without those that cannot be encoded."""
        known = self._encoded.get(name)
        if known is None:
            data = {slot: encoded(value, name) for slot, value in self.values.items()}
            known = {slot: each for slot, each in data.items() if each is not None}
            self._encoded[name] = known
        return known

    def piece(self, text: str, name: str) -> bytes | None:
        """A piece of a text, which comes again and again, in an encoding that takes a text by its
        parts."""
        known = self._pieces.setdefault(name, {})
        if text not in known:
            known[text] = encoded(text, name)
        return known[text]


class Layout:
    """The pieces of a recipe's text: texts, slots (which are texts, too) and the kinds of keys."""

    def __init__(self, recipe: Recipe, usual: Usual) -> None:
        pieces: list[str | PartKind] = []
        for piece in recipe.layout:
            if piece.before:
                pieces.append(piece.before)
            if piece.kind in (PartKind.CUSTOMER_KEY, PartKind.PARTNER_KEY):
                pieces.append(piece.kind)
            else:
                pieces.append(_SLOT_OF.get(piece.kind) or revealed_value(recipe, piece))
        self.pieces = [*pieces, recipe.suffix]
        self.slots = {each for each in pieces if type(each) is Slot}
        self._usual = usual
        # The same with the usual values, so that only the keys are missing.
        self._joined: list[str | PartKind] = []
        texts: list[str] = []
        for each in self.pieces:
            if isinstance(each, PartKind):
                self._joined += ("".join(texts), each)
                texts = []
            else:
                texts.append(usual.values[each] if isinstance(each, Slot) else each)
        self._joined.append("".join(texts))

    def whole(self, encoding: str, keys: TextKeys) -> bytes | None:
        """The text with the usual values, None where it cannot be encoded."""
        customer, partner = keys
        known = ENCODINGS.get(encoding)
        if known is not None and known.by_parts and " " in encoding:  # a form of the text: slow
            values, piece = self._usual.values, self._usual.piece
            data = [
                piece(values[each] if isinstance(each, Slot) else _filled(each, keys), encoding)
                for each in self.pieces
            ]
            found = [each for each in data if each is not None]
            return b"".join(found) if len(found) == len(data) else None
        text = "".join([
            each if type(each) is str
            else customer if each is PartKind.CUSTOMER_KEY else partner
            for each in self._joined
        ])  # fmt: skip
        return encoded(text, encoding)


class Template:
    """A layout in an encoding, with the usual values, for any keys."""

    def __init__(self, layout: Layout, encoding: str, usual: Usual) -> None:
        self.pieces = layout.pieces
        self.slots = layout.slots
        self.encoding = encoding
        self.usual = usual
        self._layout = layout
        known = ENCODINGS.get(encoding)
        self.by_parts = known is not None and known.by_parts

    def whole(self, keys: TextKeys) -> bytes | None:
        """The text with the usual values, None where it cannot be encoded."""
        return self._layout.whole(self.encoding, keys)

    def gaps(self, slots: Collection[Slot], keys: TextKeys) -> list[str]:
        """The text with the usual values, those of these slots left out: a gap is its slot."""
        customer, partner = keys
        gaps: list[str] = []
        texts: list[str] = []
        for each in self.pieces:
            if isinstance(each, Slot) and each in slots:
                gaps += ("".join(texts), each)
                texts = []
            elif isinstance(each, Slot):
                texts.append(self.usual.values[each])
            elif isinstance(each, PartKind):
                texts.append(customer if each is PartKind.CUSTOMER_KEY else partner)
            else:
                texts.append(each)
        return [*gaps, "".join(texts)]


class Text:
    """A template with its keys, in an encoding that takes a text by its parts: gives the bytes from
    one slot to another, with other values."""

    def __init__(self, template: Template, keys: TextKeys) -> None:
        self.encoding = name = template.encoding
        slots = template.slots
        self._usual = template.usual.encoded(name)
        filled = [_filled(each, keys) for each in template.pieces]
        data = [each if type(each) is Slot else encoded(each, name) for each in filled]
        #: False when something other than the value of a slot cannot be encoded.
        self.possible = None not in data
        self._parts = [each for each in data if each is not None]
        #: Where a slot stands for the first time.
        self.first = {slot: self._parts.index(slot) for slot in slots}
        #: The slots that have to get another value, since theirs cannot be encoded.
        self.lacking = slots - self._usual.keys()
        #: Whether a slot stands there twice, so that its value is hashed again further on.
        self.repeated = sum(type(each) is Slot for each in data) > len(slots)

    def filled(self, after: Slot | None, upto: Slot | None, values: Mapping[Slot, bytes]) -> bytes:
        """What stands behind a slot and before another (None for an end of the text), with these
        values where they are not the usual ones."""
        start = 0 if after is None else self.first[after] + 1
        end = len(self._parts) if upto is None else self.first[upto]
        usual = self._usual
        return b"".join([
            (values[each] if each in values else usual.get(each, b""))
            if isinstance(each, Slot) else each
            for each in self._parts[start:end]
        ])  # fmt: skip

    def steps(self, after: Slot | None, to: Values, values: Mapping[Slot, bytes]) -> list[bytes]:
        """What stands behind a slot up to the end of that of `to`, with each of its values."""
        between = self.filled(after, to.slot, values)
        return [between + data for data in to.encoded(self.encoding).data]

    def tails(
        self, after: Slot | None, leaves: Sequence[Values], values: Mapping[Slot, bytes]
    ) -> list[bytes]:
        """What stands behind a slot up to the end, with each of the values of the leaves."""
        tails = []
        for leaf in leaves:
            slot, data = leaf.slot, leaf.encoded(self.encoding).data
            between = self.filled(after, slot, values)
            if self.repeated:
                tails += [
                    between + each + self.filled(slot, None, {**values, slot: each})
                    for each in data
                ]
            else:
                rest = self.filled(slot, None, values)
                tails += [between + each + rest for each in data]
        return tails


def _filled(piece: str | PartKind, keys: TextKeys) -> str:
    if isinstance(piece, PartKind):
        return keys.customer if piece is PartKind.CUSTOMER_KEY else keys.partner
    return piece
