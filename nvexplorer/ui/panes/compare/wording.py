"""The words, signs and colours of differences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.compare.options import BY_CONTENT, BY_PLACE
from nvexplorer.exchange.compare.results import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.exchange.compare.results import Counts, Difference, Group, Step


class Look(NamedTuple):
    """`sign` and `word` say what the colours say too; colours are names of Tokens."""

    sign: str
    word: str
    colour: str
    ground: str


LOOKS = {
    Kind.ADDED: Look("+", "added", "ok", "ok_bg"),
    Kind.REMOVED: Look("−", "removed", "bad", "bad_bg"),
    Kind.CHANGED: Look("~", "changed", "warn", "warn_bg"),
    Kind.MOVED: Look("↕", "moved", "test", "test_bg"),
}


def counted(counts: Counts, kind: Kind) -> int:
    return int(getattr(counts, kind.value))


def path_text(path: Sequence[Step]) -> str:
    return "/".join(map(str, path))


def key_name(key: str) -> str:
    """`Code`, or what a choice without a key does."""
    return {BY_CONTENT: "their content", BY_PLACE: "their place"}.get(key, key)


def matched_text(group: Group) -> str:
    """`Customer by Code`."""
    return f"{group.path.rpartition('/')[2]} by {key_name(group.key)}"


def values_text(difference: Difference) -> str:
    """From what to what, in one line."""
    if difference.kind is Kind.ADDED:
        return difference.right_text
    if difference.kind is Kind.REMOVED:
        return difference.left_text
    if difference.kind is Kind.MOVED:
        return places_text(difference)
    return f"{difference.left_text} → {difference.right_text}"


def places_text(difference: Difference) -> str:
    if difference.places is None:
        return ""
    return f"from place {difference.places[0]:,} to {difference.places[1]:,}"
