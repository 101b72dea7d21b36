"""Asks under which name a request is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from nvexplorer.model.errors import Message
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.section import label


class NameRequest(QDialog):
    """`named` carries the name; the dialog stays until `accept`, so that a name that cannot be
    used is told here and can be mended."""

    named = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Save the request")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self._field = QLineEdit(name)
        self._field.setAccessibleName("Name of the request")
        self._field.selectAll()
        self._banner = Banner()
        self._save = QPushButton("Save")
        self._save.setProperty("primary", True)
        self._save.setDefault(True)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label("Save under the name", "strong"))
        layout.addWidget(self._field)
        layout.addWidget(self._banner)
        layout.addLayout(buttons)
        self._save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.reject)
        self._field.textEdited.connect(self._on_typed)

    def show_problem(self, message: Message) -> None:
        self._save.setText("Save")
        self._banner.show_message(message, "bad", closable=False)
        self._field.setFocus()

    def ask_replace(self, name: str) -> None:
        """There is one already: saving needs a second press."""
        self._save.setText("Replace")
        self._banner.show_message(
            Message(f"A request is already saved as “{name}”.", "Replace it, or change the name."),
            "warn",
            closable=False,
        )

    @property
    def replacing(self) -> bool:
        return self._save.text() == "Replace"

    def _on_typed(self, _text: str) -> None:
        self._save.setText("Save")
        self._banner.hide()

    def _on_save(self) -> None:
        self.named.emit(self._field.text())
