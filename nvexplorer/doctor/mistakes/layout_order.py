"""Parts of the MAC input in another order."""

from __future__ import annotations

from functools import cache, partial
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.mistakes.layout_edits import (
    CKEY,
    CUSTOMER,
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
    entry,
    in_order,
    moved,
    of_layout,
    swapped,
)
from nvexplorer.doctor.recipe import WITH_UNIX, WITHOUT_UNIX
from nvexplorer.model.mac import Certainty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nvexplorer.doctor.mistake import Ingredients, Mistake
    from nvexplorer.doctor.mistakes.layout_edits import Layout
    from nvexplorer.model.mac import PartKind


class _Habit(NamedTuple):
    """One other order: the mistake it belongs to, the choice that names it, and how it is made."""

    id: str
    choice: str
    change: Callable[[Layout], Layout]


_KINDS = tuple(NAMES)
_KEYS = (CKEY, PKEY)

#: Orders of the whole text by the words that stand for them, likeliest first.
_ORDERS: dict[str, Sequence[PartKind]] = {
    "as the headers stand in the documentation": (
        URL, SENDER, CUSTOMER, STAMP, UNIX, TRANSACTION, LANGUAGE, ORGANISATION, *_KEYS,
    ),
    "sorted by the names of the headers": (
        URL, CUSTOMER, SENDER, STAMP, UNIX, TRANSACTION, LANGUAGE, ORGANISATION, *_KEYS,
    ),
    "sorted by name, URL first and keys last": (
        URL, CUSTOMER, LANGUAGE, ORGANISATION, SENDER, STAMP, UNIX, TRANSACTION, *_KEYS,
    ),
    "sorted by name": (
        CUSTOMER, CKEY, LANGUAGE, ORGANISATION, PKEY, SENDER, STAMP, UNIX, TRANSACTION, URL,
    ),
    "the keys in front of TimestampUnix": (*_KINDS[:7], *_KEYS, UNIX),
    "the keys first": (*_KEYS, *_KINDS[:-2]),
    "the keys behind the URL": (URL, *_KEYS, *_KINDS[1:-2]),
    "the keys behind the customer ID": (*_KINDS[:3], *_KEYS, *_KINDS[3:-2]),
    "the customer key behind the customer ID": (*_KINDS[:3], CKEY, *_KINDS[3:-2], PKEY),
    "both stamps in front of the keys": (
        URL, SENDER, CUSTOMER, LANGUAGE, ORGANISATION, TRANSACTION, STAMP, UNIX, *_KEYS,
    ),
    "both stamps behind the URL": (
        URL, STAMP, UNIX, SENDER, CUSTOMER, LANGUAGE, ORGANISATION, TRANSACTION, *_KEYS,
    ),
    "transaction ID and stamps behind the URL": (
        URL, TRANSACTION, STAMP, UNIX, SENDER, CUSTOMER, LANGUAGE, ORGANISATION, *_KEYS,
    ),
    "reversed": tuple(reversed(_KINDS)),
}  # fmt: skip

#: Where a part goes by habit, likeliest first: behind these parts, None for the front.
_MOVES: dict[PartKind, tuple[PartKind | None, ...]] = {
    UNIX: (PKEY, ORGANISATION, CKEY, CUSTOMER, LANGUAGE, URL, SENDER, None),
    TRANSACTION: (CUSTOMER, SENDER, LANGUAGE, URL, None, UNIX, PKEY),
    STAMP: (ORGANISATION, TRANSACTION, LANGUAGE, SENDER, URL, None, UNIX, PKEY),
    ORGANISATION: (CUSTOMER, SENDER, URL, TRANSACTION, UNIX, PKEY),
    LANGUAGE: (TRANSACTION, UNIX, CUSTOMER, SENDER, URL, PKEY),
    CUSTOMER: (URL, STAMP, ORGANISATION, TRANSACTION, UNIX),
    SENDER: (CUSTOMER, TRANSACTION, UNIX, None, PKEY),
    URL: (PKEY, SENDER, TRANSACTION, UNIX),
}


def _swap(id: str, pair: tuple[PartKind, PartKind]) -> _Habit:
    one, other = pair
    words = f"{NAMES[one]} and {NAMES[other]}"
    return _Habit(id, words, partial(swapped, one=one, other=other))


def _habits() -> Iterator[_Habit]:
    yield _Habit("M03", "", partial(moved, kind=UNIX, behind=STAMP))
    yield _Habit("M04", "", partial(moved, kind=TRANSACTION, behind=STAMP))
    yield _Habit("M05", "", partial(swapped, one=LANGUAGE, other=ORGANISATION))
    for words, kinds in _ORDERS.items():
        yield _Habit("P40", words, partial(in_order, kinds=kinds))
    pairs = [pair for pair in combinations(_KINDS, 2) if pair != _KEYS]  # that one is of the keys
    near = set(pairwise(_KINDS)) | set(pairwise(kind for kind in _KINDS if kind != UNIX))
    for pair in pairs:
        if pair in near:
            yield _swap("P42", pair)
    for kind, places in _MOVES.items():
        for at, behind in enumerate(places):
            where = "in front of all" if behind is None else f"behind {NAMES[behind]}"
            change = partial(moved, kind=kind, behind=behind)
            likely = at < (4 if kind in (UNIX, TRANSACTION) else 2)
            yield _Habit("P41" if likely else "P44", f"{NAMES[kind]} stands {where}", change)
    for pair in pairs:
        if pair not in near:
            yield _swap("P43", pair)


_HABITS = tuple(_habits())
_CHANGES = {(habit.id, habit.choice): habit.change for habit in _HABITS}


@cache
def _distinct(layout: Layout) -> dict[str, list[str]]:
    """By mistake the choices that change this layout, each result once, under its first name."""
    known = {layout}
    choices: dict[str, list[str]] = {habit.id: [] for habit in _HABITS}
    for id, choice, change in _HABITS:
        changed = change(layout)
        if changed not in known:
            known.add(changed)
            choices[id].append(choice)
    return choices


def _choices(id: str) -> Callable[[Ingredients], Sequence[str]]:
    def choices(ingredients: Ingredients) -> Sequence[str]:
        hmac = ingredients.algorithm == "HMACSHA256"
        return _distinct(WITH_UNIX if hmac else WITHOUT_UNIX)[id]

    return choices


def _entry(
    id: str, weight: int, title: str, explanation: str, *, wide: bool = False,
    certainty: Certainty = Certainty.DOCUMENTED, source: str = ORDER_SOURCE,
) -> Mistake:  # fmt: skip
    def change(layout: Layout, choice: str) -> Layout:
        found = _CHANGES.get((id, choice))
        return layout if found is None else found(layout)

    return entry(
        id, weight, title, explanation, ORDER_FIX, of_layout(change), group="order", order=30,
        choices=_choices(id), wide=wide, certainty=certainty, source=source,
    )  # fmt: skip


MISTAKES: tuple[Mistake, ...] = (
    _entry("M03", 70, "TimestampUnix stands right behind the timestamp in the MAC input.",
           "The two stamps follow each other in the headers, not in the MAC input.",
           certainty=Certainty.SEEN, source=UNIX_SOURCE),
    _entry("M04", 50, "The transaction ID stands in front of the language in the MAC input.",
           "The headers are listed in that order, the parts of the MAC input are not."),
    _entry("M05", 50, "Language and organisation ID have changed places in the MAC input.",
           "The language comes first."),
    _entry("P40", 30, "The parts of the MAC input stand in another order: {choice}.",
           "The order is part of the rule; a dictionary or a header list has another."),
    _entry("P41", 25, "A part has another place in the MAC input: {choice}.",
           "The order of the parts is part of the rule."),
    _entry("P44", 10, "A part has another place in the MAC input: {choice}.",
           "The order of the parts is part of the rule.", wide=True),
    _entry("P42", 25, "In the MAC input {choice} have changed places.",
           "The order of the parts is part of the rule."),
    _entry("P43", 5, "In the MAC input {choice} have changed places.",
           "The order of the parts is part of the rule.", wide=True),
)  # fmt: skip
