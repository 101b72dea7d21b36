"""Parts that are missing from the MAC input, or stand in it twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.mistakes.layout_edits import (
    CKEY,
    CUSTOMER,
    KIND_OF,
    LANGUAGE,
    NAMES,
    ORDER_FIX,
    ORDER_SOURCE,
    ORGANISATION,
    PKEY,
    SENDER,
    STAMP,
    TRANSACTION,
    UNIX,
    UNIX_SOURCE,
    URL,
    added,
    entry,
    of_layout,
    place_of,
    sentence,
    without,
)
from nvexplorer.doctor.recipe import Piece
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from nvexplorer.doctor.mistake import Ingredients, Mistake
    from nvexplorer.doctor.mistakes.layout_edits import Edit, Layout
    from nvexplorer.doctor.recipe import Recipe

_KEYS = (CKEY, PKEY)


def _left_out(
    id: str, weight: int, kind: PartKind, explanation: str = "", fix: str = "",
    source: str = ORDER_SOURCE, certainty: Certainty = Certainty.DOCUMENTED,
) -> Mistake:  # fmt: skip
    return entry(
        id, weight, f"{sentence(NAMES[kind])} is missing from the MAC input.",
        explanation or f"The text was joined without {NAMES[kind]} and its “&”.",
        fix or ORDER_FIX, of_layout(lambda layout, _: without(layout, kind)),
        group="without keys" if kind in _KEYS else f"without {kind}", order=10,
        source=source, certainty=certainty,
    )  # fmt: skip


def _organisation(empty: bool) -> Edit:
    """The organisation ID left out, when it is empty or when it is not."""

    def edit(recipe: Recipe, ingredients: Ingredients, _: str) -> Recipe:
        if empty == bool(ingredients.organisation_id):
            return recipe
        return recipe._replace(layout=without(recipe.layout, ORGANISATION))

    return edit


_LEFT_OUT = (
    _left_out("M02", 95, UNIX, "This is the older text, of SHA256.",
              "HMACSHA256 wants it between the transaction ID and the customer key.",
              UNIX_SOURCE, Certainty.DOCUMENTED),
    _left_out("M06", 45, ORGANISATION, source=ORDER_SOURCE + "; habit seen in 1 client")._replace(
        edit=_organisation(False)
    ),
    entry("M15", 90, "The keys are missing from the MAC input.",
          "They were used as the HMAC key alone; Netvisor wants them at the end of the text, too.",
          "Put “&”, the customer key, “&” and the partner key at the end of the text.",
          of_layout(lambda layout, _: without(layout, *_KEYS)), group="without keys", order=10),
    _left_out("M16", 50, PKEY, "The text ends with the customer key.",
              "Put “&” and the partner key at the end of the text.",
              ORDER_SOURCE + "; Netvisor's own echo shows one placeholder for both keys"),
    _left_out("P01", 25, CKEY, "The partner key follows TimestampUnix or the transaction ID.",
              "Put the customer key in front of the partner key."),
    _left_out("P02", 30, LANGUAGE),
    _left_out("P03", 25, TRANSACTION),
    _left_out("P04", 20, SENDER),
    _left_out("P05", 20, CUSTOMER),
    _left_out("P06", 15, STAMP),
    _left_out("P07", 20, URL),
)  # fmt: skip


def _placeholder(layout: Layout, choice: str) -> Layout:
    """Both keys as one literal text."""
    if place_of(layout, CKEY) is None or place_of(layout, PKEY) is None:
        return layout
    at = place_of(without(layout, PKEY), CKEY) or 0
    piece = Piece("", PartKind.OTHER, choice, "placeholder")
    return added(without(layout, *_KEYS), piece, at)


def _stamp_replaced(layout: Layout, _: str) -> Layout:
    """TimestampUnix where the timestamp belongs, and nowhere else."""
    at = place_of(layout, STAMP)
    if at is None or place_of(layout, UNIX) is None:
        return layout
    there = layout[at]._replace(kind=UNIX)
    return tuple(there if piece.kind == STAMP else piece for piece in layout if piece.kind != UNIX)


def _without_from(layout: Layout, choice: str) -> Layout:
    """All parts from this one to the keys left out."""
    kinds = list(NAMES)[:-2]
    if KIND_OF.get(choice) not in kinds:
        return layout
    left = without(layout, *kinds[kinds.index(KIND_OF[choice]) :])
    return left if len(left) < len(layout) - 1 else layout  # one alone is another mistake


def _twice(layout: Layout, choice: str) -> Layout:
    at = place_of(layout, KIND_OF[choice]) if choice in KIND_OF else None
    return layout if at is None else added(layout, layout[at], at + 1)


def _keys_twice(layout: Layout, _: str) -> Layout:
    first, last = place_of(layout, CKEY), place_of(layout, PKEY)
    if first is None or last is None:
        return layout
    return (*layout, Piece("&", CKEY), Piece("&", PKEY))


_OTHERS = (
    entry("P10", 40, "The empty organisation ID was dropped from the MAC input with its “&”.",
          "Many joining functions skip empty values; its place must stay, as two “&” in a row.",
          "Join all parts, empty ones too.", _organisation(True), group=f"without {ORGANISATION}",
          order=10, certainty=Certainty.SEEN, source="seen in 1 client, of Visma"),
    entry("P11", 15, "The MAC was made with “{choice}” in place of the keys.",
          "That is the placeholder of Netvisor's answer and stands for the real keys.",
          "Put the customer key, “&” and the partner key there.", of_layout(_placeholder),
          group="without keys", order=10,
          choices=("YOUR_PRIVATE_KEY_HERE",),
          source="seen in 1 captured answer"),
    entry("P12", 20, "TimestampUnix stands in place of the timestamp, and not at its own place.",
          "The text wants both stamps.", ORDER_FIX, of_layout(_stamp_replaced),
          group=f"without {STAMP}", order=10, source=UNIX_SOURCE, certainty=Certainty.SEEN),
    entry("P13", 10, "All parts from {choice} to the keys are missing from the MAC input.",
          "The text was joined from the first parts and the keys.", ORDER_FIX,
          of_layout(_without_from), group="without several", order=10,
          choices=tuple(NAMES[kind] for kind in (TRANSACTION, ORGANISATION, LANGUAGE, STAMP,
                                                 CUSTOMER, SENDER))),
    entry("P14", 10, "In the MAC input {choice} stands twice.",
          "The same part was joined two times.", ORDER_FIX, of_layout(_twice), group="twice",
          order=25, choices=(NAMES[URL], NAMES[STAMP], NAMES[UNIX], NAMES[TRANSACTION],
                             NAMES[SENDER], NAMES[CUSTOMER], NAMES[CKEY], NAMES[PKEY])),
    entry("P15", 10, "The keys stand twice at the end of the MAC input.",
          "They were joined to a text that held them already.", ORDER_FIX, of_layout(_keys_twice),
          group="twice", order=25),
)  # fmt: skip

MISTAKES: tuple[Mistake, ...] = _LEFT_OUT + _OTHERS
