"""The list of resources: grouped, filtered in three languages, opened by mouse and keyboard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from nvexplorer.catalogue.finding.search import Preferred
from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.ui.panes.resources.pane import ResourcesPane
from nvexplorer.ui.panes.resources.rows import AsTyped, Heading, Resource
from nvexplorer.ui.widgets.rows_model import ROW_ROLE


@pytest.fixture
def pane(qtbot, theme):
    pane = ResourcesPane(theme)
    qtbot.addWidget(pane)
    pane.show_catalogue(Catalogue.load(resources_root()))
    pane.resize(280, 900)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


@pytest.fixture
def view(pane):
    return pane.findChild(QListView)


@pytest.fixture
def opened(pane):
    found = []
    pane.opened.connect(lambda name, _anew: found.append(("opened", name)))
    pane.previewed.connect(lambda name: found.append(("previewed", name)))
    return found


def _rows(view):
    model = view.model()
    return [model.index(n, 0).data(ROW_ROLE) for n in range(model.rowCount())]


def _names(view):
    return [row.entry.resource for row in _rows(view) if isinstance(row, Resource)]


def _click(qtbot, view, row):
    where = view.visualRect(view.model().index(row, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_all_groups_are_there_and_some_are_open(view):
    headings = [row for row in _rows(view) if isinstance(row, Heading)]
    assert len(headings) == 14
    assert sum(row.size for row in headings) == 130
    assert 0 < sum(row.open for row in headings) < 14


def test_a_heading_opens_and_closes(qtbot, view):
    before = len(_names(view))
    first = _rows(view)[0]
    assert first.open
    _click(qtbot, view, 0)
    assert len(_names(view)) == before - first.size
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert len(_names(view)) == before
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Left)  # from a resource to its heading
    assert view.currentIndex().row() == 0


@pytest.mark.parametrize(
    ("words", "resource"),
    [
        ("asiakas", "customerlist.nv"),
        ("kunder", "customerlist.nv"),
        ("paakirja", "accountingledger.nv"),
        ("getsalesinv", "getsalesinvoice.nv"),
    ],
)
def test_the_filter_finds_words_in_three_languages(pane, view, words, resource):
    pane.filter.setText(words)
    assert resource in _names(view)


def test_typing_and_enter_opens_the_best_match(qtbot, pane, opened):
    pane.focus_filter()
    qtbot.keyClicks(pane.filter, "customerlist")
    qtbot.keyClick(pane.filter, Qt.Key.Key_Return)
    assert opened == [("opened", "customerlist.nv")]


def test_arrows_walk_through_the_list_while_typing(qtbot, pane, view, opened):
    pane.focus_filter()
    qtbot.keyClicks(pane.filter, "invoice")
    second = _names(view)[1]
    qtbot.keyClick(pane.filter, Qt.Key.Key_Down)
    qtbot.keyClick(pane.filter, Qt.Key.Key_Return)
    assert opened == [("opened", second)]
    qtbot.keyClick(pane.filter, Qt.Key.Key_Escape)
    assert pane.filter.text() == ""
    assert any(isinstance(row, Heading) for row in _rows(view))


def test_a_click_previews_and_a_double_click_opens(qtbot, view, opened):
    _click(qtbot, view, 1)
    name = _rows(view)[1].entry.resource
    assert opened == [("previewed", name)]
    where = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened[-1] == ("opened", name)


def test_any_other_resource_is_used_as_typed(qtbot, pane, view, opened):
    pane.focus_filter()
    qtbot.keyClicks(pane.filter, "brandnew.nv")
    assert _rows(view) == [AsTyped("brandnew.nv")]
    qtbot.keyClick(pane.filter, Qt.Key.Key_Return)
    assert opened == [("opened", "brandnew.nv")]


def test_words_are_no_name_of_a_resource(pane, view):
    pane.filter.setText("qqqq wwww")
    assert _rows(view) == []


def test_a_screen_reader_hears_what_deletes(pane, view):
    pane.filter.setText("deletecustomer.nv")
    said = view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "deletecustomer.nv, Delete customer, GET, deletes"


def test_files_of_the_user_that_were_skipped_are_told(qtbot, theme, tmp_path):
    (tmp_path / "mine.toml").write_text("resource = 1\n", encoding="utf-8")
    pane = ResourcesPane(theme)
    qtbot.addWidget(pane)
    catalogue = Catalogue.load(resources_root(), tmp_path)
    pane.show_catalogue(catalogue)
    pane.show()
    (told,) = [b.text for b in pane.findChildren(type(pane._banner))]
    assert "mine.toml" in told


def _shown(view):
    return [
        f"{row.group.title}:" if isinstance(row, Heading) else row.entry.resource
        for row in _rows(view)
    ]


def test_favourites_and_recent_ones_stand_above_the_groups(pane, view):
    pane.show_preferred(Preferred(["vendor.nv", "gone.nv"], ["office.nv", "vendor.nv"]))
    assert _shown(view)[:5] == ["Favourites:", "vendor.nv", "Recent:", "office.nv", "Sales:"]
    assert "office.nv" in _shown(view)[5:], "it is in its own group too"
    pane.show_preferred(Preferred())
    assert _shown(view)[0] == "Sales:"


def test_what_is_selected_stays_where_it_is_when_the_groups_above_grow(qtbot, pane, view):
    row = _shown(view).index("salesinvoicelist.nv")
    _click(qtbot, view, row)
    before = view.visualRect(view.currentIndex()).top()
    view.verticalScrollBar().setValue(60)
    before = view.visualRect(view.currentIndex()).top()
    pane.show_preferred(Preferred(["salesinvoicelist.nv", "vendor.nv"], ["office.nv"]))
    assert view.currentIndex().row() == row + 5
    assert view.visualRect(view.currentIndex()).top() == before


def test_a_new_favourite_does_not_move_what_was_found(pane, view):
    pane.filter.setText("pääkirja")
    found = _names(view)
    pane.show_preferred(Preferred([found[-1]]))
    assert _names(view) == found
    pane.filter.setText("pääkirj")
    assert _names(view)[0] == found[-1]


def test_the_open_request_is_marked_among_the_favourites_first(pane, view):
    view.setFocus()
    pane.show_preferred(Preferred(["salesinvoicelist.nv"]))
    pane.show_current("salesinvoicelist.nv")
    assert view.currentIndex().row() == 1


@pytest.mark.parametrize("text", ["", "lasku"])
def test_rows_do_not_overlap(pane, view, text):
    pane.show_preferred(Preferred(["vendor.nv"], ["office.nv"]))
    pane.filter.setText(text)
    model = view.model()
    places = [view.visualRect(model.index(n, 0)) for n in range(model.rowCount())]
    assert all(a.bottom() + 1 == b.top() for a, b in pairwise(places))
    heights = {Heading: 26, Resource: 40, AsTyped: 40}
    assert all(
        place.height() == heights[type(row)] for place, row in zip(places, _rows(view), strict=True)
    )
