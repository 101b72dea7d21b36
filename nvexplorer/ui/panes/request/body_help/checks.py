"""Checks a body while it is typed: the worker's report, and where its places are by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from nvexplorer.model.errors import Message, WorkerEnded, describe
from nvexplorer.ui.panes.request.body_help.moved_places import Delta, moved, moved_fix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nvexplorer.catalogue.body_problem import BodyProblem
    from nvexplorer.catalogue.body_report import BodyReport
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.ui.widgets.editor.editor import XmlEditor
    from nvexplorer.ui.window_workers import Asked, WindowText

# Milliseconds without typing before a check begins.
PAUSE = 250


class BodyChecks(QObject):
    """`report` is what the last check found, None before there was one. Places in it are those of
    the text that was checked; `where` tells where a problem is now. `changed` when there is
    another report and when `failure` changes."""

    changed = Signal()

    def __init__(self, editor: XmlEditor, shared: WindowText, held: Callable[[], bool]) -> None:
        """`shared` is the editor's text, told of each change before this hears of it. No check
        begins while `held` is true: what is half typed would be blamed."""
        super().__init__(editor)
        self._editor = editor
        self._shared = shared
        self._held = held
        self.held = False  # whether the check that is due waits
        self._definition: Definition | None = None
        self._deltas: list[Delta] = []  # since the text that `report` is about
        self._seen = 0  # how many of them the check under way knows
        self._running: Asked | None = None
        self._mending: Asked | None = None
        self._mended_revision = 0
        self._again = False  # a check that was lost with its process is asked for once more
        self.report: BodyReport | None = None
        self.failure: Message | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._check)
        editor.delta.connect(self._on_delta)

    def check_against(self, definition: Definition | None) -> None:
        """What the body is checked against; None: it is not."""
        if definition is self._definition:
            return
        self._definition = definition
        self._forget()
        self._start(0)

    @property
    def definition(self) -> Definition | None:
        return self._definition

    @property
    def current(self) -> bool:
        """Whether the report is about the text as it is now."""
        return self.report is not None and not self._deltas

    @property
    def waiting(self) -> bool:
        """Whether another report will come."""
        return self._timer.isActive() or self.checking

    @property
    def checking(self) -> bool:
        return self._running is not None

    def where(self, problem: BodyProblem) -> tuple[int, int] | None:
        """The characters it is about, None where they were changed since the check."""
        return moved(problem.start, problem.end, self._deltas)

    def with_fix(self, problem: BodyProblem) -> BodyProblem | None:
        """The problem with the fix for the text as it is now, None when there is none."""
        fix = problem.fix and moved_fix(problem.fix, self._deltas)
        return problem._replace(fix=fix) if fix else None

    def fixable(self) -> Iterator[BodyProblem]:
        problems = self.report.problems if self.report else ()
        return (p for p in problems if p.fix is not None and p.severity != "unjudged")

    def fix(self, problem: BodyProblem) -> bool:
        """One step of undo; False when it cannot be done any more."""
        fixed = self.with_fix(problem)
        if fixed is None or fixed.fix is None or self._editor.filling:
            return False
        self._editor.apply_edits(fixed.fix.edits)
        self._start(0)
        return True

    def fix_all(self) -> None:
        """Everything that can be mended without asking, in one step of undo; it comes when the
        worker has found it, unless the text has changed meanwhile."""
        if self._definition is not None and self._mending is None:
            self._mended_revision = self._editor.revision
            self._mending = self._shared.call(
                "mend-body", self._definition, done=self._on_mended, failed=self._on_mend_failed
            )

    def close(self) -> None:
        """The body is not looked at any more."""
        self._timer.stop()
        for asked in (self._running, self._mending):
            if asked is not None:
                asked.cancel()

    def _on_delta(self, start: int, removed: int, added: str, _revision: int) -> None:
        self._deltas.append(Delta(start, removed, len(added)))
        self._start(PAUSE)

    def _start(self, pause: int) -> None:
        self._again = True
        self._timer.start(pause)

    def _check(self) -> None:
        if self._running is not None:
            return  # its end begins the next one
        self.held = self._held()
        if self.held:
            self._timer.start(PAUSE)
            return
        if self._definition is None or self._editor.blank:
            self._forget()
            return
        self._seen = len(self._deltas)
        self._running = self._shared.call(
            "check-body", self._definition, done=self._on_done, failed=self._on_failed
        )

    def _on_done(self, report: BodyReport) -> None:
        self._running = None
        del self._deltas[: self._seen]
        self.report, self.failure = report, None
        self.changed.emit()
        if self._deltas and not self._timer.isActive():
            self._start(PAUSE)

    def _on_failed(self, error: BaseException) -> None:
        self._running = None
        if isinstance(error, WorkerEnded) and self._again:
            self._again = False
            self._timer.start(0)
            return
        self.report, self.failure = None, describe(error)
        self.changed.emit()

    def _forget(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self._running = None
        self.report = self.failure = None
        self._deltas.clear()
        self.changed.emit()

    def _on_mended(self, text: str) -> None:
        self._mending = None
        if self._editor.revision == self._mended_revision:
            self._editor.replace_all(text)
            self._start(0)

    def _on_mend_failed(self, error: BaseException) -> None:
        self._mending = None
        self.failure = describe(error)
        self.changed.emit()
