"""The line below an answer: the elements the caret is in, its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.ui.widgets.crumbs import Crumbs
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.xml_view import XmlView


class PlaceBar(Panel):
    """`crumbs` lead to the elements."""

    def __init__(self, view: XmlView, theme: Theme) -> None:
        super().__init__("surface", "top", across=True, margins=(12, 2, 12, 2), spacing=12)
        self._view, self._theme = view, theme
        self.crumbs = Crumbs()
        self.place = label(role="small")
        self.place.setAccessibleName("Line and column")
        self.box.addWidget(self.crumbs, 1)
        self.box.addWidget(self.place)
        self.crumbs.pressed.connect(view.go_up)
        view.path_changed.connect(self.crumbs.show_names)
        view.selection_changed.connect(self._on_moved)
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self._on_moved()

    def _on_theme(self) -> None:
        self.crumbs.set_colour(self._theme.tokens.link)

    def _on_moved(self) -> None:
        line, column = self._view.place
        self.place.setText(f"{line}:{column}")
        self.place.setToolTip(f"Line {line}, column {column}")
