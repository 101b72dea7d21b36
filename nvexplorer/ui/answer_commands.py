"""What the commands on the answer in front do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.actions import ActionId
from nvexplorer.ui.view_commands import ViewCommands

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nvexplorer.ui.panes.response.answer_tabs import AnswerTabs
    from nvexplorer.ui.panes.response.pane import ResponsePane
    from nvexplorer.ui.workspace.workspace import Workspace


class AnswerCommands:
    """Slots without arguments; nothing happens where no answer is shown."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        a = ActionId
        return {
            **ViewCommands(self._tabs).handlers(),
            a.SAVE_ANSWER: self._on_answer(lambda pane: pane.save()),
            a.SAVE_EXCHANGE: self._on_answer(lambda pane: pane.handing_on.save_exchange()),
            a.COPY_SUPPORT: self._on_answer(lambda pane: pane.handing_on.copy_for_support()),
            a.COPY_SUPPORT_BODIES: self._on_answer(
                lambda pane: pane.handing_on.copy_for_support(bodies=True)
            ),
        }

    def _tabs(self) -> AnswerTabs | None:
        tab = self._workspace.current
        return tab.response.tabs if tab is not None else None

    def _on_answer(self, command: Callable[[ResponsePane], object]) -> Callable[[], None]:
        def run() -> None:
            tab = self._workspace.current
            if tab is not None and tab.response.exchange is not None:
                command(tab.response)

        return run
