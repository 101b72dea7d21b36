"""Plain data: what is wrong with a body, where, and what mends it."""

from __future__ import annotations

from typing import Literal, NamedTuple

#: `unjudged`: the table does not tell enough to call it right or wrong.
Severity = Literal["error", "warning", "unjudged"]


class Edit(NamedTuple):
    """Put `text` in the place of the characters from `start` to `end` of the body's text."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """One change that mends a problem. `edits` do not overlap and stand in ascending order, all
    counted in the text before the change; applied together they are one step of undo."""

    title: str
    edits: tuple[Edit, ...]

    def apply(self, text: str) -> str:
        pieces: list[str] = []
        at = 0
        for start, end, new in self.edits:
            pieces += text[at:start], new
            at = end
        return "".join([*pieces, text[at:]])


class BodyProblem(NamedTuple):
    """`start` and `end` are character offsets into the body's text; `line` and `column` count from
    1 and say where `start` is. `path` is the names from the root down to the element it is about,
    joined by `/`, with `/@name` for an attribute. `problem` is one sentence: what is wrong and
    what to do. `code` is a short stable name for the kind of problem, such as `order`."""

    severity: Severity
    code: str
    start: int
    end: int
    line: int
    column: int
    path: str
    problem: str
    fix: Fix | None = None
