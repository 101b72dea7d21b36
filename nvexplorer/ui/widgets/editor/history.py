"""What can be undone: typing by words and lines, everything else in steps of its own."""

from __future__ import annotations

from typing import NamedTuple

from nvexplorer.ui.widgets.editor.chunk import merged
from nvexplorer.ui.widgets.editor.mirror import (
    Change,
    content_length,
    content_positions,
    content_text,
    runs_of,
)

MOST_STEPS = 2_000
MOST_CHARACTERS = 100_000_000  # that steps keep alive; the newest is kept whatever its size


class Step(NamedTuple):
    """Changes in the order they were made; `caret` is where it stood before."""

    changes: tuple[Change, ...]
    caret: int

    @property
    def weight(self) -> int:
        return sum(content_length(c.removed) + content_length(c.added) for c in self.changes)


class History:
    """Steps to go back and forth. `add` may join what is typed to the step before it, until
    `seal` is called."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._open = False
        self._weight = 0

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def seal(self) -> None:
        """What comes next is a step of its own."""
        self._open = False

    def add(self, changes: tuple[Change, ...], caret: int, *, typed: bool) -> None:
        """`typed` changes are joined to the last step where a person would think so."""
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if typed and self._open and last and len(changes) == len(last.changes) == 1:
            whole = _joined(last.changes[0], changes[0])
            if whole is not None:
                self._pop()
                self._push(Step((whole,), last.caret))
                self._open = True
                return
        self._push(Step(changes, caret))
        self._open = typed
        while len(self._done) > 1 and (
            len(self._done) > MOST_STEPS or self._weight > MOST_CHARACTERS
        ):
            self._weight -= self._done.pop(0).weight

    def take_undo(self) -> Step | None:
        """The last step, which counts as undone from now on."""
        self.seal()
        if not self._done:
            return None
        step = self._pop()
        self._undone.append(step)
        return step

    def take_redo(self) -> Step | None:
        """The step undone last, which counts as done from now on."""
        self.seal()
        if not self._undone:
            return None
        step = self._undone.pop()
        self._push(step)
        return step

    def clear(self) -> None:
        self._done.clear()
        self._undone.clear()
        self._weight = 0
        self.seal()

    def _push(self, step: Step) -> None:
        self._done.append(step)
        self._weight += step.weight

    def _pop(self) -> Step:
        step = self._done.pop()
        self._weight -= step.weight
        return step


def _joined(last: Change, new: Change) -> Change | None:
    """Both as one change; None where a new step begins: at another place, with the first letter
    of a word, after the end of a line."""
    if last.removed and last.added:
        return None
    if new.added and not new.removed and not last.removed:
        before, typed = content_text(last.added), content_text(new.added)
        follows = new.position == last.position + content_positions(last.added)
        new_word = before[-1:].isspace() and not typed[:1].isspace()
        if not follows or new_word or "\n" in typed or "\n" in before or len(typed) > 2:
            return None
        return last._replace(added=tuple(merged([*runs_of(last.added), *runs_of(new.added)])))
    if new.removed and not new.added and not last.added:
        if content_length(new.removed) > 2 or "\n" in content_text(new.removed):
            return None
        if new.position + content_positions(new.removed) == last.position:  # Backspace
            runs = [*runs_of(new.removed), *runs_of(last.removed)]
        elif new.position == last.position:  # Delete
            runs = [*runs_of(last.removed), *runs_of(new.removed)]
        else:
            return None
        return Change(new.position, new.start, tuple(merged(runs)), ())
    return None
