"""The log in the sidebar: found, read, copied from, opened again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QListView

from nvexplorer.library.log import Log, LogEnd, LogStart
from nvexplorer.model.exchange import Outcome
from nvexplorer.model.profile import Environment
from nvexplorer.ui.panes.log.log_model import PAGE, ROW
from nvexplorer.ui.panes.log.pane import LogPane

_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def _keep(log, number, resource="customerlist.nv", company="Demo Oy", **end):
    start = LogStart(
        _NOON + timedelta(minutes=number),
        "Demo",
        company,
        "0123456-2",
        Environment.TEST,
        "https://isvapi.netvisor.fi",
        resource,
        "GET",
        f"id-{number}",
        False,
        "keyword=x",
    )
    log.finish(log.begin(start), LogEnd(end.pop("outcome", Outcome.OK), **end))


@pytest.fixture
def log(tmp_path):
    return Log(tmp_path)


@pytest.fixture
def pane(qtbot, theme, tasks, log):
    pane = LogPane(theme, tasks, log)
    qtbot.addWidget(pane)
    pane.resize(280, 600)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


@pytest.fixture
def view(pane):
    return pane.findChild(QListView)


def _rows(view):
    model = view.model()
    rows = (model.index(number, 0).data(ROW) for number in range(model.rowCount()))
    return [row for row in rows if row is not None]


def _load(qtbot, pane, view, count):
    pane.refresh()
    qtbot.waitUntil(lambda: len(_rows(view)) == count)


def _told(pane):
    return "\n".join(each.text() for each in pane.findChildren(QLabel) if each.isVisible())


def _choose(view, number):
    model = view.model()
    rows = [model.index(n, 0) for n in range(model.rowCount())]
    view.setCurrentIndex([index for index in rows if index.data(ROW) is not None][number])


def test_an_empty_log_says_what_will_come(pane):
    assert "Requests that were sent appear here." in _told(pane)


def test_newest_first(qtbot, pane, view, log):
    for number in range(3):
        _keep(log, number)
    _load(qtbot, pane, view, 3)
    assert [row.transaction_id for row in _rows(view)] == ["id-2", "id-1", "id-0"]


def test_searching_finds_company_and_inserted_key(qtbot, pane, view, log):
    _keep(log, 1, inserted_keys=("4711",))
    _keep(log, 2, company="Muu Oy")
    _load(qtbot, pane, view, 2)
    field = pane.findChild(QLineEdit)
    qtbot.keyClicks(field, "4711")
    qtbot.waitUntil(lambda: [row.transaction_id for row in _rows(view)] == ["id-1"])
    field.clear()
    qtbot.keyClicks(field, "muu")
    qtbot.waitUntil(lambda: [row.transaction_id for row in _rows(view)] == ["id-2"])
    field.clear()
    qtbot.keyClicks(field, "nothing at all")
    qtbot.waitUntil(lambda: "No request holds “nothing at all”." in _told(pane))


def test_a_chosen_row_is_told_in_full_and_copied_from(qtbot, pane, view, log):
    _keep(
        log,
        1,
        resource="salesinvoice.nv",
        inserted_keys=("4711", "4712"),
        http_status=200,
        duration=0.3,
    )
    _load(qtbot, pane, view, 1)
    _choose(view, 0)
    told = _told(pane).replace("\u200b", "")
    assert "HTTP 200 · 300 ms" in told
    assert "GET https://isvapi.netvisor.fi/salesinvoice.nv?keyword=x" in told
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "id-1"
    qtbot.keyClick(view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split() == ["4711", "4712"]


def test_enter_opens_the_request_again(qtbot, pane, view, log):
    _keep(log, 1)
    _load(qtbot, pane, view, 1)
    _choose(view, 0)
    with qtbot.waitSignal(pane.open_requested) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args[0].transaction_id == "id-1"


def test_the_chosen_row_stays_chosen_when_the_list_grows(qtbot, pane, view, log):
    _keep(log, 1)
    _load(qtbot, pane, view, 1)
    _choose(view, 0)
    _keep(log, 2)
    _load(qtbot, pane, view, 2)
    qtbot.waitUntil(lambda: pane.current_row() is not None)
    assert pane.current_row().transaction_id == "id-1"


def test_older_rows_are_loaded_when_one_gets_there(qtbot, pane, view, log):
    for number in range(PAGE + 5):
        _keep(log, number)
    _load(qtbot, pane, view, PAGE)
    view.scrollToBottom()
    qtbot.waitUntil(lambda: len(_rows(view)) == PAGE + 5)
    ids = [row.id for row in _rows(view)]
    assert ids == sorted(set(ids), reverse=True)


def test_a_log_that_cannot_be_read_says_so(qtbot, pane, log):
    log.path.mkdir(parents=True)
    pane.refresh()
    qtbot.waitUntil(lambda: str(log.path) in _told(pane))


def test_screen_readers_hear_how_it_ended(qtbot, pane, view, log):
    _keep(log, 1, outcome=Outcome.FAILED, code="PERIOD_LOCK")
    _load(qtbot, pane, view, 1)
    _choose(view, 0)
    said = view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "FAILED" in said
    assert "PERIOD_LOCK" in said
