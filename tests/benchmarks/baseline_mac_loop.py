"""The baseline of the search for a MAC, not to be improved: the same texts, hashed whole, one after
another."""

from __future__ import annotations

import hashlib


def plain_loop(texts: list[bytes], target: bytes) -> int:
    """How many of the texts have this SHA-256."""
    found = 0
    new = hashlib.sha256
    for text in texts:
        if new(text).digest() == target:
            found += 1
    return found


def hmac_loop(texts: list[bytes], key: bytes, target: bytes) -> int:
    """How many have this HMAC-SHA-256: the states of the key are made once and copied."""
    block = (key if len(key) <= 64 else hashlib.sha256(key).digest()).ljust(64, b"\0")
    inner = hashlib.sha256(bytes(each ^ 0x36 for each in block)).copy
    outer = hashlib.sha256(bytes(each ^ 0x5C for each in block)).copy
    found = 0
    for text in texts:
        state = inner()
        state.update(text)
        last = outer()
        last.update(state.digest())
        if last.digest() == target:
            found += 1
    return found
