"""The functions that a MAC may have been made with, the three right ones among them.

Each is made for copying: what many inputs begin with is hashed once.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    Hash = Any  # what hashlib gives: update, copy, digest


class Started(NamedTuple):
    """A function with its key: copy `state`, update the copy with the text, and give it to
    `finish`, which gives the digest. `outer` is for whoever does so a million times: of an HMAC it
    makes copies of the outer state, which takes the digest of the inner one; None for all others.
    """

    state: Hash
    finish: Callable[[Hash], bytes]
    outer: Callable[[], Hash] | None = None


class Function(NamedTuple):
    """`label` is for people, `bits` the length of the digest. A function that is not `keyed` takes
    no notice of the key. `start(key)` may be shared; `finish` is given a copy, which it may use up.
    """

    name: str
    label: str
    bits: int
    keyed: bool
    start: Callable[[bytes], Started]

    def digest(self, text: bytes, key: bytes) -> bytes:
        state, finish, _ = self.start(key)
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
    # Called a million times: without a frame of Python.
    finish = type(new()).digest
    return Function(
        name.replace("_", "-"), _LABELS[name], _BITS[name], False, lambda _: Started(new(), finish)
    )


_INNER, _OUTER = (bytes(each ^ pad for each in range(256)) for pad in (0x36, 0x5C))


def _pads(new: Callable[..., Hash], key: bytes) -> tuple[Hash, Hash]:
    """The inner and outer state of HMAC (RFC 2104)."""
    size = new().block_size
    block = (new(key).digest() if len(key) > size else key).ljust(size, b"\0")
    return new(block.translate(_INNER)), new(block.translate(_OUTER))


def _hmac_start(new: Callable[..., Hash]) -> Callable[[bytes], Started]:
    def start(key: bytes) -> Started:
        inner, outer = _pads(new, key)
        copy = outer.copy

        def finish(state: Hash) -> bytes:
            last = copy()
            last.update(state.digest())
            digest: bytes = last.digest()
            return digest

        return Started(inner, finish, copy)

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


def _reversed(first: Function) -> Function:
    """The bytes of the digest from the last to the first."""

    def start(key: bytes) -> Started:
        state, finish, _ = first.start(key)
        return Started(state, lambda each: finish(each)[::-1])

    label = f"{first.label}, its bytes reversed"
    return Function(f"{first.name}-reversed", label, first.bits, first.keyed, start)


def _then(first: Function, name: str, label: str, last: Callable[[bytes, bytes], bytes],
          keyed: bool) -> Function:  # fmt: skip
    """`last(key, digest)` makes another digest of that of `first`."""

    def start(key: bytes) -> Started:
        state, finish, _ = first.start(key)
        return Started(state, lambda each: last(key, finish(each)))

    return Function(name, label, 256, keyed, start)


def _key_first(name: str, joiner: bytes = b"") -> Function:
    new = _new(name)
    between = ", “&”" if joiner else ""
    return Function(
        f"key-then-{name}{'-joined' * bool(joiner)}",
        f"{_LABELS[name]} of the key{between} and the text", _BITS[name], True,
        lambda key: Started(new(key + joiner), _digest),
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


_PLAIN_256, _HMAC_256, _PLAIN_MD5 = _plain("sha256"), _hmac("sha256"), _plain("md5")
_sha256 = _new("sha256")


def _hex(digest: bytes) -> bytes:
    return digest.hex().encode("ascii")


def _upper_hex(digest: bytes) -> bytes:
    return digest.hex().upper().encode("ascii")


def _as_it_is(digest: bytes) -> bytes:
    return digest


def _hash_of(write: Callable[[bytes], bytes], name: str = "sha256") -> Callable[..., bytes]:
    new = _new(name)
    return lambda key, digest: _digest(new(write(digest)))


def _hmac_of(write: Callable[[bytes], bytes]) -> Callable[..., bytes]:
    return lambda key, digest: _hmac_of_key(key, _sha256, write(digest))


#: Functions of the digest of another: name, first, label, what is done with the first digest.
_TWICE = (
    ("sha256-of-hex", _PLAIN_256, "SHA-256 of the hex of SHA-256", _hash_of(_hex)),
    ("sha256-of-upper-hex", _PLAIN_256, "SHA-256 of the upper-case hex of SHA-256",
     _hash_of(_upper_hex)),
    ("sha256-of-bytes", _PLAIN_256, "SHA-256 of the bytes of SHA-256", _hash_of(_as_it_is)),
    ("sha256-of-base64", _PLAIN_256, "SHA-256 of the base64 of SHA-256", _hash_of(b64encode)),
    ("sha256-of-md5-hex", _PLAIN_MD5, "SHA-256 of the hex of MD5", _hash_of(_hex)),
    ("hmac-of-hex", _PLAIN_256, "HMAC-SHA-256 of the hex of SHA-256", _hmac_of(_hex)),
    ("hmac-of-upper-hex", _PLAIN_256, "HMAC-SHA-256 of the upper-case hex of SHA-256",
     _hmac_of(_upper_hex)),
    ("hmac-of-bytes", _PLAIN_256, "HMAC-SHA-256 of the bytes of SHA-256", _hmac_of(_as_it_is)),
    ("hmac-of-base64", _PLAIN_256, "HMAC-SHA-256 of the base64 of SHA-256", _hmac_of(b64encode)),
    ("hmac-of-md5-hex", _PLAIN_MD5, "HMAC-SHA-256 of the hex of MD5", _hmac_of(_hex)),
    ("hmac-of-hmac", _HMAC_256, "HMAC-SHA-256 of the bytes of HMAC-SHA-256", _hmac_of(_as_it_is)),
    ("hmac-of-hmac-hex", _HMAC_256, "HMAC-SHA-256 of the hex of HMAC-SHA-256", _hmac_of(_hex)),
    ("sha256-of-hmac", _HMAC_256, "SHA-256 of the bytes of HMAC-SHA-256", _hash_of(_as_it_is)),
    ("sha256-of-hmac-hex", _HMAC_256, "SHA-256 of the hex of HMAC-SHA-256", _hash_of(_hex)),
    ("sha256-of-hmac-upper-hex", _HMAC_256, "SHA-256 of the upper-case hex of HMAC-SHA-256",
     _hash_of(_upper_hex)),
)  # fmt: skip

FUNCTIONS: dict[str, Function] = {
    each.name: each
    for each in (
        _HMAC_256,
        _PLAIN_256,
        _PLAIN_MD5,
        *(_plain(name) for name in ("sha1", "sha224", "sha384", "sha512", "sha3_256")),
        *(_hmac(name) for name in ("md5", "sha1", "sha224", "sha384", "sha512", "sha3_256")),
        _swapped(),
        *(_key_first(name, joiner) for name in ("sha256", "md5") for joiner in (b"", b"&")),
        *(_key_last(name) for name in ("sha256", "md5")),
        *(_then(first, name, label, last, "hmac" in name) for name, first, label, last in _TWICE),
        *(_reversed(each) for each in (_HMAC_256, _PLAIN_256, _PLAIN_MD5)),
    )
}  # fmt: skip
