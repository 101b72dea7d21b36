"""From the hits of a search to what the doctor says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.doctor.claims import claims
from nvexplorer.doctor.diagnosis import Diagnosis, Difference, Explanation, Outcome
from nvexplorer.doctor.mistake import expected
from nvexplorer.doctor.observed import in_difference, in_remarks
from nvexplorer.doctor.rebuild import makes, rebuilt
from nvexplorer.doctor.remarks import remarks
from nvexplorer.doctor.rows import rows_of
from nvexplorer.doctor.shown import visible
from nvexplorer.doctor.slot_words import slot_words

if TYPE_CHECKING:
    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.diagnosis import Hit, SearchResult
    from nvexplorer.doctor.mistake import Applied
    from nvexplorer.doctor.recipe import Recipe

_PLACE = re.compile(r"\{(expected|made|choice)\}")


def diagnose(case: Case, result: SearchResult) -> Diagnosis:
    """Every hit is made again here, and has to give the MAC: raises ValueError for one that does
    not, and for one with an unknown id, which is a fault of the search."""
    explanations = tuple(_explanation(case, hit) for hit in result.hits)
    right = any(not each.differences for each in explanations)
    if right:
        explanations = tuple(each for each in explanations if not each.differences)
        outcome = Outcome.RIGHT
    else:
        outcome = Outcome.EXPLAINED if explanations else Outcome.NOT_FOUND
    first = explanations[0] if explanations else None
    return Diagnosis(
        outcome,
        () if right else explanations,
        rows_of(case, first),
        in_remarks(case, remarks(case, first)),
        result.candidates,
        result.seconds,
        result.level,
        result.cut,
    )


def _explanation(case: Case, hit: Hit) -> Explanation:
    try:
        recipe = rebuilt(case.ingredients, hit.applied)
    except KeyError:
        raise ValueError("a hit of the search names a mistake that is not known") from None
    if not makes(recipe, claims(case.mac)):
        raise ValueError("a hit of the search does not make the MAC")
    differences = tuple(_difference(case, recipe, each) for each in hit.applied)
    return Explanation(differences, recipe, not hit.likely_only)


def _difference(case: Case, recipe: Recipe, applied: Applied) -> Difference:
    from nvexplorer.doctor.mistakes import BY_ID

    mistake, want = BY_ID[applied.id], expected(case.ingredients)
    mask = case.masked()
    values = {
        "expected": slot_words(want, mistake.slot, case, recipe),
        "made": slot_words(recipe, mistake.slot, case, want),
        "choice": visible(mask(applied.choice)),
    }

    def filled(text: str) -> str:
        # In one go: a value may hold braces of its own.
        return _PLACE.sub(lambda place: values[place[1]], text)

    difference = Difference(
        mistake.id,
        filled(mistake.title),
        filled(mistake.explanation),
        filled(mistake.fix),
        mistake.certainty,
        mistake.source,
        values["expected"],
        values["made"],
    )
    return in_difference(case, recipe, mistake.slot, difference)
