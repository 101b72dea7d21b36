"""Ctrl+P: any resource by a few letters, and the favourites and recent ones at hand."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QMenu
from window import Explorer

from nvexplorer.catalogue.finding.index import Index
from nvexplorer.ui.widgets.idle_work import IdleWork


@pytest.fixture
def found(explorer: Explorer):
    """Opens the finder; gives what can be read of its rows."""

    def rows() -> list[str]:
        explorer.until(QApplication.activePopupWidget, "the finder")
        return explorer.listed("Find a resource")

    return rows


def _tabs(explorer: Explorer) -> list[str]:
    return [tab.request.resource for tab in explorer.window.workspace.tabs]


def _sidebar(explorer: Explorer) -> list[str]:
    return explorer.listed("Resources")


def _find(explorer: Explorer, words: str) -> None:
    explorer.press("Ctrl+P")
    explorer.until(QApplication.activePopupWidget, "the finder")
    explorer.type(words)


def test_a_misspelt_word_finds_and_enter_opens(explorer: Explorer, found) -> None:
    _find(explorer, "ostolaksu")
    assert found()[0] == "purchaseinvoice.nv, Import a purchase invoice, POST, writes"
    explorer.press("Return")
    explorer.until(lambda: _tabs(explorer) == ["purchaseinvoice.nv"], "the request")


def test_arrows_choose_another(explorer: Explorer, found) -> None:
    _find(explorer, "begininvoicedate")
    assert [row.partition(",")[0] for row in found()][:2] == [
        "salesinvoicelist.nv",
        "purchaseinvoicelist.nv",
    ]
    explorer.press("Down")
    explorer.press("Return")
    explorer.until(lambda: _tabs(explorer) == ["purchaseinvoicelist.nv"], "the request")


def test_enter_takes_the_place_of_a_preview_and_ctrl_enter_does_not(explorer: Explorer) -> None:
    explorer.window.resources.previewed.emit("customerlist.nv")
    _find(explorer, "productlist")
    explorer.press("Return")
    explorer.until(lambda: _tabs(explorer) == ["productlist.nv"], "the request")
    explorer.window.resources.previewed.emit("customerlist.nv")
    _find(explorer, "vendor")
    explorer.press("Ctrl+Return")
    wanted = ["productlist.nv", "customerlist.nv", "vendor.nv"]
    explorer.until(lambda: _tabs(explorer) == wanted, "a third tab")
    assert explorer.tab.request.resource == "vendor.nv"


def test_an_empty_request_is_filled_and_one_that_was_typed_into_is_kept(
    explorer: Explorer,
) -> None:
    explorer.press("Ctrl+T")
    explorer.open_resource("customerlist")
    assert _tabs(explorer) == ["customerlist.nv"]
    explorer.press("Ctrl+T")
    explorer.type("own.nv")
    explorer.open_resource("productlist")
    assert _tabs(explorer) == ["customerlist.nv", "own.nv", "productlist.nv"]


def test_what_is_in_no_catalogue_is_used_as_typed(explorer: Explorer, found) -> None:
    _find(explorer, "brandnew.nv")
    assert found() == ["Use “brandnew.nv” as typed"]
    explorer.press("Return")
    explorer.until(lambda: _tabs(explorer) == ["brandnew.nv"], "the request")


def test_nothing_found_says_so_and_esc_leaves(explorer: Explorer) -> None:
    _find(explorer, "qqqq wwww")
    assert explorer.sees("No resource has these words.")
    explorer.press("Return")
    assert QApplication.activePopupWidget() is not None
    explorer.press("Escape")
    assert QApplication.activePopupWidget() is None
    assert _tabs(explorer) == []


def test_favourites_then_recent_ones_are_first(explorer: Explorer, found) -> None:
    explorer.open_resource("vendor.nv")
    explorer.open_resource("customerlist.nv")
    _find(explorer, "accountlist.nv")
    explorer.press("Ctrl+Shift+D")
    assert found()[0].endswith(", favourite")
    explorer.press("Ctrl+A")
    explorer.press("Delete")
    assert [row.partition(",")[0] for row in found()][:3] == [
        "accountlist.nv",
        "customerlist.nv",
        "vendor.nv",
    ]
    assert len(found()) == len(explorer.window.services.catalogue.entries)


def test_a_favourite_is_none_any_more_by_the_same_key(explorer: Explorer, found) -> None:
    _find(explorer, "accountlist.nv")
    explorer.press("Ctrl+Shift+D")
    explorer.press("Ctrl+Shift+D")
    assert not found()[0].endswith(", favourite")


def test_a_click_on_the_star_makes_a_favourite_and_opens_nothing(explorer: Explorer, found) -> None:
    _find(explorer, "accountlist.nv")
    view = explorer.named(QListView, "Find a resource")
    row = view.visualRect(view.model().index(0, 0))
    star = QPoint(row.right() - 17, row.top() + 14)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=star)
    assert found()[0].endswith(", favourite")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    explorer.until(lambda: _tabs(explorer) == ["accountlist.nv"], "the request")


def test_favourites_and_recent_ones_are_groups_of_the_sidebar(explorer: Explorer) -> None:
    assert _sidebar(explorer)[0].startswith("Sales, ")
    explorer.open_resource("vendor.nv")
    explorer.open_resource("customerlist.nv")
    explorer.press("Ctrl+Shift+D")
    assert [row.partition(",")[0] for row in _sidebar(explorer)][:5] == [
        "Favourites",
        "customerlist.nv",
        "Recent",
        "vendor.nv",
        "Sales",
    ]
    explorer.press("Ctrl+Shift+D")
    assert _sidebar(explorer)[0] == "Recent, 2 resources, open"


@pytest.mark.parametrize(
    ("command", "words"),
    [("Show favourite resources", "favourite"), ("Show recent resources", "recent res")],
)
def test_the_groups_are_reached_by_the_palette_and_the_arrows(
    explorer: Explorer, command: str, words: str
) -> None:
    explorer.open_resource("vendor.nv")
    explorer.press("Ctrl+Shift+D")
    explorer.open_resource("customerlist.nv")
    explorer.press("Ctrl+K")
    explorer.type(words)
    assert explorer.listed("Type a command")[0].startswith(command)
    explorer.press("Return")
    view = explorer.named(QListView, "Resources")
    explorer.until(view.hasFocus, "the list")
    wanted = "vendor.nv" if "favourite" in words else "customerlist.nv"
    assert view.currentIndex().data().startswith(wanted)
    before = len(_tabs(explorer))
    explorer.press("Return")
    explorer.until(lambda: len(_tabs(explorer)) == before + 1, "the request")
    assert explorer.tab.request.resource == wanted


def test_without_favourites_the_command_says_how_to_have_one(explorer: Explorer) -> None:
    explorer.window.commands.handlers()["show-favourites"]()
    assert explorer.sees("There are no favourites yet.")
    assert explorer.sees("Ctrl+Shift+D makes a resource one.")


def test_in_the_sidebar_the_key_means_the_selected_row(explorer: Explorer) -> None:
    explorer.open_resource("vendor.nv")
    explorer.press("Ctrl+Shift+R")
    field = explorer.named(QLineEdit, "Filter the resources")
    explorer.until(field.hasFocus, "the filter")
    explorer.type("customerlist")
    explorer.press("Ctrl+Shift+D")
    assert explorer.window.services.shortlist.favourites == ("customerlist.nv",)


def test_a_menu_of_the_sidebar_opens_in_a_new_tab(explorer: Explorer) -> None:
    explorer.window.resources.previewed.emit("customerlist.nv")
    view = explorer.named(QListView, "Resources")
    index = next(
        view.model().index(row, 0)
        for row in range(view.model().rowCount())
        if view.model().index(row, 0).data().startswith("customer.nv")
    )
    view.scrollTo(index)
    view.customContextMenuRequested.emit(view.visualRect(index).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Open", "Open in a new tab", "Add to the favourites"]
    menu.actions()[1].trigger()
    menu.close()
    assert _tabs(explorer) == ["customerlist.nv", "customer.nv"]


def test_favourites_and_recent_ones_are_back_after_the_program_ends(qtbot, home, sandbox) -> None:
    with Explorer(qtbot, home) as first:
        first.open_resource("vendor.nv")
        first.press("Ctrl+Shift+D")
        first.open_resource("customerlist.nv")
    with Explorer(qtbot, home) as second:
        assert second.window.services.shortlist.favourites == ("vendor.nv",)
        assert second.window.services.shortlist.recent == ("customerlist.nv", "vendor.nv")


def test_a_resource_that_was_sent_is_recent_too(explorer: Explorer) -> None:
    explorer.window.resources.previewed.emit("customerlist.nv")
    assert explorer.window.services.shortlist.recent == ()
    explorer.send()
    assert explorer.window.services.shortlist.recent == ("customerlist.nv",)


def test_nothing_is_loaded_for_searching_before_the_window_stands() -> None:
    """The start reads the index alone; the window makes the search ready when it is idle."""
    code = (
        "import sys; from nvexplorer.catalogue.store import Catalogue;"
        "from nvexplorer.catalogue.resources import resources_root;"
        "Catalogue.load(resources_root());"
        "print([m for m in sys.modules if 'catalogue.finding' in m])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_search_is_ready_before_anybody_types(explorer: Explorer, monkeypatch) -> None:
    works = QApplication.instance().findChildren(IdleWork)
    explorer.until(lambda: not any(work.is_running("search") for work in works), "the index")
    monkeypatch.setattr(Index, "build", None)
    assert explorer.window.services.catalogue.search("lasku")
