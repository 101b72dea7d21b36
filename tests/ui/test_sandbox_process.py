"""The sandbox as a process of the window's: starts, is told apart, ends."""

from __future__ import annotations

import os

import pytest

from nvexplorer.library.book import Book
from nvexplorer.model.profile import Environment
from nvexplorer.ui.sandbox_process import SANDBOX_ID, SandboxProcess, with_sandbox_profile


@pytest.fixture
def process(qtbot):
    process = SandboxProcess()
    yield process
    process.close()


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_says_where_it_listens_and_ends_with_us(qtbot, process):
    assert not process.running
    with qtbot.waitSignal(process.ready, timeout=20_000) as told:
        process.start()
    (url,) = told.args
    assert url.startswith("http://127.0.0.1:")
    assert process.running
    pid = process._process.processId()
    process.close()
    assert not process.running
    assert not _alive(pid)


def test_whoever_comes_late_is_told_again(qtbot, process):
    with qtbot.waitSignal(process.ready, timeout=20_000):
        process.start()
    with qtbot.waitSignal(process.ready) as told:
        process.announce()
    assert told.args == [process.url]


def test_its_unexpected_end_is_told(qtbot, process):
    with qtbot.waitSignal(process.ready, timeout=20_000):
        process.start()
    with qtbot.waitSignal(process.failed, timeout=20_000) as told:
        process._process.closeWriteChannel()
    assert told.args[0].what == "The sandbox ended by itself (exit code 0)."
    assert not process.running


def test_its_profile_follows_the_port_and_keeps_what_was_changed():
    book = with_sandbox_profile(Book(), "http://127.0.0.1:1")
    profile = book.joined(SANDBOX_ID)
    assert (profile.name, profile.environment) == ("Sandbox", Environment.SANDBOX)
    assert profile.host == "http://127.0.0.1:1"
    changed = book.with_profile(SANDBOX_ID, book.entry(SANDBOX_ID)._replace(algorithm="SHA256"))
    again = with_sandbox_profile(changed, "http://127.0.0.1:2").joined(SANDBOX_ID)
    assert (again.host, again.algorithm) == ("http://127.0.0.1:2", "SHA256")


def test_a_name_that_is_taken_is_left_to_its_owner():
    book = with_sandbox_profile(Book(), "http://127.0.0.1:1")
    taken = book._replace(profiles={"mine": book.entry(SANDBOX_ID)})
    assert with_sandbox_profile(taken, "http://127.0.0.1:3").joined(SANDBOX_ID).name == "Sandbox 2"
