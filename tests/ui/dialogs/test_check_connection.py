"""Check connection in a real window on a real sandbox, and on hosts that are wrong."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QPushButton
from window import Explorer, ProfileText, write_profiles

from nvexplorer.exchange.check_line import State
from nvexplorer.ui.dialogs.check_connection import CheckDialog


def _check(explorer):
    explorer.press("Ctrl+Shift+K")
    dialog = explorer.dialog()
    assert isinstance(dialog, CheckDialog)
    return dialog


def _ended(explorer, dialog):
    explorer.until(lambda: not dialog.running, "the end of the check")
    return {line.step: line for line in dialog.lines}


@pytest.fixture
def window(qtbot, home):
    opened = []

    def window(host, **options):
        write_profiles(home, ProfileText("Koe", host))
        opened.append(Explorer(qtbot, home, **options).open())
        return opened[-1]

    yield window
    for each in opened:
        each.__exit__(None, None, None)


def test_a_connection_that_works_is_green_line_by_line(explorer):
    dialog = _check(explorer)
    lines = _ended(explorer, dialog)
    assert {line.state for line in lines.values()} <= {State.OK, State.SKIPPED}
    assert lines["MAC"].state == lines["resource"].state == State.OK
    assert explorer.sees("all is well", dialog)
    for line in lines.values():
        assert explorer.sees(line.what, dialog)
    explorer.click(explorer.button("copy as text", dialog))
    assert "Netvisor accepted the MAC." in explorer.clipboard


def test_the_window_stays_usable_beside_it(explorer):
    dialog = _check(explorer)
    assert not dialog.isModal()
    _ended(explorer, dialog)
    explorer.come_back()
    explorer.open_resource("customerlist")
    assert explorer.send().outcome.value == "OK"
    assert dialog.isVisible()


def test_the_check_is_in_the_log(explorer):
    _ended(explorer, _check(explorer))
    explorer.come_back()
    assert any("customerlist.nv" in row for row in explorer.show_log())


def test_a_host_that_does_not_exist_is_red_with_a_next_step(window):
    explorer = window("https://netvisor.invalid")
    dialog = _check(explorer)
    lines = _ended(explorer, dialog)
    assert lines["name"].state == State.BAD
    assert lines["name"].next
    assert lines["MAC"].state == State.SKIPPED
    assert explorer.sees("name is wrong", dialog)


def test_a_wrong_key_is_found_at_the_mac(window, sandbox):
    keys = {"partner/p": "0" * 32, "user/u": "0" * 32}
    explorer = window(sandbox.url, keys=keys)
    dialog = _check(explorer)
    lines = _ended(explorer, dialog)
    assert lines["TCP"].state == State.OK
    assert lines["MAC"].state == State.BAD
    assert explorer.sees("MAC is wrong", dialog)


def test_missing_keys_can_be_entered_from_there(window, sandbox):
    explorer = window(sandbox.url, keys={})
    dialog = _check(explorer)
    lines = _ended(explorer, dialog)
    assert lines["signing"].state == State.BAD
    with explorer.answering(lambda box: box.reject()) as seen:
        explorer.click(explorer.button("Enter the keys…", dialog))
    assert any("Customer key" in text for text in seen)


def test_it_can_be_stopped_and_started_again(on_server):
    stop = threading.Event()

    def never(connection):
        stop.wait(20)

    explorer, _ = on_server(never)
    dialog = _check(explorer)
    explorer.until(lambda: any(line.step == "signing" for line in dialog.lines), "signing")
    explorer.click(explorer.button("Stop", dialog))
    _ended(explorer, dialog)
    stop.set()
    assert explorer.sees("stopped", dialog)
    assert [b.text() for b in dialog.findChildren(QPushButton) if b.text() == "Check again"]


def test_closing_stops_it(on_server):
    stop = threading.Event()
    explorer, _ = on_server(lambda connection: stop.wait(20))
    dialog = _check(explorer)
    explorer.until(lambda: any(line.step == "signing" for line in dialog.lines), "signing")
    dialog.close()
    stop.set()
    explorer.settle()
