"""How the MAC is made, in the terms in which a programmer compares."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from nvexplorer.signing.encode import display_name
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from nvexplorer.signing.bench import BenchResult


def steps(result: BenchResult) -> tuple[tuple[str, str], ...]:
    """Names and values: the digest as others write it, what was hashed and with which key."""
    encoding = display_name(result.message.encoding)
    size = f"{plural(len(result.hashed.data), 'byte')} in {encoding}"
    keys = "" if result.keys_known else ", and the keys"
    found = [
        ("text", f"{plural(result.characters, 'character')}, {size}{keys}"),
        ("key", result.key),
    ]
    if result.digest is not None:
        found = [
            ("HEX", result.digest.hex().upper()),
            ("base64", base64.b64encode(result.digest).decode("ascii")),
            *found,
        ]
    return tuple(found)
