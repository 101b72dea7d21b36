"""From a hit, which is ids and choices alone, back to the recipe, with proof that it makes the
MAC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.claims import matches
from nvexplorer.doctor.encodings import encoded
from nvexplorer.doctor.functions import FUNCTIONS
from nvexplorer.doctor.mistake import expected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.doctor.diagnosis import Claim
    from nvexplorer.doctor.mistake import Applied, Ingredients
    from nvexplorer.doctor.recipe import Recipe


def rebuilt(ingredients: Ingredients, applied: Sequence[Applied]) -> Recipe:
    """The expected recipe with these mistakes, those of lower `order` first. Raises KeyError for
    an id that no mistake has."""
    from nvexplorer.doctor.mistakes import BY_ID

    recipe = expected(ingredients)
    for each in sorted(applied, key=lambda a: BY_ID[a.id].order):
        recipe = BY_ID[each.id].edit(recipe, ingredients, each.choice)
    return recipe


def digest_of(recipe: Recipe) -> bytes | None:
    """What the recipe makes, None where its encoding lacks a character."""
    function = FUNCTIONS[recipe.function]
    text = encoded(recipe.text(), recipe.encoding)
    key = encoded(recipe.key_text(), recipe.key_encoding) if function.keyed else b""
    return None if text is None or key is None else function.digest(text, key)


def makes(recipe: Recipe, claimed: Sequence[Claim]) -> bool:
    """Whether the recipe makes one of the digests that the MAC may stand for."""
    digest = digest_of(recipe)
    return digest is not None and any(matches(claim, digest) for claim in claimed)
