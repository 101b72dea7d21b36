"""What was open when the program last ended is open again, however soon it is ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from window import Explorer, ProfileText, write_profiles

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

RESOURCES = ("customerlist.nv", "productlist.nv", "customer.nv", "accountlist.nv", "getcustomer.nv")


@pytest.fixture
def left(qtbot: QtBot, home: Path) -> Path:
    """The files of a program that was ended with the second of five requests in front."""
    write_profiles(home, ProfileText("Harjoitus", "http://127.0.0.1:9", "sandbox"))
    with Explorer(qtbot, home) as explorer:
        for name in RESOURCES:
            explorer.window.open_resource(name, True)
        explorer.press("Ctrl+3")
        explorer.write_body("<root>ä</root>")
        explorer.press("Ctrl+2")
    return home


def _check(explorer: Explorer) -> None:
    assert [tab.request.resource for tab in explorer.window.workspace.tabs] == list(RESOURCES)
    assert explorer.tab.request.resource == RESOURCES[1]
    assert explorer.window.workspace.tabs[2].request.draft().body == "<root>ä</root>"


def test_requests_come_back_in_their_order(qtbot: QtBot, left: Path) -> None:
    with Explorer(qtbot, left) as explorer:
        _check(explorer)
        assert explorer.focus.accessibleName().startswith("Value of ")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_none_is_lost_when_the_window_is_closed_before_all_are_back(
    qtbot: QtBot, left: Path, count: int
) -> None:
    explorer = Explorer(qtbot, left)
    explorer.window.show()
    explorer.until(
        lambda: (
            hasattr(explorer.window, "workspace") and len(explorer.window.workspace.tabs) >= count
        ),
        "some requests",
    )
    assert explorer.window.workspace.restoring
    explorer.window.workspace.edited.emit()  # so that it is saved
    explorer.close()
    with Explorer(qtbot, left) as again:
        _check(again)


def test_one_is_opened_before_all_are_back(qtbot: QtBot, left: Path) -> None:
    explorer = Explorer(qtbot, left)
    explorer.window.show()
    explorer.until(
        lambda: hasattr(explorer.window, "workspace") and explorer.window.workspace.tabs, "one"
    )
    explorer.window.open_resource("vendor.nv", True)
    with explorer:
        found = [tab.request.resource for tab in explorer.window.workspace.tabs]
        assert sorted(found) == sorted([*RESOURCES, "vendor.nv"])
        assert explorer.tab.request.resource == "vendor.nv"
