"""A pasted request fills the form, from wherever it comes; Ctrl+Z brings back what was before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from nvexplorer.model.request import Parameter, RequestDraft

ORIGIN = "https://isvapi.netvisor.fi"
CONTROL = Qt.KeyboardModifier.ControlModifier
BEFORE = (Parameter("keyword", "before"), Parameter("customercodelist", "1", enabled=False))
WHOLE = f"GET {ORIGIN}/salesinvoicelist.nv?listtype=preinvoice&begininvoicedate=2026-01-01"
ROWS = (Parameter("listtype", "preinvoice"), Parameter("begininvoicedate", "2026-01-01"))


@pytest.fixture
def pane(pane):
    pane.activateWindow()
    pane.show_draft(RequestDraft("customerlist.nv", "GET", BEFORE))
    return pane


@pytest.fixture
def paste(qtbot, qapp):
    def into(widget, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_V, CONTROL)

    yield into
    QGuiApplication.clipboard().clear()


def field(pane, name):
    QCoreApplication.processEvents()  # new rows are shown with the next events
    kinds = (QLineEdit, QComboBox)
    found = [each for kind in kinds for each in pane.findChildren(kind)]
    return next(each for each in found if each.accessibleName() == name and each.isVisible())


def undo(qtbot, widget):
    qtbot.keyClick(widget, Qt.Key.Key_Z, CONTROL)


@pytest.mark.parametrize("into", ["URL", "Value of keyword", "Name of another parameter", "text"])
def test_a_whole_request_is_pasted_anywhere(qtbot, pane, paste, into):
    if into == "text":
        pane.toggle_text()
        (target,) = [
            each
            for each in pane.findChildren(QPlainTextEdit)
            if each.accessibleName() == "Parameters as text"
        ]
    else:
        target = pane.url if into == "URL" else field(pane, into)
    before = pane.draft()
    paste(target, WHOLE)
    assert pane.draft() == RequestDraft("salesinvoicelist.nv", "GET", ROWS)
    line = f"{ORIGIN}/salesinvoicelist.nv?listtype=preinvoice&begininvoicedate=2026-01-01"
    assert pane.url.line() == line
    pane.undo()
    assert pane.draft() == before
    assert pane.url.line() == f"{ORIGIN}/customerlist.nv?keyword=before"
    pane.redo()
    assert pane.draft() == RequestDraft("salesinvoicelist.nv", "GET", ROWS)


def test_the_key_undoes_in_the_url(qtbot, pane, paste):
    before = pane.draft()
    paste(pane.url, WHOLE)
    undo(qtbot, pane.url)
    assert pane.draft() == before
    qtbot.keyClick(pane.url, Qt.Key.Key_Y, CONTROL)
    assert pane.draft().parameters == ROWS


def test_a_query_fills_the_rows_of_the_resource_that_is_there(pane, paste):
    paste(field(pane, "Value of changedsince"), "?keyword=M%C3%A4kinen%20Oy&own=1")
    assert pane.draft() == RequestDraft(
        "customerlist.nv",
        "GET",
        (
            Parameter("keyword", "Mäkinen Oy"),
            Parameter("customercodelist", "1", enabled=False),
            Parameter("own", "1"),
        ),
    )


def test_what_may_be_a_value_is_one(pane, paste):
    field(pane, "Value of keyword").clear()
    paste(field(pane, "Value of keyword"), "a=b & Co\n")
    assert pane.draft().parameters[0] == Parameter("keyword", "a=b & Co")


def test_a_curl_command_gives_its_url_and_method(pane, paste):
    paste(
        pane.url,
        f"curl -X POST '{ORIGIN}/customer.nv?method=add' \\\n -H 'A: b' -d '<root/>'",
    )
    assert pane.draft() == RequestDraft("customer.nv", "POST", (Parameter("method", "add"),))
    assert "Headers and body of the command were not taken over." in pane.banner.text


def test_a_part_of_a_url_is_put_where_the_caret_is(qtbot, pane, paste):
    pane.url.moveCursor(pane.url.textCursor().MoveOperation.End)
    paste(pane.url, "&changedsince=2026-01-01")
    assert [(p.name, p.value) for p in pane.draft().parameters if p.enabled] == [
        ("keyword", "before"),
        ("changedsince", "2026-01-01"),
    ]


def test_typing_is_undone_field_by_field(qtbot, pane):
    keyword, since = field(pane, "Value of keyword"), field(pane, "Value of changedsince")
    qtbot.keyClicks(keyword, "xyz")
    qtbot.keyClicks(since, "2026")
    undo(qtbot, since)
    assert pane.draft().parameters == (Parameter("keyword", "beforexyz"), BEFORE[1])
    undo(qtbot, since)
    assert pane.draft().parameters == BEFORE
    assert pane.url.line() == f"{ORIGIN}/customerlist.nv?keyword=before"
    undo(qtbot, since)
    assert pane.draft().parameters == BEFORE
    qtbot.keyClick(since, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert keyword.text() == "beforexyz"


def test_switching_off_and_removing_are_undone(qtbot, pane):
    (switch,) = [c for c in pane.findChildren(QCheckBox) if c.accessibleName() == "Send keyword"]
    switch.click()
    assert not pane.draft().parameters[0].enabled
    undo(qtbot, field(pane, "Value of keyword"))
    assert pane.draft().parameters == BEFORE


def test_a_choice_leaves_undo_to_the_request(qtbot, pane):
    pane.show_draft(RequestDraft("customer.nv", "POST"))
    method = field(pane, "Value of method")
    qtbot.keyClicks(method, "edit")
    undo(qtbot, method)
    assert pane.draft().parameters == ()
    assert method.currentText() == ""


def test_what_is_undone_in_the_url_is_its_very_letters(qtbot, pane):
    pane.url.selectAll()
    typed = f"{ORIGIN}/customerlist.nv?keyword=a%20b"
    pane.url.insertPlainText(typed)
    qtbot.keyClicks(field(pane, "Value of keyword"), "!")
    assert pane.url.line().endswith("keyword=a b!")
    undo(qtbot, field(pane, "Value of keyword"))
    assert pane.url.line() == typed


def test_another_request_is_not_undone_into_this_one(pane):
    pane.show_draft(RequestDraft("getcustomer.nv", "GET", (Parameter("id", "1"),)))
    pane.undo()
    assert pane.draft().resource == "getcustomer.nv"


def test_undo_counts_as_typing(qtbot, pane):
    qtbot.keyClicks(field(pane, "Value of keyword"), "x")
    with qtbot.waitSignal(pane.edited):
        pane.undo()
