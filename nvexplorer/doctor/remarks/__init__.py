"""What else fails a request, or will: also when its MAC is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.diagnosis import Remark
from nvexplorer.doctor.remarks import headers, moments, target, values
from nvexplorer.doctor.shown import visible
from nvexplorer.model.mac import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.diagnosis import Explanation

_SEVERITIES = ("error", "warning", "note")
# Findings of a reading, by what is said of the same here.
_SAID_HERE = {
    "status-codes-missing": "no-status-codes",
    "algorithm-case": "algorithm-spelling",
    "algorithm-unknown": "algorithm-spelling",
    "timestamp-form": "timestamp-form",
    "timestamp-unix-form": "timestamp-unix-form",
    "stamps-disagree": "stamps-apart",
}
_DEDUCED = {"header-organization", "value-utf8", "value-outside-latin"}


def remarks(case: Case, explanation: Explanation | None = None) -> tuple[Remark, ...]:
    """Errors first; keys are masked in all of them. `explanation` tells what the MAC was made
    with."""
    own = (
        *headers.remarks(case, explanation),
        *moments.remarks(case),
        *values.remarks(case),
        *target.remarks(case),
    )
    told = {remark.id for remark in own}
    found = {remark.id: remark for remark in (*_findings(case, told), *own)}
    mask = case.masked()
    shown = (
        each._replace(
            title=mask(each.title), explanation=mask(each.explanation), fix=mask(each.fix)
        )
        for each in found.values()
    )
    return tuple(sorted(shown, key=lambda each: _SEVERITIES.index(each.severity)))


def _findings(case: Case, told: set[str]) -> Iterator[Remark]:
    """Those of the reading, but not what is said here more fully. What a header is called is
    documented."""
    if case.reading is None:
        return
    for finding in case.reading.findings:
        if _SAID_HERE.get(finding.id) in told:
            continue
        where = f"{finding.id} {visible(finding.header)}".strip()
        yield Remark(
            where, finding.severity, finding.title, finding.explanation, finding.fix,
            Certainty.DEDUCED if finding.id in _DEDUCED else Certainty.DOCUMENTED,
        )  # fmt: skip
