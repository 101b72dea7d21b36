"""A sentence where the thing is: what happened, what to do next, and buttons that do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nvexplorer.ui.widgets.badge import set_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.model.errors import Message


class Banner(QFrame):
    """Hidden until `show_message`. Kinds: bad, warn, info, ok."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = _label("strong")
        self._next = _label("")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._what)
        texts.addWidget(self._next)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(12)
        layout.addLayout(texts, 1)
        layout.addLayout(self._buttons)
        self.hide()

    def show_message(
        self,
        message: Message,
        kind: str = "bad",
        actions: tuple[tuple[str, Callable[[], object]], ...] = (),
        *,
        closable: bool = True,
    ) -> None:
        """Show `message` with a button for each of `actions` (text, slot without arguments) and,
        when closable, one that hides it again."""
        set_property(self, "banner", kind)
        self._what.setText(message.what)
        self._next.setText(message.next)
        self._next.setVisible(bool(message.next))
        self.setAccessibleName(str(message))
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for text, slot in actions:
            self._add_button(text, slot)
        if closable:
            self._add_button("Close", self.hide)
        self.show()

    @property
    def text(self) -> str:
        """What it says now, empty when hidden."""
        if self.isHidden():
            return ""
        return f"{self._what.text()} {self._next.text()}".strip()

    def _add_button(self, text: str, slot: Callable[[], object]) -> None:
        button = QPushButton(text, self)
        button.clicked.connect(lambda: slot())
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
