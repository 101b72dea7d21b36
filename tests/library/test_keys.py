"""Keys: found, missing, locked and absent keychains told apart; nothing shown."""

from __future__ import annotations

import pytest

from nvexplorer.library.keys import KeyPlace, KeyStore, key_hint
from nvexplorer.library.profiles import Book, ProfileEntry
from nvexplorer.model.errors import BadInput, KeychainLocked, KeychainMissing, KeyMissing
from nvexplorer.model.profile import ApiUser, Company, Environment, Partner
from nvexplorer.model.secret import Secret

BOOK = (
    Book()
    .with_partner("p", Partner("Software Oy", "Software Oy", "SOF_100_1"))
    .with_user("u", ApiUser("Books", "SO_100_1"))
    .with_company("c", Company("Customer Oy", "0123456-2"))
    .with_profile("one", ProfileEntry("Test", "p", "u", "c", Environment.TEST, "https://x.example"))
)
PARTNER_KEY, USER_KEY = Secret("A1" * 16), Secret("B2" * 16)


class FakeKeychain:
    """Keys in a dictionary; `trouble` is raised by every call."""

    kind = "the fake keychain"

    def __init__(self):
        self.stored = {}
        self.trouble = None

    def _check(self):
        if self.trouble is not None:
            raise self.trouble

    def get(self, name):
        self._check()
        if name not in self.stored:
            raise KeyMissing("none", "")
        return self.stored[name]

    def put(self, name, secret):
        self._check()
        self.stored[name] = secret

    def remove(self, name):
        self._check()
        self.stored.pop(name, None)


@pytest.fixture
def keychain():
    return FakeKeychain()


@pytest.fixture
def store(keychain):
    return KeyStore(keychain)


def test_keys_come_back_for_every_profile_that_uses_them(store, keychain):
    assert store.set_partner_key("p", PARTNER_KEY)
    assert store.set_user_key("u", USER_KEY)
    book = BOOK.duplicated("one", "two", "Two")
    for each in ("one", "two"):
        keys = store.keys_for(book, each)
        assert (keys.customer, keys.partner) == (USER_KEY, PARTNER_KEY)
    assert KeyStore(keychain).keys_for(BOOK, "one").partner == PARTNER_KEY
    assert sorted(keychain.stored) == ["partner/p", "user/u"]
    assert store.status(BOOK, "one") == (KeyPlace.STORED, KeyPlace.STORED)
    assert store.kind == "the fake keychain"


def test_the_missing_key_is_named(store):
    with pytest.raises(KeyMissing, match="API user “Books” is missing"):
        store.keys_for(BOOK, "one")
    store.set_user_key("u", USER_KEY)
    with pytest.raises(KeyMissing, match="partner “Software Oy” is missing"):
        store.keys_for(BOOK, "one")
    assert store.status(BOOK, "one") == (KeyPlace.MISSING, KeyPlace.STORED)
    assert not store.status(BOOK, "one").complete


def test_an_empty_key_is_missing_and_cannot_be_set(store, keychain):
    keychain.stored["user/u"] = Secret("")
    with pytest.raises(KeyMissing, match="API user"):
        store.keys_for(BOOK, "one")
    with pytest.raises(BadInput):
        store.set_user_key("u", Secret(""))


def test_a_locked_keychain_is_neither_missing_nor_empty(store, keychain):
    store.set_partner_key("p", PARTNER_KEY)
    keychain.trouble = KeychainLocked("The keychain is locked.", "Unlock it.")
    for attempt in (
        lambda: store.keys_for(BOOK, "one"),
        lambda: store.set_user_key("u", USER_KEY),
        lambda: store.forget_partner_key("p"),
    ):
        with pytest.raises(KeychainLocked):
            attempt()
    assert store.status(BOOK, "one").user == KeyPlace.LOCKED
    assert not store.set_user_key("u", USER_KEY, remember_only=True)
    assert not store.set_partner_key("p", PARTNER_KEY, remember_only=True)
    assert store.keys_for(BOOK, "one").customer == USER_KEY
    assert store.status(BOOK, "one") == (KeyPlace.REMEMBERED, KeyPlace.REMEMBERED)


def test_without_a_keychain_keys_stay_in_memory(store, keychain):
    keychain.trouble = KeychainMissing("No keychain here.", "")
    with pytest.raises(KeyMissing, match=r"“Books” is not known in this run.*No keychain here"):
        store.keys_for(BOOK, "one")
    assert store.status(BOOK, "one") == (KeyPlace.MISSING, KeyPlace.MISSING)
    assert not store.set_partner_key("p", PARTNER_KEY)
    assert not store.set_user_key("u", USER_KEY)
    assert store.keys_for(BOOK, "one").partner == PARTNER_KEY
    assert keychain.stored == {}
    store.forget_user_key("u")
    with pytest.raises(KeyMissing):
        store.keys_for(BOOK, "one")


def test_a_new_stored_key_wins_over_an_older_remembered_one(store):
    store.set_user_key("u", Secret("old"), remember_only=True)
    store.set_partner_key("p", PARTNER_KEY)
    store.set_user_key("u", USER_KEY)
    assert store.keys_for(BOOK, "one").customer == USER_KEY


def test_forgetting_is_thorough(store, keychain):
    store.set_partner_key("p", PARTNER_KEY)
    store.set_partner_key("p", PARTNER_KEY, remember_only=True)
    store.forget_partner_key("p")
    assert store.partner_key_place("p") == KeyPlace.MISSING
    assert keychain.stored == {}


@pytest.mark.parametrize(
    ("key", "word"),
    [
        (" " + "A1" * 16, "begins or ends"),
        ("A1" * 16 + "\n", "begins or ends"),
        ("A1" * 15 + "\u200bA1", "U+200B"),
        ("A1" * 15 + "\u00a0A", "U+00A0"),
        ("A1" * 15 + " A", "holds a space"),
        ("A1" * 15, "30 characters"),
        ("G1" * 16, "32 characters"),
    ],
)
def test_a_strange_key_is_doubted_without_being_shown(key, word):
    hint = key_hint(Secret(key))
    assert word in hint
    assert "A1A1" not in hint
    assert "G1" not in hint


def test_a_key_of_the_usual_shape_is_not_doubted():
    assert key_hint(Secret("0123456789abcdefABCDEF0123456789")) is None
    assert key_hint(Secret("")) is None
