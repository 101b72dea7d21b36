"""Where a request goes, with which keys, and what happens when a file of ours is not as it should
be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from raw_server import RawServer, answer, answering
from read_only import read_only
from window import KEYS, Explorer, ProfileText, make_profile, write_profiles

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from nvexplorer.sandbox.server import Sandbox

OK = (
    b"<Root><ResponseStatus><Status>OK</Status><TimeStamp>1.1.2026 12:00:00</TimeStamp>"
    b"</ResponseStatus></Root>"
)


@pytest.mark.parametrize("key", ["Return", "Esc", "Space"])
def test_production_is_asked_about_and_the_default_sends_nothing(on_server, key: str) -> None:
    explorer, server = on_server(
        answering(answer(OK)), environment="production", company="Oikea Yritys Oy"
    )
    explorer.open_resource("customer.nv")
    explorer.write_body("<root/>")
    assert explorer.button("Send to Oikea Yritys Oy · PRODUCTION")
    with explorer.answering(lambda _box: explorer.press(key)) as question:
        explorer.press("Ctrl+Return")
    asked = " ".join(question)
    assert "customer.nv adds or changes data of Oikea Yritys Oy" in asked
    assert "PRODUCTION" in asked
    explorer.settle()
    assert server.connections == 0
    assert explorer.tab.response.exchange is None
    assert explorer.show_log() == []


def test_production_sends_when_told_so_and_asks_each_time(on_server) -> None:
    explorer, server = on_server(
        answering(*[answer(OK)] * 3), environment="production", company="Oikea Yritys Oy"
    )
    explorer.open_resource("customer.nv")
    explorer.write_body("<root/>")
    before = None
    for count in (1, 2):
        with explorer.answering(
            lambda box: explorer.click(explorer.button("Send to Oikea Yritys Oy", box))
        ):
            explorer.press("Ctrl+Return")
        before = explorer.ended(before)
        assert len(server.requests) == count
    explorer.open_resource("customerlist")
    explorer.send()  # a question would hold it up: reading is not asked about
    assert len(server.requests) == 3


def test_a_get_that_deletes_is_asked_about_in_production(on_server) -> None:
    explorer, server = on_server(answering(answer(OK)), environment="production")
    explorer.open_resource("deletecustomer")
    explorer.fill("customerid", "101")
    with explorer.answering(lambda box: box.reject()) as question:
        explorer.press("Ctrl+Return")
    assert "Delete from Hiekkalaatikko Oy?" in question
    assert any("deletecustomer.nv deletes" in text for text in question)
    assert server.connections == 0


def test_a_tab_keeps_the_profile_it_was_opened_with(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    with RawServer(answering(answer(OK))) as other:
        write_profiles(
            home,
            ProfileText("Harjoitus", sandbox.url, "sandbox"),
            ProfileText("Muu", f"http://127.0.0.1:{other.port}", "test", "Toinen Oy", "0737546-2"),
        )
        with Explorer(qtbot, home) as explorer:
            explorer.open_resource("customerlist")
            explorer.fill("keyword", "Oy")
            explorer.press("Ctrl+E")
            explorer.type("toinen")
            explorer.press("Return")
            explorer.until(lambda: explorer.sees("Toinen Oy", explorer.window.top_bar), "Muu")
            explorer.come_back()
            assert explorer.button("Send to Hiekkalaatikko Oy · SANDBOX")
            assert explorer.button("Use Muu here")
            explorer.send()
            assert explorer.outcome == "OK"
            assert (len(sandbox.seen), other.connections) == (1, 0)

            explorer.open_resource("productlist")
            assert explorer.button("Send to Toinen Oy · TEST")
            explorer.press("Ctrl+1")
            assert explorer.button("Send to Hiekkalaatikko Oy · SANDBOX")
            explorer.click(explorer.button("Use Muu here"))
            assert explorer.button("Send to Toinen Oy · TEST")
            assert not explorer.sees("Use Muu here")
            explorer.send()
            assert (len(sandbox.seen), other.connections) == (1, 1)
            assert b"X-Netvisor-Organisation-ID: 0737546-2\r\n" in other.requests[0]


def test_a_profile_made_in_the_form_is_used_at_once(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    with Explorer(qtbot, home, keys={}) as explorer:
        explorer.open_resource("customerlist")
        make_profile(explorer, sandbox.url, "Netvisor Explorer", KEYS["user/u"], KEYS["partner/p"])
        assert explorer.button("Send to Netvisor Explorer Oy · TEST")
        explorer.send()
        assert explorer.outcome == "OK"
    text = (home / "config" / "profiles.toml").read_text("utf-8")
    assert 'environment = "test"' in text
    assert KEYS["user/u"] not in text


def test_missing_keys_are_asked_for_once_in_a_run(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))

    def enter_keys(box: QDialog) -> None:
        explorer.until(lambda: len(fields(box)) == 2, "the fields")
        user, partner = fields(box)
        assert not explorer.button("Continue", box).isEnabled()
        user.setText(KEYS["user/u"])
        partner.setText(KEYS["partner/p"])
        explorer.press("Return")

    def fields(box: QDialog) -> list[QLineEdit]:
        return [each for each in box.findChildren(QLineEdit) if each.isVisible()]

    with Explorer(qtbot, home, keys={}) as explorer:
        explorer.open_resource("customerlist")
        with explorer.answering(enter_keys) as question:
            explorer.press("Ctrl+Return")
        assert "Customer key of User" in question
        assert "Partner key of Integration" in question
        explorer.ended()
        assert explorer.outcome == "OK"
        explorer.send()  # a second prompt would hold it up
        assert len(sandbox.seen) == 2
    with Explorer(qtbot, home, keys={}) as explorer:
        explorer.press("Ctrl+1")
        with explorer.answering(lambda box: explorer.click(explorer.button("Cancel", box))):
            explorer.press("Ctrl+Return")
        explorer.settle()
        assert len(sandbox.seen) == 2
        assert not explorer.tab.sending


DAMAGED = 'default = "x"\n[profiles.x]\nname = "Tärkeä\n'


def test_a_damaged_profile_file_is_set_aside(qtbot: QtBot, home: Path, sandbox: Sandbox) -> None:
    config = home / "config"
    config.mkdir(parents=True)
    file = config / "profiles.toml"
    file.write_text(DAMAGED, encoding="utf-8")
    with Explorer(qtbot, home) as explorer:
        notice = explorer.window.notice.text
        assert "profiles.toml" in notice
        assert "line 3" in notice
        copies = [each for each in config.iterdir() if "unreadable" in each.name]
        assert [each.read_text(encoding="utf-8") for each in copies] == [DAMAGED]
        assert copies[0].name in notice
        assert file.read_text(encoding="utf-8") == DAMAGED
        assert explorer.sees("No profile")
    assert file.read_text(encoding="utf-8") == DAMAGED

    with Explorer(qtbot, home, demo=True) as explorer:  # makes a profile, and saves it
        explorer.until(lambda: "SANDBOX" in explorer.texts(explorer.window.top_bar), "the sandbox")
        explorer.settle()
    assert any(each.read_text(encoding="utf-8") == DAMAGED for each in copies)


@pytest.mark.skipif("sys.platform != 'linux'", reason="needs Linux's capabilities")
def test_a_read_only_home_is_told_and_the_window_works(
    qtbot: QtBot, home: Path, sandbox: Sandbox
) -> None:
    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))
    with read_only(home), Explorer(qtbot, home) as explorer:
        explorer.open_resource("customerlist")
        explorer.fill("keyword", "Oy")
        explorer.until(lambda: "read-only" in explorer.window.notice.text, "the sentence")
        assert str(home) in explorer.window.notice.text
        explorer.send()
        assert explorer.outcome == "OK"
        told = explorer.tab.request.banner.text
        assert told.startswith("The request is sent, it is only not logged: ")
        assert "log.sqlite cannot be written" in told

        explorer.open_resource("customer.nv")
        explorer.write_body("<root/>")
        explorer.press("Ctrl+Return")
        explorer.until(lambda: "Nothing was sent" in explorer.text(), "the refusal")
        assert len(sandbox.seen) == 1, "a write that cannot be logged must not be sent"
        assert explorer.tab.request.draft().body == "<root/>"
    assert not (home / "data").exists()


def test_without_a_profile_the_way_to_one_is_shown(qtbot: QtBot, home: Path) -> None:
    with Explorer(qtbot, home) as explorer:
        explorer.open_resource("customerlist")
        assert explorer.sees("Nothing can be signed without a profile.")
        explorer.press("Ctrl+Return")
        explorer.settle()
        assert explorer.tab.response.exchange is None
        explorer.click(explorer.button("Make a profile"))
        dialog = explorer.dialog()
        assert dialog.windowTitle() == "Your first profile"
        dialog.reject()
        assert QApplication.activeModalWidget() is None
