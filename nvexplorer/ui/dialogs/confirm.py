"""Questions that need an answer before something cannot be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nvexplorer.ui.widgets.badge import EnvironmentBadge
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from nvexplorer.model.profile import Environment


class Question(NamedTuple):
    """`yes` and `no` name what the buttons do; `no` is the safe one, chosen by Enter and Esc."""

    title: str
    text: str
    yes: str
    no: str
    danger: bool = True
    environment: Environment | None = None


class QuestionBox(QDialog):
    """Accepted for yes. Everything else, closing the window too, is no."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(question.title)
        self.setModal(True)
        self.setMinimumWidth(420)
        self.setMaximumWidth(560)
        head = QHBoxLayout()
        head.setSpacing(10)
        if question.environment is not None:
            head.addWidget(EnvironmentBadge(question.environment))
        title = label(question.title, "strong", wrap=True)
        title.setSizePolicy(title.sizePolicy().Policy.Expanding, title.sizePolicy().Policy.Fixed)
        head.addWidget(title, 1)
        text = label(question.text, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        yes, no = QPushButton(question.yes), QPushButton(question.no)
        yes.setProperty("danger" if question.danger else "primary", True)
        yes.setAutoDefault(False)
        no.setDefault(True)
        yes.clicked.connect(self.accept)
        no.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(no)
        buttons.addWidget(yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(text)
        layout.addSpacing(4)
        layout.addLayout(buttons)
        self.setAccessibleName(question.title)
        self.setAccessibleDescription(question.text)
        no.setFocus()


def ask(parent: QWidget, question: Question) -> bool:
    """True only when the user chose `question.yes`."""
    box = QuestionBox(question, parent)
    try:
        return box.exec() == QDialog.DialogCode.Accepted
    finally:
        box.deleteLater()


def production_question(
    company: str, environment: Environment, resource: str, effect: str, caution: str = ""
) -> Question:
    """`effect` is `write` or `delete`; `caution` a sentence that comes before all."""
    if effect == "delete":
        return Question(
            f"Delete from {company}?",
            f"{resource} deletes from the books of {company}, and this is "
            f"{environment.upper()}. It cannot be taken back from here.",
            f"Delete from {company}",
            "Do not send",
            environment=environment,
        )
    return Question(
        f"Write into the books of {company}?",
        f"{caution} {resource} adds or changes data of {company}, and this is "
        f"{environment.upper()}. It cannot be taken back from here.".strip(),
        f"Send to {company}",
        "Do not send",
        environment=environment,
    )


def confirm_production(
    parent: QWidget,
    company: str,
    environment: Environment,
    resource: str,
    effect: str,
    caution: str = "",
) -> bool:
    """Asked before each write or delete with a production profile."""
    return ask(parent, production_question(company, environment, resource, effect, caution))


def cancel_question(company: str, resource: str) -> Question:
    return Question(
        f"Stop waiting for {resource}?",
        f"It has been sent to {company}, and Netvisor may carry it out whether we wait or not. "
        "Cancelled, it ends as “outcome unknown”: you will have to look in Netvisor. While it is "
        "waiting, the answer can still come.",
        "Stop waiting",
        "Keep waiting",
    )


def confirm_cancel_write(parent: QWidget, company: str, resource: str) -> bool:
    """Asked before a write or delete that is under way is cancelled."""
    return ask(parent, cancel_question(company, resource))
