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


def remarks(case: Case, explanation: Explanation | None = None) -> tuple[Remark, ...]:
    """Errors first; keys are masked in all of them. `explanation` tells what the MAC was made
    with."""
    found: dict[str, Remark] = {}
    for remark in (
        *_findings(case),
        *headers.remarks(case, explanation),
        *moments.remarks(case),
        *values.remarks(case),
        *target.remarks(case),
    ):
        found.setdefault(remark.id, remark)
    mask = case.masked()
    shown = (
        each._replace(
            title=mask(each.title), explanation=mask(each.explanation), fix=mask(each.fix)
        )
        for each in found.values()
    )
    return tuple(sorted(shown, key=lambda each: _SEVERITIES.index(each.severity)))


def _findings(case: Case) -> Iterator[Remark]:
    """Those of the reading. What a header is called is documented."""
    if case.reading is None:
        return
    for finding in case.reading.findings:
        where = f"{finding.id} {visible(finding.header)}".strip()
        yield Remark(
            where, finding.severity, finding.title, finding.explanation, finding.fix,
            Certainty.DOCUMENTED,
        )  # fmt: skip
