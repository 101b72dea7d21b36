"""Every function of the doctor against hashlib and hmac, and begun inputs that are copied."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nvexplorer.doctor.functions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _hmac(key: bytes, data: bytes, name: str = "sha256") -> bytes:
    return hmac.new(key, data, name).digest()


def _hex(data: bytes) -> bytes:
    return data.hex().encode()


#: What each function is, of key and text, in the words of hashlib and hmac.
MEANT: dict[str, Callable[[bytes, bytes], bytes]] = {
    "hmac-sha256": lambda k, t: _hmac(k, t),
    "sha256": lambda k, t: _sha256(t),
    "md5": lambda k, t: hashlib.md5(t).digest(),
    "sha1": lambda k, t: hashlib.sha1(t).digest(),
    "sha224": lambda k, t: hashlib.sha224(t).digest(),
    "sha384": lambda k, t: hashlib.sha384(t).digest(),
    "sha512": lambda k, t: hashlib.sha512(t).digest(),
    "sha3-256": lambda k, t: hashlib.sha3_256(t).digest(),
    "hmac-md5": lambda k, t: _hmac(k, t, "md5"),
    "hmac-sha1": lambda k, t: _hmac(k, t, "sha1"),
    "hmac-sha224": lambda k, t: _hmac(k, t, "sha224"),
    "hmac-sha384": lambda k, t: _hmac(k, t, "sha384"),
    "hmac-sha512": lambda k, t: _hmac(k, t, "sha512"),
    "hmac-sha3-256": lambda k, t: _hmac(k, t, "sha3_256"),
    "hmac-sha256-swapped": lambda k, t: _hmac(t, k),
    "key-then-sha256": lambda k, t: _sha256(k + t),
    "key-then-sha256-joined": lambda k, t: _sha256(k + b"&" + t),
    "sha256-then-key": lambda k, t: _sha256(t + k),
    "key-then-md5": lambda k, t: hashlib.md5(k + t).digest(),
    "key-then-md5-joined": lambda k, t: hashlib.md5(k + b"&" + t).digest(),
    "md5-then-key": lambda k, t: hashlib.md5(t + k).digest(),
    "sha256-of-hex": lambda k, t: _sha256(_hex(_sha256(t))),
    "sha256-of-upper-hex": lambda k, t: _sha256(_sha256(t).hex().upper().encode()),
    "sha256-of-bytes": lambda k, t: _sha256(_sha256(t)),
    "sha256-of-base64": lambda k, t: _sha256(base64.b64encode(_sha256(t))),
    "sha256-of-md5-hex": lambda k, t: _sha256(hashlib.md5(t).hexdigest().encode()),
    "hmac-of-hex": lambda k, t: _hmac(k, _hex(_sha256(t))),
    "hmac-of-upper-hex": lambda k, t: _hmac(k, _sha256(t).hex().upper().encode()),
    "hmac-of-bytes": lambda k, t: _hmac(k, _sha256(t)),
    "hmac-of-base64": lambda k, t: _hmac(k, base64.b64encode(_sha256(t))),
    "hmac-of-md5-hex": lambda k, t: _hmac(k, hashlib.md5(t).hexdigest().encode()),
    "hmac-of-hmac": lambda k, t: _hmac(k, _hmac(k, t)),
    "hmac-of-hmac-hex": lambda k, t: _hmac(k, _hex(_hmac(k, t))),
    "sha256-of-hmac": lambda k, t: _sha256(_hmac(k, t)),
    "sha256-of-hmac-hex": lambda k, t: _sha256(_hex(_hmac(k, t))),
    "sha256-of-hmac-upper-hex": lambda k, t: _sha256(_hmac(k, t).hex().upper().encode()),
    "hmac-sha256-reversed": lambda k, t: _hmac(k, t)[::-1],
    "sha256-reversed": lambda k, t: _sha256(t)[::-1],
    "md5-reversed": lambda k, t: hashlib.md5(t).digest()[::-1],
}  # fmt: skip

KEYS = st.one_of(st.binary(max_size=65), st.binary(min_size=66, max_size=300))
#: A MAC input is longer than a block of SHA-256: two keys alone have 65 characters.
TEXTS = st.binary(min_size=65, max_size=400)


def test_every_function_is_checked() -> None:
    assert set(FUNCTIONS) == set(MEANT)


@pytest.mark.parametrize("name", sorted(MEANT))
@settings(max_examples=15, deadline=None)
@given(key=KEYS, text=TEXTS)
def test_a_function_is_what_its_name_says(name: str, key: bytes, text: bytes) -> None:
    assert FUNCTIONS[name].digest(text, key) == MEANT[name](key, text)


@pytest.mark.parametrize("name", sorted(MEANT))
@settings(max_examples=10, deadline=None)
@given(key=KEYS, prefix=st.binary(max_size=200), tails=st.lists(TEXTS, min_size=2, max_size=5))
def test_texts_that_begin_alike_share_what_was_hashed(
    name: str, key: bytes, prefix: bytes, tails: list[bytes]
) -> None:
    state, finish, _ = FUNCTIONS[name].start(key)
    shared = state.copy()
    shared.update(prefix)
    for tail in [*tails, *reversed(tails)]:
        each = shared.copy()
        each.update(tail)
        assert finish(each) == MEANT[name](key, prefix + tail)


@pytest.mark.parametrize("name", sorted(MEANT))
def test_the_length_of_the_digest_and_whether_the_key_matters_are_told(name: str) -> None:
    function, text = FUNCTIONS[name], b"https://isvapi.netvisor.fi/" * 4
    one, other = function.digest(text, b"a key"), function.digest(text, b"another key")
    assert len(one) * 8 == function.bits
    assert (one != other) == function.keyed


def test_known_digests() -> None:
    # RFC 4231, test case 2, and RFC 1321 and FIPS 180-2 for "abc".
    hmac_sha256 = FUNCTIONS["hmac-sha256"].digest(b"what do ya want for nothing?", b"Jefe")
    assert hmac_sha256.hex() == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert FUNCTIONS["md5"].digest(b"abc", b"").hex() == "900150983cd24fb0d6963f7d28e17f72"
    assert FUNCTIONS["sha256"].digest(b"abc", b"").hex() == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
