"""What a check of a body found, counted, and a body with everything mended that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.body_problem import BodyProblem, Fix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

#: A list of more helps nobody.
MOST = 500
# What its author may have meant: an empty element clears a value.
_MAY_BE_MEANT = {"empty"}
# Each pass mends what the one before uncovered; a body that needs more has fixes that quarrel.
_PASSES = 12


class BodyReport(NamedTuple):
    """`problems` in order of place, at most MOST of them, errors before all others; the counts
    are of all that were found."""

    problems: tuple[BodyProblem, ...] = ()
    errors: int = 0
    warnings: int = 0
    unjudged: int = 0

    @property
    def left_out(self) -> int:
        return self.errors + self.warnings + self.unjudged - len(self.problems)


def report(problems: Sequence[BodyProblem]) -> BodyReport:
    """`problems` as check_body gives them."""
    by_severity = {
        severity: [p for p in problems if p.severity == severity]
        for severity in ("error", "warning", "unjudged")
    }
    kept = [p for group in by_severity.values() for p in group][:MOST]
    kept.sort(key=lambda problem: problem.start)
    return BodyReport(tuple(kept), *map(len, by_severity.values()))


def mended(text: str, check: Callable[[str], Iterable[BodyProblem]]) -> str:
    """The text after all fixes of its problems, and of those that show up only then; what its
    author may have meant stays. Fixes that would change the same place wait for the next pass; the
    last pass that left fewer problems with a fix than the one before counts."""
    left = _with_fix(check(text))
    for _ in range(_PASSES):
        if not left:
            break
        changed = _apart([problem.fix for problem in left if problem.fix]).apply(text)
        rest = _with_fix(check(changed))
        if changed == text or len(rest) > len(left):
            break
        text, left = changed, rest
    return text


def _with_fix(problems: Iterable[BodyProblem]) -> list[BodyProblem]:
    sure = (p for p in problems if p.code not in _MAY_BE_MEANT)
    return [p for p in sure if p.fix is not None and p.fix.edits]


def _apart(fixes: Iterable[Fix]) -> Fix:
    """As many of the fixes as do not touch each other, as one."""
    taken: list[Fix] = []
    end = -1
    for fix in sorted(fixes, key=lambda fix: (fix.edits[0].start, fix.edits[-1].end)):
        if fix.edits[0].start > end:
            taken.append(fix)
            end = fix.edits[-1].end
    return Fix("", tuple(edit for fix in taken for edit in fix.edits))
