"""What typing is measured against: the toolkit's own plain text editor, with nothing added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QFont


def plain_editor(text: str, font: QFont) -> QPlainTextEdit:
    """Shown, with the whole text in it."""
    editor = QPlainTextEdit()
    editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    editor.setFont(font)
    editor.resize(1000, 700)
    editor.setPlainText(text)
    editor.show()
    return editor
