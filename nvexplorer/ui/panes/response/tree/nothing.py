"""What stands in place of hits: a value, a sentence, or examples to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from nvexplorer.exchange.xpath.examples import examples
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from nvexplorer.exchange.xpath.names import Vocabulary


class NoHits(QWidget):
    """`asked`: an example was chosen."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._text = _centred("title")
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._under = _centred("muted")
        self._examples = QWidget()
        self._rows = QGridLayout(self._examples)
        self._rows.setSpacing(2)
        self._rows.setColumnStretch(0, 1)
        self._rows.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.addStretch(1)
        layout.addWidget(self._text)
        layout.addWidget(self._under)
        layout.addWidget(self._examples)
        layout.addStretch(2)

    def show_text(self, text: str, under: str = "") -> None:
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._under.setText(under)
        self._under.setVisible(bool(under))
        self._examples.hide()

    def show_examples(self, names: Vocabulary | None) -> None:
        """Expressions on these names."""
        self.show_text("", "Expressions such as these can be evaluated:")
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for row, (expression, what) in enumerate(examples(names)):
            button = link(expression, f"Evaluate {expression}: {what}")
            button.clicked.connect(lambda _=False, text=expression: self.asked.emit(text))
            self._rows.addWidget(button, row, 0, Qt.AlignmentFlag.AlignRight)
            self._rows.addWidget(label(what, "small"), row, 1)
        self._examples.show()


def _centred(role: str) -> QLabel:
    made = label(role=role, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setMinimumWidth(1)  # a word may be longer than any window is wide
    return made
