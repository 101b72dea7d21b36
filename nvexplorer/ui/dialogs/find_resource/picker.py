"""Resources to choose from by typing: favourites, recent ones and all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLabel

from nvexplorer.ui.actions import ActionId, command_of, key_text
from nvexplorer.ui.dialogs.find_resource.delegate import ROW_HEIGHT, FoundDelegate, on_star
from nvexplorer.ui.panes.resources.rows import AsTyped, Resource, filtered, spoken
from nvexplorer.ui.widgets.picker_frame import PickerFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.ui.shortlist import Shortlist
    from nvexplorer.ui.theme import Theme


class ResourcePicker(PickerFrame):
    """`opened` carries the name of a resource, perhaps one that the catalogue does not have, and
    whether it shall be in a new tab."""

    opened = Signal(str, bool)

    def __init__(
        self, theme: Theme, window: QWidget, catalogue: Catalogue, shortlist: Shortlist
    ) -> None:
        super().__init__(window, "Find a resource", width=680, most_rows=10)
        self._catalogue = catalogue
        self._shortlist = shortlist
        self._favourite_key = QKeySequence(command_of(ActionId.FAVOURITE).keys[0])
        self.field.setPlaceholderText(
            "Name, title or word in English, Finnish or Swedish, parameter or element"
        )
        self._delegate = FoundDelegate(theme, self.list)
        self.use(self._delegate, ROW_HEIGHT, "No resource has these words.")
        key = key_text(command_of(ActionId.FAVOURITE))
        hint = QLabel(f"Enter opens   ·   Ctrl+Enter in a new tab   ·   {key} favourite")
        hint.setProperty("role", "muted")
        self.box.addWidget(hint)
        self.list.viewport().installEventFilter(self)

    def found(self, query: str) -> list[Resource | AsTyped]:
        preferred = self._shortlist.preferred
        self._delegate.favourites = frozenset(preferred.favourites)
        self._delegate.recent = frozenset(() if query.strip() else preferred.recent)
        return filtered(self._catalogue, query, preferred)

    def reads(self, row: Resource | AsTyped) -> str:
        said = spoken(row)
        if isinstance(row, Resource) and self._shortlist.is_favourite(row.entry.resource):
            said += ", favourite"
        return said

    def entered(self, row: Resource | AsTyped, modifiers: Qt.KeyboardModifier) -> None:
        name = row.name if isinstance(row, AsTyped) else row.entry.resource
        self.opened.emit(name, modifiers == Qt.KeyboardModifier.ControlModifier)

    def pressed(self, event: QKeyEvent) -> bool:
        if QKeySequence(event.keyCombination()) != self._favourite_key:
            return False
        self._toggle()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on a star is none on the row."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            index = self.list.indexAt(event.position().toPoint())
            if index.isValid() and on_star(self.list.visualRect(index), event.position()):
                self.list.setCurrentIndex(index)
                self._toggle()
                return True
        return super().eventFilter(watched, event)

    def _toggle(self) -> None:
        """The rows stay where they are until something else is typed."""
        row = self.current
        if isinstance(row, Resource):
            self._shortlist.toggle(row.entry.resource)
            self._delegate.favourites = frozenset(self._shortlist.favourites)
            self.list.viewport().update()
