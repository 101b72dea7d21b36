"""A saved answer in a window of its own: all its views, by keyboard, and nothing left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QTableView

from nvexplorer import launch
from nvexplorer.model.errors import BadInput
from nvexplorer.ui.actions import ActionId, command_of
from nvexplorer.ui.view_window import ViewWindow
from nvexplorer.ui.widgets.xml_view import XmlView

if TYPE_CHECKING:
    from pathlib import Path

CUSTOMERS = "".join(
    f"<Customer><Netvisorkey>{n}</Netvisorkey><Name>Asiakas {n} Oy</Name></Customer>"
    for n in range(1, 38)
)
ANSWER = (
    "<Root><ResponseStatus><Status>OK</Status></ResponseStatus>"
    f"<Customerlist>{CUSTOMERS}</Customerlist></Root>"
)


@pytest.fixture
def opened(qtbot, theme, tmp_path):
    windows = []

    def open_file(text: str, name: str = "customerlist 2026-11-22.xml") -> ViewWindow:
        file: Path = tmp_path / name
        file.write_text(text, "utf-8")
        dirs = launch.find_dirs(tmp_path / "home")
        window = ViewWindow(theme, file, lambda: launch.compose(dirs, keychain=False))
        windows.append(window)
        with qtbot.waitSignal(window.filled):
            window.show()
        return window

    yield open_file
    for window in windows:
        window.close()
        window.close_file()
        window.deleteLater()


def press(keys: int, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), keys, modifiers)


def test_its_xml_tree_and_table_are_reached_by_keys(qtbot, opened):
    window = opened(ANSWER)
    view = window.findChild(XmlView)
    qtbot.waitUntil(lambda: view.is_complete and view.hasFocus())
    assert any("Asiakas 37 Oy" in view.row_text(n) for n in range(view.row_count))
    press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.findChild(QTableView) is not None)
    table = window.findChild(QTableView)
    qtbot.waitUntil(lambda: table.model().rowCount() == 37)
    assert table.model().index(36, 1).data() == "Asiakas 37 Oy"
    press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    tree = QApplication.focusWidget()
    assert isinstance(tree, QTableView)
    assert tree is not table
    qtbot.waitUntil(lambda: tree.model().index(0, 0).data() == "Root")
    shown = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    assert "37 customers" in shown


def test_the_palette_offers_what_works_on_a_file(qtbot, opened):
    window = opened(ANSWER)
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    model = popup.findChild(QListView).model()
    offered = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) or
               model.index(row, 0).data() for row in range(model.rowCount())]  # fmt: skip
    popup.close()
    for wanted in (ActionId.XPATH, ActionId.EXPORT_XLSX, ActionId.ANSWER_LINE, ActionId.FIND):
        text = command_of(wanted).text.rstrip("…")
        assert any(str(each).startswith(text) for each in offered), text
    assert not any(str(each).startswith("Send") for each in offered)
    window.activateWindow()


def test_a_file_that_is_not_there_is_said(theme, tmp_path):
    with pytest.raises(BadInput, match="cannot be read"):
        ViewWindow(theme, tmp_path / "none.xml", lambda: None)


def test_what_is_no_xml_is_shown_all_the_same(qtbot, opened):
    window = opened("502 Bad Gateway\nplease wait", "proxy.html")
    view = window.findChild(XmlView)
    qtbot.waitUntil(lambda: view.is_complete)
    assert "502 Bad Gateway" in "\n".join(view.row_text(n) for n in range(view.row_count))
