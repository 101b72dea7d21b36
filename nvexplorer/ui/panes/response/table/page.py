"""The Table tab of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from nvexplorer.exchange.links import link_paths, links_of
from nvexplorer.model.errors import Message, describe
from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.panes.response.answer_view import AnswerView
from nvexplorer.ui.panes.response.story import file_name
from nvexplorer.ui.panes.response.table.arranging import Arranging, FilterField
from nvexplorer.ui.panes.response.table.bar import TableBar
from nvexplorer.ui.panes.response.table.copying import Copying
from nvexplorer.ui.panes.response.table.files import TableFiles
from nvexplorer.ui.panes.response.table.foot import TableFoot
from nvexplorer.ui.panes.response.table.grid import TableGrid
from nvexplorer.ui.panes.response.table.menus import (
    ColumnsMenu,
    cell_entries,
    column_entries,
    menu_of,
)
from nvexplorer.ui.panes.response.table.model import TableModel
from nvexplorer.ui.panes.response.table.summing import Summing
from nvexplorer.ui.panes.response.table.wording import counted, whole
from nvexplorer.ui.panes.response.table.work import TableWork
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.links import link

if TYPE_CHECKING:
    from nvexplorer.exchange.links import Link
    from nvexplorer.exchange.table.contract import Exported, TableEnd, TableKind
    from nvexplorer.exchange.table.rows import TableRows
    from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices
    from nvexplorer.ui.panes.response.table.summing import Sums

_NOTHING = "Nothing repeats in this answer."
_NEEDS = "A table needs elements of one name side by side, such as Customer in Customerlist."


class TablePage(AnswerView):
    """What repeats in the answer, row by row.

    Enter or a double click opens the record that a key or an address leads to, elsewhere it goes
    to the row in the XML, as Shift+Enter does anywhere. A click on a title sorts, a second one the
    other way round, a third takes it back; with Shift beside other columns. Alt+Down opens the menu
    of a column, Alt+Left and Alt+Right move it.
    """

    def __init__(self, services: ViewServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._shown: Shown | None = None
        self._kinds: tuple[TableKind, ...] = ()
        self._path = ""
        self._link_paths: frozenset[str] = frozenset()
        self.model = TableModel()
        self.grid = TableGrid(services.theme, self.model)
        self.bar = TableBar()
        self.foot = TableFoot()
        self._banner = Banner()
        self._empty = EmptyState("", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.grid)
        for widget in (self.bar, self._banner, self._stack, self.foot):
            self.box.addWidget(widget, 1 if widget is self._stack else 0)
        self._work = work = TableWork(services.workers, services.tasks, self)
        self._make_tools()
        self.arranging = Arranging(self._words, self.bar, self.grid, self.model, work)
        self.copying = Copying(self.grid, self.model, self)
        self.files = TableFiles(
            self.grid, self.model, work, lambda: self.arranging.order, services.settings
        )
        self._summing = Summing(
            self.model, work, self.grid.areas, lambda: self.arranging.order, self
        )
        self.arranging.changed.connect(self._on_arranged)
        self._words.left.connect(self.grid.setFocus)
        self.bar.chosen.connect(self._open)
        self.bar.left.connect(self.grid.setFocus)
        self.foot.stop_pressed.connect(self.files.stop)
        self.model.unreadable.connect(self.message)
        self.grid.opened.connect(self._on_opened)
        self.grid.menu_wanted.connect(self._show_menu)
        self.grid.title_menu_wanted.connect(self._show_title_menu)
        self.grid.copy_wanted.connect(self.copying.copy)
        self.grid.chosen.connect(self._summing.look)
        self._summing.changed.connect(self._on_sums)
        self.copying.changed.connect(self._tell_count)
        self.files.changed.connect(self._tell_count)
        self.files.written.connect(self._on_written)
        work.kinds_told.connect(self._on_kinds)
        work.grown.connect(self._on_grown)
        work.ended.connect(self._on_ended)
        work.failed.connect(self._on_failed)

    def _make_tools(self) -> None:
        self._words = FilterField()
        self._columns = link("columns", "Choose the columns")
        self._columns.clicked.connect(self.show_columns)
        self._export = link("export", "Export the table as CSV or XLSX")
        self._export.clicked.connect(lambda: self.export())
        self.tools = QWidget()
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(8)
        for widget in (self._words, self._columns, self._export):
            tools.addWidget(widget)
            widget.setEnabled(False)

    # What is shown

    def show_answer(self, shown: Shown) -> None:
        self.clear()
        self._shown = shown
        self._link_paths = link_paths(shown.definition)
        self._empty.show_text("Looking for what repeats…")
        self._work.begin(shown)

    def clear(self) -> None:
        self._work.stop()
        self._summing.stop()
        self.copying.stop()
        self._shown = None
        self._kinds, self._path = (), ""
        self._show_nothing()
        self._banner.hide()
        self.bar.show_kinds((), "")

    def _show_nothing(self) -> None:
        """No table, with no filters and in no order."""
        if self.grid.hasFocus():
            self.setFocus()  # until there are rows again
        self.arranging.forget()
        self.model.show(None)
        self._enable()
        self._stack.setCurrentWidget(self._empty)
        self.foot.show_count("")

    def _enable(self) -> None:
        for widget in (self._words, self._columns, self._export):
            widget.setEnabled(self.model.rows is not None)

    def _on_kinds(self, kinds: tuple[TableKind, ...], is_all: bool) -> None:
        self._kinds = kinds
        if not kinds:
            if is_all:
                self._show_nothing()
                self._empty.show_text(_NOTHING, _NEEDS)
                self.count_changed.emit(0)
            return
        if not any(kind.path == self._path for kind in kinds):
            if self._path and not is_all:
                return  # it may come yet
            self._open(kinds[0].path)
        self.bar.show_kinds(kinds, self._path)
        if kinds[0].exact:
            self.count_changed.emit(kinds[0].elements)
            self.fact.emit(counted(kinds[0].elements, kinds[0].name))

    def _open(self, path: str) -> None:
        """Another table of the answer."""
        self._summing.stop()
        self.copying.stop()
        self._show_nothing()
        self._path = path
        self.bar.show_kinds(self._kinds, path)
        self._work.open(path)

    def _on_grown(self, rows: TableRows, anew: bool) -> None:
        if anew or self.model.rows is None:
            self.model.show(rows)
            self.grid.fit_columns()
            self._stack.setCurrentWidget(self.grid)
            self._enable()
            if self.hasFocus():
                self.grid.setFocus()
        else:
            self.model.follow(rows)
            self.grid.follow()
        self._mark_links()
        self._tell_count()

    def _mark_links(self) -> None:
        found = set()
        if self._shown is not None and self._shown.exchange is not None:
            known = {path.lower() for path in self._link_paths}
            for number, column in enumerate(self.model.columns):
                path = column.path.lower()
                if path in known or path.rpartition("/")[2] == "uri":
                    found.add(number)
        self.grid.delegate.links = frozenset(found)

    def _on_ended(self, end: TableEnd) -> None:
        self._tell_count()
        if end.fault is not None:
            told = Message(
                f"The rows end where the answer stops making sense: {end.fault.sentence}", ""
            )
            place = end.fault.offset
            go = ("Show the place", lambda: self.place_wanted.emit(place, place))
            self._banner.show_message(told, "warn", (go,))

    def _on_failed(self, error: BaseException, writing: bool) -> None:
        self._banner.show_message(describe(error), "bad")
        self._tell_count()
        if not writing and self.model.rows is None:
            self._empty.show_text("The table cannot be shown.")

    # How much there is

    @property
    def complete(self) -> bool:
        """Whether all rows of the table are known."""
        return self._work.complete

    @property
    def _name(self) -> str:
        return self._path.rpartition("/")[2]

    def _on_arranged(self) -> None:
        self._tell_count()
        if not self._work.arranging:
            announce(self.grid, self._counted(self.model.rowCount()))

    def _counted(self, count: int) -> str:
        """`37 customers`; rows of an inner group are so many rows, since a group around them that
        has none is one too."""
        rows = self.model.rows
        is_inner = rows is not None and len(rows.layout.groups) > 1
        return counted(count, "row" if is_inner else self._name)

    def _tell_count(self) -> None:
        rows = self.model.rows
        if rows is None:
            return
        self.foot.show_writing(self._work.exporting)
        shown = self.model.rowCount()
        if self._work.exporting:
            text = f"Writing the file… {self.files.part:.0%}"
        elif self.copying.rows:
            text = f"Copying {whole(self.copying.rows)} rows…"
        elif self.bar.problem:
            text = self.bar.problem
        elif self._work.arranging:
            text = f"Looking through {self._counted(rows.count)}…"
        elif not self._work.complete:
            more = "so far…" if self._work.reading else "were read"
            text = f"{self._counted(rows.count)} {more}"
        elif self.model.ordered and shown != rows.count:
            text = f"{whole(shown)} of {self._counted(rows.count)}"
        else:
            text = self._counted(rows.count)
        self.foot.show_count(text)

    def _on_sums(self, sums: Sums | None) -> None:
        self.foot.show_sums(sums, comma=self.files.comma)

    def find(self) -> bool:  # type: ignore[override]  # QWidget.find is of no use here
        if self.model.rows is None:
            return False
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()
        return True

    def focus_first(self) -> None:
        if self.model.rows is not None:
            self.grid.setFocus()
        else:
            super().focus_first()

    # Cells

    def links(self, row: int, column: int) -> tuple[Link, ...]:
        """What the value of a cell opens, the record itself first."""
        shown = self._shown
        if shown is None or shown.exchange is None:
            return ()
        path = self.model.columns[column].path
        host = shown.exchange.profile.host
        return links_of(shown.definition, path, self.model.text(row, column), host)

    def _on_opened(self, row: int, column: int, to_xml: bool) -> None:
        links = () if to_xml else self.links(row, column)
        if links:
            self.link_wanted.emit(links[0])
        else:
            self.go_to_xml(row, column)

    def go_to_xml(self, row: int, column: int) -> None:
        """To the element that the row is made of, or to that of the group the column is of."""
        rows = self.model.rows
        assert rows is not None
        level = self.model.columns[column].level
        start, end = rows.place(self.model.number(row), level)
        if start < 0:  # no inner element: that around it
            start, end = rows.place(self.model.number(row), max(0, level - 1))
        self.place_wanted.emit(start, end)

    def _show_menu(self, place: QPoint) -> None:
        at = self.grid.currentIndex()
        if at.isValid():
            menu_of(self.grid, cell_entries(self, at.row(), at.column())).popup(place)

    def _show_title_menu(self, place: QPoint, column: int) -> None:
        menu_of(self.grid, column_entries(self, column)).popup(place)

    def show_columns(self) -> None:
        """The menu in which they are chosen."""
        if self.model.rows is not None:
            place = self._columns.mapToGlobal(self._columns.rect().bottomLeft())
            ColumnsMenu(self.grid, self.model).popup(place)

    # Copying and files

    def copy_with_headers(self) -> None:
        """The chosen cells with the titles of their columns; all of them when none are."""
        if self.model.rows is not None:
            if not self.grid.areas():
                self.grid.selectAll()
            self.copying.copy(True)

    def export(self, format_: str = "") -> None:
        """Ask how the rows and columns that are shown shall be written, then write them."""
        shown = self._shown
        if shown is None or self.model.rows is None:
            return
        name = shown.name
        if shown.exchange is not None:
            name = file_name(shown.exchange).removesuffix(".xml")
        self.files.ask(self._counted(self.model.rowCount()), name, format_)

    def _on_written(self, exported: Exported) -> None:
        told = Message(f"{self._counted(exported.rows)} saved as {exported.file}.", "")
        self._banner.show_message(told, "ok")
        announce(self, str(told))
