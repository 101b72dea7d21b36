"""A connection check in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.check_line import State
from nvexplorer.ui.dialogs.look import Look
from nvexplorer.ui.wording import duration_text, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.exchange.check_line import CheckLine
    from nvexplorer.model.profile import Profile

_WORDS = {
    State.OK: "ok",
    State.WARNING: "look",
    State.BAD: "wrong",
    State.UNKNOWN: "open",
    State.SKIPPED: "not tried",
}

LOOKS = {
    State.OK: Look("check", "ok"),
    State.WARNING: Look("alert", "warn"),
    State.BAD: Look("close", "bad"),
    State.UNKNOWN: Look("info", "unknown"),
    State.SKIPPED: Look("", "muted"),
}


class Verdict(NamedTuple):
    """`kind` is a badge's."""

    text: str
    kind: str


def word(state: State) -> str:
    """For screen readers and texts, where no colour is seen."""
    return _WORDS[state]


def verdict(lines: Sequence[CheckLine], *, stopped: bool = False) -> Verdict:
    """What all the lines come to."""
    bad = next((line for line in lines if line.state == State.BAD), None)
    if bad is not None:
        return Verdict(f"{bad.step} is wrong", "bad")
    if stopped:
        return Verdict("stopped", "neutral")
    doubts = [line for line in lines if line.state in (State.WARNING, State.UNKNOWN)]
    if doubts:
        return Verdict(f"works, {plural(len(doubts), 'thing')} to look at", "warn")
    return Verdict("all is well", "ok")


def took(line: CheckLine) -> str:
    return duration_text(line.seconds) if line.seconds is not None else ""


def as_text(profile: Profile, lines: Sequence[CheckLine]) -> str:
    """To paste into a message: no key is in it."""
    head = (
        f"Connection check of {profile.name}: {profile.company.name} "
        f"{profile.company.organisation_id}, {profile.environment.upper()}, {profile.host}"
    )
    told = [head, ""]
    for line in lines:
        told.append(f"{word(line.state):>9}  {line.step}: {line.what}")
        if line.next:
            told.append(f"{'':>9}  {line.next}")
    return "\n".join(told)
