"""Answers the next question box that opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from nvexplorer.ui.dialogs.confirm import QuestionBox

if TYPE_CHECKING:
    from collections.abc import Callable


class Answering(QObject):
    """Use around what asks: presses the button that reads `button` and keeps what was asked.

    The question is modal, so it is answered from a timer that looks for it.
    """

    def __init__(self, button: str) -> None:
        super().__init__()
        self.asked = ""
        self._button = button
        self._timer = QTimer(self)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._look)

    def __enter__(self) -> Answering:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QuestionBox):
            self._timer.stop()
            self.asked = f"{box.accessibleName()} {box.accessibleDescription()}"
            self._find(box)()

    def _find(self, box: QuestionBox) -> Callable[[], None]:
        texts = {button.text(): button.click for button in box.findChildren(QPushButton)}
        return texts[self._button]
