"""The parameters form: editors for each type, what is said beside them, rows and text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from nvexplorer.model.request import Parameter
from nvexplorer.ui.panes.request.parameters_form import ParametersForm

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(qtbot, theme, catalogue):
    """`opened(resource, *parameters)`: the form of a resource, filled in and complete."""
    form = ParametersForm(theme)
    qtbot.addWidget(form)
    form.resize(1000, 700)
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()

    def show(resource: str, *parameters: Parameter) -> ParametersForm:
        form.show_request(catalogue.definition(f"{resource}.nv"), parameters)
        form.focus_field("no such name")  # makes the rows that are still to be made
        QCoreApplication.processEvents()
        return form

    return show


@pytest.fixture
def clipboard(qapp):
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


def field(form, name):
    (found,) = [
        each
        for kind in (QLineEdit, QComboBox)
        for each in form.findChildren(kind)
        if each.accessibleName() == name and not each.isHidden()
    ]
    return found


def value(form, name):
    return field(form, f"Value of {name}")


def switch(form, name):
    (found,) = [c for c in form.findChildren(QCheckBox) if c.accessibleName() == f"Send {name}"]
    return found


def told(form):
    QCoreApplication.processEvents()  # new rows are shown with the next events
    return [each.text() for each in form.findChildren(QLabel) if each.isVisible() and each.text()]


def pairs(form):
    return [(p.name, p.value) for p in form.parameters() if p.enabled]


def test_a_value_of_any_length_is_kept(opened):
    long = ",".join(map(str, range(20_000)))
    form = opened("getsalesinvoice", Parameter("netvisorkeylist", long))
    assert ("netvisorkeylist", long) in pairs(form)


# Dates


@pytest.mark.parametrize(
    ("resource", "name", "key", "text"),
    [
        ("customerlist", "changedsince", Qt.Key.Key_T, "{today}T00:00:00"),
        ("customerlist", "changedsince", Qt.Key.Key_M, "{month}-01T00:00:00"),
        ("salesinvoicelist", "begininvoicedate", Qt.Key.Key_F, "{year}-01-01"),
        ("salesinvoicelist", "endinvoicedate", Qt.Key.Key_Y, "{yesterday}"),
        ("financialobligationstatus", "StartMonth", Qt.Key.Key_T, "{month}"),
    ],
)
def test_often_wanted_days_have_a_letter(qtbot, opened, resource, name, key, text):
    form = opened(resource)
    before = QDate.currentDate()
    qtbot.keyClick(value(form, name), Qt.Key.Key_Down, ALT)
    popup = QApplication.activePopupWidget()
    calendar = popup.findChild(QCalendarWidget)
    qtbot.keyClick(calendar.focusWidget() or calendar, key)
    possible = set()
    for today in (before, QDate.currentDate()):  # midnight may have come
        parts = {
            "today": today.toString("yyyy-MM-dd"),
            "yesterday": today.addDays(-1).toString("yyyy-MM-dd"),
            "month": today.toString("yyyy-MM"),
            "year": today.toString("yyyy"),
        }
        possible.add((name, text.format(**parts)))
    assert possible & set(pairs(form))
    assert not popup.isVisible()


def test_a_day_of_the_calendar_leaves_the_time(qtbot, opened):
    form = opened("customerlist", Parameter("changedsince", "2026-02-03T14:30:00"))
    qtbot.keyClick(value(form, "changedsince"), Qt.Key.Key_Down, ALT)
    calendar = QApplication.activePopupWidget().findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 2, 3)
    calendar.activated.emit(QDate(2026, 3, 1))
    assert pairs(form) == [("changedsince", "2026-03-01T14:30:00")]


def test_escape_closes_the_calendar_and_changes_nothing(qtbot, opened):
    form = opened("customerlist", Parameter("changedsince", "soon"))
    qtbot.keyClick(value(form, "changedsince"), Qt.Key.Key_Down, ALT)
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert pairs(form) == [("changedsince", "soon")]


def test_the_calendar_s_icon_follows_the_theme(qapp, opened, theme):
    form = opened("customerlist")
    (action,) = value(form, "changedsince").actions()

    def colours():
        image = action.icon().pixmap(16, 16).toImage()
        places = [(x, y) for x in range(image.width()) for y in range(image.height())]
        shown = [image.pixelColor(x, y) for x, y in places]
        return {colour.name() for colour in shown if colour.alpha() == 255}

    from nvexplorer.ui.tokens import DARK, LIGHT

    assert LIGHT.muted in colours()
    theme.tokens = DARK
    theme.changed.emit()
    assert DARK.muted in colours()
    assert LIGHT.muted not in colours()


def test_the_menu_of_a_date_offers_them_too(opened):
    form = opened("salesinvoicelist")
    menu = value(form, "begininvoicedate").make_menu()
    (first,) = [each for each in menu.actions() if each.text().startswith("First of the year")]
    first.trigger()
    (given,) = pairs(form)
    assert given[1] in first.text()
    assert given[1].endswith("-01-01")


# Choices


def test_a_choice_says_what_its_values_mean(opened):
    box = value(opened("accountbalance"), "intervaltype")
    box.showPopup()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [box.itemData(n, role) for n in range(box.count())][2:4] == [
        "2, week by week",
        "3, month by month",
    ]
    assert [box.itemText(n) for n in range(box.count())] == ["0", "1", "2", "3", "4"]
    box.hidePopup()


def test_a_boolean_is_chosen_or_typed(qtbot, opened):
    form = opened("extendedproductlist")
    box = value(form, "onlysellableproducts")
    assert [box.itemText(n) for n in range(box.count())] == ["true", "false"]
    qtbot.keyClicks(box, "false")
    assert pairs(form) == [("onlysellableproducts", "false")]


# Lists


def test_a_column_from_a_table_becomes_a_list(qtbot, opened, clipboard):
    form = opened("customerlist")
    clipboard.setText("101\r\n102\r\n103\r\n")
    listed = value(form, "customercodelist")
    qtbot.keyClick(listed, Qt.Key.Key_V, CONTROL)
    assert pairs(form) == [("customercodelist", "101,102,103")]
    assert "3 of 100" in told(form)
    clipboard.setText("104\t105")
    qtbot.keyClick(listed, Qt.Key.Key_V, CONTROL)
    assert pairs(form) == [("customercodelist", "101,102,103,104,105")]


def test_items_are_edited_one_a_line(qtbot, opened):
    form = opened("customerlist", Parameter("customercodelist", "101,,102,101"))
    qtbot.keyClick(value(form, "customercodelist"), Qt.Key.Key_Down, ALT)
    popup = QApplication.activePopupWidget()
    lines = popup.findChild(QPlainTextEdit)
    assert lines.toPlainText() == "101\n\n102\n101"
    assert "line 2 empty · line 4: 101 again" in told(popup)
    (tidy,) = [b for b in popup.findChildren(QPushButton) if b.text() == "Remove these"]
    tidy.click()
    assert pairs(form) == [("customercodelist", "101,102")]
    assert "2 of 100" in told(popup)
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    qtbot.keyClicks(lines, "103")
    assert pairs(form) == [("customercodelist", "101,102,103")]
    qtbot.keyClick(lines, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_a_row_of_a_table_is_pasted_into_the_lines(qtbot, opened):
    form = opened("customerlist", Parameter("customercodelist", "1"))
    qtbot.keyClick(value(form, "customercodelist"), Qt.Key.Key_Down, ALT)
    lines = QApplication.activePopupWidget().findChild(QPlainTextEdit)
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    pasted = QMimeData()
    pasted.setText("2\t3\r\n4,5\r\n")
    lines.insertFromMimeData(pasted)
    assert lines.toPlainText() == "1\n2\n3\n4\n5\n"
    assert pairs(form) == [("customercodelist", "1,2,3,4,5")]
    QApplication.activePopupWidget().close()


def test_more_items_than_documented_are_counted_and_kept(opened):
    keys = ",".join(str(number) for number in range(101))
    form = opened("customerlist", Parameter("customercodelist", keys))
    assert "101 of 100" in told(form)
    assert any("more than the documented 100" in each for each in told(form))
    assert pairs(form) == [("customercodelist", keys)]


def test_documented_items_can_be_added_and_taken_away(qtbot, opened):
    form = opened("getuserinvitations", Parameter("invitationtypes", "Employee"))
    qtbot.keyClick(value(form, "invitationtypes"), Qt.Key.Key_Down, ALT)
    buttons = {b.text(): b for b in QApplication.activePopupWidget().findChildren(QPushButton)}
    buttons["NewUser"].click()
    assert pairs(form) == [("invitationtypes", "Employee,NewUser")]
    buttons["Employee"].click()
    assert pairs(form) == [("invitationtypes", "NewUser")]
    QApplication.activePopupWidget().close()


# What is said beside the rows


def test_what_is_ignored_says_so_while_typing(qtbot, opened):
    form = opened("customerlist", Parameter("changedsince", "2026-11-01"))
    beside = "ignored while keyword is set"
    assert beside not in told(form)
    keyword = value(form, "keyword")
    keyword.setFocus()
    qtbot.keyClicks(keyword, "M")
    assert beside in told(form)
    assert beside in value(form, "changedsince").accessibleDescription()
    switch(form, "keyword").click()
    assert beside not in told(form)
    assert value(form, "keyword").text() == "M"


def test_what_another_parameter_needs_says_so_in_its_row(qtbot, opened):
    form = opened("customer", Parameter("method", "edit"))
    assert "needed while method is edit" in told(form)
    qtbot.keyClicks(value(form, "id"), "1")
    assert "needed while method is edit" not in told(form)


def test_alternatives_are_marked_and_missed_when_sent(opened):
    form = opened("getemployee")
    assert {"Required, or employeenumber", "Required, or netvisorkey"} <= set(told(form))
    missing = "or employeenumber is required"
    assert missing not in told(form)
    form.try_out()
    assert missing in told(form)


def test_a_value_is_not_called_wrong_while_it_is_being_typed(qtbot, opened):
    form = opened("salesinvoicelist")
    number = value(form, "invoicesabovenetvisorkey")
    number.setFocus()
    qtbot.waitUntil(number.hasFocus)
    wrong = "invoicesabovenetvisorkey is '12x': write a whole number in digits alone."
    with qtbot.waitSignal(form.settled):
        qtbot.keyClicks(number, "12x")
        assert wrong not in told(form)
    assert wrong in told(form)
    assert form.shown_errors() == 1
    qtbot.keyClick(number, Qt.Key.Key_Backspace)
    assert wrong not in told(form)


def test_each_of_two_rows_of_a_name_has_its_own_problem(opened):
    form = opened(
        "payrollratiolist", Parameter("source", "userformula"), Parameter("source", "nothing")
    )
    assert len([each for each in told(form) if "which is not documented" in each]) == 1


@pytest.mark.parametrize("character", "%#&+")
def test_characters_that_nobody_knows_the_hash_of_are_pointed_out(opened, character):
    form = opened("customerlist", Parameter("keyword", f"a{character}b"))
    (said,) = [each for each in told(form) if each.startswith("Open:")]
    assert f"hashes {character} here" in said
    assert form.shown_errors() == 0


def test_other_characters_are_not(opened):
    form = opened("customerlist", Parameter("keyword", "Mäkinen / (Oy) 'x' = \"y\"; €"))
    assert not [each for each in told(form) if each.startswith("Open:")]


def test_placeholders_are_not_judged(opened):
    form = opened("salesinvoicelist", Parameter("begininvoicedate", "{{month.start}}"))
    assert not [each for each in told(form) if each.startswith("begininvoicedate ")]
    assert form.shown_errors() == 0


# Keys


def test_arrows_go_from_row_to_row(qtbot, opened):
    form = opened("customerlist")
    keyword = value(form, "keyword")
    keyword.setFocus()
    qtbot.waitUntil(keyword.hasFocus)
    qtbot.keyClick(keyword, Qt.Key.Key_Down)
    assert value(form, "changedsince").hasFocus()
    qtbot.keyClick(value(form, "changedsince"), Qt.Key.Key_Up)
    assert keyword.hasFocus()


def test_own_rows_are_moved_and_removed_by_key(qtbot, opened):
    form = opened(
        "customerlist", Parameter("keyword", "k"), Parameter("one", "1"), Parameter("two", "2")
    )
    two = value(form, "two")
    two.setFocus()
    qtbot.waitUntil(two.hasFocus)
    qtbot.keyClick(two, Qt.Key.Key_Up, ALT)
    assert pairs(form) == [("keyword", "k"), ("two", "2"), ("one", "1")]
    qtbot.keyClick(two, Qt.Key.Key_Up, ALT)
    assert pairs(form) == [("two", "2"), ("keyword", "k"), ("one", "1")]
    qtbot.keyClick(two, Qt.Key.Key_Up, ALT)
    assert pairs(form)[0] == ("two", "2")
    assert two.hasFocus()
    qtbot.keyClick(two, Qt.Key.Key_Tab)
    assert switch(form, "keyword").hasFocus()
    for _ in range(3):
        qtbot.keyClick(two, Qt.Key.Key_Down, ALT)
    assert pairs(form) == [("keyword", "k"), ("one", "1"), ("two", "2")]
    qtbot.keyClick(two, Qt.Key.Key_Delete, ALT)
    assert pairs(form) == [("keyword", "k"), ("one", "1")]


def test_own_rows_are_dragged(qtbot, opened):
    form = opened("customerlist", Parameter("one", "1"), Parameter("two", "2"))
    one, two = value(form, "one"), value(form, "two")
    (grip,) = [
        w for w in two.parentWidget().children() if hasattr(w, "dragged") and w.isWidgetType()
    ]
    above = one.mapToGlobal(one.rect().topLeft()).toPointF()
    nothing = Qt.MouseButton.NoButton
    for pressed, moved in ((Qt.MouseButton.LeftButton, True), (nothing, False)):
        before = pairs(form)
        kinds = QEvent.Type.MouseMove, grip.rect().center().toPointF()
        no_key = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(grip, QMouseEvent(*kinds, above, nothing, pressed, no_key))
        assert (pairs(form) != before) is moved
    assert pairs(form) == [("two", "2"), ("one", "1")]


def test_documented_rows_stay(qtbot, opened):
    form = opened(
        "customerlist", Parameter("keyword", "k"), Parameter("changedsince", "2026-01-01")
    )
    qtbot.keyClick(value(form, "changedsince"), Qt.Key.Key_Up, ALT)
    qtbot.keyClick(value(form, "keyword"), Qt.Key.Key_Delete, ALT)
    assert [name for name, _ in pairs(form)] == ["keyword", "changedsince"]


@pytest.mark.parametrize(
    ("given", "then"),
    [
        ((), [("keyword", "")]),
        ((Parameter("keyword", "k", enabled=False),), [("keyword", "k")]),
        (
            (Parameter("changedsince", "2026-01-01"), Parameter("x", "1")),
            [("keyword", ""), ("changedsince", "2026-01-01"), ("x", "1")],
        ),
        (
            (Parameter("x", "1"), Parameter("changedsince", "2026-01-01")),
            [("x", "1"), ("changedsince", "2026-01-01"), ("keyword", "")],
        ),
    ],
)
def test_a_parameter_is_turned_on_in_its_place(opened, given, then):
    form = opened("customerlist", *given)
    assert form.turn_on("keyword")
    assert pairs(form) == then
    assert not form.turn_on("keyword")


# Rows and text


def text_of(form):
    (editor,) = [
        e for e in form.findChildren(QPlainTextEdit) if e.accessibleName() == "Parameters as text"
    ]
    return editor


def test_rows_become_text_and_rows_again(qtbot, opened):
    given = (
        Parameter("customercodelist", "1,2"),
        Parameter("keyword", "a=b: //\\", enabled=False),
        Parameter("own", " x\u00a0"),
        Parameter("own", "2", enabled=False),
    )
    form = opened("customerlist", *given)
    form.toggle_text()
    assert form.as_text
    assert form.parameters() == given
    text = text_of(form)
    qtbot.keyClick(text, Qt.Key.Key_End, CONTROL)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "more: 3")
    assert form.parameters() == (*given, Parameter("more", "3"))
    form.toggle_text()
    assert not form.as_text
    assert set(form.parameters()) == {*given, Parameter("more", "3")}
    assert [p.name for p in form.parameters() if p.enabled] == ["customercodelist", "own", "more"]
    shown = "Value of more"
    qtbot.waitUntil(lambda: any(e.accessibleName() == shown for e in form.findChildren(QLineEdit)))
    assert value(form, "more").text() == "3"


def test_text_is_checked_too(qtbot, opened):
    form = opened(
        "customerlist", Parameter("keyword", "a"), Parameter("changedsince", "2026-11-01")
    )
    form.toggle_text()
    said = "Line 2: changedsince is ignored while keyword is set: switch one of them off."
    assert said in told(form)
    qtbot.keyClick(text_of(form), Qt.Key.Key_Home, CONTROL)
    qtbot.keyClicks(text_of(form), "// ")
    assert said not in told(form)
    assert form.parameters()[0] == Parameter("keyword", "a", enabled=False)


def test_the_url_decides_what_the_text_says(opened):
    form = opened("customerlist", Parameter("keyword", "a"), Parameter("x", "1"))
    form.toggle_text()
    form.take_typed((Parameter("keyword", "b"),))
    assert text_of(form).toPlainText() == "keyword=b\n// x=1"


def test_what_is_not_in_the_catalogue_has_rows_too(qtbot, opened, catalogue):
    form = opened("customerlist")
    form.show_request(None, (Parameter("a", "1"),))
    assert pairs(form) == [("a", "1")]
    assert form.problems() == []
    assert form.focus_field("a")
