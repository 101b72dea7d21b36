"""Form, URL and body say the same, whichever of them is typed into."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit

from nvexplorer.model.errors import BadInput
from nvexplorer.model.request import Parameter, RequestDraft

ORIGIN = "https://isvapi.netvisor.fi"


@pytest.fixture
def customers(pane):
    pane.show_draft(RequestDraft("customerlist.nv"))
    return pane


def _field(pane, name):
    (found,) = [
        each
        for kind in (QLineEdit, QComboBox)
        for each in pane.findChildren(kind)
        if each.accessibleName() == name
    ]
    return found


def _told(pane):
    return [each.text() for each in pane.findChildren(QLabel) if each.isVisible()]


def _type_url(pane, text):
    pane.url.selectAll()
    pane.url.insertPlainText(text)


def test_typing_a_value_turns_its_row_on_and_writes_the_url(qtbot, customers):
    qtbot.keyClicks(_field(customers, "Value of keyword"), "Oy & Co")
    assert customers.draft().parameters == (Parameter("keyword", "Oy & Co"),)
    assert customers.url.toPlainText() == f"{ORIGIN}/customerlist.nv?keyword=Oy %26 Co"
    check = next(
        each
        for each in customers.findChildren(QCheckBox)
        if each.accessibleName() == "Send keyword"
    )
    check.click()
    assert customers.draft().parameters == (Parameter("keyword", "Oy & Co", enabled=False),)
    assert customers.url.toPlainText() == f"{ORIGIN}/customerlist.nv"


def test_typing_into_the_url_fills_the_form(customers):
    _type_url(customers, f"{ORIGIN}/customerlist.nv?keyword=Mäkinen&other=1")
    assert customers.draft().parameters == (
        Parameter("keyword", "Mäkinen"),
        Parameter("other", "1"),
    )
    assert _field(customers, "Value of keyword").text() == "Mäkinen"
    assert _field(customers, "Value of other").text() == "1"


def test_the_line_is_left_alone_while_it_is_typed_into(customers):
    line = f"{ORIGIN}/customerlist.nv?customercodelist=1&keyword=a%20b"
    _type_url(customers, line)
    assert customers.url.toPlainText() == line


def test_a_hard_space_stays_hard(customers):
    _type_url(customers, "customerlist.nv?keyword=10\u00a0000 ")
    assert customers.draft().parameters == (Parameter("keyword", "10\u00a0000 "),)


def test_rows_stay_in_the_order_they_are_sent_in(customers):
    draft = RequestDraft(
        "customerlist.nv",
        "GET",
        (Parameter("customercodelist", "1"), Parameter("x", "2"), Parameter("keyword", "3")),
    )
    customers.show_draft(draft)
    assert customers.draft() == draft


def test_a_url_from_elsewhere_opens_its_resource_with_its_method(pane):
    _type_url(pane, "https://isvapi.netvisor.fi/customer.nv?method=add")
    assert pane.draft() == RequestDraft("customer.nv", "POST", (Parameter("method", "add"),))


def test_another_host_is_said_not_to_be_used(customers):
    _type_url(customers, "https://elsewhere.example/customerlist.nv")
    assert "The host belongs to the profile" in customers.banner.text
    customers.url.entered.emit()
    assert customers.url.toPlainText() == f"{ORIGIN}/customerlist.nv"


def test_a_resource_of_ones_own_has_a_method_to_choose(pane):
    pane.show_draft(RequestDraft("myown.nv"))
    methods = _field(pane, "Method")
    assert methods.isVisible()
    methods.setCurrentText("POST")
    methods.activated.emit(1)
    assert pane.draft().method == "POST"
    assert "Not in the catalogue: counts as writing" in _told(pane)


def test_what_is_documented_has_none(customers):
    assert not _field(customers, "Method").isVisible()


def test_a_free_row_makes_way_for_another(qtbot, customers):
    qtbot.keyClicks(_field(customers, "Name of another parameter"), "extra")
    qtbot.keyClicks(_field(customers, "Value of extra"), "1")
    assert customers.draft().parameters == (Parameter("extra", "1"),)
    names = [
        each
        for each in customers.findChildren(QLineEdit)
        if each.accessibleName() == "Name of another parameter"
    ]
    assert len(names) == 2
    # The cross in the field takes the row away.
    value = _field(customers, "Value of extra")
    (cross,) = [each for each in value.actions() if each.text() == "Remove this row"]
    cross.trigger()
    assert customers.draft().parameters == ()


def test_a_wrong_value_is_said_beside_it_and_sent_all_the_same(qtbot, customers):
    qtbot.keyClicks(_field(customers, "Value of changedsince"), "31.2.2026")
    assert any("changedsince" in each and "write" in each for each in _told(customers))
    assert customers.draft().parameters == (Parameter("changedsince", "31.2.2026"),)


def test_what_is_missing_is_said_when_it_is_sent(qtbot, pane):
    pane.show_draft(RequestDraft("customer.nv", "POST"))
    missing = "method is required: give it a value such as add."
    qtbot.waitUntil(lambda: "Required" in _told(pane))
    assert missing not in _told(pane)
    pane.try_out()
    qtbot.waitUntil(lambda: missing in _told(pane))


def test_a_problem_leads_to_its_field(qtbot, customers):
    error = BadInput("The value is wrong.", "Mend it.", "parameter keyword")
    customers.show_problem(error)
    assert customers.banner.text == "The value is wrong. Mend it."
    qtbot.waitUntil(lambda: _field(customers, "Value of keyword").hasFocus())


def test_a_documented_value_is_chosen_or_another_is_typed(qtbot, pane):
    pane.show_draft(RequestDraft("customer.nv", "POST"))
    method = _field(pane, "Value of method")
    values = [method.itemText(n) for n in range(method.count())]
    assert values == ["add", "edit"]
    method.setCurrentIndex(1)
    method.activated.emit(1)
    assert pane.draft().parameters == (Parameter("method", "edit"),)
    method.lineEdit().selectAll()
    qtbot.keyClicks(method.lineEdit(), "Edit!")
    assert pane.draft().parameters == (Parameter("method", "Edit!"),)


def test_every_resource_opens_with_all_its_rows(pane, catalogue):
    for entry in catalogue.entries:
        pane.show_draft(RequestDraft(entry.resource, entry.method))
        pane.form.focus_field("no such name")  # makes the rows that are still to be made
        wanted = {f"Value of {p.name}" for p in catalogue.definition(entry.resource).parameters}
        shown = {
            each.accessibleName()
            for kind in (QLineEdit, QComboBox)
            for each in pane.form.findChildren(kind)
        }
        assert wanted <= shown, entry.resource
        assert pane.draft() == RequestDraft(entry.resource, entry.method)


def test_opening_is_not_told_as_typing(qtbot, pane):
    told = []
    pane.edited.connect(lambda: told.append(1))
    pane.show_draft(RequestDraft("customer.nv", "POST", (Parameter("method", "add"),), "<root/>"))
    assert told == []


def test_a_date_is_picked_from_a_calendar(qtbot, customers):
    from PySide6.QtWidgets import QApplication, QCalendarWidget

    field = _field(customers, "Value of changedsince")
    field.setFocus()
    qtbot.keyClicks(field, "2026-02-03")
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    calendar = popup.findChild(QCalendarWidget)
    assert calendar.selectedDate().toString("yyyy-MM-dd") == "2026-02-03"
    calendar.activated.emit(calendar.selectedDate().addDays(7))
    assert customers.draft().parameters == (Parameter("changedsince", "2026-02-10T00:00:00"),)
