"""What the catalogue knows, at work in a body's editor: checks, completion, skeletons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from nvexplorer.catalogue.body_skeleton import skeleton
from nvexplorer.catalogue.definition import Definition, Effect, Entry
from nvexplorer.ui.panes.request.body_help.checks import BodyChecks
from nvexplorer.ui.panes.request.body_help.completion import BodyCompletion
from nvexplorer.ui.panes.request.body_help.problems_list import ProblemsList
from nvexplorer.ui.panes.request.body_help.start import BodyStart

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_problem import BodyProblem
    from nvexplorer.catalogue.body_skeleton import SkeletonKind
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.editor.editor import XmlEditor
    from nvexplorer.ui.window_workers import WindowWorkers


class BodyHelp(QObject):
    """Put `problems` below the editor. `counted` when errors and warnings may be others."""

    counted = Signal()

    def __init__(self, theme: Theme, editor: XmlEditor, workers: WindowWorkers) -> None:
        super().__init__(editor)
        self._editor = editor
        self._definition: Definition | None = None
        self._shared = workers.open_text(editor.text)
        editor.delta.connect(self._on_delta)
        self.completion = BodyCompletion(theme, editor, self._shared)
        self.checks = BodyChecks(editor, self._shared, lambda: self.completion.open)
        self.start = BodyStart(theme, editor)
        self.problems = ProblemsList(theme, self.checks, editor)
        self.checks.changed.connect(self._show_marks)
        self.problems.counted.connect(self.counted)
        self.start.chosen.connect(self.insert_skeleton)
        editor.filled.connect(self._show_start)
        # When the window has drawn the body, and before anybody has typed much.
        self._prepare = QTimer(self)
        self._prepare.setSingleShot(True)
        self._prepare.setInterval(400)
        self._prepare.timeout.connect(workers.prepare)

    def use(self, definition: Definition) -> None:
        """What the body is about; `unknown` for a resource that is not in the catalogue."""
        self._definition = definition
        self._prepare.start()
        self.checks.check_against(definition)
        self.completion.offer_from(definition)
        self._show_start()

    @property
    def has_skeletons(self) -> bool:
        return self._definition is not None and bool(self._definition.request)

    def insert_skeleton(self, kind: SkeletonKind) -> None:
        """In the place of the whole body; Ctrl+Z brings that back."""
        if self._definition is not None and self.has_skeletons:
            self._editor.replace_all(skeleton(self._definition, kind))
            self._editor.show_place(0)
            self._editor.setFocus()

    def close(self) -> None:
        """The tab goes away."""
        self._prepare.stop()
        self.checks.close()
        self.completion.hide()
        self._shared.close()

    def _on_delta(self, start: int, removed: int, added: str, _revision: int) -> None:
        self._shared.change(start, removed, added)
        if self.start.isVisible() or removed:
            self._show_start()

    def _show_start(self) -> None:
        definition = self._definition
        if definition is not None and self.has_skeletons and self._editor.blank:
            self.start.offer(definition.resource)
        else:
            self.start.withdraw()

    def _show_marks(self) -> None:
        report = self.checks.report
        if report is None:
            self._editor.set_marks(())
        else:
            self._editor.set_marks(
                (*place, problem.severity, _tooltip(problem))
                for problem in report.problems
                if (place := self.checks.where(problem)) is not None
            )


def unknown(resource: str) -> Definition:
    """Of a resource that nothing is known of: only that its body is XML."""
    empty = Entry(resource, "", "", "", (), "", "POST", Effect.WRITE, "", False, "")
    return Definition(*empty)


def _tooltip(problem: BodyProblem) -> str:
    fix = f"\nAlt+Enter: {problem.fix.title}" if problem.fix else ""
    return f"{problem.problem}{fix}"
