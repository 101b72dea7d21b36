"""How the HMAC key was put together: other separators, other parts, other bytes."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from nvexplorer.doctor.recipe import KEY_LAYOUT, Piece
from nvexplorer.model.mac import PartKind
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.mistakes.values import Edit
    from nvexplorer.doctor.recipe import Recipe

_CUSTOMER, _PARTNER = KEY_LAYOUT
_OTHER = PartKind.OTHER

#: By what a choice says of them; `&` is the right one, none at all is M12.
SEPARATORS: Mapping[str, str] = {
    "a colon": ":",
    "a line feed": "\n",
    "a comma": ",",
    "a space": " ",
    "a semicolon": ";",
    "a vertical bar": "|",
    "a plus": "+",
    "a hyphen": "-",
    "an underscore": "_",
    "a point": ".",
    "&amp;": "&amp;",
    "%26": "%26",
    "two &": "&&",
    "& between spaces": " & ",
    "a line break (CR LF)": "\r\n",
    "a tab": "\t",
    "a slash": "/",
    "\\u0026": "\\u0026",
}


def joined_by(separator: str) -> tuple[Piece, ...]:
    return (_CUSTOMER, _PARTNER._replace(before=separator))


def _ending(text: str) -> tuple[Piece, ...]:
    return (*KEY_LAYOUT, Piece("", _OTHER, text, "end of the key"))


#: Spaces and line breaks behind it are edges of the partner key.
EDGES: Mapping[str, tuple[Piece, ...]] = {
    "& behind the keys": _ending("&"),
    "& in front of the keys": (_CUSTOMER._replace(before="&"), _PARTNER),
    "& on both sides of the keys": (_CUSTOMER._replace(before="&"), _PARTNER, *_ending("&")[2:]),
    "a null character behind the keys": _ending("\0"),
}


def laid_out(layouts: Mapping[str, tuple[Piece, ...]]) -> Edit:
    """The HMAC key in the layout that `choice` names."""

    def edit(recipe: Recipe, _: Ingredients, choice: str) -> Recipe:
        found = layouts.get(choice)
        return recipe if found is None else recipe._replace(key_layout=found)

    return edit


#: Values of the request that stand where the keys are to be, by their labels.
VALUES: Mapping[str, Callable[[Ingredients], tuple[str, ...]]] = {
    "the partner ID": lambda i: (i.partner_id,),
    "the customer ID": lambda i: (i.customer_id,),
    "the customer ID and the partner ID": lambda i: (i.customer_id, i.partner_id),
    "the organisation ID": lambda i: (i.organisation_id,),
    "the sender": lambda i: (i.sender,),
    "the transaction ID": lambda i: (i.transaction_id,),
    "TimestampUnix": lambda i: (i.timestamp_unix,),
}


def valued(recipe: Recipe, i: Ingredients, choice: str) -> Recipe:
    found = VALUES.get(choice)
    values = found(i) if found is not None else ()
    if not all(values) or not values:
        return recipe
    label = choice.removeprefix("the ")
    pieces = (Piece("&" if at else "", _OTHER, v, label) for at, v in enumerate(values))
    return recipe._replace(key_layout=tuple(pieces))


def _hash(name: str) -> Callable[[str], str]:
    return lambda text: hashlib.new(
        name, text.encode("utf-8", "replace"), usedforsecurity=False
    ).hexdigest()


_MADE_OF_ALL: Mapping[str, Callable[[str], str]] = {
    "the SHA-256 of the two keys": _hash("sha256"),
    "Base64 of the two keys":
        lambda text: base64.b64encode(text.encode("utf-8", "replace")).decode("ascii"),
    "the MD5 of the two keys": _hash("md5"),
}  # fmt: skip
MADE_OF_ALL = tuple(_MADE_OF_ALL)


def made_of_all(recipe: Recipe, _: Ingredients, choice: str) -> Recipe:
    """One text made of the whole HMAC key; it stays a Secret, in the place of the customer key."""
    way = _MADE_OF_ALL.get(choice)
    if way is None or not recipe.key_layout:
        return recipe
    whole = Secret(way(recipe.key_text()))
    return recipe._replace(hmac_customer_key=whole, key_layout=(_CUSTOMER,))


#: What a choice says of the bytes of the HMAC key, and their name in `encodings.py`.
ENCODINGS: Mapping[str, str] = {
    "UTF-16, little endian": "utf-16-le",
    "UTF-16, big endian": "utf-16-be",
    "UTF-8 with a byte order mark": "utf-8-bom",
    "UTF-16 with a byte order mark": "utf-16-le-bom",
}


def encoded(name: str) -> Edit:
    return lambda recipe, _, __: recipe._replace(key_encoding=name)


def encoded_as(recipe: Recipe, _: Ingredients, choice: str) -> Recipe:
    name = ENCODINGS.get(choice)
    return recipe if name is None else recipe._replace(key_encoding=name)


UNBASED = ("each key", "both keys, without the & between")


def unbased(recipe: Recipe, _: Ingredients, choice: str) -> Recipe:
    """The bytes that the keys spell when read as Base64, a Latin letter for each."""
    customer, partner = recipe.hmac_customer_key.reveal(), recipe.hmac_partner_key.reveal()
    try:
        if choice == UNBASED[0]:
            return recipe._replace(
                hmac_customer_key=_bytes(customer), hmac_partner_key=_bytes(partner),
                key_encoding="iso-8859-1",
            )  # fmt: skip
        if choice == UNBASED[1]:
            return recipe._replace(
                hmac_customer_key=_bytes(customer + partner), key_layout=(_CUSTOMER,),
                key_encoding="iso-8859-1",
            )  # fmt: skip
    except ValueError:
        pass
    return recipe


def _bytes(text: str) -> Secret:
    return Secret(base64.b64decode(text, validate=True).decode("latin-1"))
