"""The documentation is read, filtered, copied and chosen from, by keyboard and by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QDesktopServices, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.ui.panes.documentation.pane import DocumentationPane

CATALOGUE = Catalogue.load(resources_root())


@pytest.fixture
def pane(qtbot, theme):
    pane = DocumentationPane(theme)
    qtbot.addWidget(pane)
    pane.resize(1100, 600)
    pane.show()
    qtbot.waitExposed(pane)
    pane.show_definition(CATALOGUE.definition("salesinvoice.nv"))
    pane.activateWindow()
    pane.tree.setFocus()
    qtbot.waitUntil(pane.tree.hasFocus)
    return pane


def rows(pane):
    """What a screen reader says of the rows that can be seen by scrolling, in order."""
    tree, found = pane.tree, []
    index = tree.model().index(0, 0)
    while index.isValid():
        found.append(index.data(Qt.ItemDataRole.AccessibleTextRole))
        index = tree.indexBelow(index)
    return found


def find(pane, name):
    tree = pane.tree
    index = tree.model().index(0, 0)
    while index.isValid():
        if index.data() == name:
            tree.scrollTo(index)
            return index
        index = tree.indexBelow(index)
    raise AssertionError(f"no row reads {name}")


def names(pane):
    return [row.partition(",")[0] for row in rows(pane)]


def test_it_begins_with_what_the_resource_is_and_does(pane):
    title, effect, summary, gaps, *_ = rows(pane)
    assert title.startswith("Import sales invoice, order or credit note\nMyyntilaskun")
    assert effect == "POST  Writes: adds to or changes the company's data."
    assert summary.startswith("Adds or edits a sales invoice")
    assert gaps.startswith("Not known in full.")


def test_what_is_not_known_is_opened_by_enter(qtbot, pane):
    before = len(rows(pane))
    for _ in range(3):
        qtbot.keyClick(pane.tree, Qt.Key.Key_Down)
    qtbot.keyClick(pane.tree, Qt.Key.Key_Return)
    assert len(rows(pane)) == before + 1
    assert "The element table was not seen" in rows(pane)[4]


def test_a_row_tells_a_screen_reader_all_of_it(pane):
    spoken = next(row for row in rows(pane) if row.startswith("salesinvoicedate,"))
    assert spoken == "salesinvoicedate, date, required, Example 2024-09-13"


def test_the_filter_is_reached_by_its_key_and_left_by_esc(qtbot, pane):
    everything = rows(pane)
    QTest.keyClick(pane.tree, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = pane.findChild(QLineEdit)
    assert field.hasFocus()
    qtbot.keyClicks(field, "duedate")
    kept = names(pane)
    assert kept[:3] == ["Body", "root", "salesinvoice"]
    assert all("duedate" in row for row in rows(pane)[3:])
    assert pane.tree.currentIndex().data() == "salesinvoiceduedate"
    told = {label.text() for label in pane.findChildren(QLabel) if label.isVisible()}
    assert any(text.endswith(" hits") for text in told)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert rows(pane) == everything
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert pane.tree.hasFocus()


def test_nothing_found_says_so_and_how_to_go_back(qtbot, pane):
    qtbot.keyClicks(pane.filter, "zzz")
    told = [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]
    assert "Nothing here holds “zzz”." in told
    assert "Esc shows everything again." in told
    pane.filter.clear()
    assert pane.tree.isVisible()


def test_arrows_and_enter_choose_while_the_words_stay(qtbot, pane):
    qtbot.keyClicks(pane.filter, "salesinvoicevaluedate")
    with qtbot.waitSignal(pane.element_wanted) as chosen:
        qtbot.keyClick(pane.filter, Qt.Key.Key_Return)
    assert chosen.args == ["root/salesinvoice/salesinvoicevaluedate"]
    assert pane.filter.text() == "salesinvoicevaluedate"


@pytest.mark.parametrize(
    ("name", "signal", "target"),
    [
        ("id", "parameter_wanted", "id"),
        ("salesinvoicenumber", "element_wanted", "root/salesinvoice/salesinvoicenumber"),
        ("@format", "element_wanted", "root/salesinvoice/salesinvoicedate/@format"),
    ],
)
def test_a_click_on_a_name_chooses_it(qtbot, pane, name, signal, target):
    place = pane.tree.visualRect(find(pane, name)).topLeft() + QPoint(4, 10)
    with qtbot.waitSignal(getattr(pane, signal)) as chosen:
        qtbot.mouseClick(pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [target]


def test_a_click_beside_the_name_only_selects_the_row(qtbot, pane):
    index = find(pane, "salesinvoicenumber")
    beside = pane.tree.visualRect(index.siblingAtColumn(4)).topLeft() + QPoint(4, 10)
    with qtbot.assertNotEmitted(pane.element_wanted):
        qtbot.mouseClick(pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert pane.tree.currentIndex().siblingAtColumn(0) == index


def test_selected_rows_are_copied_as_lines_of_cells(qtbot, pane):
    pane.tree.setCurrentIndex(find(pane, "method"))
    qtbot.keyClick(pane.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(pane.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    first, second = QApplication.clipboard().text().split("\n")
    assert first.startswith("method\tenum\t\trequired\tWhat to do.")
    assert second.startswith("id\tinteger\t\toptional\tNetvisor key")


def test_an_element_of_the_answer_gives_its_path(qtbot, pane):
    pane.show_definition(CATALOGUE.definition("customerlist.nv"))
    pane.tree.setCurrentIndex(find(pane, "Netvisorkey"))
    qtbot.keyClick(pane.tree, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == "Root/Customerlist/Customer/Netvisorkey"


def test_the_menu_of_an_answer_element_finds_it_in_the_answer(qtbot, pane):
    pane.show_definition(CATALOGUE.definition("customerlist.nv"))
    pane.tree.setCurrentIndex(find(pane, "Netvisorkey"))
    # What the menu key makes of itself on a screen.
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(pane.tree, event)
    (menu,) = [m for m in pane.findChildren(QMenu) if m.isVisible()]
    action = next(a for a in menu.actions() if a.text() == "Find in the answer")
    with qtbot.waitSignal(pane.answer_wanted) as wanted:
        action.trigger()
    menu.close()
    assert wanted.args == ["<Netvisorkey"]


def test_resources_that_it_leads_to_are_opened(qtbot, pane):
    pane.show_definition(CATALOGUE.definition("customerlist.nv"))
    pane.tree.setCurrentIndex(find(pane, "getcustomer.nv"))
    with qtbot.waitSignal(pane.resource_wanted) as wanted:
        qtbot.keyClick(pane.tree, Qt.Key.Key_Return)
    assert wanted.args == ["getcustomer.nv"]


def test_the_article_opens_in_the_browser(qtbot, pane, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    button = next(b for b in pane.findChildren(QPushButton) if "77000554152" in b.accessibleName())
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert opened == ["https://support.netvisor.fi/en/support/solutions/articles/77000554152"]


def test_an_unknown_resource_says_that_nothing_is_known(pane):
    pane.show_definition(None)
    told = [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]
    assert "The catalogue has nothing on this resource." in told
    assert not pane.filter.isVisible()
    pane.show_definition(CATALOGUE.definition("customerlist.nv"))
    assert rows(pane)[0].startswith("Customer list")


def test_nothing_is_built_before_it_is_seen(qtbot, theme):
    pane = DocumentationPane(theme)
    qtbot.addWidget(pane)
    pane.show_definition(CATALOGUE.definition("salesinvoice.nv"))
    assert pane.tree.model().rowCount() == 0
    pane.show()
    assert pane.tree.model().rowCount() > 4


@pytest.mark.parametrize("width", [420, 750, 1400])
def test_no_note_is_cut_at_any_width(theme, pane, width):
    pane.resize(width, 500)
    QApplication.processEvents()
    tree = pane.tree
    index = find(pane, "invoiceline")
    note = index.siblingAtColumn(4)
    shown = tree.visualRect(note)
    assert shown.right() <= tree.viewport().width() + 1
    assert shown.width() >= 60
    text = QTextDocument()
    text.setDocumentMargin(0)
    text.setDefaultFont(theme.ui_font())
    text.setPlainText(note.data())
    text.setTextWidth(shown.width() - 12)
    assert text.size().height() <= tree.visualRect(index).height()


def test_a_screen_reader_finds_tree_and_field(pane):
    tree = QAccessible.queryAccessibleInterface(pane.tree)
    assert tree.text(QAccessible.Text.Name) == "Documentation"
    assert pane.filter.accessibleName() == "Filter the documentation"
