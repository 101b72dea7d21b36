"""The menus of a table: of its cells, of a column, and which columns are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from nvexplorer.ui.panes.response.table.grid import COPY_WITH_HEADERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from nvexplorer.exchange.links import Link
    from nvexplorer.ui.panes.response.table.grid import TableGrid
    from nvexplorer.ui.panes.response.table.model import TableModel
    from nvexplorer.ui.panes.response.table.page import TablePage

    # Text (with a key after a tab), what it does; None for a line between.
    Entry = tuple[str, Callable[[], object]] | None


_KEY_OPEN = "\tEnter"
_SHORT = 40  # characters of a value
_OF_CELL = 5  # entries of a column that are in the menu of a cell too


def cell_entries(page: TablePage, row: int, column: int) -> list[Entry]:
    """What can be done with a cell."""
    told, text = page.model.columns[column], page.model.text(row, column)
    title = literal(told.title)
    entries: list[Entry] = [
        (f"Open {literal(str(link))}{'' if number else _KEY_OPEN}", _opening(page, link))
        for number, link in enumerate(page.links(row, column))
    ]
    short = text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
    said = f"is “{literal(short)}”" if text else "is empty"
    return [
        *entries,
        ("Show the row in the XML\tShift+Enter", lambda: page.go_to_xml(row, column)),
        None,
        ("Copy\tCtrl+C", lambda: page.copying.copy(False)),
        (f"Copy with headers\t{COPY_WITH_HEADERS}", page.copy_with_headers),
        None,
        (f"Only rows where {title} {said}", lambda: page.bar.filter_column(told, f"={text}")),
        *column_entries(page, column)[:_OF_CELL],
        (f"More for {title}…\tAlt+Down", page.grid.open_title_menu),
        None,
        ("Export…", page.export),
    ]


def column_entries(page: TablePage, column: int) -> list[Entry]:
    """What can be done with a column."""
    told, grid, order = page.model.columns[column], page.grid, page.arranging
    title = literal(told.title)
    return [
        (f"Filter {title}…", lambda: page.bar.filter_column(told)),
        None,
        (f"Sort by {title}, rising", lambda: order.sort(column, descending=False)),
        (f"Sort by {title}, falling", lambda: order.sort(column, descending=True)),
        ("Order of the answer", order.unsort),
        None,
        (f"Select {title}", lambda: grid.selectColumn(column)),
        (f"Fit the width of {title}", lambda: grid.fit_column(column)),
        ("Move left\tAlt+Left", lambda: grid.move_column(column, -1)),
        ("Move right\tAlt+Right", lambda: grid.move_column(column, 1)),
        (f"Hide {title}", lambda: grid.show_column(column, False)),
        ("Columns…", page.show_columns),
    ]


def _opening(page: TablePage, link: Link) -> Callable[[], object]:
    return lambda: page.link_wanted.emit(link)


def menu_of(parent: QWidget, entries: Sequence[Entry]) -> QMenu:
    """A menu that goes away when it is closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        else:
            menu.addAction(entry[0], entry[1])
    return menu


def literal(text: str) -> str:
    """As an entry of a menu reads it."""
    return text.replace("&", "&&")


class ColumnsMenu(QMenu):
    """All columns of a table, those checked that are shown. It stays open while they are chosen
    with the mouse or with Space."""

    def __init__(self, grid: TableGrid, model: TableModel) -> None:
        super().__init__(grid)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Columns")
        self._grid = grid
        self._model = model
        self.addAction("The usual columns", self._on_usual)
        self.addAction("All columns", self._on_all)
        self.addSeparator()
        head = grid.horizontalHeader()
        for at in range(head.count()):
            column = head.logicalIndex(at)
            told = model.columns[column]
            action = self.addAction(literal(told.title))
            action.setCheckable(True)
            action.setChecked(not grid.isColumnHidden(column))
            action.setToolTip(told.path)
            action.setData(column)
            action.toggled.connect(lambda on, c=column: self._on_toggled(c, on))
        self.setToolTipsVisible(True)

    def _on_toggled(self, column: int, shown: bool) -> None:
        self._grid.show_column(column, shown)

    def _on_usual(self) -> None:
        self._grid.usual_columns()

    def _on_all(self) -> None:
        for column in range(len(self._model.columns)):
            self._grid.show_column(column, True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)
