"""What the doctor found, as JSON; keys are masked in all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nvexplorer.doctor.attached import echo_of, hashed_of
from nvexplorer.doctor.diagnosis import Outcome
from nvexplorer.doctor.echo import align, keys_agree
from nvexplorer.doctor.excluded import excluded, still_possible
from nvexplorer.doctor.mistake import expected
from nvexplorer.doctor.report import heading

if TYPE_CHECKING:
    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.diagnosis import Diagnosis, Difference, Explanation
    from nvexplorer.doctor.shown import Masker


def as_json(case: Case, diagnosis: Diagnosis) -> dict[str, Any]:
    """`mistakes` are of the likeliest explanation, `alternatives` of the others that are as small.
    `mac_input` is what was hashed, None when that is not known."""
    mask = case.masked()
    want = mask(expected(case.ingredients).masked())
    first = diagnosis.explanations[0] if diagnosis.explanations else None
    right = diagnosis.outcome == Outcome.RIGHT
    made = want if right else mask(first.recipe.masked()) if first is not None else None
    not_found = diagnosis.outcome == Outcome.NOT_FOUND
    reading = case.reading
    data = {
        "found": not not_found,
        "outcome": diagnosis.outcome.value,
        "heading": heading(diagnosis),
        "proven": right or (first is not None and first.proven),
        "mistakes": _mistakes(first),
        "alternatives": [_mistakes(each) for each in diagnosis.explanations[1:]],
        "mac_input": made,
        "expected_mac_input": want,
        "rows": [row._asdict() for row in diagnosis.rows],
        "remarks": [
            {**remark._asdict(), "certainty": remark.certainty.value}
            for remark in diagnosis.remarks
        ],
        "recognised": {kind.value: mask(value) for kind, value in case.fields.items()},
        "from_profile": [kind.value for kind in case.from_profile],
        "missing": [kind.value for kind in case.missing],
        "format": reading.dump.format if reading is not None else "",
        "profile": mask(case.profile_name) or None,
        "string": _string(case),
        "echo": _echo(case),
        "still_possible": list(still_possible(case)) if right else [],
        "excluded": _excluded(case, diagnosis) if not_found else None,
        "candidates": diagnosis.candidates,
        "seconds": round(diagnosis.seconds, 3),
        "level": diagnosis.level,
        "cut": diagnosis.cut,
    }
    return {name: _masked(value, mask) for name, value in data.items()}


def _masked(value: Any, mask: Masker) -> Any:
    """Once more, whatever it holds: nothing printed may hold a key."""
    match value:
        case str():
            return mask(value)
        case dict():
            return {name: _masked(each, mask) for name, each in value.items()}
        case list() | tuple():
            return [_masked(each, mask) for each in value]
    return value


def _mistakes(explanation: Explanation | None) -> list[dict[str, Any]]:
    return [_mistake(each) for each in explanation.differences] if explanation else []


def _mistake(each: Difference) -> dict[str, Any]:
    certainty = each.certainty.value
    return {**each._asdict(), "certainty": certainty, "is_mistake": each.is_mistake}


def _echo(case: Case) -> dict[str, Any] | None:
    echo = echo_of(case)
    if echo is None:
        return None
    rows = align(echo, case.ingredients)
    return {
        "rows": [row._asdict() for row in rows],
        "keys_agree": keys_agree(echo, case.ingredients),
    }


def _string(case: Case) -> dict[str, Any] | None:
    compared = hashed_of(case)
    if compared is None:
        return None
    return {
        "verdict": compared.verdict,
        "hashed": compared.hashed._asdict() if compared.hashed is not None else None,
        "around": list(compared.around),
        "rows": [row._asdict() for row in compared.rows],
    }


def _excluded(case: Case, diagnosis: Diagnosis) -> dict[str, Any]:
    found = excluded(case, diagnosis)
    return {
        "reach": found.reach,
        "ideas": [idea.text for idea in found.ideas],
        "unfindable": list(found.unfindable),
        "next_steps": list(found.next_steps),
    }
