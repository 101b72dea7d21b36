"""Where files live."""

from __future__ import annotations

from pathlib import Path

import pytest

from nvexplorer.model.errors import BadInput
from nvexplorer.outside.dirs import home_dirs, system_dirs


def test_everything_lies_below_the_given_home_and_nothing_is_made(tmp_path):
    home = tmp_path / "home"
    dirs = home_dirs(home)
    assert len({*dirs}) == 3
    assert all(folder.parent == home for folder in dirs)
    assert not home.exists()


def test_a_relative_home_stays_where_it_was(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    dirs = home_dirs("here")
    monkeypatch.chdir("/")
    assert dirs.config == tmp_path / "here" / "config"


def test_a_file_is_no_home(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="is a file"):
        home_dirs(tmp_path / "file")


@pytest.mark.skipif("sys.platform != 'linux'", reason="other systems have their own places")
@pytest.mark.parametrize("home", ["~nobody-of-this-name/x", "a" * 300])
def test_what_can_be_no_folder_is_refused(home):
    with pytest.raises(BadInput) as caught:
        home_dirs(home)
    assert "--home" in caught.value.next


def test_the_systems_places(monkeypatch):
    monkeypatch.setenv("HOME", "/home/somebody")
    home = Path("/home/somebody")
    assert system_dirs().config == home / ".config" / "nvexplorer"
    assert system_dirs().data == home / ".local" / "share" / "nvexplorer"
    assert system_dirs().cache == home / ".cache" / "nvexplorer"
    monkeypatch.setenv("XDG_CONFIG_HOME", "/elsewhere")
    assert system_dirs().config == Path("/elsewhere/nvexplorer")


@pytest.mark.skipif("sys.platform != 'linux'", reason="other systems have their own places")
def test_a_home_that_the_system_does_not_know_is_said(monkeypatch):
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    with pytest.raises(BadInput, match="home folder") as caught:
        system_dirs()
    assert "--home" in caught.value.next
