"""Settings: each field by itself."""

from __future__ import annotations

import pytest

from nvexplorer.library.settings import Settings, SettingsStore, Theme
from nvexplorer.model.errors import BadInput, ReadOnly
from nvexplorer.model.ports import Proxy, ProxyKind

OTHER = Settings(
    Theme.DARK,
    Proxy(ProxyKind.MANUAL, "http://proxy.example:8080"),
    pretty=False,
    confirm_cancel_write=False,
    confirm_close_changed=False,
    geometry="AdnQywADAAA=",
    splitters="1,2\n3",
    favourites=("customerlist.nv", "own.nv"),
)


def test_settings_come_back(tmp_path):
    store = SettingsStore(tmp_path / "config")
    assert store.load() == (Settings(), ())
    assert not (tmp_path / "config").exists()
    store.save(OTHER)
    assert SettingsStore(tmp_path / "config").load() == (OTHER, ())
    store.save(Settings())
    assert SettingsStore(tmp_path / "config").load() == (Settings(), ())


@pytest.mark.parametrize(
    ("line", "warning"),
    [
        ('theme = "pink"', "system, light, dark"),
        ("pretty = 0", "true or false"),
        ('proxy = "some"', "system, none, manual"),
        ("splitters = 5", "text in quotes"),
        ("favourites = ['a.nv', 1]", "list of texts"),
        ('them = "dark"', "Did you mean theme"),
    ],
)
def test_a_bad_field_costs_itself_alone_and_stays_in_the_file(tmp_path, line, warning):
    path = tmp_path / "settings.toml"
    path.write_text(f'geometry = "sv" # mine\n{line}\n')
    store = SettingsStore(tmp_path)
    settings, warnings = store.load()
    assert settings == Settings(geometry="sv")
    assert len(warnings) == 1
    assert warning in warnings[0]
    store.save(settings._replace(confirm_cancel_write=False))
    assert path.read_text() == f'geometry = "sv" # mine\n{line}\nconfirm_cancel_write = false\n'


@pytest.mark.parametrize("url", ["http://user:word@proxy.example:8080", "user@proxy.example"])
def test_a_proxys_password_is_not_written(tmp_path, url):
    with pytest.raises(BadInput) as caught:
        SettingsStore(tmp_path).save(Settings(proxy=Proxy(ProxyKind.MANUAL, url)))
    assert "word" not in str(caught.value).replace("password", "")
    assert list(tmp_path.iterdir()) == []


def test_two_programs_keep_each_others_changes(tmp_path):
    ours, theirs = SettingsStore(tmp_path), SettingsStore(tmp_path)
    ours.save(Settings(geometry="fi"))
    theirs.save(Settings(theme=Theme.DARK))
    ours.save(Settings(geometry="fi", pretty=False))
    assert ours.load().settings == Settings(Theme.DARK, geometry="fi", pretty=False)


def test_two_programs_keep_each_others_favourites(tmp_path):
    one, other = SettingsStore(tmp_path), SettingsStore(tmp_path)
    one.save(Settings(favourites=("a.nv", "b.nv")))
    assert other.load().settings.favourites == ("a.nv", "b.nv")
    one.save(Settings(favourites=("a.nv", "b.nv", "c.nv")))
    other.save(Settings(favourites=("b.nv", "d.nv")))
    assert SettingsStore(tmp_path).load().settings.favourites == ("b.nv", "c.nv", "d.nv")


def test_a_damaged_file_gives_defaults_and_a_warning(tmp_path):
    (tmp_path / "settings.toml").write_text("theme =\n")
    store = SettingsStore(tmp_path)
    settings, (warning,) = store.load()
    assert settings == Settings()
    assert "settings.toml, line 1" in warning
    store.save(OTHER)
    assert (tmp_path / "settings.toml.unreadable-1").read_text() == "theme =\n"
    assert SettingsStore(tmp_path).load().settings == OTHER


def test_read_only_is_said(read_only):
    with pytest.raises(ReadOnly):
        SettingsStore(read_only.folder).save(OTHER)
