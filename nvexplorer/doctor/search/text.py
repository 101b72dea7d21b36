"""The text that is hashed, as bytes with gaps for its parts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.encodings import ENCODINGS, encoded
from nvexplorer.doctor.mistake import Slot
from nvexplorer.doctor.search.variants import VALUE_SLOTS
from nvexplorer.model.mac import PartKind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from nvexplorer.doctor.recipe import Piece, Recipe
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
        self.by_kind = {kind: self.values[slot] for kind, slot in _SLOT_OF.items()}
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
    """The pieces of a text."""

    def __init__(self, layout: Sequence[Piece], suffix: str, usual: Usual) -> None:
        self._layout = layout
        self._suffix = suffix
        self._usual = usual
        self._data: dict[str, list[bytes | PartKind] | None] = {}
        # With the usual values, so that only the keys are missing.
        self._joined: list[str | PartKind] = []
        values = usual.by_kind
        texts: list[str] = []
        for before, kind, text, _ in layout:
            texts.append(before)
            if kind is PartKind.CUSTOMER_KEY or kind is PartKind.PARTNER_KEY:
                self._joined += ("".join(texts), kind)
                texts = []
            else:
                texts.append(values.get(kind, text))
        texts.append(suffix)
        self._joined.append("".join(texts))

    @cached_property
    def pieces(self) -> list[str | PartKind]:
        """Texts, slots (which are texts, too) and the kinds of keys."""
        pieces: list[str | PartKind] = []
        for before, kind, text, _ in self._layout:
            if before:
                pieces.append(before)
            if kind in (PartKind.CUSTOMER_KEY, PartKind.PARTNER_KEY):
                pieces.append(kind)
            else:
                pieces.append(_SLOT_OF.get(kind) or text)
        return [*pieces, self._suffix]

    @cached_property
    def slots(self) -> set[Slot]:
        return {each for each in self.pieces if isinstance(each, Slot)}

    def whole(self, encoding: str, keys: TextKeys) -> bytes | None:
        """The text with the usual values, None where it cannot be encoded."""
        if encoding not in self._data:
            self._data[encoding] = self._encoded(encoding)
        data = self._data[encoding]
        if data is None:
            return encoded("".join([_filled(each, keys) for each in self._joined]), encoding)
        piece = self._usual.piece
        customer, partner = piece(keys.customer, encoding), piece(keys.partner, encoding)
        if customer is None or partner is None:
            return None
        return b"".join([
            each if type(each) is bytes else customer if each is PartKind.CUSTOMER_KEY else partner
            for each in data
        ])  # fmt: skip

    def _encoded(self, encoding: str) -> list[bytes | PartKind] | None:
        """What is joined, but for the keys; None for encodings that look at a text as a whole."""
        known = ENCODINGS.get(encoding)
        if known is None or not known.by_parts:
            return None
        pieces = self.pieces if " " in encoding else self._joined  # forms of a text are slow
        values, piece = self._usual.values, self._usual.piece
        data = [
            each
            if isinstance(each, PartKind)
            else piece(values[each] if isinstance(each, Slot) else each, encoding)
            for each in pieces
        ]
        return None if None in data else [each for each in data if each is not None]


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
