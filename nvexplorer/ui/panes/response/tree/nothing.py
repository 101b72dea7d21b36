"""What stands in place of hits: a value, a sentence, or examples to begin with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import label

EXAMPLES = (
    ("//Customer[Netvisorkey='1000']/Name", "the name of one customer"),
    ("//*[contains(., 'Oy')]", "elements whose text holds Oy"),
    ("//Customer[not(OrganisationIdentifier)]", "customers without an organisation ID"),
    ("count(//Customer)", "how many there are"),
    ("sum(//OpenAmount)", "a sum; numbers need a decimal point"),
)


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
        rows = QVBoxLayout(self._examples)
        rows.setSpacing(2)
        for expression, what in EXAMPLES:
            button = link(f"{expression}   {what}", f"Evaluate {expression}: {what}")
            button.clicked.connect(lambda _=False, text=expression: self.asked.emit(text))
            rows.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
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

    def show_examples(self) -> None:
        self.show_text("", "Expressions such as these can be evaluated:")
        self._examples.show()


def _centred(role: str) -> QLabel:
    made = label(role=role, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
