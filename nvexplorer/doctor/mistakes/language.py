"""Mistakes with the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.edges import EDGES, EXPLANATION, QUOTES, STRIPPED
from nvexplorer.doctor.mistakes.values import chosen, distinct, edit_of, these, turned
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nvexplorer.doctor.mistake import Ingredients

_LANGUAGE = PartKind.LANGUAGE
_RELAYED = Certainty.RELAYED
_SAME = "documented: the MAC input has the language of the header"
_CODES = "FI, EN and SE: relayed by a reader of the documents, seen in 3 clients"
_ONE_SETTING = "Take the language from one constant, FI, EN or SE, for the header and the MAC."

_CULTURES = {
    "FI": ("fi-FI", "fi_FI", "fi_FI.UTF-8", "fi-fi", "FI-FI"),
    "EN": ("en-US", "en_US", "en-GB", "en_GB", "en_US.UTF-8", "en-us", "EN-US"),
    "SE": ("sv-SE", "sv_SE", "sv-FI", "sv_FI", "sv_SE.UTF-8", "sv-se", "SV-SE"),
}
_ISO_3 = {"FI": ("FIN", "fin"), "EN": ("ENG", "eng"), "SE": ("SWE", "swe")}
_NAMES = {
    "FI": ("Finnish", "finnish", "suomi", "Suomi"),
    "EN": ("English", "english"),
    "SE": ("Swedish", "swedish", "svenska", "ruotsi"),
}
_COUNTRIES = {"EN": ("GB", "US", "UK", "en-EN"), "FI": ("FI_FI",), "SE": ("se-SE",)}


def _key(value: str) -> str:
    code = value.strip()[:2].upper()
    return "SE" if code == "SV" else code


def _from(table: Mapping[str, tuple[str, ...]]) -> Callable[[Ingredients], tuple[str, ...]]:
    def choices(ingredients: Ingredients) -> tuple[str, ...]:
        return table.get(_key(ingredients.language), ())

    return choices


def _others(ingredients: Ingredients) -> tuple[str, ...]:
    """The other two, in the letter case of the header."""
    lower = ingredients.language.islower()
    codes = (code for code in ("FI", "EN", "SE") if code != _key(ingredients.language))
    return tuple(code.lower() if lower else code for code in codes)


def _put(value: str, _: Ingredients, choice: str) -> str:
    return choice or value


_SWEDISH = {"SE": "SV", "SV": "SE", "se": "sv", "sv": "se"}

_ENTRIES = (
    Mistake(
        "M28", Slot.LANGUAGE, 45,
        "The language is in lower case in the MAC.",
        "Hashed was {made}, the header has {expected}.",
        _ONE_SETTING,
        Certainty.OPEN, turned(_LANGUAGE, str.lower), group="case", order=1,
        source="open: one client says that only lower case works, all others send upper case",
    ),
    Mistake(
        "L01", Slot.LANGUAGE, 30,
        "The language is in upper case in the MAC.",
        "Hashed was {made}, the header has {expected}.",
        _ONE_SETTING,
        Certainty.OPEN, turned(_LANGUAGE, str.upper), group="case", order=1,
        source="open: one client says that only lower case works, all others send upper case",
    ),
    Mistake(
        "L02", Slot.LANGUAGE, 35,
        "Swedish has its other code in the MAC: {made} for {expected}.",
        "Netvisor calls Swedish SE, which is the country; SV is the language of ISO 639.",
        "Use SE in the header and in the MAC.",
        _RELAYED, turned(_LANGUAGE, lambda value: _SWEDISH.get(value, value)), group="language",
        source=_CODES,
    ),
    Mistake(
        "L03", Slot.LANGUAGE, 35,
        "The MAC has another language than the header: {choice}.",
        "Hashed was {choice}, the header has {expected}: one of them is a default that was not "
        "overwritten.",
        _ONE_SETTING,
        Certainty.DOCUMENTED, edit_of(_LANGUAGE, _put), _others, "language", source=_SAME,
    ),
    Mistake(
        "L04", Slot.LANGUAGE, 25,
        "The language in the MAC is a culture: {choice}.",
        "Hashed was {choice}, the header has {expected}. CultureInfo.Name, Locale.toString() and "
        "navigator.language give such names.",
        "Take the two letters FI, EN or SE, not the name of the culture.",
        _RELAYED, edit_of(_LANGUAGE, _put), _from(_CULTURES), "language", source=_CODES,
    ),
    Mistake(
        "L05", Slot.LANGUAGE, 6,
        "The language in the MAC is a code of three letters: {choice}.",
        "Hashed was {choice}, the header has {expected}.",
        "Take the two letters FI, EN or SE.",
        _RELAYED, edit_of(_LANGUAGE, _put), _from(_ISO_3), "language", source=_CODES,
    ),
    Mistake(
        "L06", Slot.LANGUAGE, 4,
        "The language in the MAC is a name: {choice}.",
        "Hashed was {choice}, the header has {expected}.",
        "Take the two letters FI, EN or SE, not the name of the constant.",
        _RELAYED, edit_of(_LANGUAGE, _put), _from(_NAMES), "language", source=_CODES,
    ),
    Mistake(
        "L07", Slot.LANGUAGE, 6,
        "The language in the MAC is the code of a country: {choice}.",
        "Hashed was {choice}, the header has {expected}.",
        "Take FI, EN or SE.",
        _RELAYED, edit_of(_LANGUAGE, _put), _from(_COUNTRIES), "language", source=_CODES,
    ),
    Mistake(
        "L08", Slot.LANGUAGE, 25,
        "The language is empty in the MAC.",
        "Hashed was nothing between two &: the setting was not read when the MAC was made.",
        _ONE_SETTING,
        Certainty.DOCUMENTED, turned(_LANGUAGE, lambda _: ""), group="language", source=_SAME,
    ),
    Mistake(
        "L09", Slot.LANGUAGE, 10,
        "The language in the MAC has {choice}.",
        EXPLANATION,
        _ONE_SETTING,
        Certainty.DOCUMENTED, chosen(_LANGUAGE, EDGES), these(EDGES), "edges", 2, wide=True,
        source=STRIPPED,
    ),
    Mistake(
        "L10", Slot.LANGUAGE, 4,
        "The language in the MAC stands in {choice}.",
        "Hashed was {made}: the quotes of a setting or of JSON came along.",
        "Take the quotes off where the setting is read.",
        Certainty.DOCUMENTED, chosen(_LANGUAGE, QUOTES), these(QUOTES), "edges", 2, source=_SAME,
    ),
    Mistake(
        "L11", Slot.LANGUAGE, 8,
        "The language in the MAC has one capital letter.",
        "Hashed was {made}, the header has {expected}.",
        _ONE_SETTING,
        Certainty.OPEN, turned(_LANGUAGE, str.capitalize), group="case", order=1,
        source="open: one client says that only lower case works, all others send upper case",
    ),
)  # fmt: skip

MISTAKES = distinct(_LANGUAGE, _ENTRIES)
