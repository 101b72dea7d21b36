"""Mistakes with the organisation ID: the Finnish business ID, 7 digits, hyphen, check digit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.edges import EDGES, EXPLANATION, QUOTES, STRIPPED
from nvexplorer.doctor.mistakes.values import chosen, distinct, these, turned
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable

_ID = PartKind.ORGANISATION_ID
_DOCUMENTED = Certainty.DOCUMENTED
_FORM = "documented: 7 digits, hyphen, check digit; one client brings it into that form"
_SAME = "documented: the MAC input has the organisation ID of the header"
_AS_HEADER = "Bring the business ID into the form 1234567-1 once, and use it for header and MAC."


def _digits(value: str) -> str:
    return re.sub(r"[^0-9]", "", value)


def _documented(value: str) -> str:
    """In the documented form, a dropped zero put back."""
    digits = _digits(value)
    return f"{digits[:-1].zfill(7)}-{digits[-1]}" if 6 <= len(digits) <= 8 else value


def _prefixed(before: str, *, hyphen: bool) -> Callable[[str], str]:
    def change(value: str) -> str:
        if not _digits(value) or value[:1].isalpha():
            return value
        return before + (value if hyphen else value.replace("-", ""))

    return change


_HYPHENS: dict[str, Callable[[str], str]] = {
    "a space": lambda value: value.replace("-", " "),
    "an en dash": lambda value: value.replace("-", "\u2013"),
    "a hyphen with spaces around it": lambda value: value.replace("-", " - "),
    "a non-breaking hyphen": lambda value: value.replace("-", "\u2011"),
    "a soft hyphen": lambda value: value.replace("-", "\u00ad"),
    "a minus sign": lambda value: value.replace("-", "\u2212"),
    "an underscore": lambda value: value.replace("-", "_"),
    "a slash": lambda value: value.replace("-", "/"),
    "a full stop": lambda value: value.replace("-", "."),
}
_VAT: dict[str, Callable[[str], str]] = {
    "FI and the hyphen kept": _prefixed("FI", hyphen=True),
    "FI and a space": _prefixed("FI ", hyphen=False),
    "FI, a space and the hyphen kept": _prefixed("FI ", hyphen=True),
    "FI in lower case": _prefixed("fi", hyphen=False),
    "FI and another hyphen": _prefixed("FI-", hyphen=False),
}
_PREFIXES: dict[str, Callable[[str], str]] = {
    "the e-invoice address 0037": _prefixed("0037", hyphen=False),
    "the Peppol scheme 0037:": _prefixed("0037:", hyphen=False),
    "the Peppol scheme 0212:": _prefixed("0212:", hyphen=True),
    "the Peppol scheme 0212: without hyphen": _prefixed("0212:", hyphen=False),
    "Y-": _prefixed("Y-", hyphen=True),
    "Y": _prefixed("Y", hyphen=True),
}


def _no_zero(value: str) -> str:
    return value.lstrip("0") if value[:1] == "0" else value


_ENTRIES = (
    Mistake(
        "M29", Slot.ORGANISATION_ID, 45,
        "The organisation ID has no hyphen in the MAC.",
        "Hashed was {made}, the header has {expected}.",
        _AS_HEADER,
        _DOCUMENTED, turned(_ID, lambda value: value.replace("-", "")), group="form",
        source=_FORM,
    ),
    Mistake(
        "O01", Slot.ORGANISATION_ID, 35,
        "The organisation ID has the documented form in the MAC, but not in the header.",
        "Hashed was {made}, the header has {expected}.",
        "Send the header X-Netvisor-Organisation-ID in the form 1234567-1, too.",
        _DOCUMENTED, turned(_ID, _documented), group="form", source=_FORM,
    ),
    Mistake(
        "M30", Slot.ORGANISATION_ID, 25,
        "The organisation ID in the MAC is the VAT number.",
        "Hashed was {made}, the header has {expected}.",
        "Take the business ID, 7 digits, hyphen and check digit, without FI.",
        _DOCUMENTED, turned(_ID, _prefixed("FI", hyphen=False)), group="form", source=_FORM,
    ),
    Mistake(
        "O02", Slot.ORGANISATION_ID, 10,
        "The organisation ID in the MAC is a form of the VAT number: {choice}.",
        "Hashed was {made}, the header has {expected}.",
        "Take the business ID, 7 digits, hyphen and check digit, without FI.",
        _DOCUMENTED, chosen(_ID, _VAT), these(_VAT), "form", source=_FORM,
    ),
    Mistake(
        "O03", Slot.ORGANISATION_ID, 8,
        "The organisation ID in the MAC begins with {choice}.",
        "Hashed was {made}, the header has {expected}.",
        "Take the business ID alone, 7 digits, hyphen and check digit.",
        _DOCUMENTED, chosen(_ID, _PREFIXES), these(_PREFIXES), "form", source=_FORM,
    ),
    Mistake(
        "O04", Slot.ORGANISATION_ID, 12,
        "The organisation ID has {choice} in place of the hyphen in the MAC.",
        "Hashed was {made}, the header has {expected}. Word processors and web pages write such "
        "signs.",
        "Type the hyphen anew where the ID is kept.",
        _DOCUMENTED, chosen(_ID, _HYPHENS), these(_HYPHENS), "form", source=_FORM,
    ),
    Mistake(
        "O05", Slot.ORGANISATION_ID, 20,
        "The zero in front of the organisation ID is missing in the MAC.",
        "Hashed was {made}, the header has {expected}: the ID was kept as a number, or went "
        "through a spreadsheet.",
        "Keep the business ID as text.",
        _DOCUMENTED, turned(_ID, _no_zero), group="zero", order=1, source=_FORM,
    ),
    Mistake(
        "O06", Slot.ORGANISATION_ID, 6,
        "The check digit of the organisation ID is missing in the MAC.",
        "Hashed was {made}, the header has {expected}.",
        _AS_HEADER,
        _DOCUMENTED,
        turned(_ID, lambda value: re.sub(r"(?<=[0-9]{7})-[0-9]\Z", "", value)),
        group="form", source=_FORM,
    ),
    Mistake(
        "O07", Slot.ORGANISATION_ID, 25,
        "The organisation ID is empty in the MAC.",
        "Hashed was nothing between two &: no company was chosen when the MAC was made.",
        "Set the organisation ID before the MAC is made. Where a request goes without one, header "
        "and MAC are both empty.",
        _DOCUMENTED, turned(_ID, lambda _: ""), group="form", source=_SAME,
    ),
    Mistake(
        "O08", Slot.ORGANISATION_ID, 20,
        "The organisation ID in the MAC has {choice}.",
        EXPLANATION,
        "Trim the ID where it is read; often it comes from a form or a spreadsheet.",
        _DOCUMENTED, chosen(_ID, EDGES), these(EDGES), "edges", 2, wide=True,
        source=STRIPPED,
    ),
    Mistake(
        "O09", Slot.ORGANISATION_ID, 6,
        "The organisation ID in the MAC stands in {choice}.",
        "Hashed was {made}: the quotes of a setting or of JSON came along.",
        "Take the quotes off where the setting is read.",
        _DOCUMENTED, chosen(_ID, QUOTES), these(QUOTES), "edges", 2, source=_SAME,
    ),
    Mistake(
        "O10", Slot.ORGANISATION_ID, 8,
        "The FI in front of the organisation ID is missing in the MAC.",
        "Hashed was {made}, the header has {expected}.",
        "Send the header in the form 1234567-1, too, not as a VAT number.",
        _DOCUMENTED,
        turned(_ID, lambda value: re.sub(r"\A[Ff][Ii][ -]?(?=[0-9])", "", value)),
        group="form", source=_FORM,
    ),
)  # fmt: skip

MISTAKES = distinct(_ID, _ENTRIES)
