"""How a MAC is made, whole: the values, their order, the encoding, the keys and the function."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.mac import PartKind
from nvexplorer.model.secret import MASK, Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Piece(NamedTuple):
    """One part of a text that is hashed, or of an HMAC key: the separator in front of it and which
    value stands there. `text` is the value of kinds that a Recipe has no field for (PARTNER_ID,
    OTHER), and `label` then says what it is."""

    before: str
    kind: PartKind
    text: str = ""
    label: str = ""


class Recipe(NamedTuple):
    """What was or should be hashed, and how.

    The fields from `url` to `timestamp_unix`, `customer_key` and `partner_key` are named as the
    values of PartKind: the text is the pieces of `layout` with these, then `suffix`. The HMAC key
    is the pieces of `key_layout` with `hmac_customer_key` and `hmac_partner_key`. `encoding` and
    `key_encoding` are names in `encodings.py`, `function` one in `functions.py`.
    """

    url: str
    sender: str
    customer_id: str
    timestamp: str
    language: str
    organisation_id: str
    transaction_id: str
    timestamp_unix: str
    customer_key: Secret
    partner_key: Secret
    hmac_customer_key: Secret
    hmac_partner_key: Secret
    layout: tuple[Piece, ...]
    key_layout: tuple[Piece, ...]
    suffix: str = ""
    encoding: str = "iso-8859-15"
    key_encoding: str = "iso-8859-15"
    function: str = "hmac-sha256"
    rendering: str = "hex"

    def text(self) -> str:
        """The text that is hashed. It holds the keys: never show, log or store it."""
        return "".join(p.before + revealed_value(self, p) for p in self.layout) + self.suffix

    def masked(self) -> str:
        """As `text`, the keys as `MASK`."""
        return "".join(p.before + shown_value(self, p) for p in self.layout) + self.suffix

    def key_text(self) -> str:
        """The HMAC key. Never show, log or store it."""
        return key_text(self.key_layout, self.hmac_customer_key, self.hmac_partner_key)

    def positions(self, kind: PartKind) -> tuple[int, ...]:
        """Where pieces of this kind stand in `layout`."""
        return tuple(at for at, piece in enumerate(self.layout) if piece.kind == kind)


def key_text(layout: Iterable[Piece], customer: Secret, partner: Secret) -> str:
    """The HMAC key of these pieces. Never show, log or store it."""
    return "".join([
        p.before + (
            customer.reveal() if p.kind is PartKind.CUSTOMER_KEY
            else partner.reveal() if p.kind is PartKind.PARTNER_KEY
            else p.text
        )
        for p in layout
    ])  # fmt: skip


_LITERAL = (PartKind.PARTNER_ID, PartKind.OTHER)
_SECRET = (PartKind.CUSTOMER_KEY, PartKind.PARTNER_KEY)


def revealed_value(recipe: Recipe, piece: Piece) -> str:
    """The value at a piece of the text, keys included: never show it."""
    if piece.kind in _LITERAL:
        return piece.text
    value = getattr(recipe, piece.kind.value)
    return value.reveal() if isinstance(value, Secret) else value


def shown_value(recipe: Recipe, piece: Piece) -> str:
    """The value at a piece of the text, a key as `MASK`."""
    return MASK if piece.kind in _SECRET else revealed_value(recipe, piece)


#: The parts of the text in their order; the place in it, from 1, is the number of a part.
TEXT_ORDER = (
    PartKind.URL,
    PartKind.SENDER,
    PartKind.CUSTOMER_ID,
    PartKind.TIMESTAMP,
    PartKind.LANGUAGE,
    PartKind.ORGANISATION_ID,
    PartKind.TRANSACTION_ID,
    PartKind.TIMESTAMP_UNIX,
    PartKind.CUSTOMER_KEY,
    PartKind.PARTNER_KEY,
)
#: Between which parts TimestampUnix stands is seen in 8 clients, the rest is documented.
WITH_UNIX = tuple(Piece("&" if at else "", kind) for at, kind in enumerate(TEXT_ORDER))
WITHOUT_UNIX = tuple(piece for piece in WITH_UNIX if piece.kind != PartKind.TIMESTAMP_UNIX)
#: Customer key, `&`, partner key: documented.
KEY_LAYOUT = (Piece("", PartKind.CUSTOMER_KEY), Piece("&", PartKind.PARTNER_KEY))

# Small changes of a recipe, from which the mistakes are put together.


def with_value(recipe: Recipe, kind: PartKind, change: Callable[[str], str]) -> Recipe:
    """Another value of one part that is no key."""
    old: str = getattr(recipe, kind.value)
    return recipe._replace(**{kind.value: change(old)})  # type: ignore[arg-type]


def joined(pieces: Iterable[Piece], separator: str = "&") -> tuple[Piece, ...]:
    """The pieces with this separator between them and none in front."""
    return tuple(p._replace(before=separator if at else "") for at, p in enumerate(pieces))
