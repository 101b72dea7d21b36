"""A recipe in words: labels, and what is never shown otherwise, such as keys."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from nvexplorer.doctor.encodings import ENCODINGS
from nvexplorer.doctor.functions import FUNCTIONS
from nvexplorer.doctor.mistake import Slot
from nvexplorer.doctor.shown import is_hidden, visible
from nvexplorer.model.mac import PartKind
from nvexplorer.model.secret import MASK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.recipe import Piece, Recipe
    from nvexplorer.model.secret import Secret

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
_NO_VALUES = {"undefined", "null", "NULL", "None", "nil", "false"}
_DIGESTS = {"SHA-256": hashlib.sha256, "MD5": hashlib.md5, "SHA-1": hashlib.sha1}


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


def key_words(key: Secret, case: Case) -> str:
    """Which key this is, and what was done to it, without a character of it."""
    value = key.reveal()
    if not value:
        return "nothing"
    for name, known in _known(case):
        for how, text in _forms(known):
            if value == text:
                return f"{name}{how}"
    for name, known in _known(case):
        if len(known) >= 4 and known in value:
            before, _, after = value.partition(known)
            shown = case.masked()(before), case.masked()(after)
            return f"{short(visible(shown[0]))}{MASK}{short(visible(shown[1]))} ({name})"
    # A word that stands for a key is none; whatever else it is, it is not shown.
    if (is_hidden(value) or value in _NO_VALUES) and not re.search(r"\d", value):
        return f"“{value_shown(value, case)}”"
    return "another value"


def _known(case: Case) -> Iterator[tuple[str, str]]:
    i = case.ingredients
    yield "customer key", i.keys.customer.reveal()
    yield "partner key", i.keys.partner.reveal()
    for name, value in (
        ("customer ID", i.customer_id), ("partner ID", i.partner_id), ("sender", i.sender),
        ("organisation ID", i.organisation_id), ("transaction ID", i.transaction_id),
    ):  # fmt: skip
        if value:
            yield name, value
    for other in i.other_keys:
        yield f"customer key of {other.name}", other.customer.reveal()
        yield f"partner key of {other.name}", other.partner.reveal()


def _forms(text: str) -> Iterator[tuple[str, str]]:
    data = text.encode("utf-8", "replace")
    yield "", text
    yield " in lower case", text.lower()
    yield " in upper case", text.upper()
    yield " without spaces at the ends", text.strip()
    yield " without its last character", text[:-1]
    yield " without its first character", text[1:]
    yield ", twice over", text * 2
    yield " as Base64", base64.b64encode(data).decode("ascii")
    yield " as hex", data.hex()
    for name, digest in _DIGESTS.items():
        yield f" as its {name}", digest(data, usedforsecurity=False).hexdigest()
    if len(text) == 32:
        lower = text.lower()
        groups = (lower[:8], lower[8:12], lower[12:16], lower[16:20], lower[20:])
        yield " as a GUID", "-".join(groups)


def key_text_words(recipe: Recipe, case: Case) -> str:
    """The HMAC key."""
    keys = {
        PartKind.CUSTOMER_KEY: recipe.hmac_customer_key,
        PartKind.PARTNER_KEY: recipe.hmac_partner_key,
    }
    words = []
    for at, piece in enumerate(recipe.key_layout):
        joint = visible(case.masked()(piece.before))
        if at or joint:
            words.append(joint if joint else "directly followed by")
        known = keys.get(piece.kind)
        words.append(value_shown(piece.text, case) if known is None else key_words(known, case))
    text = " ".join(words) or "nothing"
    if recipe.key_encoding == "hex":
        text += ", its hex digits read as bytes"
    elif recipe.key_encoding != recipe.encoding:
        text += f", as {encoding_label(recipe.key_encoding)}"
    return text


def _keys_words(recipe: Recipe, case: Case) -> str:
    """Of the text where they are other than the profile's there, else of the HMAC key."""
    own = case.ingredients.keys[1:]
    if FUNCTIONS[recipe.function].keyed and (recipe.customer_key, recipe.partner_key) == own:
        return key_text_words(recipe, case)
    customer, partner = recipe.customer_key, recipe.partner_key
    return f"{key_words(customer, case)} and {key_words(partner, case)}"


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


def _layout_words(recipe: Recipe, other: Recipe, case: Case) -> str:
    """What is other than in the other one."""
    own, others = (tuple(map(piece_label, each.layout)) for each in (recipe, other))
    more = [label for label in own if label not in others]
    less = [label for label in others if label not in own]
    said = [f"with {', '.join(more)}"] if more else []
    said += [f"without {', '.join(less)}"] if less else []
    common = [[label for label in each if label not in (*more, *less)] for each in (own, others)]
    if common[0] != common[1]:
        said.append(order_words(recipe))
    separators = separator_words(recipe, case)
    if separators != separator_words(other, case):
        said.append(separators)
    return "; ".join(said) or order_words(recipe)


def slot_words(recipe: Recipe, slot: Slot, case: Case, other: Recipe) -> str:
    """What a recipe has in a slot; of parts, order and separators what is not as in the other."""
    match slot:
        case Slot.KEYS:
            return _keys_words(recipe, case)
        case Slot.LAYOUT:
            return _layout_words(recipe, other, case)
        case Slot.ENCODING:
            return encoding_label(recipe.encoding)
        case Slot.FUNCTION:
            return function_label(recipe.function)
        case Slot.RENDERING:
            return form_label(recipe.rendering)
    return value_shown(getattr(recipe, slot.value), case)
