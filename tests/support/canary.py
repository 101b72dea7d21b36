"""Marked keys, and the search for them in whatever the program leaves behind."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CUSTOMER = "CA11AB1ECA11AB1ECA11AB1ECA11AB1E"
PARTNER = "DEC0DED0DEC0DED0DEC0DED0DEC0DED0"


def forms(key: str) -> list[bytes]:
    """A key as it might leak: plain, lower case, UTF-16, Base64, hex, backwards."""
    raw = key.encode()
    return [
        raw,
        raw.lower(),
        key.encode("utf-16-le"),
        base64.b64encode(raw)[:-4],
        raw.hex().encode(),
        raw[::-1],
    ]


def leaks(data: bytes | str) -> list[bytes]:
    """The forms of the marked keys that are in the data."""
    searched = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return [form for key in (CUSTOMER, PARTNER) for form in forms(key) if form in searched]


def files_with_leaks(*folders: Path) -> list[Path]:
    """Also those whose names hold a key."""
    files = [p for folder in folders for p in folder.rglob("*") if p.is_file()]
    return [p for p in files if leaks(p.read_bytes()) or leaks(str(p))]
