"""What is done to the order and the separators of the parts, and what the parts are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.recipe import TEXT_ORDER
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.recipe import Piece, Recipe

    Layout = tuple[Piece, ...]
    Edit = Callable[[Recipe, Ingredients, str], Recipe]

(
    URL, SENDER, CUSTOMER, STAMP, LANGUAGE, ORGANISATION, TRANSACTION, UNIX, CKEY, PKEY,
) = TEXT_ORDER  # fmt: skip
#: The parts as a sentence names them, in their order.
NAMES = {
    URL: "the URL",
    SENDER: "the sender",
    CUSTOMER: "the customer ID",
    STAMP: "the timestamp",
    LANGUAGE: "the language",
    ORGANISATION: "the organisation ID",
    TRANSACTION: "the transaction ID",
    UNIX: "TimestampUnix",
    CKEY: "the customer key",
    PKEY: "the partner key",
}
KIND_OF = {name: kind for kind, name in NAMES.items()}
ORDER_FIX = (
    "Join the parts with “&” in this order: URL, sender, customer ID, timestamp, language, "
    "organisation ID, transaction ID, TimestampUnix (HMACSHA256 only), customer key, partner key."
)
ORDER_SOURCE = "documented in Visma's sample for SHA256"
UNIX_SOURCE = "TimestampUnix is documented for HMACSHA256, its place seen in 8 clients"


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def entry(
    id: str, weight: int, title: str, explanation: str, fix: str, edit: Edit, *, group: str,
    order: int, choices: Sequence[str] | Callable[[Ingredients], Sequence[str]] = ("",),
    wide: bool = False, certainty: Certainty = Certainty.DOCUMENTED, source: str = ORDER_SOURCE,
) -> Mistake:  # fmt: skip
    given = choices if callable(choices) else lambda _: choices
    return Mistake(
        id, Slot.LAYOUT, weight, title, explanation, fix, certainty, edit, given, group, order,
        wide, None, source,
    )  # fmt: skip


def of_layout(change: Callable[[Layout, str], Layout]) -> Edit:
    """An edit of the pieces alone."""

    def edit(recipe: Recipe, _: Ingredients, choice: str) -> Recipe:
        changed = change(recipe.layout, choice)
        return recipe if changed == recipe.layout else recipe._replace(layout=changed)

    return edit


def reordered(layout: Layout, pieces: Sequence[Piece]) -> Layout:
    """The same pieces in another order; the separators stay at their places."""
    return tuple(
        piece._replace(before=there.before) for piece, there in zip(pieces, layout, strict=True)
    )


def without(layout: Layout, *kinds: PartKind) -> Layout:
    """Each left out with the separator in front of it, the first one with that behind it."""
    left = tuple(piece for piece in layout if piece.kind not in kinds)
    if left and left != layout:
        left = (left[0]._replace(before=layout[0].before), *left[1:])
    return left


def place_of(layout: Layout, kind: PartKind) -> int | None:
    return next((at for at, piece in enumerate(layout) if piece.kind == kind), None)


def added(layout: Layout, piece: Piece, at: int, separator: str = "&") -> Layout:
    """The piece at this place of the layout with a separator towards its neighbours."""
    if at == 0 and layout:
        first = layout[0]
        return (
            piece._replace(before=first.before),
            first._replace(before=separator),
            *layout[1:],
        )
    return (*layout[:at], piece._replace(before=separator if layout else ""), *layout[at:])


def moved(layout: Layout, kind: PartKind, behind: PartKind | None) -> Layout:
    """The part behind another, or in front of all; unchanged when one of them is not there."""
    at = place_of(layout, kind)
    if at is None or (behind is not None and place_of(layout, behind) is None) or behind == kind:
        return layout
    rest = [*layout[:at], *layout[at + 1 :]]
    to = 0
    if behind is not None:
        to = 1 + max(n for n, piece in enumerate(rest) if piece.kind == behind)
    return reordered(layout, [*rest[:to], layout[at], *rest[to:]])


def swapped(layout: Layout, one: PartKind, other: PartKind) -> Layout:
    """The two parts with their places changed; unchanged when one of them is not there."""
    first, second = place_of(layout, one), place_of(layout, other)
    if first is None or second is None:
        return layout
    pieces = list(layout)
    pieces[first], pieces[second] = pieces[second], pieces[first]
    return reordered(layout, pieces)


def in_order(layout: Layout, kinds: Sequence[PartKind]) -> Layout:
    """The pieces of these kinds in this order, each other one behind what it stood behind."""
    rank: Mapping[PartKind, int] = {kind: at for at, kind in enumerate(kinds)}
    ranks: list[int] = []
    for piece in layout:
        before = ranks[-1] if ranks else 0
        ranks.append(rank.get(piece.kind, before))
    order = sorted(range(len(layout)), key=lambda at: (ranks[at], at))
    return reordered(layout, [layout[at] for at in order])
