"""Another theme while requests are open: all of the window has it, and nothing is lost."""

from __future__ import annotations

import pytest

from nvexplorer.library.settings import Theme
from nvexplorer.ui.tokens import DARK, LIGHT

RESOURCES = ("customerlist.nv", "productlist.nv", "customer.nv", "accountlist.nv")


@pytest.fixture
def requests(explorer):
    for name in RESOURCES:
        explorer.window.open_resource(name, True)
        if name != "customer.nv":
            explorer.press("F1")
    explorer.press("Ctrl+3")
    explorer.write_body("<root/>")
    return explorer


def _all_there(explorer) -> bool:
    return all(tab.window() is explorer.window for tab in explorer.window.workspace.tabs)


def _change(explorer, theme) -> None:
    explorer.window.services.settings.update(theme=theme)
    wanted = DARK if theme is Theme.DARK else LIGHT
    explorer.until(lambda: explorer.theme.tokens is wanted, "the other colours")


def _ground(explorer) -> str:
    """The colour at the lower edge of the MAC input in front."""
    picture = explorer.tab.mac_input.grab().toImage()
    return picture.pixelColor(2, picture.height() - 2).name()


def test_every_request_has_the_new_look(requests):
    for theme, tokens in ((Theme.DARK, DARK), (Theme.LIGHT, LIGHT)):
        _change(requests, theme)
        requests.until(lambda: _all_there(requests), "all requests")
        for number, name in enumerate(RESOURCES, 1):
            requests.press(f"Ctrl+{number}")
            assert requests.tab.title.startswith(name)
            assert _ground(requests) == tokens.background
    assert requests.window.workspace.tabs[2].request.draft().body == "<root/>"


def test_a_request_is_brought_to_the_front_meanwhile(requests):
    requests.window.services.settings.update(theme=Theme.DARK)
    requests.until(lambda: not _all_there(requests), "the beginning")
    for number in (1, 2, 4):
        requests.press(f"Ctrl+{number}")
        assert requests.tab.isVisible()
    requests.until(lambda: requests.theme.dark and _all_there(requests), "the end")
    assert requests.tab.title == "accountlist.nv"
    assert _ground(requests) == DARK.background


def test_requests_are_closed_meanwhile(requests):
    requests.window.services.settings.update(theme=Theme.DARK)
    requests.until(lambda: not _all_there(requests), "the beginning")
    requests.window.workspace.close_tab(0)
    requests.window.workspace.close_tab(0)
    requests.until(lambda: requests.theme.dark and _all_there(requests), "the end")
    assert [tab.title for tab in requests.window.workspace.tabs] == list(RESOURCES[2:])


def test_the_last_choice_holds(requests):
    settings = requests.window.services.settings
    settings.update(theme=Theme.DARK)
    requests.until(lambda: not _all_there(requests), "the beginning")
    settings.update(theme=Theme.LIGHT)
    requests.until(lambda: _all_there(requests), "the end")
    requests.until(lambda: not requests.theme.dark, "the light colours")
    assert _ground(requests) == LIGHT.background
