"""A recipe in words: labels, order and separators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.encodings import ENCODINGS
from nvexplorer.doctor.functions import FUNCTIONS
from nvexplorer.doctor.mistake import Slot
from nvexplorer.doctor.shown import visible
from nvexplorer.model.mac import PartKind

if TYPE_CHECKING:
    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.recipe import Piece, Recipe

LABELS = {
    PartKind.URL: "URL",
    PartKind.SENDER: "Sender",
    PartKind.CUSTOMER_ID: "Customer ID",
    PartKind.TIMESTAMP: "Timestamp",
    PartKind.LANGUAGE: "Language",
    PartKind.ORGANISATION_ID: "Organisation ID",
    PartKind.TRANSACTION_ID: "Transaction ID",
    PartKind.TIMESTAMP_UNIX: "TimestampUnix",
    PartKind.CUSTOMER_KEY: "Customer key",
    PartKind.PARTNER_KEY: "Partner key",
    PartKind.PARTNER_ID: "Partner ID",
    PartKind.OTHER: "Something else",
}
SLOT_LABELS = {
    Slot.URL: "URL",
    Slot.SENDER: "Sender",
    Slot.CUSTOMER_ID: "Customer ID",
    Slot.TIMESTAMP: "Timestamp",
    Slot.LANGUAGE: "Language",
    Slot.ORGANISATION_ID: "Organisation ID",
    Slot.TRANSACTION_ID: "Transaction ID",
    Slot.TIMESTAMP_UNIX: "TimestampUnix",
    Slot.KEYS: "Keys",
    Slot.LAYOUT: "Parts, order and separators",
    Slot.ENCODING: "Encoding",
    Slot.FUNCTION: "Hash",
    Slot.RENDERING: "Form of the MAC",
}
_FORMS = {"hex": "lower-case hex", "HEX": "upper-case hex", "base64": "Base64"}
# A body behind the text would fill the page.
_LONGEST = 120
_MOST = 3


def piece_label(piece: Piece) -> str:
    label = piece.label.removeprefix("the ") or LABELS[piece.kind]
    return label[:1].upper() + label[1:]


def encoding_label(name: str) -> str:
    known = ENCODINGS.get(name)
    return known.label if known is not None else name.upper()


def function_label(name: str) -> str:
    return FUNCTIONS[name].label


def form_label(rendering: str) -> str:
    return _FORMS.get(rendering, rendering)


def count(number: int) -> str:
    """With spaces that do not break between the thousands."""
    return f"{number:,}".replace(",", "\u00a0")


def value_shown(text: str, case: Case) -> str:
    """A value that is no key; a key that stands in it is masked all the same."""
    return visible(case.masked()(text))


def short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def order_words(recipe: Recipe) -> str:
    return ", ".join(map(piece_label, recipe.layout))


def separator_words(recipe: Recipe, case: Case) -> str:
    """What stands between the parts, in front of them and behind them."""
    mask = case.masked()
    between = [piece.before for piece in recipe.layout[1:]]
    usual = max(dict.fromkeys(between), key=between.count, default="&")
    words = [f"{_quoted(usual)} between the parts"]
    others = [piece for piece in recipe.layout[1:] if piece.before != usual]
    words += [f"{_quoted(mask(p.before))} in front of {piece_label(p)}" for p in others[:_MOST]]
    if len(others) > _MOST:
        words.append(f"and so on in front of {len(others) - _MOST} more")
    if recipe.layout and recipe.layout[0].before:
        words.append(f"{_quoted(mask(recipe.layout[0].before))} at the start")
    if recipe.suffix:
        words.append(f"{_quoted(mask(recipe.suffix))} at the end")
    return ", ".join(words)


def _quoted(text: str) -> str:
    return f"“{short(visible(text))}”" if text else "nothing"
