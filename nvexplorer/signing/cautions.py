"""What may be hashed differently than we think: said before sending, blocks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.model.mac import PartKind
from nvexplorer.model.secret import Secret
from nvexplorer.signing import ALGORITHMS
from nvexplorer.signing.encode import DIFFERS_FROM_LATIN_1, describe_characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.model.mac import MacInput
    from nvexplorer.model.request import Parameter

_OPEN = "%#&+"


def open_characters(text: str) -> str:
    """Those in `text` of which no source says how Netvisor hashes them in a query, with spaces
    between (open: clients that work avoid them)."""
    return " ".join(c for c in _OPEN if c in text)


def cautions(message: MacInput, parameters: Sequence[Parameter] = ()) -> tuple[str, ...]:
    """One sentence each, empty when nothing is in doubt."""
    found = []
    rule = ALGORITHMS.get(message.algorithm)
    if rule is not None and rule.note:
        found.append(rule.note)
    for parameter in parameters:
        doubtful = open_characters(parameter.value + parameter.name)
        if parameter.enabled and doubtful:
            found.append(
                f"Nobody knows how Netvisor hashes {doubtful} in the value of "
                f"{parameter.name}: if the MAC is refused, try without, or the other MAC URL form."
            )
    for part in message.parts:
        if isinstance(part.value, Secret):
            continue
        differing = "".join(dict.fromkeys(c for c in part.value if c in DIFFERS_FROM_LATIN_1))
        if differing:
            found.append(
                f"{part.label} holds {describe_characters(differing)}, whose bytes differ between "
                "ISO-8859-15 (documented) and ISO-8859-1 (what most clients use)."
            )
        if part.kind == PartKind.SENDER and "&" in part.value:
            found.append("The sender holds &, which also separates the parts of the MAC input.")
    return tuple(found)
