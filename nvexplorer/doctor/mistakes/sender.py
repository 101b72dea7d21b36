"""Mistakes with the sender: its edges and spaces, its letters, and escapes of other formats."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.edges import (
    BLANKS,
    EXPLANATION,
    INVISIBLE,
    QUOTES,
    STRIPPED,
)
from nvexplorer.doctor.mistakes.sender_forms import (
    CASES,
    ENCODED_WORDS,
    LETTERS,
    MARKUP,
    MOJIBAKE,
    SPACES,
    URL_ESCAPES,
    as_json,
    read_as_utf8,
    up_to_letter,
    url_decoded,
    without_quotes,
)
from nvexplorer.doctor.mistakes.values import chosen, distinct, edit_of, these, turned
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from nvexplorer.doctor.mistake import Ingredients

_SENDER = PartKind.SENDER
_DOCUMENTED = Certainty.DOCUMENTED
_SAME = "documented in Visma's sample: the MAC input has the sender of the header"
_BYTES = "deduced from one answer of the test server: headers are read as Latin letters"
_ONE_SETTING = "Keep the sender in one setting, trimmed, and use it for the header and the MAC."
_PLAIN = "Hash the sender as plain text, before anything escapes it."


def _only_here(ingredients: Ingredients) -> bool:
    """Whether the sender alone holds letters outside ASCII."""
    return (ingredients.url + ingredients.customer_id).isascii()


def _with_letters(value: str, ingredients: Ingredients, choice: str) -> str:
    """Without effect where another encoding of the whole MAC input makes the same bytes: what that
    is called is said by the mistakes with the encoding."""
    change = {**LETTERS, **MOJIBAKE}.get(choice)
    made = change(value) if change is not None else value
    if not _only_here(ingredients):
        return made
    try:
        data = made.encode(ingredients.encoding)
        same = (value.encode("utf-8"), value.encode("ascii", "replace"))
    except (UnicodeError, LookupError):
        return made
    return value if data in same else made


_SPACING = (
    Mistake(
        "M43", Slot.SENDER, 40,
        "The sender in the MAC begins with a space.",
        "HTTP strips spaces around the value of a header, so Netvisor saw {expected} and the MAC "
        "was made of {made}.",
        _ONE_SETTING,
        _DOCUMENTED, turned(_SENDER, lambda value: " " + value), group="edges", order=50,
        source=STRIPPED,
    ),
    Mistake(
        "S01", Slot.SENDER, 40,
        "The sender in the MAC has {choice}.",
        EXPLANATION,
        _ONE_SETTING,
        _DOCUMENTED, chosen(_SENDER, BLANKS), these(BLANKS), "edges", 50, source=STRIPPED,
    ),
    Mistake(
        "S02", Slot.SENDER, 10,
        "The sender in the MAC has {choice}.",
        "The character is invisible; it came from a file or a web page that the name was copied "
        "from.",
        "Type the sender anew where it is kept.",
        _DOCUMENTED, chosen(_SENDER, INVISIBLE), these(INVISIBLE), "edges", 50, source=_SAME,
    ),
    Mistake(
        "S03", Slot.SENDER, 12,
        "The spaces inside the sender are changed in the MAC: {choice}.",
        "Hashed was {made}, the header has {expected}.",
        _ONE_SETTING,
        _DOCUMENTED, chosen(_SENDER, SPACES), these(SPACES), "spaces", 20, source=_SAME,
    ),
    Mistake(
        "S04", Slot.SENDER, 15,
        "The sender in the MAC is cut off at its first space.",
        "Hashed was {made}: the value was not quoted in a shell or a settings file.",
        "Quote the value where it is set.",
        _DOCUMENTED, turned(_SENDER, lambda value: value.partition(" ")[0]), group="spaces",
        order=20, source=_SAME,
    ),
    Mistake(
        "S05", Slot.SENDER, 15,
        "The sender is empty in the MAC.",
        "Hashed was nothing between two &: the setting was not read when the MAC was made.",
        "Read the sender from the same place for the header and for the MAC.",
        _DOCUMENTED, turned(_SENDER, lambda _: ""), group="spaces", order=20, source=_SAME,
    ),
)  # fmt: skip

_CASE = (
    Mistake(
        "S06", Slot.SENDER, 20,
        "The sender is in another letter case in the MAC: {choice}.",
        "Hashed was {made}, the header has {expected}.",
        _ONE_SETTING,
        _DOCUMENTED, chosen(_SENDER, CASES), these(CASES), "case", 10, source=_SAME,
    ),
)  # fmt: skip

_FOREIGN = (
    Mistake(
        "S07", Slot.SENDER, 12,
        "Letters such as ä became {choice} in the sender of the MAC.",
        "Hashed was {made}, the header has {expected}.",
        "Give the sender a name without å, ä and ö, or make the MAC before anything replaces them.",
        _DOCUMENTED, edit_of(_SENDER, _with_letters), these(LETTERS), "letters", 30, source=_SAME,
    ),
    Mistake(
        "S08", Slot.SENDER, 25,
        "The sender in the MAC is UTF-8 that was read as {choice}.",
        "Hashed was {made}, with two signs for each ä.",
        "Read the settings file as UTF-8, or give the sender a name without å, ä and ö.",
        Certainty.DEDUCED, edit_of(_SENDER, _with_letters), these(MOJIBAKE), "letters", 30,
        source=_BYTES,
    ),
    Mistake(
        "S09", Slot.SENDER, 25,
        "The sender in the header is UTF-8 that is read as Latin letters, the MAC has the name "
        "itself.",
        "Hashed was {made}. The header carries {expected}: its bytes are UTF-8, and headers are "
        "read as Latin letters.",
        "Give the sender a name without å, ä and ö, or send the header in ISO-8859-1.",
        Certainty.DEDUCED, turned(_SENDER, read_as_utf8), group="letters", order=30,
        source=_BYTES,
    ),
    Mistake(
        "S11", Slot.SENDER, 4,
        "The sender in the MAC is cut off at its first letter such as ä.",
        "Hashed was {made}, the header has {expected}.",
        "Give the sender a name without å, ä and ö.",
        _DOCUMENTED, turned(_SENDER, up_to_letter), group="letters", order=30, source=_SAME,
    ),
    Mistake(
        "S12", Slot.SENDER, 10,
        "The letters with dots are two characters each in the sender of the MAC.",
        "Hashed was ä as a and a combining mark (Unicode form NFD), the header has the single "
        "letter.",
        "Normalise the sender to NFC where it is read.",
        _DOCUMENTED, turned(_SENDER, lambda value: unicodedata.normalize("NFD", value)),
        group="letters", order=30, source=_SAME,
    ),
    Mistake(
        "S13", Slot.SENDER, 6,
        "The letters with dots are single characters in the sender of the MAC.",
        "Hashed was ä as one letter (Unicode form NFC), the header has a and a combining mark.",
        "Normalise the sender to NFC where it is read, for the header, too.",
        _DOCUMENTED, turned(_SENDER, lambda value: unicodedata.normalize("NFC", value)),
        group="letters", order=30, source=_SAME,
    ),
)  # fmt: skip

_ESCAPED = (
    Mistake(
        "S14", Slot.SENDER, 20,
        "The sender in the MAC is encoded as in a URL: {choice}.",
        "Hashed was {made}, the header has {expected}.",
        "Hash the sender as plain text; only the URL that is sent is encoded.",
        _DOCUMENTED, chosen(_SENDER, URL_ESCAPES), these(URL_ESCAPES), "escapes", 40,
        source=_SAME,
    ),
    Mistake(
        "S15", Slot.SENDER, 12,
        "The sender in the MAC is decoded as if it came from a URL.",
        "Hashed was {made}, the header has {expected}.",
        "Use the sender as it is, in the header and in the MAC.",
        _DOCUMENTED, turned(_SENDER, url_decoded), group="escapes", order=40,
        source=_SAME,
    ),
    Mistake(
        "S16", Slot.SENDER, 8,
        "The sender in the MAC is escaped for HTML or XML: {choice}.",
        "Hashed was {made}, the header has {expected}.",
        _PLAIN,
        _DOCUMENTED,
        chosen(_SENDER, MARKUP), these(MARKUP), "escapes", 40, source=_SAME,
    ),
    Mistake(
        "S17", Slot.SENDER, 6,
        "Letters are written \\u00e4 in the sender of the MAC.",
        "Hashed was {made}, the text of a JSON file as it stands there.",
        "Read the settings with a JSON parser; in PHP decode before use.",
        _DOCUMENTED, turned(_SENDER, as_json), group="escapes", order=40, source=_SAME,
    ),
    Mistake(
        "S18", Slot.SENDER, 4,
        "The sender in the MAC is an encoded word of mail: {choice}.",
        "Hashed was {made}, as mail libraries write a header with letters such as ä.",
        _PLAIN,
        _DOCUMENTED, chosen(_SENDER, ENCODED_WORDS), these(ENCODED_WORDS), "escapes", 40,
        source=_SAME,
    ),
    Mistake(
        "S19", Slot.SENDER, 15,
        "The sender in the MAC stands in {choice}.",
        "Hashed was {made}: the quotes of a setting or of JSON came along.",
        "Take the quotes off where the setting is read.",
        _DOCUMENTED, chosen(_SENDER, QUOTES), these(QUOTES), "quotes", 45, source=_SAME,
    ),
    Mistake(
        "S20", Slot.SENDER, 8,
        "The quotes around the sender are missing in the MAC.",
        "The header has {expected}, hashed was {made}.",
        "Take the quotes off in the header, too; they became part of the name.",
        _DOCUMENTED, turned(_SENDER, without_quotes), group="quotes", order=45,
        source=_SAME,
    ),
)  # fmt: skip


MISTAKES = distinct(_SENDER, (*_SPACING, *_CASE, *_FOREIGN, *_ESCAPED))
