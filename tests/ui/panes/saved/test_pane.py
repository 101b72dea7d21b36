"""Saved requests in the sidebar: found, opened, renamed, deleted after a question."""

from __future__ import annotations

import pytest
from answering import Answering
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView

from nvexplorer.library.saved import SavedStore
from nvexplorer.model.request import RequestDraft
from nvexplorer.ui.panes.saved.pane import SavedPane
from nvexplorer.ui.panes.saved.saved_model import REQUEST


@pytest.fixture
def store(tmp_path):
    return SavedStore(tmp_path / "requests")


@pytest.fixture
def pane(qtbot, theme, tasks, store):
    pane = SavedPane(theme, tasks, store, lambda profile: {"p1": "Demo Oy"}.get(profile, profile))
    qtbot.addWidget(pane)
    pane.resize(280, 600)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


@pytest.fixture
def view(pane):
    return pane.findChild(QListView)


def _names(view):
    model = view.model()
    return [model.index(n, 0).data(REQUEST).name for n in range(model.rowCount())]


def _told(pane):
    return "\n".join(each.text() for each in pane.findChildren(QLabel) if each.isVisible())


@pytest.fixture
def filled(qtbot, pane, view, store):
    store.save("Invoices", RequestDraft("salesinvoicelist.nv"), "p1")
    store.save("Customers", RequestDraft("customerlist.nv"), "p2")
    pane.refresh()
    qtbot.waitUntil(lambda: _names(view) == ["Customers", "Invoices"])
    view.setCurrentIndex(view.model().index(0, 0))
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return pane


def _rename(qtbot, view, name):
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, name)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_an_empty_list_says_which_key_fills_it(pane):
    assert "Saved requests appear here." in _told(pane)
    assert "Ctrl+S" in _told(pane)


def test_the_profiles_name_finds_a_request(qtbot, filled, view):
    qtbot.keyClicks(filled.findChild(QLineEdit), "demo")
    assert _names(view) == ["Invoices"]


def test_enter_opens(qtbot, filled, view):
    with qtbot.waitSignal(filled.open_requested) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args[0].name == "Customers"


def test_f2_renames_the_file_and_keeps_the_selection(qtbot, filled, view, store):
    old = store.list().requests[0].path
    with qtbot.waitSignal(filled.renamed) as told:
        _rename(qtbot, view, "Zebras")
    assert told.args[0] == old
    qtbot.waitUntil(lambda: _names(view) == ["Invoices", "Zebras"])
    assert view.currentIndex().data(REQUEST).name == "Zebras"
    assert [each.name for each in store.list().requests] == ["Invoices", "Zebras"]


def test_a_taken_name_is_refused_with_a_sentence(qtbot, filled, view):
    _rename(qtbot, view, "invoices")
    qtbot.waitUntil(lambda: "already saved as “Invoices”" in _told(filled))
    assert _names(view) == ["Customers", "Invoices"]


def test_delete_asks_and_moves_to_removed(qtbot, filled, view, store):
    with Answering("Keep") as question:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert "“Customers”" in question.asked
    assert len(store.list().requests) == 2
    filled.activateWindow()
    qtbot.waitUntil(view.hasFocus)
    with Answering("Delete"), qtbot.waitSignal(filled.deleted):
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: _names(view) == ["Invoices"])
    assert [each.name for each in store.list().requests] == ["Invoices"]


def test_a_damaged_file_is_told_and_the_others_are_shown(qtbot, pane, view, store, tmp_path):
    store.save("Invoices", RequestDraft("salesinvoicelist.nv"), "p1")
    (tmp_path / "requests" / "broken.toml").write_text("name = ")
    pane.refresh()
    qtbot.waitUntil(lambda: "broken.toml" in _told(pane))
    assert _names(view) == ["Invoices"]
