"""An exception that nobody expected: told with its place, without its values."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from nvexplorer.ui.crash import CrashDialog, CrashHook, report

CANARY = "5A4DB0C5C057A3E20F1E2D3C4B5A6978"


def _fail(key: str) -> None:
    try:
        raise ValueError(f"inner {key}")
    except ValueError as error:
        raise KeyError(key) from error


@pytest.fixture
def error():
    with pytest.raises(KeyError) as caught:
        _fail(CANARY)
    return caught.value


def test_the_report_names_the_place_and_no_value(error):
    text = report(error)
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "in _fail" in text
    assert CANARY not in text


def test_the_dialog_offers_the_report_to_copy(qtbot, error):
    dialog = CrashDialog(report(error))
    dialog.show()
    assert report(error) == dialog.findChild(QPlainTextEdit).toPlainText()
    copy = next(b for b in dialog.findChildren(QPushButton) if "Copy" in b.text())
    copy.click()
    assert QApplication.clipboard().text() == report(error)
    dialog.close()


def test_one_dialog_at_a_time(qtbot, error, capsys, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    hook = CrashHook()
    hook.install()

    def shown():
        tops = QApplication.topLevelWidgets()
        return [each for each in tops if isinstance(each, CrashDialog) and each.isVisible()]

    sys.excepthook(type(error), error, None)
    sys.excepthook(type(error), error, None)
    assert len(shown()) == 1
    shown()[0].close()
    qtbot.waitUntil(lambda: not shown())
    sys.excepthook(type(error), error, None)
    qtbot.waitUntil(lambda: len(shown()) == 1)
    shown()[0].close()
    told = capsys.readouterr().err
    assert told.count("builtins.KeyError") == 3
    assert CANARY not in told
