"""Keys in the system's keychain, each call in time; or in memory."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, TypeVar

from nvexplorer.model.errors import KeychainLocked, KeychainMissing, KeyMissing
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

SERVICE = "Netvisor Explorer"

# Backends that keep secrets where the system guards them, with their names in words. Everything
# else (plain text files, the null and fail backends, chains of unknown ones) is refused.
_REAL = {
    "keyring.backends.macOS.Keyring": "the macOS Keychain",
    "keyring.backends.Windows.WinVaultKeyring": "the Windows Credential Locker",
    "keyring.backends.SecretService.Keyring": "the system's keyring (Secret Service)",
    "keyring.backends.libsecret.Keyring": "the system's keyring (libsecret)",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.kwallet.DBusKeyringKWallet4": "KWallet",
}
_CHAIN = "keyring.backends.chainer.ChainerBackend"


class MemorySecrets:
    """Keys until the program ends; implements `model.ports.Secrets`."""

    def __init__(self) -> None:
        self._secrets: dict[str, Secret] = {}

    def get(self, name: str) -> Secret:
        try:
            return self._secrets[name]
        except KeyError:
            raise KeyMissing("The key is not known in this run.", "Enter it.") from None

    def put(self, name: str, secret: Secret) -> None:
        self._secrets[name] = secret

    def remove(self, name: str) -> None:
        self._secrets.pop(name, None)

    @property
    def kind(self) -> str:
        return "memory, until the program ends"


class Keychain:
    """The system's keychain through `keyring`; implements `model.ports.Secrets`.

    `open_backend` gives keyring's backend. It is called once, on the first use, because it takes
    a third of a second. Calls run one at a time on a thread of their own; one that takes longer
    than `limit` seconds, for instance because a password prompt stands open, raises
    KeychainLocked. It is not repeated, but what it began may still come about.
    """

    def __init__(
        self, open_backend: Callable[[], Any] | None = None, *, limit: float = 8.0
    ) -> None:
        self._open_backend = open_backend or _system_backend
        self._limit = limit
        self._backend: Any = None
        self._lock = threading.Lock()
        self._running: _Call | None = None

    def get(self, name: str) -> Secret:
        found = self._within_limit(lambda backend: backend.get_password(SERVICE, name))
        if not found:
            raise KeyMissing(f"No key is stored in {self.kind}.", "Enter it.")
        return Secret(found)

    def put(self, name: str, secret: Secret) -> None:
        self._within_limit(lambda backend: backend.set_password(SERVICE, name, secret.reveal()))

    def remove(self, name: str) -> None:
        def remove(backend: Any) -> None:
            # Backends disagree about how they say that nothing was there.
            if backend.get_password(SERVICE, name) is not None:
                backend.delete_password(SERVICE, name)

        self._within_limit(remove)

    @property
    def kind(self) -> str:
        """The keychain's name once it has been used; never asks it."""
        return _REAL.get(_class_name(self._backend), "the system's keychain")

    def _within_limit(self, work: Callable[[Any], T]) -> T:
        ends = time.monotonic() + self._limit

        def left() -> float:
            return max(0.0, ends - time.monotonic())

        if not self._lock.acquire(timeout=self._limit):
            raise _no_answer()
        try:
            if self._running is not None and not self._running.done.wait(left()):
                raise _no_answer()
            call = self._running = _Call(lambda: work(self._real_backend()))
            threading.Thread(target=call.run, name="keychain", daemon=True).start()
            if not call.done.wait(left()):
                raise _no_answer()
            self._running = None
        finally:
            self._lock.release()
        if call.error is not None:
            raise _translated(call.error) from None
        result: T = call.result
        return result

    def _real_backend(self) -> Any:
        if self._backend is None:
            self._backend = _only_real(self._open_backend())
        return self._backend


class _Call:
    """One call of the keychain with what came of it."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self.done = threading.Event()
        self.result: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self._work()
        except BaseException as error:
            self.error = error
        finally:
            self.done.set()


def _system_backend() -> Any:
    import keyring

    return keyring.get_keyring()


def _only_real(backend: Any) -> Any:
    candidates = backend.backends if _class_name(backend) == _CHAIN else [backend]
    for candidate in candidates:
        if _class_name(candidate) in _REAL:
            return candidate
    raise KeychainMissing(
        "This system has no keychain that guards its content"
        f" (found: {', '.join(map(_class_name, candidates)) or 'none'}).",
        "Keys are asked for once and kept in memory; to keep them longer install a keychain such"
        " as GNOME Keyring or KWallet.",
    )


def _class_name(thing: object) -> str:
    return f"{type(thing).__module__}.{type(thing).__qualname__}"


def _no_answer() -> KeychainLocked:
    return KeychainLocked(
        "The keychain does not answer.",
        "Look for its window asking for a password, answer it and try again; or enter the keys for"
        " this run.",
    )


def _translated(error: BaseException) -> BaseException:
    """Our errors for keyring's, told apart by what each backend raises when the user says no.

    Foreign texts are left out: they may hold anything.
    """
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    if isinstance(error, (KeychainMissing, KeychainLocked)):
        return error
    if isinstance(error, NoKeyringError):
        return KeychainMissing(
            "This system has no keychain.", "Keys are asked for once and kept in memory."
        )
    if isinstance(error, InitError):
        return KeychainMissing(
            "The keychain could not be opened.",
            "Keys are asked for once and kept in memory; to keep them longer set up a default"
            " keyring in the system's settings and start again.",
        )
    if isinstance(error, KeyringLocked):
        return KeychainLocked(
            "The keychain is locked, or access was denied.",
            "Unlock it or allow access and try again; or enter the keys for this run.",
        )
    return KeychainLocked(
        f"The keychain refused the call ({type(error).__name__}).",
        "Unlock it or allow access and try again; or enter the keys for this run.",
    )
