"""The installed PySide6 does not lose references to None, True and False.

PySide6 6.12.0 on CPython 3.11 does, until the interpreter aborts after some hundred signals. From
Python 3.12 on these objects are immortal and their count stands still.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = 200
#: Other code may come to hold a few more or less; a fault loses as many as there are calls.
SLACK = 20


class Emitter(QObject):
    done = Signal(object)


class Painted(QWidget):
    def paintEvent(self, event: object) -> None:
        """Empty: what is probed is the call from Qt into Python."""


def _lost(call: Callable[[], object]) -> dict[str, int]:
    """How many references to each lasting object CALLS calls have taken away."""
    gc.collect()
    before = [sys.getrefcount(value) for value in (None, True, False)]
    for _ in range(CALLS):
        call()
    after = [sys.getrefcount(value) for value in (None, True, False)]
    return {
        name: then - now
        for name, then, now in zip(("None", "True", "False"), before, after, strict=True)
        if then - now > SLACK
    }


def test_signals_lose_no_references(qapp: QApplication) -> None:
    heard = []
    emitter = Emitter()
    emitter.done.connect(heard.append)
    assert _lost(lambda: emitter.done.emit(None)) == {}
    assert len(heard) == CALLS


@pytest.mark.parametrize("call", ["setPlainText", "setReadOnly", "update"])
def test_calls_of_widgets_lose_no_references(qtbot, call: str) -> None:
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    calls: dict[str, Callable[[], object]] = {
        "setPlainText": lambda: editor.setPlainText("x"),
        "setReadOnly": lambda: editor.setReadOnly(True),
        "update": lambda: editor.viewport().update(),
    }
    assert _lost(calls[call]) == {}


def test_painting_loses_no_references(qapp: QApplication) -> None:
    image = QImage(200, 50, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    layout = QTextLayout("abc", painter.font())
    try:

        def paint() -> None:
            painter.setPen(QColor("red"))
            painter.drawText(QPointF(1, 9), "x")
            layout.setFormats([])
            layout.beginLayout()
            layout.createLine()
            layout.endLayout()
            layout.draw(painter, QPointF(0, 0))

        assert _lost(paint) == {}
    finally:
        painter.end()


def test_calls_into_python_lose_no_references(qtbot) -> None:
    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    assert _lost(widget.repaint) == {}


def test_timers_lose_no_references(qapp: QApplication) -> None:
    def wait_for_timer() -> None:
        QTimer.singleShot(0, lambda: None)
        qapp.processEvents()

    assert _lost(wait_for_timer) == {}
