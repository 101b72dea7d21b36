"""Keeps the form and the editor in step: both show the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from nvexplorer.ui.panes.request.body_form.view import BodyForm

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_problem import Fix
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.editor.editor import XmlEditor

# Milliseconds after a change of the text, so that a text that arrives in slices is read once.
_PAUSE = 120


class FormKeeper(QObject):
    """Makes the form of an editor's text. It follows the text as long as it is seen."""

    def __init__(self, theme: Theme, tasks: Tasks, editor: XmlEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._definition: Definition | None = None
        self.form = BodyForm(theme, tasks)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.refresh)
        editor.delta.connect(self._on_delta)
        self.form.fix_wanted.connect(self._on_fix_wanted)

    def use(self, definition: Definition | None) -> None:
        self._definition = definition
        self._timer.start()

    def refresh(self) -> None:
        """Show the text as it is now, if the form is seen."""
        self._timer.stop()
        if self.form.isVisible():
            self.form.show_body(self._definition, self._editor.text())

    def _on_delta(self, *_change: object) -> None:
        self._timer.start()

    def _on_fix_wanted(self, fix: Fix) -> None:
        self._editor.apply_edits(fix.edits)
        self.refresh()
