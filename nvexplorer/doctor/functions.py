"""The functions that a MAC may have been made with, the three right ones among them.

Each is made for copying: what many inputs begin with is hashed once.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    Hash = Any  # what hashlib gives: update, copy, digest


class Started(NamedTuple):
    """A function with its key: copy `state`, update the copy with the text, and give it to
    `finish`, which gives the digest."""

    state: Hash
    finish: Callable[[Hash], bytes]


class Function(NamedTuple):
    """`label` is for people, `bits` the length of the digest. A function that is not `keyed` takes
    no notice of the key."""

    name: str
    label: str
    bits: int
    keyed: bool
    start: Callable[[bytes], Started]

    def digest(self, text: bytes, key: bytes) -> bytes:
        state, finish = self.start(key)
        state = state.copy()
        state.update(text)
        return finish(state)


_BITS = {"md5": 128, "sha1": 160, "sha224": 224, "sha256": 256, "sha384": 384, "sha512": 512,
         "sha3_256": 256}  # fmt: skip
_LABELS = {"md5": "MD5", "sha1": "SHA-1", "sha224": "SHA-224", "sha256": "SHA-256",
           "sha384": "SHA-384", "sha512": "SHA-512", "sha3_256": "SHA3-256"}  # fmt: skip


def _new(name: str) -> Callable[..., Hash]:
    made = getattr(hashlib, name)
    return lambda data=b"": made(data, usedforsecurity=False)


def _digest(state: Hash) -> bytes:
    result: bytes = state.digest()
    return result


def _plain(name: str) -> Function:
    new = _new(name)
    return Function(
        name.replace("_", "-"), _LABELS[name], _BITS[name], False, lambda _: Started(new(), _digest)
    )


def _pads(new: Callable[..., Hash], key: bytes) -> tuple[Hash, Hash]:
    """The inner and outer state of HMAC (RFC 2104)."""
    size = new().block_size
    block = (new(key).digest() if len(key) > size else key).ljust(size, b"\0")
    return new(bytes(b ^ 0x36 for b in block)), new(bytes(b ^ 0x5C for b in block))


def _hmac_start(new: Callable[..., Hash]) -> Callable[[bytes], Started]:
    def start(key: bytes) -> Started:
        inner, outer = _pads(new, key)
        copy = outer.copy

        def finish(state: Hash) -> bytes:
            last = copy()
            last.update(state.digest())
            return _digest(last)

        return Started(inner, finish)

    return start


def _hmac(name: str) -> Function:
    label = f"HMAC-{_LABELS[name]}"
    return Function(
        f"hmac-{name.replace('_', '-')}", label, _BITS[name], True, _hmac_start(_new(name))
    )


def _hmac_of_key(key: bytes, new: Callable[..., Hash], text: bytes) -> bytes:
    inner, outer = _pads(new, key)
    inner.update(text)
    outer.update(inner.digest())
    return _digest(outer)


def _swapped() -> Function:
    # The text is longer than a block of SHA-256 in every MAC input, so that HMAC hashes it first.
    new = _new("sha256")

    def start(key: bytes) -> Started:
        return Started(new(), lambda state: _hmac_of_key(state.digest(), new, key))

    label = "HMAC-SHA-256 with key and text swapped"
    return Function("hmac-sha256-swapped", label, 256, True, start)


def _then(first: Function, name: str, label: str, last: Callable[[bytes, bytes], bytes],
          keyed: bool) -> Function:  # fmt: skip
    """`last(key, digest)` makes another digest of that of `first`."""

    def start(key: bytes) -> Started:
        state, finish = first.start(key)
        return Started(state, lambda each: last(key, finish(each)))

    return Function(name, label, 256, keyed, start)


def _key_first(name: str) -> Function:
    new = _new(name)
    return Function(
        f"key-then-{name}", f"{_LABELS[name]} of the key and the text", _BITS[name], True,
        lambda key: Started(new(key), _digest),
    )  # fmt: skip


def _key_last(name: str) -> Function:
    new = _new(name)

    def start(key: bytes) -> Started:
        def finish(state: Hash) -> bytes:
            state.update(key)
            return _digest(state)

        return Started(new(), finish)

    return Function(
        f"{name}-then-key", f"{_LABELS[name]} of the text and the key", _BITS[name], True, start
    )


_PLAIN_256, _HMAC_256 = _plain("sha256"), _hmac("sha256")
_sha256 = _new("sha256")


def _hash_hex(_: bytes, digest: bytes) -> bytes:
    return _digest(_sha256(digest.hex().encode("ascii")))


def _hash_upper_hex(_: bytes, digest: bytes) -> bytes:
    return _digest(_sha256(digest.hex().upper().encode("ascii")))


def _hash_bytes(_: bytes, digest: bytes) -> bytes:
    return _digest(_sha256(digest))


def _hmac_hex(key: bytes, digest: bytes) -> bytes:
    return _hmac_of_key(key, _sha256, digest.hex().encode("ascii"))


def _hmac_bytes(key: bytes, digest: bytes) -> bytes:
    return _hmac_of_key(key, _sha256, digest)


FUNCTIONS: dict[str, Function] = {
    each.name: each
    for each in (
        _HMAC_256,
        _PLAIN_256,
        _plain("md5"),
        *(_plain(name) for name in ("sha1", "sha224", "sha384", "sha512", "sha3_256")),
        *(_hmac(name) for name in ("md5", "sha1", "sha224", "sha384", "sha512", "sha3_256")),
        _swapped(),
        _key_first("sha256"),
        _key_last("sha256"),
        _key_first("md5"),
        _key_last("md5"),
        _then(_PLAIN_256, "sha256-of-hex", "SHA-256 of the hex of SHA-256", _hash_hex, False),
        _then(_PLAIN_256, "sha256-of-upper-hex", "SHA-256 of the upper-case hex of SHA-256",
              _hash_upper_hex, False),
        _then(_PLAIN_256, "sha256-of-bytes", "SHA-256 of the bytes of SHA-256", _hash_bytes, False),
        _then(_PLAIN_256, "hmac-of-hex", "HMAC-SHA-256 of the hex of SHA-256", _hmac_hex, True),
        _then(_PLAIN_256, "hmac-of-bytes", "HMAC-SHA-256 of the bytes of SHA-256", _hmac_bytes,
              True),
        _then(_HMAC_256, "sha256-of-hmac-hex", "SHA-256 of the hex of HMAC-SHA-256", _hash_hex,
              True),
        _then(_HMAC_256, "sha256-of-hmac", "SHA-256 of the bytes of HMAC-SHA-256", _hash_bytes,
              True),
    )
}  # fmt: skip
