"""The Documentation tab of a request, and what it puts into the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nvexplorer.catalogue.body_insert import insertion
from nvexplorer.model.errors import BadInput, ExplorerError
from nvexplorer.ui.panes.documentation.pane import DocumentationPane

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_insert import Insertion
    from nvexplorer.ui.panes.request.pane import RequestPane
    from nvexplorer.ui.tasks import Handle, Tasks
    from nvexplorer.ui.theme import Theme

# Characters of a body that are read within the window's thread: some 15 ms.
_AT_ONCE = 200_000


def documentation_page(request: RequestPane, theme: Theme, tasks: Tasks) -> DocumentationPane:
    """The page, in step with the resource of `request`."""
    page = DocumentationPane(theme)
    page.show_definition(request.definition)
    request.resource_changed.connect(lambda: page.show_definition(request.definition))
    page.parameter_wanted.connect(request.put_parameter)
    page.element_wanted.connect(Inserter(request, tasks, page).put)
    page.resource_wanted.connect(request.resource_wanted)
    page.answer_wanted.connect(request.answer_wanted)
    return page


class Inserter(QObject):
    """Puts elements into the body of a request. A long body is read away from the window."""

    def __init__(self, request: RequestPane, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._request = request
        self._tasks = tasks
        self._under_way: Handle | None = None
        self._revision = 0

    def put(self, path: str) -> None:
        definition, editor = self._request.definition, self._request.show_body().editor
        if definition is None:
            return
        if self._under_way is not None:
            self._under_way.cancel()
            self._under_way = None
        self._revision, text = editor.revision, editor.text()
        asked = (definition, text, path, editor.caret_offset())
        if len(text) > _AT_ONCE:
            self._under_way = self._tasks.run(
                insertion, *asked, done=self._on_found, failed=self._on_failed
            )
            return
        try:
            found = insertion(*asked)
        except ExplorerError as error:
            self._on_failed(error)
        else:
            self._on_found(found)

    def _on_found(self, found: Insertion) -> None:
        self._under_way = None
        editor = self._request.body.editor
        if editor.filling or editor.revision != self._revision:
            changed = "The body changed while the place was looked for."
            self._on_failed(BadInput(changed, "Choose it again.", "body"))
            return
        editor.apply_edits(found.fix.edits)
        editor.show_place(found.caret, found.caret + found.selected)
        editor.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        self._under_way = None
        if not isinstance(error, ExplorerError):
            raise error
        self._request.show_problem(error)
