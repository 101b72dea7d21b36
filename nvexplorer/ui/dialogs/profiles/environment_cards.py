"""Three cards to choose the environment from; it is never inferred from the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nvexplorer.model.profile import Environment
from nvexplorer.ui.widgets.badge import EnvironmentBadge
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

_TEXTS = {
    Environment.SANDBOX: "The practice Netvisor on this machine. Nothing leaves it.",
    Environment.TEST: "Netvisor's test environment, with identifiers and keys of its own.",
    Environment.PRODUCTION: "Real books. Each write and delete is asked for first.",
}


class EnvironmentCards(QWidget):
    """One tab stop; the arrow keys choose. `chosen` carries the Environment."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Environment")
        self._group = QButtonGroup(self)
        self._cards: dict[Environment, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for environment, text in _TEXTS.items():
            card = _Card(environment, text)
            self._group.addButton(card)
            self._cards[environment] = card
            layout.addWidget(card, 1)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def environment(self) -> Environment | None:
        """None while none is chosen."""
        for environment, card in self._cards.items():
            if card.isChecked():
                return environment
        return None

    def focus(self) -> None:
        """To the card that is chosen, else to the first."""
        environment = self.environment or Environment.SANDBOX
        self._cards[environment].setFocus()

    def show_environment(self, environment: Environment) -> None:
        self._cards[environment].setChecked(True)
        self._group.setExclusive(True)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.environment)


class _Card(QPushButton):
    def __init__(self, environment: Environment, text: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("card", environment.value)
        self.setAccessibleName(f"{environment.value}: {text}")
        badge = EnvironmentBadge(environment)
        below = label(text, "small", wrap=True)
        for each in (badge, below):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        layout.addWidget(badge, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(below)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 92)  # a button does not ask its layout

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A checked card looks chosen, so Enter means the form's default button, not this one.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        super().mousePressEvent(event)
