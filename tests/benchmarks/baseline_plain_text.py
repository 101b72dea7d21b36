"""The baseline of the answer viewer, not to be improved: the text in a QPlainTextEdit."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit


class PlainTextView(QPlainTextEdit):
    """Shows bytes as they came, without colours, wrapping or row numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))

    def set_text_bytes(self, data: bytes) -> None:
        self.setPlainText(data.decode("utf-8"))

    @property
    def is_complete(self) -> bool:
        return True
