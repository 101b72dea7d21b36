"""Two documents compared element by element."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.catalogue.definition import Definition

    from .options import Options, Side
    from .results import Comparison


def compare(
    left: Side,
    right: Side,
    options: Options,
    definition: Definition | None = None,
    *,
    progress: Callable[[float], object],
) -> Comparison:
    """Raises BadInput when a document cannot be read."""
    raise NotImplementedError
