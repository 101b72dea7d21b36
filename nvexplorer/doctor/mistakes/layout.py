"""Mistakes with the parts of the MAC input: which, in what order, with what between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.mistakes import (
    layout_added,
    layout_order,
    layout_parts,
    layout_separators,
)

if TYPE_CHECKING:
    from nvexplorer.doctor.mistake import Mistake

MISTAKES: tuple[Mistake, ...] = (
    *layout_parts.MISTAKES,
    *layout_added.MISTAKES,
    *layout_order.MISTAKES,
    *layout_separators.MISTAKES,
)
