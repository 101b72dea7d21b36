"""The find bar drives the viewer: typing, counting, stepping, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nvexplorer.ui.widgets.find_bar import FindBar
from nvexplorer.ui.widgets.xml_view import XmlView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ANSWER = "<Root>" + "".join(f"<Name>Mäkinen {n}</Name>" for n in range(1500)) + "<a>oy</a></Root>"
_Key = Qt.Key


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.view = XmlView()
        self.bar = FindBar(self.view)
        layout = QVBoxLayout(self)
        layout.addWidget(self.bar)
        layout.addWidget(self.view)
        self.resize(800, 400)

    def says(self, text: str) -> bool:
        return self.bar.count.text() == text


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.view.set_text_bytes(ANSWER.encode())
    qtbot.waitUntil(lambda: window.view.is_complete)
    return window


def test_typing_counts_and_goes_to_the_first_hit(qtbot: QtBot, window: Window) -> None:
    window.bar.open()
    qtbot.waitUntil(window.bar.field.hasFocus)
    QTest.keyClicks(window.bar.field, "kinen 14")
    qtbot.waitUntil(lambda: window.says("1 of 111"))  # 14, 140 to 149, 1400 to 1499
    QTest.keyClick(window.bar.field, _Key.Key_Return)
    assert window.says("2 of 111")
    QTest.keyClick(window.bar.field, _Key.Key_Down)
    assert window.says("3 of 111")
    QTest.keyClick(window.bar.field, _Key.Key_Up)
    QTest.keyClick(window.bar.field, _Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.says("1 of 111")
    QTest.mouseClick(window.bar.down, Qt.MouseButton.LeftButton)
    assert window.says("2 of 111")
    QTest.mouseClick(window.bar.up, Qt.MouseButton.LeftButton)
    assert window.says("1 of 111")


def test_thousands_can_be_read(qtbot: QtBot, window: Window) -> None:
    window.bar.open()
    window.bar.field.setText("mäkinen")
    qtbot.waitUntil(lambda: window.bar.count.text() == "1 of 1\u202f500")


def test_no_hits_are_told_and_marked(qtbot: QtBot, window: Window) -> None:
    window.bar.open()
    window.bar.field.setText("nowhere")
    qtbot.waitUntil(lambda: window.says("No hits"))
    assert window.bar.field.property("problem") is True
    assert not window.bar.down.isEnabled()
    window.bar.field.setText("oy")
    qtbot.waitUntil(lambda: window.says("1 of 1"))
    assert window.bar.field.property("problem") is False
    assert window.bar.down.isEnabled()


def test_case(qtbot: QtBot, window: Window) -> None:
    window.bar.open()
    window.bar.field.setText("OY")
    qtbot.waitUntil(lambda: window.says("1 of 1"))
    window.bar.case.click()
    qtbot.waitUntil(lambda: window.says("No hits"))


def test_what_is_selected_is_looked_for(qtbot: QtBot, window: Window) -> None:
    QTest.mouseDClick(
        window.view.viewport(), Qt.MouseButton.LeftButton, pos=window.view.point_at(1, 10)
    )
    window.bar.open()
    assert window.bar.field.text() == "Mäkinen"
    assert window.bar.field.selectedText() == "Mäkinen"


def test_escape_closes_and_leaves_the_caret_at_the_hit(qtbot: QtBot, window: Window) -> None:
    window.bar.open()
    window.bar.field.setText("Mäkinen 70<")
    qtbot.waitUntil(lambda: window.says("1 of 1"))
    with qtbot.waitSignal(window.bar.closed):
        QTest.keyClick(window.bar.field, _Key.Key_Escape)
    assert not window.bar.isVisible()
    qtbot.waitUntil(window.view.hasFocus)
    QTest.keyClick(window.view, _Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert window.view.selected_text() == "Mäkinen 70</Name>"
