"""What the doctor says: plain data for the window, the command line and the report."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nvexplorer.doctor.mistake import Applied
    from nvexplorer.doctor.recipe import Recipe
    from nvexplorer.model.mac import Certainty


class Claim(NamedTuple):
    """One way to read the MAC that came: the digest's bytes, or as much of them as it holds.

    `place` is `whole`, `start` or `end` of the digest: for the latter two a digest is longer than
    what is claimed. `applied` are the mistakes of rendering that this reading implies, none for
    plain lower-case hex. A `form` other than `bytes` is one that cannot be read back, such as hex
    without leading zeros: then `digest` is the text that came, in ASCII, and `matches` in claims.py
    writes a digest in that form to compare it.
    """

    digest: bytes
    place: str = "whole"
    applied: tuple[Applied, ...] = ()
    form: str = "bytes"


class Hit(NamedTuple):
    """A set of mistakes that reproduces the claimed MAC, rendering included; empty when it is
    right. `likely_only` when so little of the digest was claimed (under 64 bits) that it may be
    chance."""

    applied: tuple[Applied, ...]
    likely_only: bool = False


class SearchResult(NamedTuple):
    """`hits` are the smallest sets, likeliest first. `candidates` is how many inputs were hashed,
    `level` up to how many mistakes at a time every compatible set was tried, `seconds` by the
    clock. `cut` when the time was over before the last level was done."""

    hits: tuple[Hit, ...]
    candidates: int
    level: int
    seconds: float
    cut: bool = False


class Outcome(StrEnum):
    RIGHT = "right"  # the MAC is what we expect
    EXPLAINED = "explained"
    NOT_FOUND = "not found"


_CERTAINTIES = ("documented", "relayed", "seen", "deduced", "open")


class Difference(NamedTuple):
    """One mistake as found here: `expected` and `made` are the values of the changed part, as they
    may be shown. `excused` when a probe saw the host accept what was made, or refuse what is
    expected."""

    id: str
    title: str
    explanation: str
    fix: str
    certainty: Certainty
    source: str
    expected: str
    made: str
    excused: bool = False

    @property
    def is_mistake(self) -> bool:
        """False where what is expected is deduced or open, or it is excused: then it is a
        difference."""
        return not self.excused and self.certainty.value not in ("deduced", "open")

    @property
    def grounds(self) -> str:
        """How well what is expected is known, and from where: `documented: the MAC input has the
        timestamp of the header`."""
        certainty, source = self.certainty.value, self.source
        if source.startswith(certainty):
            return source
        told = source.startswith(_CERTAINTIES)  # of something else that the source speaks of
        return ("; " if told else ": ").join(filter(None, (certainty, source)))


class Explanation(NamedTuple):
    """One set of differences that makes exactly the claimed MAC, and the recipe they lead to.
    `proven` is false when the claimed MAC holds under 64 bits of the digest."""

    differences: tuple[Difference, ...]
    recipe: Recipe
    proven: bool


class Row(NamedTuple):
    """One line of the table of parts: `number` 1–10 of the part, 0 for lines behind the parts.
    `made` is '' when it is the same as `expected`, `left out`, or the other value. `certainty` is a
    phrase such as `UTC: documented`, '' when there is nothing to say."""

    number: int
    label: str
    expected: str
    made: str
    differs: bool
    certainty: str


class Remark(NamedTuple):
    """Something else that fails a request, or will: `severity` is `error`, `warning` or `note`."""

    id: str
    severity: str
    title: str
    explanation: str
    fix: str
    certainty: Certainty


class Diagnosis(NamedTuple):
    """`explanations` are equally small, likeliest first. `rows` go with the first of them (with the
    expectation when none is found); `rows_of` in report.py makes those of another."""

    outcome: Outcome
    explanations: tuple[Explanation, ...]
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]
    candidates: int
    seconds: float
    level: int
    cut: bool = False
