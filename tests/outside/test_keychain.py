"""The system's keychain: only real ones, in time, every refusal told apart."""

from __future__ import annotations

import threading

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, Windows, chainer, fail, kwallet, libsecret, macOS, null
from keyring.errors import (
    InitError,
    KeyringError,
    KeyringLocked,
    NoKeyringError,
    PasswordDeleteError,
    PasswordSetError,
)

from nvexplorer.model.errors import KeychainLocked, KeychainMissing, KeyMissing
from nvexplorer.model.secret import Secret
from nvexplorer.outside.keychain import Keychain, MemorySecrets

CANARY = "CANARY-0123456789"


class FakeService(SecretService.Keyring):
    """Stands in for a real backend: what is raised or waited for is set by the test."""

    def __init__(self):
        self.stored = {}
        self.error = None
        self.gate = None
        self.threads = []
        self.entered = threading.Event()

    def _work(self):
        self.threads.append(threading.current_thread())
        self.entered.set()
        if self.gate is not None:
            self.gate.wait()
        if self.error is not None:
            raise self.error

    def get_password(self, service, username):
        self._work()
        return self.stored.get((service, username))

    def set_password(self, service, username, password):
        self._work()
        self.stored[service, username] = password

    def delete_password(self, service, username):
        self._work()
        if (service, username) not in self.stored:
            raise PasswordDeleteError("No such password!")
        del self.stored[service, username]


class PlainText(KeyringBackend):
    """A backend that keeps keys where anybody can read them."""

    priority = 9

    def get_password(self, service, username):
        raise AssertionError

    def set_password(self, service, username, password):
        raise AssertionError

    def delete_password(self, service, username):
        raise AssertionError


FakeService.__module__ = "keyring.backends.SecretService"
FakeService.__qualname__ = "Keyring"


@pytest.fixture
def backend():
    return FakeService()


@pytest.fixture
def keychain(backend):
    return Keychain(lambda: backend)


def test_a_key_comes_back_and_goes(keychain, backend):
    keychain.put("partner/1", Secret(CANARY))
    assert backend.stored == {("Netvisor Explorer", "partner/1"): CANARY}
    assert keychain.get("partner/1") == Secret(CANARY)
    keychain.remove("partner/1")
    keychain.remove("partner/1")
    with pytest.raises(KeyMissing):
        keychain.get("partner/1")
    assert "Secret Service" in keychain.kind


def test_an_empty_entry_counts_as_missing(keychain, backend):
    backend.stored["Netvisor Explorer", "user/1"] = ""
    with pytest.raises(KeyMissing):
        keychain.get("user/1")


def test_the_calling_thread_never_works(keychain, backend):
    keychain.put("a", Secret("b"))
    keychain.get("a")
    assert threading.current_thread() not in backend.threads
    assert all(thread.daemon for thread in backend.threads)


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (KeyringLocked(CANARY), KeychainLocked, "locked, or access was denied"),
        (PasswordSetError(CANARY), KeychainLocked, "refused"),
        (PasswordDeleteError(CANARY), KeychainLocked, "refused"),
        (KeyringError(CANARY), KeychainLocked, "refused"),
        (RuntimeError(CANARY), KeychainLocked, "refused"),
        (InitError(CANARY), KeychainMissing, "could not be opened"),
        (NoKeyringError(CANARY), KeychainMissing, "no keychain"),
    ],
)
def test_refusals_are_told_apart_and_quote_nothing(keychain, backend, error, kind, words):
    backend.error = error
    for attempt in (
        lambda: keychain.get("a"),
        lambda: keychain.put("a", Secret(CANARY)),
        lambda: keychain.remove("a"),
    ):
        with pytest.raises(kind, match=words) as caught:
            attempt()
        assert caught.value.next
        assert CANARY not in repr(caught.value)
    backend.error = None
    keychain.put("a", Secret("works again"))
    assert keychain.get("a") == Secret("works again")


def test_a_keychain_that_does_not_answer_costs_its_limit_and_then_works_again(backend):
    keychain = Keychain(lambda: backend, limit=0.4)
    backend.stored["Netvisor Explorer", "a"] = CANARY
    backend.gate = threading.Event()
    for _ in range(2):
        with pytest.raises(KeychainLocked, match="does not answer"):
            keychain.get("a")
    backend.entered.wait()
    assert len(backend.threads) == 1  # the second call never reached it
    backend.gate.set()
    backend.threads[0].join()
    assert keychain.get("a") == Secret(CANARY)


def test_several_callers_share_one_limit(backend):
    keychain = Keychain(lambda: backend, limit=0.05)
    backend.gate = threading.Event()
    refused = []

    def ask():
        try:
            keychain.get("a")
        except KeychainLocked as error:
            refused.append(error)

    callers = [threading.Thread(target=ask) for _ in range(4)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert len(refused) == 4
    backend.gate.set()


class Chain(chainer.ChainerBackend):
    backends = ()


Chain.__module__, Chain.__qualname__ = "keyring.backends.chainer", "ChainerBackend"


@pytest.mark.parametrize(
    "unreal", [fail.Keyring(), null.Keyring(), PlainText(), Chain()], ids=lambda b: type(b).__name__
)
def test_what_guards_nothing_is_refused(unreal):
    keychain = Keychain(lambda: unreal)
    for attempt in (lambda: keychain.get("a"), lambda: keychain.put("a", Secret(CANARY))):
        with pytest.raises(KeychainMissing, match="no keychain that guards") as caught:
            attempt()
        assert type(unreal).__module__ in caught.value.what or unreal.backends == ()


def test_of_a_chain_only_the_real_link_is_used(backend):
    chain = Chain()
    chain.backends = [PlainText(), backend]
    keychain = Keychain(lambda: chain)
    keychain.put("a", Secret(CANARY))
    assert keychain.get("a") == Secret(CANARY)
    assert list(backend.stored.values()) == [CANARY]


def test_the_names_of_real_backends_are_keyrings_own():
    from nvexplorer.outside.keychain import _REAL

    reals = (
        macOS.Keyring,
        Windows.WinVaultKeyring,
        SecretService.Keyring,
        libsecret.Keyring,
        kwallet.DBusKeyring,
        kwallet.DBusKeyringKWallet4,
    )
    assert {f"{real.__module__}.{real.__qualname__}" for real in reals} == _REAL.keys()


def test_the_systems_own_choice_is_asked_by_default():
    # The test run has no keychain: keyring's fail backend is set in its environment.
    with pytest.raises(KeychainMissing, match=r"fail\.Keyring"):
        Keychain(limit=60).get("a")


def test_memory():
    memory = MemorySecrets()
    with pytest.raises(KeyMissing):
        memory.get("a")
    memory.put("a", Secret(CANARY))
    assert memory.get("a") == Secret(CANARY)
    memory.remove("a")
    memory.remove("a")
    with pytest.raises(KeyMissing):
        memory.get("a")
    assert "memory" in memory.kind
    assert CANARY not in repr(vars(memory))
