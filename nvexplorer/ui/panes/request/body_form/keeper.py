"""Keeps the form and the editor in step: both show the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from nvexplorer.ui.panes.request.body_form.view import BodyForm

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_problem import BodyProblem, Fix
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.ui.panes.request.body_help.checks import BodyChecks
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.editor.editor import XmlEditor

# Milliseconds after a change of the text, so that a text that arrives in slices is read once.
_PAUSE = 120


class FormKeeper(QObject):
    """Makes the form of an editor's text. It follows the text as long as it is seen, and shows at
    its rows what `checks` found."""

    def __init__(self, theme: Theme, tasks: Tasks, editor: XmlEditor, checks: BodyChecks) -> None:
        super().__init__(editor)
        self._editor = editor
        self._checks = checks
        self._definition: Definition | None = None
        self._later: Fix | None = None  # waits for the editor
        self.form = BodyForm(theme, tasks, editor.text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.refresh)
        editor.delta.connect(self._on_delta)
        editor.filled.connect(self._on_filled)
        checks.changed.connect(self._show_problems)
        self.form.shown.connect(self._show_problems)
        self.form.fix_wanted.connect(self._on_fix_wanted)
        self.form.mend_wanted.connect(self._on_mend_wanted)
        self.form.moved.connect(self._on_moved)
        self.form.tree.undo_wanted.connect(self._on_undo)
        self.form.tree.redo_wanted.connect(self._on_redo)

    def use(self, definition: Definition | None) -> None:
        self._definition = definition
        self._timer.start()

    def refresh(self) -> None:
        """Show the text as it is now, if the form is seen."""
        self._timer.stop()
        if self.form.isVisible():
            self.form.show_body(self._definition, self._editor.text())

    def _on_delta(self, *_change: object) -> None:
        self._later = None
        self._timer.start()

    def _show_problems(self) -> None:
        """Those whose places are known in the text that the form shows."""
        report = self._checks.report
        if not self.form.isVisible() or self.form.text != self._editor.text():
            return
        placed = (
            (problem, place[0])
            for problem in (report.problems if report else ())
            if (place := self._checks.where(problem)) is not None
        )
        self.form.show_problems(placed)

    def _on_fix_wanted(self, fix: Fix) -> None:
        if self._editor.filling:  # it takes no changes until it has the whole text
            self._later = fix
            return
        self._editor.apply_edits(fix.edits)
        self.refresh()

    def _on_filled(self) -> None:
        if self._later is not None and not self._editor.filling:
            fix, self._later = self._later, None
            self._on_fix_wanted(fix)

    def _on_mend_wanted(self, problem: BodyProblem) -> None:
        self._checks.fix(problem)
        self.refresh()

    def _on_moved(self, offset: int) -> None:
        """The caret goes with the current row, so that what is said of one is said of the other."""
        content = self._editor.content
        if not self._editor.filling:
            content.move_caret(content.mirror.position_of(offset))

    def _on_undo(self) -> None:
        self._editor.undo()
        self.refresh()

    def _on_redo(self) -> None:
        self._editor.redo()
        self.refresh()
