"""The doctor's window of a real main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from doctor_window import Doctor
from window import Explorer, ProfileText, write_profiles

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """For triples: pairs are tried in full however long it takes."""
    monkeypatch.setattr("nvexplorer.ui.panes.doctor.searcher._SECONDS", 1.0)
    monkeypatch.setattr("nvexplorer.ui.panes.doctor.searcher._SECONDS_OF_TWO", 1.0)


@pytest.fixture
def doctor(qtbot: QtBot, home: Path):
    """Opened by F7; two profiles of test companies, the second with keys of its own API user."""
    write_profiles(
        home,
        ProfileText("Harjoitus", "https://isvapi.netvisor.fi"),
        ProfileText("Muu", "https://isvapi.netvisor.fi", "test", "Muu Oy", "1234567-1"),
    )
    with Explorer(qtbot, home) as explorer:
        explorer.press("F7")
        doctor = Doctor(explorer)
        doctor.come_forward()
        explorer.settle()
        yield doctor
