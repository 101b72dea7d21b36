"""The table of an answer in the window: rows, order, filters, sums, files, records."""

from __future__ import annotations

import csv
import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QTabBar

from nvexplorer.ui.panes.response.table.exporting import ExportDialog
from nvexplorer.ui.panes.response.table.page import TablePage

NAMES = re.compile(rb"<Name>(.*?)</Name>")


@pytest.fixture
def table(explorer):
    """The table of the sandbox's customers, opened by keyboard."""
    explorer.open_resource("customerlist")
    explorer.send()
    return _shown(explorer)


def _shown(explorer) -> TablePage:
    explorer.press("Alt+3")
    page = explorer.window.findChildren(TablePage)[-1]
    explorer.until(page.isVisible, "the table")
    explorer.until(lambda: page.complete, "the rows")
    explorer.until(page.grid.hasFocus, "the focus")
    return page


def _rows_text(page) -> str:
    found = (each.accessibleName() for each in page.findChildren(QLabel))
    return next((name for name in found if name.startswith("Rows: ")), "")


def _column(page, title) -> int:
    model = page.grid.model()
    titles = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]
    return titles.index(title)


def _texts(page, title) -> list[str]:
    model, column = page.grid.model(), _column(page, title)
    return [model.index(row, column).data() for row in range(model.rowCount())]


def _names(explorer) -> list[str]:
    """What the bytes of the answer say."""
    from html import unescape

    exchange = explorer.tab.response.exchange
    body = exchange.answer.body
    found = NAMES.findall(body.read(0, body.size))
    return [unescape(name.decode("utf-8")) for name in found]


def _click_title(page, title, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    head = page.grid.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(_column(page, title)) + 12, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, modifiers, at)


def _choose(explorer, text) -> None:
    """An entry of the menu that is open."""
    explorer.until(lambda: _menus(explorer), "the menu")
    menu = _menus(explorer)[-1]
    action = next(a for a in menu.actions() if a.text().partition("\t")[0] == text)
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    explorer.until(lambda: not _menus(explorer), "the end of the menu")
    explorer.come_back()


def _menus(explorer) -> list[QMenu]:
    return [menu for menu in explorer.window.findChildren(QMenu) if menu.isVisible()]


def test_the_rows_are_those_of_the_answer(explorer, table):
    assert _texts(table, "Name") == _names(explorer)
    assert _rows_text(table) == f"Rows: {len(_names(explorer))} customers"


def test_the_count_stands_beside_the_tab_and_in_the_strip_before_the_table_is_made(explorer):
    explorer.open_resource("customerlist")
    explorer.send()
    count = len(_names(explorer))
    explorer.until(lambda: explorer.sees(f"{count} customers"), "the count in the strip")
    bar = explorer.named(QTabBar, "Views of the answer")
    at = next(i for i in range(bar.count()) if bar.tabText(i) == "Table")
    assert bar.tabButton(at, QTabBar.ButtonPosition.RightSide).text() == str(count)
    assert not explorer.window.findChildren(TablePage)


def test_a_title_sorts_and_the_third_click_takes_it_back(explorer, table):
    names = _names(explorer)
    _click_title(table, "Name")
    explorer.until(lambda: _texts(table, "Name") != names, "the order")
    rising = _texts(table, "Name")
    assert sorted(rising) == sorted(names)
    _click_title(table, "Name")
    explorer.until(lambda: _texts(table, "Name") != rising, "the other order")
    assert _texts(table, "Name") == rising[::-1]
    _click_title(table, "Name")
    explorer.until(lambda: _texts(table, "Name") == names, "the order of the answer")


def test_words_filter_the_rows_and_esc_brings_them_back(explorer, table):
    names = _names(explorer)
    word = names[0].split()[0]
    explorer.press("Ctrl+F")
    field = explorer.named(QLineEdit, "Filter rows")
    assert field.hasFocus()
    explorer.type(word.upper())
    wanted = [name for name in names if word.lower() in name.lower()]
    explorer.until(lambda: _texts(table, "Name") == wanted, "the filtered rows")
    assert _rows_text(table) == f"Rows: {len(wanted)} of {len(names)} customers"
    explorer.press("Esc")
    assert _texts(table, "Name") == names
    assert table.grid.hasFocus()


def test_a_column_is_filtered_from_its_menu(explorer, table):
    table.grid.go_to(1, _column(table, "Name"))
    explorer.press("Alt+Down")
    _choose(explorer, "Filter Name…")
    field = explorer.named(QLineEdit, "Filter Name")
    explorer.until(field.hasFocus, "the field")
    explorer.type(f"={_names(explorer)[1]}")
    explorer.press("Return")
    explorer.until(lambda: _texts(table, "Name") == [_names(explorer)[1]], "the row")
    explorer.press("Esc")
    explorer.until(lambda: _texts(table, "Name") == _names(explorer), "all rows")


def test_enter_on_a_key_opens_the_record_in_a_tab_and_ctrl_w_comes_back(explorer, table):
    first = explorer.tab
    key = _texts(table, "Netvisorkey")[2]
    table.grid.go_to(2, _column(table, "Netvisorkey"))
    explorer.press("Return")
    explorer.until(lambda: explorer.tab is not first, "the tab of the record")
    explorer.until(lambda: explorer.outcome == "OK", "the record")
    exchange = explorer.tab.response.exchange
    assert exchange.request.wire_target == f"/getcustomer.nv?id={key}"
    assert explorer.tab.profile_id == first.profile_id
    explorer.settle()
    explorer.press("Ctrl+W")
    explorer.until(lambda: explorer.tab is first, "the list")


def test_enter_elsewhere_goes_to_the_row_in_the_xml(explorer, table):
    table.grid.go_to(1, _column(table, "Name"))
    explorer.press("Return")
    view = explorer.tab.response.tabs.show_view("xml")
    explorer.until(view.isVisible, "the XML")
    assert not table.isVisible()


def test_cells_are_copied_with_their_titles(explorer, table):
    table.grid.go_to(0, _column(table, "Name"))
    explorer.press("Ctrl+C")
    assert explorer.clipboard == _names(explorer)[0]
    explorer.press("Shift+Down")
    explorer.press("Ctrl+Shift+C")
    explorer.until(lambda: "\n" in explorer.clipboard, "the cells")
    assert explorer.clipboard.splitlines() == ["Name", *_names(explorer)[:2]]


def test_a_file_holds_what_is_shown(explorer, table, tmp_path):
    names = _names(explorer)
    table.grid.show_column(_column(table, "Uri"), False)
    _click_title(table, "Name")
    explorer.until(lambda: _texts(table, "Name") != names, "the order")
    shown = _texts(table, "Name")
    table.export("csv")
    dialog = explorer.dialog()
    assert isinstance(dialog, ExportDialog)
    assert explorer.named(QComboBox, "Decimals", dialog).currentText().startswith("Comma")
    file = tmp_path / "customers.csv"
    dialog.save_to(str(file))
    explorer.until(lambda: explorer.sees(f"saved as {file}."), "the note")
    with file.open(encoding="utf-8-sig", newline="") as read:
        rows = list(csv.DictReader(read, delimiter=";"))
    assert [row["Name"] for row in rows] == shown
    assert "Uri" not in rows[0]


def test_the_decimal_sign_is_remembered(explorer, table, tmp_path):
    table.export("csv")
    dialog = explorer.dialog()
    box = explorer.named(QComboBox, "Decimals", dialog)
    box.setCurrentIndex(1)
    dialog.save_to(str(tmp_path / "x.csv"))
    explorer.until(lambda: explorer.sees("saved as"), "the note")
    explorer.come_back()
    table.export("csv")
    again = explorer.named(QComboBox, "Decimals", explorer.dialog())
    assert again.currentText().startswith("Point")


def test_an_answer_without_anything_repeated_says_what_a_table_needs(explorer):
    explorer.open_resource("getcustomer")
    explorer.fill("id", "424242")
    explorer.send()
    explorer.press("Alt+3")
    explorer.until(lambda: explorer.sees("Nothing repeats in this answer."), "the sentence")
    assert explorer.sees("elements of one name side by side")


def test_another_answer_takes_the_place_of_the_rows(explorer, table):
    explorer.fill("keyword", _names(explorer)[0].split()[0])
    before = len(_names(explorer))
    explorer.send()
    explorer.until(lambda: table.complete, "the rows")
    assert table.isVisible()
    assert _texts(table, "Name") == _names(explorer)
    assert len(_names(explorer)) < before
