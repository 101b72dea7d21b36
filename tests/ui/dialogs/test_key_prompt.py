"""Missing keys are asked for once, and where they go is said."""

from __future__ import annotations

import pytest
from exchanges import CUSTOMER_KEY, PARTNER_KEY
from forms import press, told, type_into
from PySide6.QtWidgets import QPushButton

from nvexplorer.model.secret import Secret
from nvexplorer.ui.dialogs.key_prompt import KeyPrompt


@pytest.fixture
def ask(qtbot, theme, tasks, keys, book):
    def ask():
        prompt = KeyPrompt(theme, tasks, keys, book, book.by_name("Demo"))
        qtbot.addWidget(prompt)
        prompt.show()
        return prompt

    return ask


@pytest.fixture
def entry(book):
    return book.entry(book.by_name("Demo"))


def _ready(prompt):
    return next(b for b in prompt.findChildren(QPushButton) if b.text() == "Continue").isEnabled()


def test_only_the_missing_key_is_asked_for(qtbot, ask, keychain, entry):
    keychain.held[f"user/{entry.user}"] = Secret(CUSTOMER_KEY)
    prompt = ask()
    qtbot.waitUntil(lambda: "Partner key of Demo" in told(prompt))
    assert "Customer key" not in told(prompt)
    assert "Keys go to the test's keychain, never into a file." in told(prompt)
    assert not _ready(prompt)
    type_into(prompt, Partner_key_of_Demo=PARTNER_KEY)
    with qtbot.waitSignal(prompt.accepted):
        press(prompt, "Continue")
    assert keychain.held[f"partner/{entry.partner}"].reveal() == PARTNER_KEY


def test_keys_for_this_run_never_reach_the_keychain(qtbot, ask, keychain, keys, book):
    prompt = ask()
    qtbot.waitUntil(lambda: "Partner key of Demo" in told(prompt))
    type_into(prompt, Partner_key_of_Demo=PARTNER_KEY, Customer_key_of_Demo=CUSTOMER_KEY)
    press(prompt, "Only for this run: keep them in memory")
    with qtbot.waitSignal(prompt.accepted):
        press(prompt, "Continue")
    assert keychain.held == {}
    assert keys.keys_for(book, book.by_name("Demo")) == (Secret(CUSTOMER_KEY), Secret(PARTNER_KEY))


def test_a_locked_keychain_is_told_apart_and_can_be_tried_again(qtbot, ask, keychain, entry):
    keychain.held[f"user/{entry.user}"] = Secret(CUSTOMER_KEY)
    keychain.held[f"partner/{entry.partner}"] = Secret(PARTNER_KEY)
    keychain.locked = True
    prompt = ask()
    qtbot.waitUntil(lambda: "The keychain is locked" in told(prompt))
    assert "Keys stay in memory until the program ends." in told(prompt)
    keychain.locked = False
    with qtbot.waitSignal(prompt.accepted):
        press(prompt, "Try again")


def test_keys_that_are_all_there_need_no_asking(qtbot, ask, keychain, entry):
    keychain.held[f"user/{entry.user}"] = Secret(CUSTOMER_KEY)
    keychain.held[f"partner/{entry.partner}"] = Secret(PARTNER_KEY)
    prompt = ask()
    qtbot.waitUntil(lambda: prompt.result() == KeyPrompt.DialogCode.Accepted)


def test_a_keychain_that_locks_meanwhile_loses_nothing(qtbot, ask, keychain, keys, book):
    prompt = ask()
    qtbot.waitUntil(lambda: "Partner key of Demo" in told(prompt))
    type_into(prompt, Partner_key_of_Demo=PARTNER_KEY, Customer_key_of_Demo=CUSTOMER_KEY)
    keychain.locked = True
    press(prompt, "Continue")
    qtbot.waitUntil(lambda: "The keychain is locked." in told(prompt))
    with qtbot.waitSignal(prompt.accepted):
        press(prompt, "Keep in memory for this run")
    keychain.locked = False
    assert keys.keys_for(book, book.by_name("Demo")).partner.reveal() == PARTNER_KEY


def test_a_hint_under_a_key_makes_room_for_itself(qtbot, ask):
    prompt = ask()
    qtbot.waitUntil(lambda: "Partner key of Demo" in told(prompt))
    type_into(prompt, Partner_key_of_Demo="too short", Customer_key_of_Demo=" edges ")
    assert "begins or ends with a space" in told(prompt)
    assert prompt.height() >= prompt.layout().totalHeightForWidth(prompt.width())
