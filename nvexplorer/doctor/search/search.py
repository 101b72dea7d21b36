"""The whole search in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.claims import claims
from nvexplorer.doctor.diagnosis import SearchResult
from nvexplorer.doctor.mistakes import MISTAKES
from nvexplorer.doctor.search.problem import Problem
from nvexplorer.doctor.search.steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nvexplorer.doctor.mistake import Ingredients, Mistake


def search(
    ingredients: Ingredients,
    mac: str,
    *,
    seconds: float,
    monotonic: Callable[[], float],
    mistakes: Sequence[Mistake] = MISTAKES,
) -> SearchResult:
    """The smallest sets of mistakes that make this MAC, as `Hunt` finds them, in this process.

    First no mistake and single ones, then pairs, in full (wide ones as `Step` says), then triples:
    those of the 12 likeliest changes of every slot, then those with less likely ones too, until
    `seconds` of `monotonic` are over. Where sets are found, the others of their size are looked for
    as well; with triples, those of about the same likelihood. Raises BadInput when the algorithm
    is none of the three.
    """
    read = claims(mac)
    problem = Problem(ingredients, read, mistakes)
    began = monotonic()
    level = candidates = 0
    for step in STEPS if read else ():
        left = seconds - (monotonic() - began) if step.level > 2 else float("inf")
        answer = problem.answer(step, (0, 1), left, monotonic)
        candidates += answer.candidates
        spent = monotonic() - began
        level = answer.level
        if answer.hits or answer.cut:
            hits = tuple(hit for _, hit in answer.hits)
            return SearchResult(hits, candidates, level, spent, answer.cut)
    return SearchResult((), candidates, level, monotonic() - began)
