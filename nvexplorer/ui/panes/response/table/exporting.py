"""The dialog before a table is written to a file: which format, which decimals."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nvexplorer.ui.widgets.section import label

CSV, XLSX = "csv", "xlsx"
_FORMATS = (("Excel workbook (XLSX)", XLSX), ("Text (CSV)", CSV))
_DECIMALS = (
    ("Comma, 1234,50 (Finnish and Swedish Excel)", True),
    ("Point, 1234.50 (English Excel)", False),
)
_TOLD = {
    XLSX: "Numbers and dates become real ones, which Excel shows its own way.",
    CSV: "UTF-8; semicolons between the values with a decimal comma, commas with a point.",
}


class Choice(NamedTuple):
    """`file` is a path with the ending of `format`."""

    file: str
    format: str
    comma: bool


class ExportDialog(QDialog):
    """`decided` carries a Choice; the dialog is gone then. `name` is offered as the file's, without
    ending; `what` says what is written."""

    decided = Signal(object)

    def __init__(self, what: str, name: str, format_: str, comma: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export the table")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self._name = name
        self._format = _box("Format", _FORMATS, format_)
        self._decimals = _box("Decimals", _DECIMALS, comma)
        self._told = label(role="small", wrap=True)
        save = QPushButton("Save as…")
        save.setProperty("primary", True)
        save.setDefault(True)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        rows = QGridLayout()
        rows.setHorizontalSpacing(12)
        rows.setVerticalSpacing(8)
        for row, (text, box) in enumerate((("Format", self._format), ("Decimals", self._decimals))):
            name_label = label(text, "muted")
            name_label.setBuddy(box)
            rows.addWidget(name_label, row, 0)
            rows.addWidget(box, row, 1)
        rows.setColumnStretch(1, 1)
        rows.addWidget(self._told, 2, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(what, "strong", wrap=True))
        layout.addLayout(rows)
        layout.addLayout(buttons)
        self._format.currentIndexChanged.connect(self._on_format)
        save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.reject)
        self._on_format()
        self._format.setFocus()

    @property
    def comma(self) -> bool:
        return bool(self._decimals.currentData())

    def _on_format(self) -> None:
        format_ = self._format.currentData()
        self._told.setText(_TOLD[format_])
        self._decimals.setEnabled(format_ == CSV)

    def _on_save(self) -> None:
        format_ = self._format.currentData()
        dialog = QFileDialog(self, "Export the table")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(format_)
        dialog.setNameFilters([f"{format_.upper()} files (*.{format_})", "All files (*)"])
        dialog.selectFile(f"{self._name}.{format_}")
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Into that file, with what is chosen."""
        format_ = self._format.currentData()
        file = Path(path) if Path(path).suffix else Path(f"{path}.{format_}")
        self.decided.emit(Choice(str(file), format_, self.comma))
        self.accept()


def _box(name: str, entries: tuple[tuple[str, object], ...], chosen: object) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for text, data in entries:
        box.addItem(text, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
