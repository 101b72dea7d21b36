"""Marked keys go through everything on disk and must be found nowhere."""

from __future__ import annotations

from nvexplorer.library.keys import KeyStore, key_hint
from nvexplorer.library.profiles import Book, ProfileEntry, ProfileStore, validate_profile
from nvexplorer.library.saved import SavedStore
from nvexplorer.library.session import Session, SessionStore, TabState
from nvexplorer.library.settings import Settings, SettingsStore
from nvexplorer.model.errors import KeychainMissing, describe
from nvexplorer.model.profile import ApiUser, Company, Environment, Partner
from nvexplorer.model.request import RequestDraft
from nvexplorer.model.secret import Secret

CANARIES = (Secret("CANARY0CUSTOMER0123456789ABCDEF0"), Secret(" CANARY1PARTNER "))


class NoKeychain:
    kind = "none"

    def get(self, name):
        raise KeychainMissing("No keychain.", "")

    def put(self, name, secret):
        raise KeychainMissing("No keychain.", "")

    remove = get


def test_no_file_and_no_text_holds_a_key(tmp_path, capfd):
    entry = ProfileEntry("Test", "p", "u", "c", Environment.TEST, "https://isvapi.netvisor.fi")
    book = (
        Book()
        .with_partner("p", Partner("Software Oy", "Explorer", "SOF_100_1"))
        .with_user("u", ApiUser("Books", "SO_100_1"))
        .with_company("c", Company("Customer Oy", "0123456-2"))
        .with_profile("one", entry)
    )
    keys = KeyStore(NoKeychain())
    keys.set_user_key("u", CANARIES[0])
    keys.set_partner_key("p", CANARIES[1])
    profiles = ProfileStore(tmp_path)
    profiles.save(book)
    draft = RequestDraft("customerlist.nv", body="<root/>")
    SavedStore(tmp_path / "requests").save("All", draft, "one")
    session = SessionStore(tmp_path)
    session.save(Session((TabState(draft, "one"),)))
    session.close()
    SettingsStore(tmp_path).save(Settings(pretty=False))
    found = keys.keys_for(book, "one")
    assert found.customer.reveal().startswith("CANARY0")
    texts = [found, keys, vars(keys), keys.status(book, "one"), book, profiles.load()]
    texts += [key_hint(each) for each in CANARIES]
    texts += [validate_profile(book.joined("one")), describe(ValueError(CANARIES[0].reveal()))]
    assert "CANARY" not in repr(texts)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 5
    for path in files:
        assert b"CANARY" not in path.read_bytes()
    assert "CANARY" not in "".join(capfd.readouterr())
