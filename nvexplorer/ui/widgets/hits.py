"""How far a search is, in words."""

from __future__ import annotations


def hits_text(count: int, current: int, complete: bool) -> str:
    """Such as `3 of 37`, `1 of 1 200+` while more are looked for, `No hits`."""
    if count:
        return f"{_grouped(current)} of {_grouped(count)}{'' if complete else '+'}"
    return "No hits" if complete else "Looking…"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
