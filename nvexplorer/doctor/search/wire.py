"""Ingredients on their way to a worker process, and nowhere else: with the keys as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nvexplorer.doctor.mistake import Ingredients, NamedKeys
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping


class PlainKeys(NamedTuple):
    """As NamedKeys; its text form shows neither key."""

    name: str
    customer: str
    partner: str

    def __repr__(self) -> str:
        return "PlainKeys()"


def packed(ingredients: Ingredients) -> dict[str, Any]:
    """What `unpacked` makes ingredients of again. Never show, log or store it."""
    return {
        **ingredients._asdict(),
        "keys": _plain(ingredients.keys),
        "other_keys": tuple(_plain(each) for each in ingredients.other_keys),
    }


def unpacked(fields: Mapping[str, Any]) -> Ingredients:
    others = tuple(_secret(each) for each in fields["other_keys"])
    return Ingredients(**{**fields, "keys": _secret(fields["keys"]), "other_keys": others})


def _plain(keys: NamedKeys) -> PlainKeys:
    return PlainKeys(keys.name, keys.customer.reveal(), keys.partner.reveal())


def _secret(keys: PlainKeys) -> NamedKeys:
    return NamedKeys(keys.name, Secret(keys.customer), Secret(keys.partner))
