"""The sidebar's list of resources with a filter in three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from nvexplorer.catalogue.finding.search import Preferred
from nvexplorer.model.errors import Message
from nvexplorer.ui.panes.resources.delegate import RowDelegate
from nvexplorer.ui.panes.resources.rows import (
    AsTyped,
    Heading,
    Resource,
    Row,
    RowModel,
    filtered,
    grouped,
)
from nvexplorer.ui.panes.resources.widgets import FilterField, ResourceList
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import Group
    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.ui.theme import Theme

# Open at first; all others are one click away and the filter finds them anyway.
_OPEN_AT_FIRST = ("sales", "customers", "products")


class ResourcesPane(Panel):
    """`previewed` on a single click, `opened` on a double click or Enter; both carry the name of a
    resource, `opened` perhaps one that the catalogue does not have, and whether it shall be in a
    new tab. `favourite_toggled`: it shall be one, or none any more."""

    previewed = Signal(str)
    opened = Signal(str, bool)
    favourite_toggled = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._catalogue: Catalogue | None = None
        self._preferred = Preferred()
        self._closed: set[str] = set()
        self._model = RowModel()
        self._delegate = RowDelegate(theme)
        self.filter = FilterField()
        self.filter.setPlaceholderText("Filter the resources")
        self.list = ResourceList()
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self._banner = Banner()
        top = Panel(margins=(8, 8, 8, 6), spacing=8)
        top.box.addWidget(self.filter)
        top.box.addWidget(self._banner)
        self.box.addWidget(top)
        self.box.addWidget(self.list, 1)
        self.setFocusProxy(self.filter)

        self.filter.textChanged.connect(self._on_filter_changed)
        self.filter.moved.connect(self._move)
        self.filter.entered.connect(self._on_entered)
        self.list.clicked.connect(self._on_clicked)
        self.list.entered_row.connect(self._on_entered)
        self.list.doubleClicked.connect(self._on_double_clicked)
        self.list.fold_requested.connect(self._on_fold)
        self.list.customContextMenuRequested.connect(self._on_menu)
        theme.changed.connect(self._on_theme_changed)

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Fill the list; called once the catalogue is read."""
        self._catalogue = catalogue
        self._closed = {g.id for g in catalogue.groups if g.id not in _OPEN_AT_FIRST}
        self.filter.setPlaceholderText(f"Filter {len(catalogue.entries)} resources")
        self._refresh()
        if catalogue.problems:
            first, more = catalogue.problems[0], len(catalogue.problems) - 1
            also = f" {more} more of your files were skipped too." if more else ""
            self._banner.show_message(Message(first.what, first.next + also), "warn")

    def show_preferred(self, preferred: Preferred) -> None:
        """Other favourites or recent ones: what is selected stays so and where it is."""
        before = self.list.currentIndex()
        row = self._row(before)
        top = self.list.visualRect(before).top()
        self._preferred = preferred
        self._delegate.favourites = frozenset(preferred.favourites)
        if self.filter.text().strip():  # their order stays until something else is typed
            self.list.viewport().update()
            return
        self._refresh()
        place = -1
        if isinstance(row, Resource):
            place = self._model.index_of(row.entry.resource, row.group)
        elif isinstance(row, Heading):
            place = self._model.heading_of(row.group.id)
        if place >= 0:
            self._select(place)
            bar = self.list.verticalScrollBar()
            moved = self.list.visualRect(self._model.index(place)).top() - top
            bar.setValue(bar.value() + moved)

    def show_group(self, group: Group) -> bool:
        """Bring the heading and what is below it into view, ready for the arrows; whether it is
        there."""
        self.filter.clear()
        self._closed.discard(group.id)
        self._refresh()
        place = self._model.heading_of(group.id)
        if place < 0:
            return False
        self.list.scrollTo(self._model.index(place), QAbstractItemView.ScrollHint.PositionAtTop)
        self._select(place + 1)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    @property
    def focused_resource(self) -> str:
        """The selected one while the list or the filter has the focus, else empty."""
        row = self._row(self.list.currentIndex())
        has_focus = self.list.hasFocus() or (self.filter.hasFocus() and self.filter.text() != "")
        return row.entry.resource if has_focus and isinstance(row, Resource) else ""

    def show_current(self, resource: str) -> None:
        """Mark the resource of the request in front."""
        if resource == self._delegate.current:
            return  # this is asked at every key
        self._delegate.current = resource
        selected = self._row(self.list.currentIndex())
        if isinstance(selected, Resource) and selected.entry.resource == resource:
            self.list.viewport().update()  # perhaps among the favourites: stay there
            return
        place = self._model.index_of(resource)
        if place >= 0 and not self.filter.hasFocus():
            self._select(place)
        elif place < 0 and not self.filter.text():
            self.list.clearSelection()
        self.list.viewport().update()

    def focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _refresh(self) -> None:
        if self._catalogue is None:
            return
        query = self.filter.text()
        # Headings are lower than the others; without them no row has to be asked for its height.
        self.list.setUniformItemSizes(bool(query.strip()))
        if query.strip():
            self._model.show(filtered(self._catalogue, query, self._preferred))
            self._select(0)
        else:
            self._model.show(grouped(self._catalogue, self._closed, self._preferred))
            place = self._model.index_of(self._delegate.current)
            if place >= 0:
                self._select(place)

    def _select(self, place: int) -> None:
        index = self._model.index(place)
        if index.isValid():
            mode = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(index, mode)
            self.list.scrollTo(index)

    def _row(self, index: QModelIndex) -> Row | None:
        return self._model.rows[index.row()] if index.isValid() else None

    def _move(self, by: int) -> None:
        last = len(self._model.rows) - 1
        place = self.list.currentIndex().row()
        while 0 <= place + by <= last:
            place += by
            if not isinstance(self._model.rows[place], Heading):
                self._select(place)
                return

    def _on_filter_changed(self, _text: str) -> None:
        self._refresh()

    def _on_entered(self) -> None:
        row = self._row(self.list.currentIndex())
        if isinstance(row, Heading):
            self._fold(row)
        elif row is not None:
            self.opened.emit(_name(row), False)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._row(index)
        if isinstance(row, Heading):
            self._fold(row)
        elif isinstance(row, Resource):
            self.previewed.emit(row.entry.resource)
        elif row is not None:
            self.opened.emit(row.name, False)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self._row(index)
        if isinstance(row, Resource):
            self.opened.emit(row.entry.resource, False)

    def _on_menu(self, at: QPoint) -> None:
        from nvexplorer.ui.panes.resources.menu import row_menu

        index = self.list.indexAt(at)
        row = self._row(index if index.isValid() else self.list.currentIndex())
        if isinstance(row, Resource):
            menu = row_menu(self, row.entry.resource, self._preferred)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def _on_fold(self, wanted_open: bool) -> None:
        index = self.list.currentIndex()
        row = self._row(index)
        if isinstance(row, Heading) and row.open != wanted_open:
            self._fold(row)
        elif isinstance(row, Resource) and not wanted_open and not self.filter.text():
            place = index.row()
            while not isinstance(self._model.rows[place], Heading):
                place -= 1
            self._select(place)

    def _fold(self, heading: Heading) -> None:
        self._closed ^= {heading.group.id}
        place = self.list.currentIndex().row()
        scrolled = self.list.verticalScrollBar().value()
        self._refresh()
        self._select(place)
        self.list.verticalScrollBar().setValue(scrolled)

    def _on_theme_changed(self) -> None:
        self.list.viewport().update()


def _name(row: Resource | AsTyped) -> str:
    return row.name if isinstance(row, AsTyped) else row.entry.resource
