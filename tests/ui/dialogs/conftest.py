"""Profiles on disk and a keychain that can be locked."""

from __future__ import annotations

from itertools import count

import pytest
from exchanges import PROFILE

from nvexplorer.library.keys import KeyStore
from nvexplorer.library.profiles import Book, ProfileStore
from nvexplorer.model.errors import KeychainLocked, KeyMissing
from nvexplorer.ui.dialogs.profiles import edits
from nvexplorer.ui.profiles_model import ProfilesModel


class Keychain:
    """A keychain of this test; `locked` is how real ones refuse."""

    kind = "the test's keychain"

    def __init__(self) -> None:
        self.held = {}
        self.locked = False

    def _check(self):
        if self.locked:
            raise KeychainLocked("The keychain is locked.", "Unlock it and try again.")

    def get(self, name):
        self._check()
        if name not in self.held:
            raise KeyMissing("No key.", "Enter it.")
        return self.held[name]

    def put(self, name, secret):
        self._check()
        self.held[name] = secret

    def remove(self, name):
        self._check()
        self.held.pop(name, None)


class Ids:
    def __init__(self) -> None:
        self._numbers = count(1)

    def new(self):
        return f"id-{next(self._numbers)}"


@pytest.fixture
def keychain():
    return Keychain()


@pytest.fixture
def keys(keychain):
    return KeyStore(keychain)


@pytest.fixture
def ids():
    return Ids()


@pytest.fixture
def store(tmp_path):
    return ProfileStore(tmp_path / "config")


@pytest.fixture
def model(store, tasks):
    return ProfilesModel(store, tasks)


@pytest.fixture
def book(ids):
    """Two profiles, `Demo` and `Demo live`, of one company, partner and API user."""
    book, first = edits.add_profile(Book(), PROFILE, ids.new)
    entry = book.entry(first)
    book, _ = edits.add_profile(
        book,
        PROFILE._replace(name="Demo live"),
        ids.new,
        partner=entry.partner,
        user=entry.user,
        company=entry.company,
    )
    return book


@pytest.fixture
def filled(qtbot, model, book):
    """The model with that book, on the disk."""
    with qtbot.waitSignal(model.saved):
        model.replace(book)
    return model
