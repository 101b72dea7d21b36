"""The baseline of bench_stops, not to be improved: what Qt itself takes for comparable parts.

A tab with a form of 17 rows, a page with a text, a dialog of fields, a popup with a list and a key
typed into a field, without a style sheet and without doing anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QPlainTextEdit,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 17


def form() -> QScrollArea:
    page = QWidget()
    grid = QGridLayout(page)
    for row in range(ROWS):
        note = QLabel(f"What the parameter {row} does, in a sentence or two as it is documented.")
        note.setWordWrap(True)
        parts = (QCheckBox(), QLabel(f"parameter{row}"), QLineEdit(), note)
        for column, part in enumerate(parts):
            grid.addWidget(part, row, column)
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    return area


class BareWindow(QMainWindow):
    def __init__(self) -> None:
        super().__init__()
        self.resize(1440, 900)
        self.tabs = QTabWidget()
        self.setCentralWidget(self.tabs)

    def actions(self) -> dict[str, Callable[[], None]]:
        """By name, in the order to be done in."""
        return {
            "form": self.open_form,
            "page": self.open_page,
            "dialog": self.open_dialog,
            "popup": self.open_popup,
            "key": self.type_key,
            "switch": lambda: self.tabs.setCurrentIndex(0),
            "close": lambda: self.tabs.widget(0).deleteLater(),
        }

    def open_form(self) -> None:
        self.tabs.setCurrentIndex(self.tabs.addTab(form(), "request"))

    def open_page(self) -> None:
        editor = QPlainTextEdit()
        editor.setPlainText("<root>\n" + "  <element>value</element>\n" * 400 + "</root>")
        self.tabs.setCurrentIndex(self.tabs.addTab(editor, "body"))

    def open_dialog(self) -> None:
        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QVBoxLayout(dialog).addWidget(form())
        dialog.open()

    def open_popup(self) -> None:
        for dialog in self.findChildren(QDialog):
            dialog.close()
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = QListView()
        names.setModel(QStringListModel([f"resource{n}.nv" for n in range(120)], names))
        self.field = QLineEdit()
        box = QVBoxLayout(popup)
        box.addWidget(self.field)
        box.addWidget(names)
        popup.move(self.mapToGlobal(QPoint(300, 60)))
        popup.show()
        self.field.setFocus()

    def type_key(self) -> None:
        QTest.keyClicks(self.field, "r")
        QApplication.processEvents()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
