"""The job of the MAC doctor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nvexplorer.doctor.claims import claims
from nvexplorer.doctor.mistakes import MISTAKES
from nvexplorer.doctor.search.problem import Problem
from nvexplorer.doctor.search.steps import STEPS
from nvexplorer.doctor.search.wire import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nvexplorer.doctor.search.steps import Answer


def search(
    fields: Mapping[str, Any],
    mac: str,
    step: int,
    shard: int,
    shards: int,
    seconds: float,
    *,
    progress: Callable[[tuple[int, int]], object],
    monotonic: Callable[[], float],
) -> Answer:
    """One shard of a step of the search, as `Hunt` asks for it. Singles and pairs are tried in
    full; triples end after `seconds`."""
    problem = Problem(unpacked(fields), claims(mac), MISTAKES)
    limit = seconds if STEPS[step].level > 2 else float("inf")
    return problem.answer(STEPS[step], (shard, shards), limit, monotonic, progress)
