"""What an empty pane says: what will appear there and which key makes it happen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


class EmptyState(QWidget):
    """One sentence and, under it, the key, such as `Ctrl+Enter sends the request.`"""

    def __init__(self, sentence: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = QLabel()
        self._key = QLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(6)
        layout.addStretch(1)
        for label, role in ((self._sentence, "muted"), (self._key, "small")):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addStretch(2)
        self.show_text(sentence, key)

    def show_text(self, sentence: str, key: str = "") -> None:
        self._sentence.setText(sentence)
        self._key.setText(key)
        self._key.setVisible(bool(key))
