"""All that a search leads to, made ready for showing away from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.diagnosis import Diagnosis, Row, SearchResult
    from nvexplorer.doctor.echo import Echo, EchoRow
    from nvexplorer.doctor.excluded import Excluded
    from nvexplorer.doctor.strings import StringComparison


class EchoTold(NamedTuple):
    """Netvisor's string beside ours."""

    rows: tuple[EchoRow, ...]
    keys_agree: bool


class Told(NamedTuple):
    """`rows` go with the explanations, or are one with what is expected; `excluded` is None unless
    nothing was found, `echo` unless Netvisor's answer holds one, `hashed` unless the string that
    was hashed stood beside the request. `text` and `markdown` are the report. No key is in any of
    it."""

    diagnosis: Diagnosis
    rows: tuple[tuple[Row, ...], ...]
    excluded: Excluded | None
    text: str
    markdown: str
    echo: EchoTold | None = None
    hashed: StringComparison | None = None


def tell(case: Case, result: SearchResult) -> Told:
    """Takes as long as the search's hits are many: for a thread."""
    from nvexplorer.doctor.attached import echo_of, hashed_of
    from nvexplorer.doctor.diagnose import diagnose
    from nvexplorer.doctor.diagnosis import Outcome
    from nvexplorer.doctor.echo import align, keys_agree
    from nvexplorer.doctor.excluded import excluded
    from nvexplorer.doctor.report import as_markdown, as_text, rows_of

    diagnosis = diagnose(case, result)
    rows = tuple(rows_of(case, each) for each in diagnosis.explanations) or (diagnosis.rows,)
    echo = echo_of(case)
    nothing = diagnosis.outcome == Outcome.NOT_FOUND
    return Told(
        diagnosis,
        rows,
        excluded(case, diagnosis) if nothing else None,
        as_text(case, diagnosis),
        as_markdown(case, diagnosis),
        EchoTold(align(echo, case.ingredients), keys_agree(echo, case.ingredients))
        if echo
        else None,
        None if _is_echo(case, echo) else hashed_of(case),
    )


def _is_echo(case: Case, echo: Echo | None) -> bool:
    """Whether the string beside the request is Netvisor's, which is told of by itself."""
    hashed = case.reading.dump.hashed if case.reading is not None else ""
    return echo is not None and (echo.text in hashed or hashed.strip() in echo.text)
