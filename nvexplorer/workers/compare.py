"""The jobs that compare two documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.exchange.compare import structure, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.exchange.compare.options import Options, Side
    from nvexplorer.exchange.compare.results import Comparison, TextComparison


def by_structure(
    left: Side,
    right: Side,
    options: Options,
    definition: Definition | None = None,
    *,
    progress: Callable[[float], object],
) -> Comparison:
    """The job "compare". `definition` is that of the resource, where it is known. Progress is the
    part that is done, from 0 to 1."""
    return structure.compare(left, right, options, definition, progress=progress)


def by_text(
    left: Side,
    right: Side,
    pretty: bool = True,
    *,
    progress: Callable[[float], object],
    monotonic: Callable[[], float],
) -> TextComparison:
    """The job "compare-text", of the pretty rows or of the raw ones. Progress as above."""
    return texts.compare(left, right, pretty=pretty, progress=progress, monotonic=monotonic)
