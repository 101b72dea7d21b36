"""The buttons above the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton

from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_form import FormRow


class FormBar(Panel):
    """What can be done with the current row, and whether all that might be there is shown."""

    add_pressed = Signal()
    repeat_pressed = Signal()
    remove_pressed = Signal()
    missing_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__(edge="bottom", across=True, margins=(12, 3, 12, 3), spacing=8)
        self.add = _button("Add", "Add the element, or another one like it (Insert)")
        self.repeat = _button("Copy", "Add another one with the same values (Ctrl+D)")
        self.remove = _button("Remove", "Take it out of the body (Delete)")
        self.state = label(role="small")
        self.missing = QCheckBox("Show what is not filled in")
        self.missing.setChecked(True)
        for button in (self.add, self.repeat, self.remove):
            self.box.addWidget(button)
        self.box.addWidget(self.state, 1)
        self.box.addWidget(self.missing)
        self.add.clicked.connect(lambda: self.add_pressed.emit())
        self.repeat.clicked.connect(lambda: self.repeat_pressed.emit())
        self.remove.clicked.connect(lambda: self.remove_pressed.emit())
        self.missing.toggled.connect(self.missing_toggled)
        self.show_row(None)

    def show_row(self, row: FormRow | None) -> None:
        """The buttons are for this row."""
        there = row is not None and not row.missing
        element = row is not None and not row.is_attribute
        repeats = bool(row and row.row and element and row.row.element.repeatable)
        unknown = row is not None and row.row is None and element
        self.add.setEnabled(row is not None and (row.missing or repeats))
        self.repeat.setEnabled(there and (repeats or unknown) and bool(row and row.parent))
        self.remove.setEnabled(there)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleName(tip.partition(" (")[0])
    button.setProperty("flat", True)
    return button
