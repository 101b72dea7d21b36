"""All that a search leads to, made ready for showing away from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.diagnosis import Diagnosis, Row, SearchResult
    from nvexplorer.doctor.echo import EchoRow
    from nvexplorer.doctor.excluded import Excluded


class EchoTold(NamedTuple):
    """Netvisor's string beside ours."""

    rows: tuple[EchoRow, ...]
    keys_agree: bool


class Told(NamedTuple):
    """`rows` go with the explanations, or are one with what is expected; `excluded` is None unless
    nothing was found, `echo` unless Netvisor's answer holds one. `text` and `markdown` are the
    report. No key is in any of it."""

    diagnosis: Diagnosis
    rows: tuple[tuple[Row, ...], ...]
    excluded: Excluded | None
    text: str
    markdown: str
    echo: EchoTold | None = None


def tell(case: Case, result: SearchResult) -> Told:
    """Takes as long as the search's hits are many: for a thread."""
    from nvexplorer.doctor.diagnose import diagnose
    from nvexplorer.doctor.diagnosis import Outcome
    from nvexplorer.doctor.excluded import excluded
    from nvexplorer.doctor.report import as_markdown, as_text, rows_of

    diagnosis = diagnose(case, result)
    rows = tuple(rows_of(case, each) for each in diagnosis.explanations) or (diagnosis.rows,)
    nothing = diagnosis.outcome == Outcome.NOT_FOUND
    return Told(
        diagnosis,
        rows,
        excluded(case, diagnosis) if nothing else None,
        as_text(case, diagnosis),
        as_markdown(case, diagnosis),
        _echo(case),
    )


def _echo(case: Case) -> EchoTold | None:
    from nvexplorer.doctor.echo import align, find_echo, keys_agree

    answer = case.reading.dump.answer if case.reading is not None else ""
    echo = find_echo(answer) if answer else None
    if echo is None:
        return None
    return EchoTold(align(echo, case.ingredients), keys_agree(echo, case.ingredients))
