"""The invented request of the listed MAC mistakes, and what an entry makes of its values."""

from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path
from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Ingredients, NamedKeys, expected
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nvexplorer.doctor.mistake import Mistake

CUSTOMER_KEY = "0123456789ABCDEF0123456789ABCDEF"
PARTNER_KEY = "FEDCBA9876543210FEDCBA9876543210"
URL = "https://isvapi.netvisor.fi/customerlist.nv"
URL_WITH_QUERY = URL + "?keyword=Äijälä Oy&changedsince=2026-01-02T03:04:05"
SENT_WITH_QUERY = URL + "?keyword=%C3%84ij%C3%A4l%C3%A4%20Oy&changedsince=2026-01-02T03:04:05"

_DATA = Path(__file__).parent.parent / "data" / "mac-mistakes.json"
LISTED = {each["id"]: each for each in json.loads(_DATA.read_text("utf-8"))}


def request(**other: str) -> Ingredients:
    """The request of the list, with other values by the names of Ingredients; `sent_url` is the
    URL unless it is named."""
    values = {
        "url": URL,
        "sender": "Request Explorer",
        "customer_id": "TT_10000_1",
        "partner_id": "Tst_100",
        "timestamp": "2026-01-02 03:04:05.678",
        "timestamp_unix": "1767323045",
        "transaction_id": "11111111-2222-4333-8444-555555555555",
        "language": "EN",
        "organisation_id": "1234567-1",
        **other,
    }
    values.setdefault("sent_url", values["url"])
    keys = NamedKeys("Test", Secret(CUSTOMER_KEY), Secret(PARTNER_KEY))
    return Ingredients(keys=keys, **values)  # type: ignore[arg-type]


def text_made(mistake: Mistake, ingredients: Ingredients, choice: str = "") -> str:
    """What is hashed with this mistake, keys included."""
    return mistake.edit(expected(ingredients), ingredients, choice).text()


def listed_text(name: str) -> str:
    text: str = LISTED[name]["text"]
    return text.replace("{CK}", CUSTOMER_KEY).replace("{PK}", PARTNER_KEY)


def hmac_of(text: str) -> str:
    key = f"{CUSTOMER_KEY}&{PARTNER_KEY}".encode("ascii")
    return hmac.new(key, text.encode("iso-8859-15"), hashlib.sha256).hexdigest()


def values_made(mistakes: Iterable[Mistake], ingredients: Ingredients) -> Iterator[tuple[str, str]]:
    """Id and choice as `id choice`, and the value made, for all that make another one."""
    recipe = expected(ingredients)
    for mistake in mistakes:
        for choice in mistake.choices(ingredients):
            made = mistake.edit(recipe, ingredients, choice)
            if made != recipe:
                yield f"{mistake.id} {choice}".strip(), getattr(made, mistake.slot.value)
