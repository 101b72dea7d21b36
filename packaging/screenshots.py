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

    from PySide6.QtWidgets import QWidget

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
            _take(_window("Netvisor Explorer"))
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


def _take(window: QWidget) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

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
    _save(window, "main-window")
    window.activateWindow()
    _wait(lambda: QApplication.activeWindow() is window, "the focus")
    press(Qt.Key.Key_F7)
    doctor = _window("MAC doctor")
    doctor.resize(*SIZE)
    _wait(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit), "the place to paste")
    QGuiApplication.clipboard().setText(_refused())
    press(Qt.Key.Key_V, control)
    _wait(lambda: any("fields recognised" in each for each in _texts(doctor)), "the fields")
    QTest.keyClick(doctor, Qt.Key.Key_Return, control)
    _wait(lambda: any(each.startswith("Proven") for each in _texts(doctor)), "the result")
    _save(doctor, "mac-doctor")


def _save(window: QWidget, name: str) -> None:
    from PySide6.QtTest import QTest

    QTest.qWait(500)  # no fact tells that the last animation has ended
    FOLDER.mkdir(exist_ok=True)
    if not window.grab().save(str(FOLDER / f"{name}.png"), "PNG", 0):
        raise OSError(f"The picture could not be written into {FOLDER}.")


def _refused() -> str:
    """A request of the sandbox's account whose MAC was made with Finnish local time and without
    TimestampUnix."""
    import hmac
    from datetime import UTC, datetime, timedelta
    from zoneinfo import ZoneInfo

    from nvexplorer.sandbox.credentials import ACCOUNT

    now = datetime.now(UTC).replace(microsecond=0)
    local = now.astimezone(ZoneInfo("Europe/Helsinki"))
    form, transaction = "%Y-%m-%d %H:%M:%S.000", "0b6f3c1e-52a4-4f0e-9d55-8a7c2f1e6b90"
    key = f"{ACCOUNT.customer_key}&{ACCOUNT.partner_key}"
    text = "&".join((
        "https://isvapi.netvisor.fi/customerlist.nv?keyword=Mäkinen", ACCOUNT.sender,
        ACCOUNT.customer_id, local.strftime(form), ACCOUNT.language, ACCOUNT.organisation_id,
        transaction, key,
    ))  # fmt: skip
    mac = hmac.digest(key.encode(), text.encode("iso-8859-15"), "sha256").hex()
    seconds = (now - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)
    auth = "X-Netvisor-Authentication"
    return f"""\
GET https://isvapi.netvisor.fi/customerlist.nv?keyword=M%C3%A4kinen
{auth}-Sender: {ACCOUNT.sender}
{auth}-CustomerId: {ACCOUNT.customer_id}
{auth}-PartnerId: {ACCOUNT.partner_id}
{auth}-Timestamp: {now.strftime(form)}
{auth}-TimestampUnix: {seconds}
{auth}-TransactionId: {transaction}
X-Netvisor-Interface-Language: {ACCOUNT.language}
X-Netvisor-Organisation-ID: {ACCOUNT.organisation_id}
{auth}-MAC: {mac}
{auth}-MACHashCalculationAlgorithm: {ACCOUNT.algorithm}
{auth}-UseHTTPResponseStatusCodes: 1
"""


def _window(title: str) -> QWidget:
    from PySide6.QtWidgets import QApplication

    def found() -> list[QWidget]:
        windows = QApplication.topLevelWidgets()
        return [w for w in windows if w.isVisible() and title in w.windowTitle()]

    _wait(lambda: bool(found()), f"the window “{title}”")
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
