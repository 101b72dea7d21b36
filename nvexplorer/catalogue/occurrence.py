"""How often something occurs, in words."""

from __future__ import annotations

_ASKED = {"1": "required", "0..1": "optional", "0..n": "any number", "1..n": "one or more"}
_GIVEN = {"1": "always", "0..1": "not always"}


def occurrence_words(occurs: str, *, answered: bool = False) -> str:
    """`0..1` as `optional`, `1..n` as `one or more`, `0..8` as `up to 8`; `answered` words it for
    what comes rather than for what is asked for. What is no such range is given back as it is."""
    words = {**_ASKED, **_GIVEN} if answered else _ASKED
    if occurs in words:
        return words[occurs]
    least, dots, most = occurs.partition("..")
    if not dots:
        return f"exactly {occurs}" if occurs.isdigit() else occurs
    if most == "n":
        return f"{least} or more"
    return f"up to {most}" if least == "0" else f"{least} to {most}"
