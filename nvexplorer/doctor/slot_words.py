"""What a recipe has in a slot, in words, beside another recipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.key_words import both_words
from nvexplorer.doctor.mistake import Slot
from nvexplorer.doctor.words import (
    encoding_label,
    form_label,
    function_label,
    order_words,
    piece_label,
    separator_words,
    value_shown,
)

if TYPE_CHECKING:
    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.recipe import Recipe


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
            return both_words(recipe, case)
        case Slot.LAYOUT:
            return _layout_words(recipe, other, case)
        case Slot.ENCODING:
            return encoding_label(recipe.encoding)
        case Slot.FUNCTION:
            return function_label(recipe.function)
        case Slot.RENDERING:
            return form_label(recipe.rendering)
    return value_shown(getattr(recipe, slot.value), case)
