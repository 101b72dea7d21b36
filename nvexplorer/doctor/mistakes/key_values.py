"""What is wrong with the text of a key: its edges, its letters, another text in its place."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from nvexplorer.model.secret import MASK, Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.mistakes.values import Edit
    from nvexplorer.doctor.recipe import Recipe

    Change = Callable[[str], str]

CUSTOMER, PARTNER, BOTH = "Customer key", "Partner key", "Both keys"
IN_TEXT, IN_HMAC = " in the MAC input", " in the HMAC key"

# The fields of a Recipe, by what a choice says of them.
_TEXT = {CUSTOMER: ("customer_key",), PARTNER: ("partner_key",),
         BOTH: ("customer_key", "partner_key")}  # fmt: skip
_EVERYWHERE = {which: (*fields, *(f"hmac_{f}" for f in fields)) for which, fields in _TEXT.items()}
_ONE_PLACE = {
    **{which + IN_HMAC: tuple(f"hmac_{f}" for f in fields) for which, fields in _TEXT.items()},
    **{which + IN_TEXT: fields for which, fields in _TEXT.items()},
}
_FIELDS = {**_EVERYWHERE, **_ONE_PLACE}


def keyed(i: Ingredients) -> bool:
    """Whether the keys are also the key of an HMAC."""
    return i.algorithm == "HMACSHA256"


def changed(recipe: Recipe, fields: Iterable[str], change: Change) -> Recipe:
    """These keys of the recipe as `change` makes them."""
    new: dict[str, Secret] = {}
    for field in fields:
        old: Secret = getattr(recipe, field)
        made = change(old.reveal())
        if made != old.reveal():
            new[field] = Secret(made)
    return recipe._replace(**new) if new else recipe  # type: ignore[arg-type]


def everywhere(change: Change, default: str) -> Edit:
    """`choice` says which key, `default` where it says nothing."""
    return lambda recipe, _, choice: changed(recipe, _FIELDS.get(choice or default, ()), change)


def one_place(change: Change) -> Edit:
    """`choice` says which key and where."""
    return lambda recipe, _, choice: changed(recipe, _ONE_PLACE.get(choice, ()), change)


def _other(change: Change, key: Secret) -> bool:
    return change(key.reveal()) != key.reveal()


def _which(change: Change, i: Ingredients, order: Sequence[str]) -> list[str]:
    """The keys that are another text after the change; both only when it is each."""
    touched = {CUSTOMER: _other(change, i.keys.customer), PARTNER: _other(change, i.keys.partner)}
    touched[BOTH] = all(touched.values())
    return [which for which in order if touched[which]]


def choices_everywhere(change: Change, order: Sequence[str]) -> Callable[[Ingredients], list[str]]:
    return lambda i: _which(change, i, order)


def choices_one_place(change: Change, order: Sequence[str]) -> Callable[[Ingredients], list[str]]:
    def choices(i: Ingredients) -> list[str]:
        which = _which(change, i, order) if keyed(i) else []
        return [each + place for place in (IN_HMAC, IN_TEXT) for each in which]

    return choices


_HYPHENS = re.compile(r"([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})")


def _as_guid(key: str) -> str:
    found = _HYPHENS.fullmatch(key.replace("-", "").strip("{}").lower())
    return key if found is None else "-".join(found.groups())


def _hashed(name: str) -> Change:
    def change(key: str) -> str:
        made = hashlib.new(name, key.encode("utf-8", "replace"), usedforsecurity=False)
        return made.hexdigest()

    return change


def based(key: str) -> str:
    return base64.b64encode(key.encode("utf-8", "replace")).decode("ascii")


def _unquoted(key: str) -> str:
    return key[1:-1] if len(key) > 1 and key[0] == key[-1] and key[0] in "\"'" else key


def _unspaced(key: str) -> str:
    return re.sub(r"[\s\u200b\ufeff]+", "", key)


#: By the id of the entry.
EDGES: Mapping[str, Change] = {
    "M21": lambda key: key + " ",
    "K01": lambda key: " " + key,
    "K02": lambda key: key + "\n",
    "K03": lambda key: key + "\r\n",
    "K04": lambda key: key + "\r",
    "K05": lambda key: key + "\t",
    "K06": lambda key: key + "\u00a0",
    "K07": lambda key: "\ufeff" + key,
    "K08": lambda key: key + "\u200b",
    "K09": lambda key: "\u200b" + key,
    "K10": lambda key: f'"{key}"',
    "K11": lambda key: f"'{key}'",
    "K12": lambda key: key[:-1],
    "K13": lambda key: key[1:],
    "K14": lambda key: key + ";",
}
LETTERS: Mapping[str, Change] = {
    "K20": str.lower,
    "K21": str.upper,
    "K22": _as_guid,
    "K23": lambda key: key.replace("-", "").strip("{}"),
    "K24": lambda key: quote(key, safe="", errors="replace"),
    "K25": lambda key: quote_plus(key, safe="", errors="replace"),
    "K26": html.escape,
    "K27": based,
    "K29": _hashed("sha256"),
    "K30": _hashed("md5"),
    "K31": lambda key: key + key,
    "K32": _unquoted,
    "K33": _unspaced,
    "K34": _hashed("sha1"),
}

#: Texts that stand where a key was to be put in, for the customer key and for the partner key.
PLACEHOLDERS: Mapping[str, tuple[str, str]] = {
    "nothing": ("", ""),
    "YOUR_PRIVATE_KEY_HERE": ("YOUR_PRIVATE_KEY_HERE", "YOUR_PRIVATE_KEY_HERE"),
    "undefined": ("undefined", "undefined"),
    "None": ("None", "None"),
    "null": ("null", "null"),
    "CUSTOMER_KEY and PARTNER_KEY": ("CUSTOMER_KEY", "PARTNER_KEY"),
    "CustomerKey and PartnerKey": ("CustomerKey", "PartnerKey"),
    "customerKey and partnerKey": ("customerKey", "partnerKey"),
    "customer_key and partner_key": ("customer_key", "partner_key"),
    "NETVISOR_CUSTOMER_KEY and NETVISOR_PARTNER_KEY":
        ("NETVISOR_CUSTOMER_KEY", "NETVISOR_PARTNER_KEY"),
    "YOUR_CUSTOMER_KEY and YOUR_PARTNER_KEY": ("YOUR_CUSTOMER_KEY", "YOUR_PARTNER_KEY"),
    "{{customerKey}} and {{partnerKey}}": ("{{customerKey}}", "{{partnerKey}}"),
    "${CUSTOMER_KEY} and ${PARTNER_KEY}": ("${CUSTOMER_KEY}", "${PARTNER_KEY}"),
    "the dots of a masked key": (MASK, MASK),
    "****": ("****", "****"),
}  # fmt: skip


_SINGLE = 8  # the likeliest


def placed(*whose: int) -> tuple[Edit, Callable[[Ingredients], Sequence[str]]]:
    """Texts in place of keys, everywhere: of the customer key (0), the partner key (1) or both."""
    texts = dict(PLACEHOLDERS)
    if len(whose) == 1:
        likely = list(PLACEHOLDERS.values())[:_SINGLE]
        texts = {pair[whose[0]] or "nothing": pair for pair in likely}
    fields = [(f, at) for at in whose for f in _EVERYWHERE[(CUSTOMER, PARTNER)[at]]]

    def edit(recipe: Recipe, _: Ingredients, choice: str) -> Recipe:
        pair = texts.get(choice)
        if pair is None:
            return recipe
        new = {field: Secret(pair[at]) for field, at in fields}
        return recipe._replace(**new)  # type: ignore[arg-type]

    return edit, lambda _: tuple(texts)
