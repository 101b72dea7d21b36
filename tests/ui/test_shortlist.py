"""Favourites and recent resources."""

from __future__ import annotations

import pytest

from nvexplorer.catalogue.resources import resources_root
from nvexplorer.catalogue.store import Catalogue
from nvexplorer.library.settings import Settings, SettingsStore
from nvexplorer.ui.settings_model import SettingsModel
from nvexplorer.ui.shortlist import MOST_RECENT, Shortlist
from nvexplorer.ui.tasks import Tasks


@pytest.fixture
def settings(qtbot, tmp_path):
    tasks = Tasks()
    yield SettingsModel(SettingsStore(tmp_path), Settings(favourites=("office.nv",)), tasks)
    tasks.close(5)


@pytest.fixture
def shortlist(settings):
    return Shortlist(Catalogue.load(resources_root()), settings, ["vendor.nv"])


def test_favourites_come_and_go(qtbot, shortlist):
    with qtbot.waitSignal(shortlist.changed):
        shortlist.toggle("CustomerList.nv")
    assert shortlist.favourites == ("office.nv", "customerlist.nv")
    assert shortlist.is_favourite("CUSTOMERLIST.NV")
    with qtbot.waitSignal(shortlist.changed):
        shortlist.toggle("office.nv")
    assert shortlist.favourites == ("customerlist.nv",)


def test_only_what_the_catalogue_has_is_a_favourite(shortlist):
    shortlist.toggle("own.nv")
    assert shortlist.favourites == ("office.nv",)


def test_the_newest_is_first_and_none_is_there_twice(qtbot, shortlist):
    for name in ("customer.nv", "own.nv", "VENDOR.nv", " "):
        shortlist.use(name)
    assert shortlist.recent == ("vendor.nv", "own.nv", "customer.nv")
    with qtbot.assertNotEmitted(shortlist.changed):
        shortlist.use("vendor.nv")


def test_the_oldest_are_forgotten(shortlist):
    for number in range(50):
        shortlist.use(f"r{number}.nv")
    assert shortlist.recent == tuple(f"r{n}.nv" for n in range(49, 49 - MOST_RECENT, -1))


def test_other_settings_do_not_disturb(qtbot, settings, shortlist):
    with qtbot.assertNotEmitted(shortlist.changed):
        settings.update(pretty=False)
