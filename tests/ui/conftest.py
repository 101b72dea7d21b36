"""A real window on a real sandbox, in the test's own process."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from raw_server import RawServer
from window import Explorer, ProfileText, write_profiles

from nvexplorer.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

_tests = 0


@pytest.fixture(autouse=True)
def _garbage():
    """Collect where the Qt objects are: a collection in a test's other threads would destroy them
    there. A test's cycles go with its end, old ones with every 25th."""
    global _tests
    gc.disable()
    yield
    _tests += 1
    gc.collect(1 if _tests % 25 else 2)
    gc.enable()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def sandbox():
    with Sandbox() as running:
        yield running


@pytest.fixture
def explorer(qtbot: QtBot, home: Path, sandbox: Sandbox):
    """The window with one profile, that of the sandbox, whose keys are known."""
    write_profiles(home, ProfileText("Harjoitus", sandbox.url, "sandbox"))
    with Explorer(qtbot, home) as window:
        yield window


@pytest.fixture
def on_server(qtbot: QtBot, home: Path):
    """`on_server(script)` opens the window with a profile whose host behaves as the script says."""
    opened: list[Explorer | RawServer] = []

    def start(script: Callable, **profile: object) -> tuple[Explorer, RawServer]:
        server = RawServer(script)
        server.__enter__()
        opened.append(server)
        host = f"http://127.0.0.1:{server.port}"
        write_profiles(home, ProfileText("Koe", host, **profile))  # type: ignore[arg-type]
        explorer = Explorer(qtbot, home).open()
        opened.append(explorer)
        return explorer, server

    yield start
    for each in reversed(opened):
        each.__exit__(None, None, None)


@pytest.fixture
def theme(qapp):
    """The colours and fonts; the application itself is not dressed."""
    from nvexplorer.ui.theme import Theme

    return Theme()


@pytest.fixture
def workers(qapp):
    """Ended with the test, whatever they do then."""
    from nvexplorer.outside.clock import SystemClock
    from nvexplorer.ui.window_workers import WindowWorkers
    from nvexplorer.workers.client import ProcessWorkers

    running = WindowWorkers(ProcessWorkers(SystemClock()))
    yield running
    running.close()


@pytest.fixture
def tasks(qapp):
    """Ended with the test, whose work has to be done by then."""
    from nvexplorer.ui.tasks import Tasks

    running = Tasks()
    yield running
    assert running.close()
