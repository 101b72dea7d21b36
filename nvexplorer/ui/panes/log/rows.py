"""Rows of the log in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.exchange import Outcome
from nvexplorer.ui.widgets.two_lines import Lines
from nvexplorer.ui.wording import day_text, duration_text, moment_text, plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from nvexplorer.library.log import LogRow

DOTS = {
    Outcome.OK: "ok",
    Outcome.FAILED: "bad",
    Outcome.UNKNOWN: "unknown",
    Outcome.UNREADABLE: "warn",
    Outcome.NO_ANSWER: "muted",
    Outcome.CANCELLED: "muted",
}
_SHORT = {Outcome.OK: "", Outcome.UNKNOWN: "unknown", Outcome.UNREADABLE: "unreadable"}
BADGES = DOTS | {Outcome.NO_ANSWER: "bad", Outcome.CANCELLED: "neutral"}


class Details(NamedTuple):
    """One request of the log, in full; empty texts are left out."""

    outcome: str
    badge: str
    facts: str
    when: str
    request: str
    netvisor: str
    problem: str


def lines(row: LogRow) -> Lines:
    """Resource, time, company and what was inserted."""
    keys = row.inserted_keys
    if keys:
        right = f"key {keys[0]}" if len(keys) == 1 else plural(len(keys), "key")
    else:
        right = row.code or _SHORT.get(row.outcome, row.outcome.value)
    return Lines(
        row.resource,
        f"{row.environment.upper()} · {row.company_name}",
        f"{row.started.astimezone():%H:%M:%S}",
        right,
        dot=DOTS[row.outcome],
    )


def spoken(row: LogRow) -> str:
    """For screen readers."""
    shown = lines(row)
    words = (row.outcome.value, shown.title, shown.below, shown.right, shown.below_right)
    return ", ".join(dict.fromkeys(filter(None, words)))


def entries(rows: Sequence[LogRow], today: date) -> list[Lines | LogRow]:
    """The rows with a heading before each day."""
    found: list[Lines | LogRow] = []
    last = None
    for row in rows:
        day = row.started.astimezone().date()
        if day != last:
            found.append(Lines(day_text(day, today), heading=True))
            last = day
        found.append(row)
    return found


def details(row: LogRow) -> Details:
    facts = [f"HTTP {row.http_status}"] if row.http_status else []
    if row.duration is not None:
        facts.append(duration_text(row.duration))
    query = f"?{row.parameters}" if row.parameters else ""
    unfinished = (
        "It is still under way, or the program ended before it did." if not row.finished else ""
    )
    return Details(
        row.outcome.value,
        BADGES[row.outcome],
        " · ".join(facts),
        f"{moment_text(row.started)} · {row.company_name} {row.organisation_id} · "
        f"{row.environment.upper()}",
        f"{row.method} {row.host}/{row.resource}{query}",
        f"{row.code} :: {row.text}" if row.code else row.text,
        row.problem or unfinished,
    )
