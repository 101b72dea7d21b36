"""What was in the URL and the parameters before: undo and redo over all of their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nvexplorer.model.request import Parameter

MOST = 200


class State(NamedTuple):
    """`line` is the URL as it stands there, letter by letter."""

    resource: str
    method: str
    parameters: tuple[Parameter, ...]
    line: str


class RequestHistory:
    """Typing on in one place is one step, and so is deleting there; a paste is a step of its
    own."""

    def __init__(self) -> None:
        self._past: list[State] = []
        self._future: list[State] = []
        self._now: State | None = None
        self._run = ""

    def begin(self, state: State) -> None:
        """Another request: nothing before it is to be brought back."""
        self._past.clear()
        self._future.clear()
        self._now, self._run = state, ""

    def refresh(self, state: State) -> None:
        """The same request, written differently: no step."""
        self._now = state

    def record(self, state: State, *, in_url: bool) -> None:
        """After a change by the user, in the URL or in the form."""
        before, self._now = self._now, state
        if before is None or before == state:
            return
        run = _run(before, state, in_url=in_url)
        if not run or run != self._run:
            self._past = [*self._past[1 - MOST :], before]
        self._run = run
        self._future.clear()

    def undo(self) -> State | None:
        """What was before; None when nothing was."""
        return self._step(self._past, self._future)

    def redo(self) -> State | None:
        return self._step(self._future, self._past)

    def _step(self, source: list[State], other: list[State]) -> State | None:
        if not source or self._now is None:
            return None
        other.append(self._now)
        self._now, self._run = source.pop(), ""
        return self._now


def _run(before: State, after: State, *, in_url: bool) -> str:
    """A name for what is being typed into, so that its letters make one step; empty for anything
    that is not one more or one less letter in one place."""
    grown = len(after.line) - len(before.line)
    if in_url:
        return f"url {grown}" if abs(grown) == 1 else ""
    if before[:2] != after[:2]:
        return ""
    was, now = before.parameters, after.parameters
    at = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), len(was))
    if len(now) == len(was) + 1 and now[at + 1 :] == was[at:]:
        return f"value {at} 1" if len(now[at].value) == 1 else f"name {at} 1"
    if len(now) != len(was) or now[at + 1 :] != was[at + 1 :]:
        return ""
    in_value = len(now[at].value) - len(was[at].value)
    in_name = len(now[at].name) - len(was[at].name)
    if abs(in_value) + abs(in_name) != 1:
        return ""
    return f"value {at} {in_value}" if in_value else f"name {at} {in_name}"
