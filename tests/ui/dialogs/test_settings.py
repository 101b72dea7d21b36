"""Settings hold at once; a proxy that is none is told and not taken over."""

from __future__ import annotations

from pathlib import Path

import pytest
from forms import press, told, type_into

from nvexplorer.library.settings import Settings, SettingsStore
from nvexplorer.library.settings import Theme as ThemeChoice
from nvexplorer.model.ports import Dirs, Proxy, ProxyKind
from nvexplorer.ui.dialogs.settings import SettingsDialog, proxy_problem
from nvexplorer.ui.settings_model import SettingsModel


@pytest.fixture
def model(tmp_path, tasks):
    return SettingsModel(SettingsStore(tmp_path), Settings(), tasks)


@pytest.fixture
def dialog(qtbot, theme, model, tmp_path):
    dirs = Dirs(tmp_path / "config", tmp_path / "data", tmp_path / "cache")
    dialog = SettingsDialog(theme, model, dirs)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def test_the_theme_changes_at_once_and_is_kept(qtbot, dialog, model, tmp_path):
    press(dialog, "Dark")
    assert model.current.theme == ThemeChoice.DARK
    qtbot.waitUntil(lambda: SettingsStore(tmp_path).load().settings.theme == ThemeChoice.DARK)


def test_a_proxy_is_taken_over_once_it_is_one(dialog, model):
    press(dialog, "This one:")
    assert "Enter the proxy's URL." in told(dialog)
    assert model.current.proxy.kind == ProxyKind.SYSTEM
    type_into(dialog, Proxy="http://proxy.example:8080")
    assert model.current.proxy == Proxy(ProxyKind.MANUAL, "http://proxy.example:8080")
    press(dialog, "None")
    assert model.current.proxy.kind == ProxyKind.NONE


def test_a_password_in_the_proxy_never_reaches_the_file(qtbot, dialog, model, tmp_path):
    press(dialog, "This one:")
    type_into(dialog, Proxy="http://me:secret@proxy.example:8080")
    assert "user name and password" in told(dialog)
    press(dialog, "Light")
    qtbot.waitUntil(lambda: (tmp_path / "settings.toml").exists())
    assert "secret" not in Path(tmp_path / "settings.toml").read_text()


def test_ticks_are_settings(dialog, model):
    press(dialog, "Show answers with one element on each line")
    press(dialog, "Ask before cancelling a write or delete that is under way")
    assert not model.current.pretty
    assert not model.current.confirm_cancel_write
    assert model.current.confirm_close_changed


@pytest.mark.parametrize(
    "url",
    ["", "proxy.example:8080", "socks5://proxy:1080", "http://", "http://proxy:80x", "http://a@b"],
)
def test_what_is_no_proxy_is_told(url):
    assert proxy_problem(url)


@pytest.mark.parametrize("url", ["http://proxy", "https://proxy.example:8080", "http://[::1]:80"])
def test_what_is_a_proxy_is_taken(url):
    assert proxy_problem(url) == ""
