"""The baseline of the row index and of search: what `bytes` itself does in passes over the whole.

Frozen: it is what the figures of the index are compared with. Do not make it faster or slower.
"""

from __future__ import annotations

WORDS = (b"<", b">", b"</", b"/>", b"><", b"\n")


def six_counts(data: bytes) -> list[int]:
    return [data.count(word) for word in WORDS]


def find_all(data: bytes, word: bytes) -> list[int]:
    found = []
    at = data.find(word)
    while at != -1:
        found.append(at)
        at = data.find(word, at + len(word))
    return found
