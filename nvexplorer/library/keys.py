"""The keys of profiles: in the system's keychain, else in memory until the program ends."""

from __future__ import annotations

import re
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.model.errors import BadInput, KeychainLocked, KeychainMissing, KeyMissing
from nvexplorer.model.profile import Keys

if TYPE_CHECKING:
    from nvexplorer.library.book import Book
    from nvexplorer.model.ports import Secrets
    from nvexplorer.model.secret import Secret

_KEY = re.compile(r"[0-9A-Fa-f]{32}")


class KeyPlace(StrEnum):
    """Where a key is, or why it is not to be had."""

    STORED = "stored"  # where `KeyStore.kind` says
    REMEMBERED = "remembered until the program ends"
    MISSING = "missing"
    LOCKED = "the keychain is locked"


class KeyStatus(NamedTuple):
    """For a profile: its partner's key and its API user's."""

    partner: KeyPlace
    user: KeyPlace

    @property
    def complete(self) -> bool:
        return {self.partner, self.user} <= {KeyPlace.STORED, KeyPlace.REMEMBERED}


class KeyStore:
    """Keys by the id of their partner or API user, so that one change reaches every profile.

    `secrets` is the keychain. Where there is none, and for keys that the user wants kept for this
    run only, the store remembers them itself; a remembered key wins over the keychain's. No key is
    ever taken for empty. Safe from several threads.
    """

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._remembered: dict[str, Secret] = {}

    @property
    def kind(self) -> str:
        """Where new keys go, in words."""
        return self._secrets.kind

    def keys_for(self, book: Book, profile_id: str) -> Keys:
        """Both keys of a profile. May take as long as the keychain does.

        Raises KeyMissing naming the key, KeychainLocked, and BadInput for an unknown profile.
        """
        profile, entry = book.joined(profile_id), book.entry(profile_id)
        return Keys(
            customer=self._get(_user(entry.user), f"API user “{profile.user.name}”"),
            partner=self._get(_partner(entry.partner), f"partner “{profile.partner.name}”"),
        )

    def status(self, book: Book, profile_id: str) -> KeyStatus:
        """Where the keys are; may take as long as the keychain does."""
        entry = book.entry(profile_id)
        return KeyStatus(self._place(_partner(entry.partner)), self._place(_user(entry.user)))

    def partner_key_place(self, partner_id: str) -> KeyPlace:
        return self._place(_partner(partner_id))

    def user_key_place(self, user_id: str) -> KeyPlace:
        return self._place(_user(user_id))

    def set_partner_key(self, partner_id: str, key: Secret, *, remember_only: bool = False) -> bool:
        """True when `secrets` took the key, false when it is remembered for this run only.

        Raises BadInput for an empty key and KeychainLocked; nothing is kept then.
        """
        return self._put(_partner(partner_id), key, remember_only)

    def set_user_key(self, user_id: str, key: Secret, *, remember_only: bool = False) -> bool:
        """As `set_partner_key`."""
        return self._put(_user(user_id), key, remember_only)

    def forget_partner_key(self, partner_id: str) -> None:
        """Removes the key everywhere. Raises KeychainLocked."""
        self._remove(_partner(partner_id))

    def forget_user_key(self, user_id: str) -> None:
        """As `forget_partner_key`."""
        self._remove(_user(user_id))

    def _get(self, name: str, whose: str) -> Secret:
        found = self._remembered.get(name)
        if found is None:
            try:
                found = self._secrets.get(name)
            except KeyMissing:
                found = None
            except KeychainMissing as error:
                raise KeyMissing(
                    f"The key of the {whose} is not known in this run, and there is no keychain to"
                    f" keep it: {error.what}",
                    "Enter the key; it stays in memory until the program ends.",
                ) from None
        if not found:
            raise KeyMissing(
                f"The key of the {whose} is missing.", "Enter it in the profile manager."
            )
        return found

    def _place(self, name: str) -> KeyPlace:
        if name in self._remembered:
            return KeyPlace.REMEMBERED
        try:
            return KeyPlace.STORED if self._secrets.get(name) else KeyPlace.MISSING
        except KeychainLocked:
            return KeyPlace.LOCKED
        except (KeyMissing, KeychainMissing):
            return KeyPlace.MISSING

    def _put(self, name: str, key: Secret, remember_only: bool) -> bool:
        if not key:
            raise BadInput("The key is empty.", "Paste the key that Netvisor gave.", "key")
        if not remember_only:
            try:
                self._secrets.put(name, key)
            except KeychainMissing:
                pass
            else:
                # An older remembered key would win over the new one.
                self._remembered.pop(name, None)
                return True
        self._remembered[name] = key
        return False

    def _remove(self, name: str) -> None:
        self._remembered.pop(name, None)
        with suppress(KeychainMissing):  # then it never was anywhere else
            self._secrets.remove(name)


def _partner(partner_id: str) -> str:
    return f"partner/{partner_id}"


def _user(user_id: str) -> str:
    return f"user/{user_id}"


def key_hint(key: Secret) -> str | None:
    """A warning sentence when the key does not look like one, without showing any of it.

    Keys are 32 hexadecimal characters in all published examples; others may still be right.
    """
    text = key.reveal()
    if not text:
        return None
    if text != text.strip():
        return "The key begins or ends with a space or line break: paste it again without."
    strange = [c for c in text if not (c.isascii() and c.isprintable())]
    if strange:
        return (
            "The key holds a character that cannot be seen or is no plain letter"
            f" ({', '.join(f'U+{ord(c):04X}' for c in dict.fromkeys(strange))}):"
            " type it anew or paste it from somewhere else."
        )
    if any(c.isspace() for c in text):
        return "The key holds a space: paste it again without."
    if not _KEY.fullmatch(text):
        return (
            f"Keys are 32 hexadecimal characters in all examples, but this one has {len(text)}"
            " characters or others among them. Check that it is whole and not the identifier."
        )
    return None
