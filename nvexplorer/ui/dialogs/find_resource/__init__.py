"""Finding a resource by typing, and opening it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.ui.dialogs.find_resource.picker import ResourcePicker
    from nvexplorer.ui.shortlist import Shortlist
    from nvexplorer.ui.theme import Theme


def open_finder(
    theme: Theme, window: QWidget, catalogue: Catalogue, shortlist: Shortlist
) -> ResourcePicker:
    from nvexplorer.ui.dialogs.find_resource.picker import ResourcePicker

    picker = ResourcePicker(theme, window, catalogue, shortlist)
    picker.open_at(0)
    return picker
