"""What the commands on the answer in front do."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from nvexplorer.ui.actions import ActionId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nvexplorer.ui.panes.response.pane import ResponsePane
    from nvexplorer.ui.panes.response.table.page import TablePage
    from nvexplorer.ui.panes.response.xml_page import XmlPage
    from nvexplorer.ui.workspace.workspace import Workspace

_VIEWS = {
    ActionId.SHOW_XML: "xml",
    ActionId.SHOW_TREE: "tree",
    ActionId.SHOW_TABLE: "table",
    ActionId.SHOW_HEADERS: "headers",
    ActionId.SHOW_RAW: "raw",
    ActionId.SHOW_TIMING: "timing",
}


class AnswerCommands:
    """Slots without arguments; nothing happens where no answer is shown."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        a = ActionId
        return {
            **{action: self._view(view) for action, view in _VIEWS.items()},
            a.XPATH: self._on_answer(self._find_by_xpath),
            a.EXPORT_CSV: self._on_table(lambda table: table.export("csv")),
            a.EXPORT_XLSX: self._on_table(lambda table: table.export("xlsx")),
            a.COPY_WITH_HEADERS: self._on_table(lambda table: table.copy_with_headers()),
            a.FILTER_TABLE: self._on_table(lambda table: table.find()),
            a.CHOOSE_COLUMNS: self._on_table(lambda table: table.show_columns()),
            a.ANSWER_LINE: self._on_xml(lambda page: page.go_to_line()),
            a.ANSWER_FOLD: self._on_xml(lambda page: page.xml.folding.fold_all()),
            a.ANSWER_UNFOLD: self._on_xml(lambda page: page.xml.folding.unfold_all()),
            a.COPY_ELEMENT: self._on_xml(lambda page: page.xml.copy_element()),
            a.COPY_VALUE: self._on_xml(lambda page: page.xml.copy_value()),
            a.COPY_PATH: self._on_xml(lambda page: page.xml.copy_path()),
            a.SAVE_SELECTION: self._on_xml(lambda page: page.xml.save_selection()),
            a.SHOW_FAULT: self._on_xml(lambda page: page.fault.go()),
            a.SAVE_ANSWER: self._on_answer(lambda pane: pane.save()),
            a.SAVE_EXCHANGE: self._on_answer(lambda pane: pane.handing_on.save_exchange()),
            a.COPY_SUPPORT: self._on_answer(lambda pane: pane.handing_on.copy_for_support()),
            a.COPY_SUPPORT_BODIES: self._on_answer(
                lambda pane: pane.handing_on.copy_for_support(bodies=True)
            ),
        }

    def _view(self, view: str) -> Callable[[], None]:
        return self._on_answer(lambda pane: pane.show_view(view))

    @staticmethod
    def _find_by_xpath(pane: ResponsePane) -> None:
        tree = pane.show_view("tree")
        if tree is not None:
            tree.find()

    def _on_table(self, command: Callable[[TablePage], object]) -> Callable[[], None]:
        def run(pane: ResponsePane) -> None:
            table = pane.show_view("table")
            if table is not None:
                command(cast("TablePage", table))

        return self._on_answer(run)

    def _on_xml(self, command: Callable[[XmlPage], object]) -> Callable[[], None]:
        def run(pane: ResponsePane) -> None:
            page = pane.show_view("xml")
            if page is not None:
                command(cast("XmlPage", page))

        return self._on_answer(run)

    def _on_answer(self, command: Callable[[ResponsePane], object]) -> Callable[[], None]:
        def run() -> None:
            tab = self._workspace.current
            if tab is not None and tab.response.exchange is not None:
                command(tab.response)

        return run
