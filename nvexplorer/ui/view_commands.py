"""What the commands on the views of an answer do, in the main window and in that of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from nvexplorer.ui.actions import ActionId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nvexplorer.ui.panes.response.answer_tabs import AnswerTabs
    from nvexplorer.ui.panes.response.table.page import TablePage
    from nvexplorer.ui.panes.response.xml_page import XmlPage

_VIEWS = {
    ActionId.SHOW_XML: "xml",
    ActionId.SHOW_TREE: "tree",
    ActionId.SHOW_TABLE: "table",
    ActionId.SHOW_HEADERS: "headers",
    ActionId.SHOW_RAW: "raw",
    ActionId.SHOW_TIMING: "timing",
}


class ViewCommands:
    """Slots without arguments on what `tabs` gives; nothing happens where it gives None."""

    def __init__(self, tabs: Callable[[], AnswerTabs | None]) -> None:
        self._tabs = tabs

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        a = ActionId
        return {
            **{action: self._view(view) for action, view in _VIEWS.items()},
            a.XPATH: self._on_tabs(self._find_by_xpath),
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
        }

    def finding(self) -> Mapping[ActionId, Callable[[], object]]:
        """Those of finding, for a window in which nothing else can be searched."""
        return {
            ActionId.FIND: self._on_tabs(lambda tabs: tabs.find()),
            ActionId.FIND_NEXT: self._on_tabs(lambda tabs: tabs.find_next()),
            ActionId.FIND_PREVIOUS: self._on_tabs(lambda tabs: tabs.find_previous()),
        }

    def _view(self, view: str) -> Callable[[], None]:
        return self._on_tabs(lambda tabs: tabs.show_view(view))

    @staticmethod
    def _find_by_xpath(tabs: AnswerTabs) -> None:
        tree = tabs.show_view("tree")
        if tree is not None:
            tree.find()

    def _on_table(self, command: Callable[[TablePage], object]) -> Callable[[], None]:
        def run(tabs: AnswerTabs) -> None:
            table = tabs.show_view("table")
            if table is not None:
                command(cast("TablePage", table))

        return self._on_tabs(run)

    def _on_xml(self, command: Callable[[XmlPage], object]) -> Callable[[], None]:
        def run(tabs: AnswerTabs) -> None:
            page = tabs.show_view("xml")
            if page is not None:
                command(cast("XmlPage", page))

        return self._on_tabs(run)

    def _on_tabs(self, command: Callable[[AnswerTabs], object]) -> Callable[[], None]:
        def run() -> None:
            tabs = self._tabs()
            if tabs is not None:
                command(tabs)

        return run
