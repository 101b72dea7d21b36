"""The window as a process on a screen: started, typed into, killed, closed."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from processes import alive, children
from screen import PATIENCE, TITLE, until, window
from window import Explorer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_what_was_typed_is_there_after_the_program_was_killed(
    program, display: str, qtbot: QtBot
) -> None:
    session = program.home / "data" / "session.toml"
    with window(program, display, "--demo") as screen:
        screen.wait_for(TITLE)
        (sandbox,) = children(screen.process.pid)
        screen.type("Oy kesken")
        until(
            lambda: session.exists() and '"Oy kesken"' in session.read_text("utf-8"), "the session"
        )
        os.kill(screen.process.pid, signal.SIGKILL)
        screen.process.wait(PATIENCE)
        until(lambda: not alive(sandbox), "the end of the sandbox")
    with Explorer(qtbot, program.home) as explorer:
        assert explorer.tab.title == "customerlist.nv"
        (keyword,) = (p for p in explorer.tab.request.draft().parameters if p.enabled)
        assert keyword == ("keyword", "Oy kesken", True)


def test_a_request_is_sent_from_the_keyboard_and_the_program_closed(program, display: str) -> None:
    with window(program, display, "--demo") as screen:
        screen.wait_for(TITLE)
        (sandbox,) = children(screen.process.pid)
        screen.type("oy")
        screen.press("ctrl+Return")
        until(lambda: program("log", "--json").json["requests"], "the request in the log")
        until(lambda: program("log", "--json").json["requests"][0]["outcome"] == "OK", "OK")
        screen.press("ctrl+q")
        assert screen.process.wait(PATIENCE) == 0
        assert not alive(sandbox)
    (row,) = program("log", "--json").json["requests"]
    assert row["resource"] == "customerlist.nv"


def test_a_terminated_window_leaves_no_sandbox(program, display: str) -> None:
    with window(program, display, "--demo") as screen:
        screen.wait_for(TITLE)
        (sandbox,) = children(screen.process.pid)
        screen.process.terminate()
        screen.process.wait(PATIENCE)
        until(lambda: not alive(sandbox), "the end of the sandbox")


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_the_workers_of_a_body_end_with_the_window(program, display: str, end: int) -> None:
    with window(program, display, "--demo") as screen:
        screen.wait_for(TITLE)
        (sandbox,) = children(screen.process.pid)
        screen.press("ctrl+p")
        screen.type("accounting.nv")
        screen.press("Return")
        screen.wait_for("accounting.nv – Netvisor Explorer")
        until(lambda: len(children(screen.process.pid)) == 3, "the workers")
        workers = children(screen.process.pid) - {sandbox}
        wanted = [b"-m", b"nvexplorer", b"--worker-process"]

        def begun(worker: int) -> bool:  # until then it is a copy of the window's process
            command = Path(f"/proc/{worker}/cmdline").read_bytes().split(b"\0")[1:-1]
            return command == wanted

        until(lambda: all(map(begun, workers)), "the workers' programs")
        screen.type("<root>")
        os.kill(screen.process.pid, end)
        screen.process.wait(PATIENCE)
        until(lambda: not any(map(alive, workers)), "the end of the workers")


def test_a_saved_answer_is_opened(program, display: str, tmp_path: Path) -> None:
    file = tmp_path / "vastaus.xml"
    file.write_text("<Root><ResponseStatus><Status>OK</Status></ResponseStatus></Root>")
    with window(program, display, "view", str(file)) as screen:
        screen.wait_for("vastaus.xml – Netvisor Explorer")


@pytest.mark.parametrize("platform", ["xcb", "offscreen"])
def test_the_time_to_the_first_paint_is_printed(program, xvfb: str, platform: str) -> None:
    result = program("--startup-time", DISPLAY=xvfb, QT_QPA_PLATFORM=platform)
    assert (result.code, result.err) == (0, "")
    assert 1 < float(result.text) < 60_000


def test_without_a_screen_there_is_a_sentence(program) -> None:
    result = program(QT_QPA_PLATFORM="")
    assert result.code == 2
    assert result.err.startswith("There is no screen to open the window on.")
