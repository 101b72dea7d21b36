"""Mistakes with the customer ID."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.edges import EDGES, EXPLANATION, QUOTES, STRIPPED
from nvexplorer.doctor.mistakes.values import chosen, distinct, edit_of, these, turned
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.doctor.mistake import Ingredients

_ID = PartKind.CUSTOMER_ID
_DOCUMENTED = Certainty.DOCUMENTED
_SAME = "documented: the MAC input has the customer ID of the header"
_ONE_SETTING = "Keep the customer ID in one setting, trimmed, for the header and the MAC."
_CASES: dict[str, Callable[[str], str]] = {"lower case": str.lower, "UPPER CASE": str.upper}
_SIGNS: dict[str, Callable[[str], str]] = {
    "hyphens for underscores": lambda value: value.replace("_", "-"),
    "no underscores": lambda value: value.replace("_", ""),
    "no hyphens": lambda value: value.replace("-", ""),
    "no spaces": lambda value: value.replace(" ", ""),
    "underscores for hyphens": lambda value: value.replace("-", "_"),
}
_PIECES: dict[str, Callable[[str], str]] = {
    "the part before the first _": lambda value: value.partition("_")[0],
    "the part behind the first _": lambda value: value.partition("_")[2] or value,
    "the part behind the last _": lambda value: value.rpartition("_")[2],
    "all but the part behind the last _": lambda value: value.rpartition("_")[0] or value,
}


def _partner(value: str, ingredients: Ingredients, _: str) -> str:
    return ingredients.partner_id or value


def _other(value: str, ingredients: Ingredients, choice: str) -> str:
    found = {"sender": ingredients.sender, "organisation ID": ingredients.organisation_id}
    return found.get(choice) or value


_ENTRIES = (
    Mistake(
        "C01", Slot.CUSTOMER_ID, 30,
        "The partner ID stands in place of the customer ID in the MAC.",
        "Hashed was {made}, the customer ID of the header is {expected}. The partner ID is no part "
        "of the MAC input.",
        "Put the customer ID, the user's API identifier, behind the sender.",
        _DOCUMENTED, edit_of(_ID, _partner), group="customer ID", source=_SAME,
    ),
    Mistake(
        "C02", Slot.CUSTOMER_ID, 20,
        "The customer ID is empty in the MAC.",
        "Hashed was nothing between two &: the setting was not read when the MAC was made.",
        "Read the customer ID from the same place for the header and for the MAC.",
        _DOCUMENTED, turned(_ID, lambda _: ""), group="customer ID", source=_SAME,
    ),
    Mistake(
        "C03", Slot.CUSTOMER_ID, 20,
        "The customer ID is in another letter case in the MAC: {choice}.",
        "Hashed was {made}, the header has {expected}.",
        _ONE_SETTING,
        _DOCUMENTED, chosen(_ID, _CASES), these(_CASES), "case", 1, source=_SAME,
    ),
    Mistake(
        "C04", Slot.CUSTOMER_ID, 25,
        "The customer ID in the MAC has {choice}.",
        EXPLANATION,
        _ONE_SETTING,
        _DOCUMENTED, chosen(_ID, EDGES), these(EDGES), "edges", 2, wide=True,
        source=STRIPPED,
    ),
    Mistake(
        "C05", Slot.CUSTOMER_ID, 8,
        "The customer ID in the MAC stands in {choice}.",
        "Hashed was {made}: the quotes of a setting or of JSON came along.",
        "Take the quotes off where the setting is read.",
        _DOCUMENTED, chosen(_ID, QUOTES), these(QUOTES), "edges", 2, source=_SAME,
    ),
    Mistake(
        "C06", Slot.CUSTOMER_ID, 6,
        "The customer ID is written with other signs in the MAC: {choice}.",
        "Hashed was {made}, the header has {expected}.",
        _ONE_SETTING,
        _DOCUMENTED, chosen(_ID, _SIGNS), these(_SIGNS), "customer ID", source=_SAME,
    ),
    Mistake(
        "C07", Slot.CUSTOMER_ID, 8,
        "Only a piece of the customer ID is in the MAC: {choice}.",
        "Hashed was {made}, the header has {expected}.",
        "Take the whole identifier, with its letters, underscores and numbers.",
        _DOCUMENTED, chosen(_ID, _PIECES), these(_PIECES), "customer ID", source=_SAME,
    ),
    Mistake(
        "C08", Slot.CUSTOMER_ID, 8,
        "The {choice} stands in place of the customer ID in the MAC.",
        "Hashed was {made}, the customer ID of the header is {expected}.",
        "Put the customer ID, the user's API identifier, behind the sender.",
        _DOCUMENTED, edit_of(_ID, _other), these(("organisation ID", "sender")), "customer ID",
        source=_SAME,
    ),
)  # fmt: skip

MISTAKES = distinct(_ID, _ENTRIES)
