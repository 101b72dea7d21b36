"""What came along with a request and says more: Netvisor's echo, and the string that was hashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.echo import align, find_echo, keys_agree
from nvexplorer.doctor.strings import compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.doctor.case import Case
    from nvexplorer.doctor.echo import Echo, EchoRow
    from nvexplorer.doctor.strings import StringComparison


def echo_of(case: Case) -> Echo | None:
    """In the answer that stood behind the request."""
    answer = case.reading.dump.answer if case.reading is not None else ""
    return find_echo(answer) if answer else None


def hashed_of(case: Case) -> StringComparison | None:
    """Of the string that the dump shows was hashed, beside ours."""
    hashed = case.reading.dump.hashed if case.reading is not None else ""
    return compare(case, hashed) if hashed else None


def attached(case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    """As titles, each with sentences; keys are masked."""
    if (compared := hashed_of(case)) is not None:
        yield "The string that stood beside the request", string_sentences(compared)
    if (echo := echo_of(case)) is not None:
        rows = tuple(_echo_sentences(align(echo, case.ingredients)))
        agree = (
            "The hex behind it is made with the keys that are known here: Netvisor has them too."
        )
        known = (agree,) if keys_agree(echo, case.ingredients) else ()
        yield "The string that Netvisor expected, from its answer", (*rows, *known)


def string_sentences(compared: StringComparison) -> tuple[str, ...]:
    rows = (
        f"{row.label}: {' '.join(row.differences)}" for row in compared.rows if row.same is False
    )
    return (compared.verdict, *compared.around, *rows)


def _echo_sentences(rows: tuple[EchoRow, ...]) -> Iterator[str]:
    other = [row for row in rows if row.same is False]
    if not other:
        yield "Every part that it shows is the same as ours."
    for row in other:
        if not row.echo:
            yield f"{row.label}: it is missing there; ours is {row.ours}."
        elif not row.number:
            yield f"{row.echo} stands there too; we expect no such part."
        else:
            yield f"{row.label}: {row.echo} there; ours is {row.ours}."
