"""The line above the tree: the expression, how far it is, and what can be done with its hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.panes.response.tree.xpath_field import XPathField
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from nvexplorer.ui.theme import Theme


class XPathBar(Panel):
    """`stop_pressed`, `menu_pressed` (copy and save) and `tree_pressed` (back to the tree) are its
    buttons; the field tells the rest."""

    stop_pressed = Signal()
    tree_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("surface", "bottom", margins=(10, 6, 10, 6), spacing=4)
        self.field = XPathField(theme)
        self._status = ElidedLabel(role="small")
        self._status.setAccessibleName("Result of the expression")
        self._stop = QPushButton("Stop")
        self._stop.setToolTip("Stop evaluating (Esc)")
        self._stop.clicked.connect(self.stop_pressed)
        self.copying = link("copy or save", "Copy or save the hits")
        self._tree = link("back to the tree", "Show the tree again (Esc)")
        self._tree.clicked.connect(self.tree_pressed)
        first = Panel("surface", across=True, spacing=8)
        first.box.addWidget(self.field, 1)
        first.box.addWidget(self._stop)
        self._second = Panel("surface", across=True, spacing=8)
        self._second.box.addWidget(self._status, 1)
        self._second.box.addWidget(self.copying)
        self._second.box.addWidget(self._tree)
        self.box.addWidget(first)
        self.box.addWidget(self._second)
        self.show_nothing()

    @property
    def status(self) -> str:
        return self._status.text() if not self._second.isHidden() else ""

    def show_nothing(self) -> None:
        """No expression was asked for."""
        self._second.hide()
        self._stop.hide()
        set_property(self.field, "problem", False)

    def show_status(
        self, text: str, role: str = "small", *, running: bool = False, hits: bool = False
    ) -> None:
        """`role` as in `label`. `running` offers to stop, `hits` to copy and save."""
        set_property(self._status, "role", role)
        set_property(self.field, "problem", role == "bad")
        self._status.setText(text)
        self._status.setToolTip(text)
        self._stop.setVisible(running)
        self.copying.setVisible(hits)
        self._tree.setVisible(not running)
        self._second.show()
        if not running:
            announce(self.field, text)
