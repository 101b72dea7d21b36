"""The cards of the right column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.flow_layout import FlowLayout
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel


class Card(QFrame):
    """A white card; fill `box`. `accent` is a colour along its left edge: info, ok, warn, bad or
    '' for none."""

    def __init__(self, accent: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setProperty("accent", accent)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(16, 12, 16, 12)
        self.box.setSpacing(4)

    def set_accent(self, accent: str) -> None:
        set_property(self, "accent", accent)

    def clear(self) -> None:
        clear(self.box)


def clear(box: QVBoxLayout | QHBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := box.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout):
            clear(inner)


def reading(text: str, role: str = "") -> QLabel:
    """A wrapped label whose text can be selected with the mouse."""
    made = label(text, role, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def code_like(made: QLabel) -> QLabel:
    """For texts with code in them: `->` must look like the two characters it is."""
    font = made.font()
    font.setFeature(QFont.Tag("calt"), 0)
    made.setFont(font)
    return made


def flowing(*widgets: QWidget, across: int, down: int = 0) -> QWidget:
    """Widgets beside each other, going on in the next row where one is full."""
    row = QWidget()
    box = FlowLayout(row, across=across, down=down)
    for widget in widgets:
        box.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    row.setSizePolicy(policy)
    return row
