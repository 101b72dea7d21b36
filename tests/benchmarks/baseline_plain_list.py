"""The baseline of the finder, not to be improved: a field over a list of names and titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


class PlainList(QWidget):
    """Keeps the lines in which what is typed occurs, in the letter case of the line or not."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = list(lines)
        self._model = QStringListModel(self._lines)
        self.field = QLineEdit()
        self.list = QListView()
        self.list.setModel(self._model)
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addWidget(self.list)
        self.resize(680, 540)
        self.field.textChanged.connect(self._on_text_changed)

    def _on_text_changed(self, text: str) -> None:
        wanted = text.casefold()
        self._model.setStringList([line for line in self._lines if wanted in line.casefold()])
