"""The one simple form makes a profile, tells what is wrong, and keeps keys out of files."""

from __future__ import annotations

import pytest
from answering import Answering
from exchanges import CUSTOMER_KEY, PARTNER_KEY
from forms import line, press, told, type_into
from PySide6.QtWidgets import QComboBox, QLineEdit

from nvexplorer.model.profile import Company, Environment
from nvexplorer.ui.dialogs.profiles.environment_cards import EnvironmentCards
from nvexplorer.ui.dialogs.profiles.new_profile import NewProfileDialog


@pytest.fixture
def make(qtbot, theme, tasks, keys, ids):
    def make(model):
        dialog = NewProfileDialog(theme, tasks, model, keys, ids)
        qtbot.addWidget(dialog, before_close_func=lambda each: each.done(0))
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return make


@pytest.fixture
def dialog(make, model):
    return make(model)


def _fill(dialog, environment="test"):
    press(
        dialog,
        {
            "test": "test: Netvisor's test environment, with identifiers and keys of its own.",
            "production": "production: Real books. Each write and delete is asked for first.",
        }[environment],
    )
    type_into(
        dialog,
        Company="Demo Oy",
        Organisation_ID="0123456-2",
        Sender="Demo integration",
        Partner_ID="XXX_12_3",
        Partner_key=PARTNER_KEY,
        Customer_ID="XX_12_3",
        Customer_key=CUSTOMER_KEY,
    )


def test_a_filled_form_makes_a_profile_with_its_keys_in_the_keychain(
    qtbot, dialog, model, keychain, tmp_path
):
    _fill(dialog)
    with qtbot.waitSignal(dialog.made) as made:
        press(dialog, "Create profile")
    profile = model.current
    assert made.args == [model.current_id]
    assert profile.name == "Demo Oy test"
    assert profile.environment == Environment.TEST
    assert profile.company == Company("Demo Oy", "0123456-2")
    assert profile.partner == ("Demo integration", "Demo integration", "XXX_12_3")
    assert profile.user == ("XX_12_3", "XX_12_3")
    entry = model.book.entry(model.current_id)
    assert keychain.held[f"partner/{entry.partner}"].reveal() == PARTNER_KEY
    assert keychain.held[f"user/{entry.user}"].reveal() == CUSTOMER_KEY
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(key.encode() in data for key in (PARTNER_KEY, CUSTOMER_KEY) for data in written)


def test_nothing_is_complained_of_before_something_was_typed(dialog):
    assert "empty" not in told(dialog)


def test_an_empty_form_says_field_by_field_what_is_missing(dialog, model):
    press(dialog, "Create profile")
    said = told(dialog)
    assert "Choose the environment" in said
    for missing in ("sender", "partner ID", "customer ID"):
        assert f"The {missing} is empty." in said
    assert not model.book.profiles


def test_a_wrong_check_digit_warns_at_once_and_hinders_nothing(qtbot, dialog):
    _fill(dialog)
    type_into(dialog, Organisation_ID="0123456-3")
    assert "The check digit of 0123456 is 2, not 3" in told(dialog)
    with qtbot.waitSignal(dialog.made):
        press(dialog, "Create profile")


def test_a_host_without_encryption_is_refused_under_its_field(dialog, model):
    _fill(dialog)
    host = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "Host")
    host.setCurrentText("http://integration.netvisor.fi")
    press(dialog, "Create profile")
    assert "would be called without encryption" in told(dialog)
    assert not model.book.profiles


def test_the_environment_is_never_taken_from_the_host(dialog):
    host = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "Host")
    host.setCurrentText("https://integration.netvisor.fi")
    assert dialog.findChild(EnvironmentCards).environment is None


def test_a_key_is_masked_and_shown_only_while_it_is_typed(dialog):
    field = line(dialog, "Partner key")
    type_into(dialog, Partner_key="abc")
    assert field.echoMode() == QLineEdit.EchoMode.Password
    reveal = field.actions()[0]
    reveal.trigger()
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    field.clear()
    assert field.echoMode() == QLineEdit.EchoMode.Password
    assert not reveal.isVisible()


def test_a_key_that_looks_cut_off_is_told_without_showing_it(dialog):
    type_into(dialog, Customer_key="tooshort")
    assert "this one has 8 characters" in told(dialog)
    assert "tooshort" not in told(dialog)


def test_a_locked_keychain_is_told_and_the_key_may_stay_in_memory(
    qtbot, dialog, model, keys, keychain
):
    keychain.locked = True
    _fill(dialog)
    press(dialog, "Create profile")
    qtbot.waitUntil(lambda: "The keychain is locked." in told(dialog))
    assert not model.book.profiles
    with qtbot.waitSignal(dialog.made):
        press(dialog, "Keep in memory for this run")
    assert keys.keys_for(model.book, model.current_id).partner.reveal() == PARTNER_KEY


def test_an_unlocked_keychain_takes_the_key_at_the_second_try(qtbot, dialog, keychain):
    keychain.locked = True
    _fill(dialog)
    press(dialog, "Create profile")
    qtbot.waitUntil(lambda: "The keychain is locked." in told(dialog))
    keychain.locked = False
    with qtbot.waitSignal(dialog.made):
        press(dialog, "Try again")
    assert len(keychain.held) == 2


def test_a_folder_that_cannot_be_written_leaves_the_profile_usable(qtbot, dialog, model, tmp_path):
    (tmp_path / "config").write_text("in the way")
    _fill(dialog)
    press(dialog, "Create profile")
    qtbot.waitUntil(lambda: "kept in memory" in told(dialog))
    with qtbot.waitSignal(dialog.made):
        press(dialog, "Use without saving")
    assert model.current.name == "Demo Oy test"
    assert model.unsaved


def test_a_taken_name_is_told_under_the_name(make, filled):
    dialog = make(filled)
    press(dialog, "test: Netvisor's test environment, with identifiers and keys of its own.")
    type_into(dialog, Company="Other Oy", Organisation_ID="0123456-2")
    type_into(dialog, Name_of_the_profile="demo")
    press(dialog, "Create profile")
    assert "Another profile is already named “Demo”." in told(dialog)


def test_a_partner_that_is_there_is_offered_and_not_typed_again(qtbot, make, filled):
    dialog = make(filled)
    assert "Partner ID" not in told(dialog)
    press(dialog, "test: Netvisor's test environment, with identifiers and keys of its own.")
    type_into(dialog, Company="Other Oy", Organisation_ID="0123456-2")
    with qtbot.waitSignal(dialog.made):
        press(dialog, "Create profile")
    assert len(filled.book.partners) == len(filled.book.users) == 1
    assert filled.current.company.name == "Other Oy"


def test_closing_asks_before_what_was_typed_is_lost(dialog):
    type_into(dialog, Company="Demo Oy")
    with Answering("Keep editing") as question:
        press(dialog, "Cancel")
    assert "What was typed" in question.asked
    assert dialog.isVisible()
    with Answering("Close"):
        press(dialog, "Cancel")
    assert not dialog.isVisible()


def test_who_has_no_keys_is_sent_to_the_sandbox(qtbot, dialog):
    with qtbot.waitSignal(dialog.sandbox_wanted):
        press(dialog, "Practise on this machine instead")
    assert not dialog.isVisible()
