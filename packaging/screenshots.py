"""Take the pictures of the README from the running program, without a screen, on its sandbox.

The program runs as it does for anyone; the driver below only presses keys, waits for what a person
would wait for, and takes the picture.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow, QWidget

FOLDER = Path(__file__).resolve().parent / "screenshots"
SIZE = (1440, 900)
PATIENCE = 30  # seconds until something that should appear counts as missing


def main() -> int:
    """Take all pictures; 0 when they are there."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as home:
        return _drive(home)


def _drive(home: str) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from nvexplorer.launch import main as program

    loop = QApplication.exec
    outcome: list[int] = []

    def take() -> None:
        try:
            _take(_window())
            outcome.append(0)
        except BaseException:
            QApplication.exit(1)
            raise
        QApplication.closeAllWindows()

    def driven(*_: object) -> int:
        QTimer.singleShot(0, take)
        return loop()

    QApplication.exec = driven  # type: ignore[assignment]
    sys.argv[0] = "nvexplorer"
    program(["--home", home, "--demo"])
    return 0 if outcome else 1


def _take(window: QMainWindow) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit

    control, none = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = none) -> None:
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)

    def write(text: str) -> None:
        _wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "a field to type in")
        QTest.keyClicks(QApplication.focusWidget(), text)

    window.resize(*SIZE)
    window.activateWindow()
    _wait(lambda: "SANDBOX" in _texts(window), "the sandbox's profile")
    press(Qt.Key.Key_W, control)  # the request the demo begins with
    press(Qt.Key.Key_P, control)
    write("customerlist")
    filtering = QApplication.focusWidget()
    press(Qt.Key.Key_Return)
    _wait(lambda: QApplication.focusWidget() is not filtering, "the request")
    write("oy")
    press(Qt.Key.Key_Return, control)
    _wait(lambda: "OK" in _texts(window), "the answer")
    press(Qt.Key.Key_P, control)
    press(Qt.Key.Key_A, control)
    press(Qt.Key.Key_Delete)
    QApplication.focusWidget().clearFocus()
    QTest.qWait(500)  # no fact tells that the last animation has ended
    FOLDER.mkdir(exist_ok=True)
    if not window.grab().save(str(FOLDER / "main-window.png"), "PNG", 0):
        raise OSError(f"The picture could not be written into {FOLDER}.")


def _window() -> QMainWindow:
    from PySide6.QtWidgets import QApplication, QMainWindow

    def found() -> list[QMainWindow]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow)]

    _wait(lambda: any(window.isVisible() for window in found()), "the window")
    return found()[0]


def _texts(window: QWidget) -> list[str]:
    from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

    widgets = (w for w in window.findChildren(QWidget) if isinstance(w, QLabel | QAbstractButton))
    return [widget.text() for widget in widgets if widget.isVisible()]


def _wait(fact: Callable[[], bool], what: str) -> None:
    from PySide6.QtTest import QTest

    end = time.monotonic() + PATIENCE
    while not fact():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not appear in {PATIENCE} s")
        QTest.qWait(20)


if __name__ == "__main__":
    sys.exit(main())
