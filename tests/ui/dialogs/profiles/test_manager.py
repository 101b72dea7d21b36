"""The manager changes profiles and their parts in a draft, and the disk on Save alone."""

from __future__ import annotations

import pytest
from answering import Answering
from forms import line, press, told, type_into
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListWidget, QTabBar

from nvexplorer.model.secret import Secret
from nvexplorer.ui.dialogs.profiles.manager import ProfileManager
from nvexplorer.ui.dialogs.profiles.new_profile import NewProfileDialog

_NEW_KEY = "c3" * 16
_COLUMNS = ("Name", "Value")


@pytest.fixture
def dialog(qtbot, theme, tasks, filled, keys, ids):
    dialog = ProfileManager(theme, tasks, filled, keys, ids)
    qtbot.addWidget(dialog, before_close_func=lambda each: each.done(0))
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def _page(dialog, name):
    bar = dialog.findChild(QTabBar)
    bar.setCurrentIndex([bar.tabText(n) for n in range(bar.count())].index(name))


def _list(dialog):
    return next(each for each in dialog.findChildren(QListWidget) if each.isVisible())


def _names(dialog):
    shown = _list(dialog)
    return [shown.item(row).text() for row in range(shown.count())]


def _key(dialog, key, modifier=Qt.KeyboardModifier.NoModifier):
    shown = _list(dialog)
    dialog.activateWindow()
    shown.setFocus()
    assert QTest.qWaitForWindowActive(dialog)
    QTest.keyClick(shown, key, modifier)


def _save(qtbot, dialog):
    with qtbot.waitSignal(dialog.accepted):
        press(dialog, "Save")


def test_a_partners_key_is_changed_in_one_place_for_all_profiles(
    qtbot, dialog, filled, keys, keychain
):
    entry = filled.book.entry(filled.current_id)
    keychain.held[f"user/{entry.user}"] = Secret("a" * 32)
    _page(dialog, "Partners")
    assert "Used by 2 profiles: Demo, Demo live." in told(dialog)
    type_into(dialog, Partner_key=_NEW_KEY)
    assert f"partner/{entry.partner}" not in keychain.held
    _save(qtbot, dialog)
    for profile_id in filled.book.profiles:
        assert keys.keys_for(filled.book, profile_id).partner.reveal() == _NEW_KEY


def test_where_a_key_is_gets_told_but_never_the_key(qtbot, dialog, filled, keychain):
    entry = filled.book.entry(filled.current_id)
    keychain.held[f"user/{entry.user}"] = Secret(_NEW_KEY)
    _page(dialog, "API users")
    _page(dialog, "Profiles")
    _page(dialog, "API users")
    qtbot.waitUntil(lambda: "known yet" in told(dialog) or "Stored" in told(dialog))
    assert line(dialog, "Customer key").text() == ""
    assert not any(_NEW_KEY in each.text() for each in dialog.findChildren(QLineEdit))


def test_a_typed_key_is_still_there_after_looking_at_another_part(dialog):
    _page(dialog, "Partners")
    type_into(dialog, Partner_key=_NEW_KEY)
    _key(dialog, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert line(dialog, "Partner key").text() == ""
    _list(dialog).setCurrentRow(0)
    assert line(dialog, "Partner key").text() == _NEW_KEY


def test_the_company_of_all_its_profiles_is_corrected_in_one_place(qtbot, dialog, filled):
    _page(dialog, "Companies")
    type_into(dialog, Company="Demo Group Oy")
    _save(qtbot, dialog)
    names = {filled.book.joined(each).company.name for each in filled.book.profiles}
    assert names == {"Demo Group Oy"}


def test_a_part_in_use_is_not_deleted_and_it_is_said_by_whom(dialog, filled):
    _page(dialog, "Partners")
    _key(dialog, Qt.Key.Key_Delete)
    assert "This partner is used by “Demo”, “Demo live”." in told(dialog)
    assert _names(dialog) == ["Demo"]


def test_profiles_are_duplicated_ordered_renamed_and_deleted(qtbot, dialog, filled, store):
    _key(dialog, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert _names(dialog) == ["Demo", "Demo 2", "Demo live"]
    _key(dialog, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _names(dialog) == ["Demo", "Demo live", "Demo 2"]
    _key(dialog, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    _key(dialog, Qt.Key.Key_F2)
    editor = _list(dialog).findChild(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Training")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _names(dialog) == ["Demo", "Training", "Demo live"])
    _list(dialog).setCurrentRow(0)
    _key(dialog, Qt.Key.Key_Delete)
    assert _names(dialog) == ["Training", "Demo live"]
    _save(qtbot, dialog)
    on_disk = store.load().book
    assert [each.name for each in on_disk.profiles.values()] == ["Training", "Demo live"]
    assert filled.current.name == "Training"


def test_an_order_of_its_own_is_kept(qtbot, dialog, store):
    _list(dialog).setCurrentRow(1)
    _key(dialog, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    _save(qtbot, dialog)
    on_disk = store.load().book
    assert [each.name for each in on_disk.profiles.values()] == ["Demo live", "Demo"]


def test_nothing_reaches_the_disk_before_save(dialog, store, book):
    _key(dialog, Qt.Key.Key_Delete)
    assert store.load().book == book
    with Answering("Close"):
        press(dialog, "Cancel")
    assert store.load().book == book


def test_closing_asks_only_when_something_changed(dialog):
    type_into(dialog, Name="Other")
    with Answering("Keep editing") as question:
        press(dialog, "Cancel")
    assert question.asked
    assert dialog.isVisible()
    type_into(dialog, Name="Demo")
    press(dialog, "Cancel")
    assert not dialog.isVisible()


def test_a_taken_name_keeps_the_dialog_open_on_that_profile(qtbot, dialog, filled):
    type_into(dialog, Name="demo LIVE")
    _list(dialog).setCurrentRow(1)
    press(dialog, "Save")
    assert dialog.isVisible()
    assert "Another profile is already named" in told(dialog)
    assert line(dialog, "Name").text() in ("demo LIVE", "Demo live")


def test_a_part_is_made_from_the_profile_that_needs_it(qtbot, dialog, filled):
    press(dialog, "Make a new Company")
    type_into(dialog, Company="Second Oy", Organisation_ID="7654321-2")
    _page(dialog, "Profiles")
    combo = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "Company")
    combo.setCurrentIndex(combo.findText("Second Oy"))
    _save(qtbot, dialog)
    assert filled.current.company.name == "Second Oy"


def test_what_is_wrong_in_a_part_is_told_where_the_profile_names_it(dialog):
    _page(dialog, "Partners")
    type_into(dialog, Partner_ID="")
    _page(dialog, "Profiles")
    assert "The partner ID is empty." in told(dialog)


def test_a_new_profile_joins_what_is_drafted(qtbot, dialog, filled):
    type_into(dialog, Name="Renamed")
    press(dialog, "New profile")
    form = dialog.findChild(NewProfileDialog)
    press(form, "test: Netvisor's test environment, with identifiers and keys of its own.")
    type_into(form, Company="Third Oy", Organisation_ID="7654321-2")
    with qtbot.waitSignal(form.made):
        press(form, "Create profile")
    assert _names(dialog) == ["Renamed", "Demo live", "Third Oy test"]
    _save(qtbot, dialog)
    names = [each.name for each in filled.book.profiles.values()]
    assert names == ["Renamed", "Demo live", "Third Oy test"]


def test_deleting_a_partner_forgets_its_key(qtbot, dialog, filled, keychain):
    _page(dialog, "Partners")
    _key(dialog, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    type_into(dialog, Sender="Spare", Partner_ID="SPA_1_1", Partner_key=_NEW_KEY)
    spare = dialog._draft.book.partners.keys() - filled.book.partners.keys()
    _save(qtbot, dialog)
    name = f"partner/{spare.pop()}"
    assert keychain.held[name].reveal() == _NEW_KEY
    again = ProfileManager(dialog._theme, dialog._tasks, filled, dialog._keys, dialog._ids)
    qtbot.addWidget(again)
    again.show()
    _page(again, "Partners")
    _list(again).setCurrentRow(1)
    _key(again, Qt.Key.Key_Delete)
    _save(qtbot, again)
    assert name not in keychain.held


def _fields(dialog, name):
    return [
        each
        for each in dialog.findChildren(QLineEdit)
        if each.isVisible() and each.accessibleName() == name
    ]


def _add_variable(dialog, of, name, value):
    """Into the blank row, by keyboard."""
    QApplication.processEvents()  # which show a row that was added
    names, values = (_fields(dialog, f"{what} of a variable of the {of}")[-1] for what in _COLUMNS)
    QTest.keyClicks(names, name)
    QTest.keyClicks(values, value)


def test_save_keeps_what_changed_elsewhere_meanwhile(qtbot, dialog, filled, store):
    entry = filled.book.entry(filled.current_id)
    moved = entry._replace(host="http://127.0.0.1:45678")
    with qtbot.waitSignal(filled.saved):
        filled.replace(filled.book.with_profile(filled.current_id, moved))
    type_into(dialog, Name="Renamed")
    _save(qtbot, dialog)
    saved = store.load().book.entry(filled.current_id)
    assert saved == moved._replace(name="Renamed")


def test_variables_of_profile_and_company_are_kept(qtbot, dialog, filled, store):
    _add_variable(dialog, "profile", "city", "Turku & Abo")
    _add_variable(dialog, "profile", "branch.1", "")
    _page(dialog, "Companies")
    _add_variable(dialog, "company", "city", "Oulu")
    assert "Not secret" in told(dialog)
    _save(qtbot, dialog)
    profile = store.load().book.joined(filled.current_id)
    assert profile.variables == (("city", "Turku & Abo"), ("branch.1", ""))
    assert profile.company.variables == (("city", "Oulu"),)
    again = ProfileManager(dialog._theme, dialog._tasks, filled, dialog._keys, dialog._ids)
    qtbot.addWidget(again)
    again.show()
    names = [each.text() for each in _fields(again, "Name of a variable of the profile")]
    assert names == ["city", "branch.1", ""]
    again._draft.base = again._draft.book
    cross = _fields(again, "Value of a variable of the profile")[0].actions()[0]
    assert cross.text() == "Remove this variable"
    cross.trigger()
    _save(qtbot, again)
    assert store.load().book.joined(filled.current_id).variables == (("branch.1", ""),)


def test_a_variable_that_cannot_be_kept_keeps_the_dialog_open(dialog, store, book):
    _page(dialog, "Companies")
    _add_variable(dialog, "company", "today", "x")
    assert "{{today}} already has a meaning." in told(dialog)
    _page(dialog, "Profiles")
    press(dialog, "Save")
    assert dialog.isVisible()
    assert _fields(dialog, "Name of a variable of the company")[0].text() == "today"
    assert store.load().book == book
