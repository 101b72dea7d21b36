"""The context menu of an answer: what the keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.ui.widgets.xml_here import XmlHere

KEYS = {
    "copy_element": "Ctrl+Alt+E",
    "copy_value": "Ctrl+Alt+V",
    "copy_path": "Ctrl+Alt+P",
    "save_selection": "Ctrl+Alt+Shift+S",
    "ask_for_line": "Ctrl+G",
    "fold_here": "Ctrl+Shift+[",
    "unfold_here": "Ctrl+Shift+]",
    "fold_all": "Ctrl+Alt+Shift+-",
    "unfold_all": "Ctrl+Alt+0",
}
"""What the keys do that are the viewer's alone, by the names of what they call."""

ALSO = {"Ctrl+Alt+-": "fold_here", "Ctrl+Alt++": "unfold_here"}
"""Other keys for the same, where brackets are out of reach."""


def menu_of(view: XmlHere) -> QMenu:
    """For the row at the caret."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(text: str, slot: Callable[[], object], keys: str = "", *, enabled: bool = True) -> None:
        action = QAction(text, menu)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
        action.setEnabled(enabled)
        action.triggered.connect(lambda: slot())
        menu.addAction(action)

    start, end = view.selection
    value, rows = view.long_value_here(), view.row_count > 0
    if value is not None:
        add(f"Open the {value.kind}", view.open_value, enabled=value.harmless)
        add(f"Save the {value.kind}…", view.save_value)
        add("Show all of it as text", view.expand_here)
        menu.addSeparator()
    if view.link_here() is not None:
        add("Open the record in a new tab", view.open_link, "Return")
        menu.addSeparator()
    add("Copy", view.copy, "Ctrl+C", enabled=start != end)
    add("Copy the element", view.copy_element, KEYS["copy_element"], enabled=rows)
    add("Copy the value", view.copy_value, KEYS["copy_value"], enabled=rows)
    add("Copy the path (XPath)", view.copy_path, KEYS["copy_path"], enabled=rows)
    add("Save the selection…", view.save_selection, KEYS["save_selection"], enabled=start != end)
    add("Go to a line…", view.ask_for_line, KEYS["ask_for_line"], enabled=rows)
    add("Select all", view.select_all, "Ctrl+A", enabled=rows)
    menu.addSeparator()
    folding = view.folding
    add("Fold the element", folding.fold_here, KEYS["fold_here"], enabled=rows)
    add("Unfold the element", folding.unfold_here, KEYS["unfold_here"], enabled=rows)
    add("Fold all elements of this level", folding.fold_all, KEYS["fold_all"], enabled=rows)
    add("Unfold all elements", folding.unfold_all, KEYS["unfold_all"], enabled=rows)
    return menu
