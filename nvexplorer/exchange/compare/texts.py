"""Two documents compared row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .options import Side
    from .results import TextComparison


def compare(
    left: Side,
    right: Side,
    *,
    pretty: bool = True,
    progress: Callable[[float], object],
    monotonic: Callable[[], float],
) -> TextComparison:
    """Raises BadInput when a document cannot be read."""
    raise NotImplementedError
