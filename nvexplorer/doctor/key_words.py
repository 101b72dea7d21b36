"""Keys in words: which one it is and what was done to it, never a character of it."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from nvexplorer.doctor.functions import FUNCTIONS
from nvexplorer.doctor.shown import is_hidden, visible
from nvexplorer.doctor.words import encoding_label, short, value_shown
from nvexplorer.model.mac import PartKind
from nvexplorer.model.secret import MASK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.recipe import Recipe
    from nvexplorer.model.secret import Secret

_NO_VALUES = {"undefined", "null", "NULL", "None", "nil", "false"}
_DIGESTS = {"SHA-256": hashlib.sha256, "MD5": hashlib.md5, "SHA-1": hashlib.sha1}


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
    elif recipe.key_encoding not in (recipe.encoding, case.ingredients.encoding):
        text += f", as {encoding_label(recipe.key_encoding)}"
    return text


def both_words(recipe: Recipe, case: Case) -> str:
    """Both keys: of the text where they are not the profile's there, else of the HMAC key."""
    own = case.ingredients.keys[1:]
    if FUNCTIONS[recipe.function].keyed and (recipe.customer_key, recipe.partner_key) == own:
        return key_text_words(recipe, case)
    customer, partner = recipe.customer_key, recipe.partner_key
    return f"{key_words(customer, case)} and {key_words(partner, case)}"
