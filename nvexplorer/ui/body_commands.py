"""What the commands do that are about a body as XML, and about finding in it or in the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from nvexplorer.ui.actions import ActionId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nvexplorer.ui.widgets.editor.editor import XmlEditor
    from nvexplorer.ui.widgets.editor.tools import EditorTools
    from nvexplorer.ui.workspace.tab import RequestTab
    from nvexplorer.ui.workspace.workspace import Workspace


class BodyCommands:
    """Slots without arguments for the commands on the request in front."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        a = ActionId
        return {
            a.FORMAT: self._on_editor(lambda editor: editor.format()),
            a.COMMENT: self._on_editor(lambda editor: editor.toggle_comment()),
            a.ATTACH: self._on_tools(lambda tools: tools.attach()),
            a.BODY_MENU: self._on_tools(lambda tools: tools.show_menu_here()),
            a.REPLACE: self._on_tools(lambda tools: tools.find(replace=True)),
            a.GO_TO_LINE: self._on_tools(lambda tools: tools.go_to_line()),
            a.GO_TO_PAIR: self._on_editor(lambda editor: editor.pairs.go()),
            a.FOLD: self._on_editor(lambda editor: editor.folding.fold_here()),
            a.UNFOLD: self._on_editor(lambda editor: editor.folding.unfold_here()),
            a.FOLD_ALL: self._on_editor(lambda editor: editor.folding.fold_all()),
            a.UNFOLD_ALL: self._on_editor(lambda editor: editor.folding.unfold_all()),
            a.ZOOM_IN: self._on_editor(lambda editor: editor.zoom(1)),
            a.ZOOM_OUT: self._on_editor(lambda editor: editor.zoom(-1)),
            a.ZOOM_RESET: self._on_editor(lambda editor: editor.zoom(0)),
            a.FIND: lambda: self._find(lambda tools: tools.find(), lambda tab: tab.response.find()),
            a.FIND_NEXT: lambda: self._find(
                lambda tools: tools.find_next(), lambda tab: tab.response.find_next()
            ),
            a.FIND_PREVIOUS: lambda: self._find(
                lambda tools: tools.find_previous(), lambda tab: tab.response.find_previous()
            ),
        }

    def _find(
        self,
        in_body: Callable[[EditorTools], object],
        in_answer: Callable[[RequestTab], object],
    ) -> None:
        """Where the focus is; in the answer when it is in neither and there is one."""
        tab = self._workspace.current
        if tab is None:
            return
        focus = QApplication.focusWidget()
        has_answer = tab.response.exchange is not None
        in_request = focus is not None and tab.request.isAncestorOf(focus)
        if tab.request.method == "POST" and (
            not has_answer or (in_request and tab.request.in_body)
        ):
            self._on_tools(in_body)()
        elif has_answer:
            in_answer(tab)

    def _on_tools(self, command: Callable[[EditorTools], object]) -> Callable[[], None]:
        """With the body in front as XML; nothing for a request that has none."""

        def run() -> None:
            tab = self._workspace.current
            if tab is not None and tab.request.method == "POST":
                command(tab.request.show_body().xml_tools())

        return run

    def _on_editor(self, command: Callable[[XmlEditor], object]) -> Callable[[], None]:
        return self._on_tools(lambda tools: command(tools.editor))
