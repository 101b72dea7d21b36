"""A probe in words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.mac_probe import MOST, Verdict
from nvexplorer.exchange.probe_findings import conclusion, grouped
from nvexplorer.model.observation import Question
from nvexplorer.model.profile import Environment
from nvexplorer.ui.dialogs.look import Look
from nvexplorer.ui.wording import moment_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.exchange.mac_probe import Result
    from nvexplorer.model.profile import Profile
    from nvexplorer.model.request import RequestDraft

SANDBOX = (
    "This is the sandbox: its rules are its own, and what it accepts says nothing of Netvisor."
)

LOOKS = {
    Verdict.ACCEPTED: Look("check", "ok"),
    Verdict.REFUSED: Look("close", "bad"),
    Verdict.UNCLEAR: Look("info", "unknown"),
    Verdict.SKIPPED: Look("", "muted"),
}


class State(NamedTuple):
    """`kind` is a badge's."""

    text: str
    kind: str


def about(profile: Profile, read: RequestDraft) -> tuple[tuple[str, str], ...]:
    """What will be sent, as labels and sentences."""
    query = "&".join(f"{each.name}={each.value}" for each in read.parameters)
    return (
        ("Where", f"{profile.host}, with the profile “{profile.name}”"),
        ("What", f"{read.method} {read.resource}?{query}, which brings next to nothing. Nothing is "
                 "changed."),
        ("How many", f"At most {MOST} requests, one at a time. Esc stops at any time."),
        ("Refusals", "Some are meant to be refused: each has one thing about its MAC done "
                     "otherwise, to see whether it passes."),
        ("Traces", "Each request is in the log, and no transaction ID is used twice. What was seen "
                   "is kept, and the MAC doctor goes by it."),
    )  # fmt: skip


def state(results: Sequence[Result], *, stopped: bool = False) -> State:
    """What all the results come to."""
    if not results:
        return State("stopped", "neutral") if stopped else State("not probed yet", "neutral")
    first = results[0]
    if first.trial.question == Question.PLAIN and first.verdict != Verdict.ACCEPTED:
        refused = first.verdict == Verdict.REFUSED
        return State("the profile is refused" if refused else "no clear answer", "bad")
    if stopped:
        return State("stopped", "neutral")
    if any(each.verdict == Verdict.UNCLEAR for each in results):
        return State("probed, not all is clear", "warn")
    return State("probed", "ok")


def last_probed(at: str) -> str:
    """Of a moment as in Observation, in local time."""
    moment = datetime.strptime(at, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    return f"Last probed {moment_text(moment)}"


def unclear(results: Sequence[Result]) -> str:
    """What came instead of an answer, each thing once."""
    told = [each.told for each in results if each.verdict == Verdict.UNCLEAR and each.told]
    return " ".join(dict.fromkeys(told))


def refusal(results: Sequence[Result]) -> str:
    """The code with which Netvisor refused the profile's own MAC, '' when it did not."""
    own = [r for r in results if r.trial.question == Question.PLAIN]
    return reason(own[0]) if own and own[0].verdict == Verdict.REFUSED else ""


def reason(result: Result) -> str:
    """What came with a result, in short: of a refusal the code alone, since the text behind it
    holds the whole MAC input."""
    refused = result.verdict == Verdict.REFUSED
    return result.told.partition(" ::")[0] if refused else result.told


def as_text(profile: Profile, results: Sequence[Result], when: str) -> str:
    """To paste into a message: no key is in it."""
    told = [
        f"What {profile.host} accepts, asked with {profile.name}: {profile.company.name} "
        f"{profile.company.organisation_id}, {profile.environment.upper()}, {profile.algorithm}",
        *([when] if when else []),
        *([SANDBOX] if profile.environment == Environment.SANDBOX else []),
    ]
    for group in grouped(results):
        told += ["", f"{group.title}: {conclusion(group.results)}"]
        for each in group.results:
            why = reason(each) if each.verdict != Verdict.SKIPPED else ""
            said = f" ({why})" if why else ""
            told.append(f"{each.verdict.value:>11}  {each.trial.what}{said}")
    return "\n".join(told)
