"""The tree and XPath of a received answer, reached by the keys of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

if TYPE_CHECKING:
    from window import Explorer


def test_keys_lead_to_the_tree_and_are_its_own_there(explorer: Explorer):
    explorer.open_resource("customerlist")
    explorer.send()
    explorer.press("Alt+2")
    tree = explorer.named(QTableView, "Tree of the answer")
    explorer.until(tree.hasFocus, "the tree")
    explorer.until(lambda: tree.model().rowCount() > 5, "the rows")
    for _ in range(5):
        explorer.press("Down")
    explorer.press("Ctrl+Alt+P")
    explorer.until(lambda: explorer.clipboard.endswith("/Customer[1]"), "the path")

    explorer.press("Ctrl+Alt+F")
    field = explorer.named(QLineEdit, "XPath")
    explorer.until(field.hasFocus, "the field")
    explorer.until(lambda: field.names is not None, "the names")  # type: ignore[attr-defined]
    explorer.press("Ctrl+Space")
    explorer.until(QApplication.activePopupWidget, "examples")
    explorer.press("Esc")
    explorer.type("count(//Customer)")
    explorer.press("Return")
    explorer.until(lambda: explorer.sees("count(//Customer) = "), "the value")
