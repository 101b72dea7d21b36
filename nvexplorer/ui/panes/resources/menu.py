"""What can be done with a resource in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from nvexplorer.catalogue.finding.search import Preferred
    from nvexplorer.ui.panes.resources.pane import ResourcesPane


def row_menu(pane: ResourcesPane, resource: str, preferred: Preferred) -> QMenu:
    menu = QMenu(pane)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction("Open", lambda: pane.opened.emit(resource, False))
    menu.addAction("Open in a new tab", lambda: pane.opened.emit(resource, True))
    menu.addSeparator()
    known = resource in preferred.favourites
    text = "Remove from the favourites" if known else "Add to the favourites"
    menu.addAction(text, lambda: pane.favourite_toggled.emit(resource))
    return menu
