"""Tabs: previews, dots, closing, reopening, going round; and that typing is on the disk soon."""

from __future__ import annotations

import tomllib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar


@pytest.fixture
def bar(explorer):
    return next(
        each
        for each in explorer.window.findChildren(QTabBar)
        if each.accessibleName() == "Open requests"
    )


def _texts(bar):
    return [bar.tabText(n) for n in range(bar.count())]


def _preview(explorer, resource):
    explorer.window.resources.previewed.emit(resource)


def test_a_preview_takes_the_place_of_the_last_one(explorer, bar):
    _preview(explorer, "customerlist.nv")
    _preview(explorer, "productlist.nv")
    assert _texts(bar) == ["productlist.nv"]
    explorer.window.resources.opened.emit("productlist.nv", False)
    _preview(explorer, "customerlist.nv")
    assert _texts(bar) == ["productlist.nv", "customerlist.nv"]


def test_typing_keeps_a_preview_and_puts_a_dot_on_it(explorer, bar):
    _preview(explorer, "customerlist.nv")
    explorer.fill("keyword", "x")
    assert _texts(bar) == ["customerlist.nv ●"]
    _preview(explorer, "productlist.nv")
    assert _texts(bar) == ["customerlist.nv ●", "productlist.nv"]


def test_sending_keeps_a_preview(explorer, bar):
    _preview(explorer, "customerlist.nv")
    explorer.send()
    _preview(explorer, "productlist.nv")
    assert _texts(bar) == ["customerlist.nv", "productlist.nv"]


def test_a_tab_says_which_company_it_sends_to(explorer, bar):
    explorer.open_resource("customerlist")
    assert bar.tabToolTip(0) == "customerlist.nv · Hiekkalaatikko Oy · SANDBOX"
    assert explorer.sees("Hiekkalaatikko Oy", bar)


def test_the_middle_button_closes(explorer, bar):
    explorer.open_resource("customerlist")
    explorer.open_resource("productlist")
    where = bar.tabRect(0).center()
    QTest.mouseClick(bar, Qt.MouseButton.MiddleButton, pos=where)
    assert _texts(bar) == ["productlist.nv"]


def test_numbers_and_recent_tabs(explorer, bar):
    for name in ("customerlist", "productlist", "accountlist"):
        explorer.open_resource(name)
    explorer.press("Ctrl+1")
    assert explorer.tab.title == "customerlist.nv"
    explorer.press("Ctrl+9")
    assert explorer.tab.title == "accountlist.nv"
    explorer.press("Ctrl+Tab")
    assert explorer.tab.title == "customerlist.nv"
    explorer.press("Ctrl+Tab")  # at once: deeper
    assert explorer.tab.title == "productlist.nv"


def test_the_tab_used_before_comes_to_the_front_at_closing(explorer, bar):
    for name in ("customerlist", "productlist", "accountlist"):
        explorer.open_resource(name)
    explorer.press("Ctrl+1")
    explorer.press("Ctrl+W")
    assert explorer.tab.title == "accountlist.nv"


def test_closed_tabs_come_back_one_by_one(explorer, bar):
    explorer.open_resource("customerlist")
    explorer.open_resource("productlist")
    explorer.press("Ctrl+W")
    explorer.press("Ctrl+W")
    assert _texts(bar) == []
    explorer.press("Ctrl+Shift+T")
    explorer.press("Ctrl+Shift+T")
    assert _texts(bar) == ["customerlist.nv", "productlist.nv"]


def test_a_duplicate_has_what_was_typed(explorer, bar):
    explorer.open_resource("customerlist")
    explorer.fill("keyword", "Äijälä")
    explorer.press("Ctrl+D")
    assert len(_texts(bar)) == 2
    assert explorer.tab.request.draft().parameters[0].value == "Äijälä"


def test_tabs_are_moved_with_their_requests(explorer, bar):
    explorer.open_resource("customerlist")
    explorer.open_resource("productlist")
    bar.moveTab(1, 0)
    assert [tab.title for tab in explorer.window.workspace.tabs] == [
        "productlist.nv",
        "customerlist.nv",
    ]
    explorer.press("Ctrl+2")
    assert explorer.tab.title == "customerlist.nv"


def test_what_is_typed_is_on_the_disk_without_closing(explorer, home):
    explorer.open_resource("customerlist")
    explorer.fill("keyword", "Äkäslompolo")

    def kept():
        file = home / "data" / "session.toml"
        return file.exists() and "Äkäslompolo" in str(tomllib.loads(file.read_text("utf-8")))

    # Two seconds may be lost at the most; here it is the fact that counts.
    explorer.until(kept, "what was typed")


def test_a_session_that_cannot_be_saved_is_told(explorer, home):
    data = home / "data"
    (data / "session.toml").unlink(missing_ok=True)
    (data / "session.toml").mkdir()
    explorer.open_resource("customerlist")
    explorer.until(lambda: "session.toml" in explorer.window.notice.text, "the sentence")
    (data / "session.toml").rmdir()
    explorer.fill("keyword", "x")
    explorer.until(lambda: explorer.window.notice.isHidden(), "the end of it")
