"""A URL pasted into the window fills the form, goes to the sandbox and can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit


@pytest.fixture
def clipboard(qapp):
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


def test_a_pasted_url_is_filled_in_sent_and_undone(explorer, sandbox, clipboard):
    explorer.press("Ctrl+T")
    explorer.until(lambda: explorer.tab.request.resource == "", "a new request")
    clipboard.setText(
        "curl 'https://isvapi.netvisor.fi/customerlist.nv"
        "?keyword=Esimerkki&changedsince=2020-01-01T00%3A00%3A00' -H 'Accept: */*'"
    )
    explorer.press("Ctrl+L")
    explorer.press("Ctrl+V")
    keyword = explorer.named(QLineEdit, "Value of keyword")
    since = explorer.named(QLineEdit, "Value of changedsince")
    assert (keyword.text(), since.text()) == ("Esimerkki", "2020-01-01T00:00:00")
    assert explorer.sees("ignored while keyword is set")
    assert explorer.sees(f"this request goes to {sandbox.url}")
    url = explorer.tab.request.url.line()
    assert url.startswith(f"{sandbox.url}/customerlist.nv?keyword=Esimerkki&changedsince=")

    explorer.send()
    assert explorer.outcome == "OK"

    keyword.setFocus()
    explorer.press("Ctrl+Z")
    assert explorer.tab.request.resource == ""
    explorer.press("Ctrl+L")
    explorer.press("Ctrl+Y")
    assert explorer.tab.request.resource == "customerlist.nv"


def test_parameters_are_typed_as_text_by_key(explorer):
    explorer.open_resource("customerlist")
    explorer.press("Ctrl+Shift+B")
    explorer.until(lambda: explorer.focus.accessibleName() == "Parameters as text", "the text")
    explorer.type("keyword=Esimerkki\n// changedsince=2026-01-01")
    assert explorer.tab.request.url.line().endswith("/customerlist.nv?keyword=Esimerkki")
    explorer.press("Ctrl+Shift+B")
    assert explorer.named(QLineEdit, "Value of changedsince").text() == "2026-01-01"
    explorer.send()
    assert explorer.outcome == "OK"
