"""Mistakes with the keys: which key, its text, its place, and how the HMAC key is put together.

What goes wrong composes in this order: whose keys, their letters, their edges, which of them stands
where, how they are joined, their bytes. Most of it is wrong in the MAC input and in the HMAC key
alike; entries for one place alone are less likely and exist where the MAC has a key. No choice and
no text here holds a key. The wide entries have at most 200 choices each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes import key_layouts
from nvexplorer.doctor.mistakes.key_texts import EDGE_TEXTS, LETTER_TEXTS
from nvexplorer.doctor.mistakes.key_values import (
    EDGES,
    IN_HMAC,
    IN_TEXT,
    LETTERS,
    choices_everywhere,
    choices_one_place,
    everywhere,
    keyed,
    one_place,
    placed,
)
from nvexplorer.doctor.recipe import KEY_LAYOUT
from nvexplorer.model.mac import Certainty
from nvexplorer.model.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from nvexplorer.doctor.mistake import Ingredients, NamedKeys
    from nvexplorer.doctor.mistakes.values import Edit
    from nvexplorer.doctor.recipe import Recipe

PROFILE, LETTER, EDGE, PLACE, JOIN, ENCODING = (
    "profile", "letters", "edges", "place", "join", "encoding",
)  # fmt: skip
_ORDER = {PROFILE: 0, LETTER: 1, EDGE: 2, PLACE: 3, JOIN: 4, ENCODING: 5}
_SOURCE = "documented, and the same in all known clients: customer key, then partner key"
_RIGHT = (
    "Write customer key, &, partner key, in this order, at the end of the MAC input and as the "
    "HMAC key."
)
_HMAC_ONLY = "The HMAC key is customer key, &, partner key as one text."
_LOOK = "Look where the code reads the key: a wrong variable, setting or file is used there."
_MOST_PROFILES = 200
_TEXT, _HMAC = ("customer_key", "partner_key"), ("hmac_customer_key", "hmac_partner_key")


def _entry(
    id: str,
    weight: int,
    group: str,
    title: str,
    fix: str,
    edit: Edit,
    choices: Callable[[Ingredients], Iterable[str]] = lambda _: ("",),
    explanation: str = "Customer key and partner key are hashed as they are, one after the other.",
    *,
    wide: bool = False,
) -> Mistake:
    return Mistake(
        id=id, slot=Slot.KEYS, weight=weight, title=title, explanation=explanation, fix=fix,
        certainty=Certainty.DOCUMENTED, edit=edit, choices=lambda i: tuple(choices(i)),
        group=group, order=_ORDER[group], wide=wide, source=_SOURCE,
    )  # fmt: skip


def _of_keyed(*choices: str) -> Callable[[Ingredients], Sequence[str]]:
    return lambda i: (choices or ("",)) if keyed(i) else ()


# Which key stands where: every pair of fields (text, HMAC) gets a pair of values.


def _moved(change: Callable[[Secret, Secret, Ingredients], tuple[Secret, Secret]],
           *places: tuple[str, str]) -> Edit:  # fmt: skip
    def edit(recipe: Recipe, i: Ingredients, _: str) -> Recipe:
        new: dict[str, Secret] = {}
        for fields in places:
            pair = change(getattr(recipe, fields[0]), getattr(recipe, fields[1]), i)
            new.update(zip(fields, pair, strict=True))
        return recipe._replace(**new)  # type: ignore[arg-type]

    return edit


def _id(value: str, key: Secret) -> Secret:
    return Secret(value) if value else key


_PLACES: dict[str, Callable[[Secret, Secret, Ingredients], tuple[Secret, Secret]]] = {
    "swapped": lambda c, p, _: (p, c),
    "customer twice": lambda c, _p, _i: (c, c),
    "partner twice": lambda _c, p, _i: (p, p),
    "partner ID": lambda c, p, i: (c, _id(i.partner_id, p)),
    "customer ID": lambda c, p, i: (_id(i.customer_id, c), p),
    "both IDs": lambda c, p, i: (_id(i.customer_id, c), _id(i.partner_id, p)),
    "IDs crossed": lambda c, p, i: (_id(i.partner_id, c), _id(i.customer_id, p)),
    "partner ID for the customer key": lambda c, p, i: (_id(i.partner_id, c), p),
    "customer ID for the partner key": lambda c, p, i: (c, _id(i.customer_id, p)),
    "organisation ID for the customer key": lambda c, p, i: (_id(i.organisation_id, c), p),
    "organisation ID for the partner key": lambda c, p, i: (c, _id(i.organisation_id, p)),
    "sender for the customer key": lambda c, p, i: (_id(i.sender, c), p),
    "sender for the partner key": lambda c, p, i: (c, _id(i.sender, p)),
}


def _everywhere(name: str) -> Edit:
    return _moved(_PLACES[name], _TEXT, _HMAC)


def _one_of(ways: dict[str, Edit]) -> Edit:
    def edit(recipe: Recipe, i: Ingredients, choice: str) -> Recipe:
        way = ways.get(choice)
        return recipe if way is None else way(recipe, i, choice)

    return edit


def _in_one_place(*names: str) -> dict[str, Edit]:
    return {
        **{name + IN_HMAC: _moved(_PLACES[name], _HMAC) for name in names},
        **{name + IN_TEXT: _moved(_PLACES[name], _TEXT) for name in names},
    }


_TWICE = {
    "Customer key" + IN_HMAC: _moved(_PLACES["customer twice"], _HMAC),
    "Partner key" + IN_HMAC: _moved(_PLACES["partner twice"], _HMAC),
    "Customer key" + IN_TEXT: _moved(_PLACES["customer twice"], _TEXT),
    "Partner key" + IN_TEXT: _moved(_PLACES["partner twice"], _TEXT),
}
_IDS = _in_one_place("partner ID", "customer ID")
_CROSSED = {name: _everywhere(name) for name in tuple(_PLACES)[6:]}

# Another profile's keys.


def _others(i: Ingredients) -> dict[str, NamedKeys]:
    """By the name of the profile, the first where two have the same."""
    found: dict[str, NamedKeys] = {}
    for each in i.other_keys[:_MOST_PROFILES]:
        found.setdefault(each.name, each)
    return found


def _another(*whose: str) -> tuple[Edit, Callable[[Ingredients], list[str]]]:
    """`whose` are `customer` and `partner` or one of them."""

    def edit(recipe: Recipe, i: Ingredients, choice: str) -> Recipe:
        other = _others(i).get(choice)
        if other is None:
            return recipe
        new = {f"{where}{each}_key": getattr(other, each) for each in whose
               for where in ("", "hmac_")}  # fmt: skip
        return recipe._replace(**new)

    def choices(i: Ingredients) -> list[str]:
        return [
            name for name, other in _others(i).items()
            if all(getattr(other, each) != getattr(i.keys, each) for each in whose)
        ]  # fmt: skip

    return edit, choices


_PROFILES = (
    _entry("K60", 30, PROFILE, "The keys are those of the profile {choice}.", _LOOK,
           *_another("customer", "partner"), wide=True),
    _entry("K61", 30, PROFILE, "The customer key is that of the profile {choice}.",
           "The customer key belongs to the customer ID in the header: send both of one user.",
           *_another("customer"), wide=True),
    _entry("K62", 30, PROFILE, "The partner key is that of the profile {choice}.",
           "The partner key belongs to the partner ID in the header, and test and production have "
           "different ones.", *_another("partner"), wide=True),
)  # fmt: skip


def _texts() -> Iterable[Mistake]:
    for group, texts, changes in ((LETTER, LETTER_TEXTS, LETTERS), (EDGE, EDGE_TEXTS, EDGES)):
        for id, weight, order, what, fix in texts:
            change = changes[id]
            yield _entry(
                id, weight, group, f"{{choice}}: hashed {what}.", fix,
                everywhere(change, order[0]), choices_everywhere(change, order),
            )  # fmt: skip
            if weight >= _ALSO_ALONE:
                yield _entry(
                    f"{id}-1", weight // 4, group,
                    f"{{choice}} alone: hashed {what}.",
                    f"Read each key once and use the same variable in both places. {fix}",
                    one_place(change), choices_one_place(change, order),
                )  # fmt: skip


# Below this a key that is wrong in one of its two places alone is not worth a try.
_ALSO_ALONE = 18
_WHERE = (
    _entry("M10", 45, PLACE, "Customer key and partner key are swapped.", _RIGHT,
           _everywhere("swapped")),
    _entry("M11", 40, PLACE, "Customer key and partner key are swapped in the HMAC key.",
           _HMAC_ONLY, _moved(_PLACES["swapped"], _HMAC), _of_keyed()),
    _entry("K40", 20, PLACE, "Customer key and partner key are swapped in the MAC input.", _RIGHT,
           _moved(_PLACES["swapped"], _TEXT), _of_keyed()),
    _entry("M08", 30, PLACE, "The partner ID stands in place of the partner key.",
           "The partner ID is sent in its header; the key that goes with it is secret and is only "
           "hashed.", _everywhere("partner ID")),
    _entry("M09", 30, PLACE, "The customer ID stands in place of the customer key.",
           "The customer ID is sent in its header; the key that goes with it is secret and is only "
           "hashed.", _everywhere("customer ID")),
    _entry("K41", 18, PLACE, "Customer ID and partner ID stand in place of the two keys.",
           "The IDs are sent in their headers; the keys that go with them are only hashed.",
           _everywhere("both IDs")),
    _entry("K42", 12, PLACE, "In one place only, an ID stands in place of its key: {choice}.",
           _LOOK, _one_of(_IDS), _of_keyed(*_IDS)),
    _entry("K43", 20, PLACE, "The customer key stands in place of the partner key, too.", _LOOK,
           _everywhere("customer twice")),
    _entry("K44", 20, PLACE, "The partner key stands in place of the customer key, too.", _LOOK,
           _everywhere("partner twice")),
    _entry("K45", 10, PLACE, "In one place only, one key stands in place of both: {choice}.", _LOOK,
           _one_of(_TWICE), _of_keyed(*_TWICE)),
    _entry("K46", 4, PLACE, "Another value stands in place of a key: {choice}.", _LOOK,
           _one_of(_CROSSED), lambda _: _CROSSED),
    _entry("K47", 25, PLACE, "In place of both keys the MAC has {choice}.",
           "The keys were never put in. " + _LOOK, *placed(0, 1)),
    _entry("K48", 18, PLACE, "In place of the customer key the MAC has {choice}.",
           "The customer key was never put in. " + _LOOK, *placed(0)),
    _entry("K49", 18, PLACE, "In place of the partner key the MAC has {choice}.",
           "The partner key was never put in. " + _LOOK, *placed(1)),
)  # fmt: skip
_SEPARATED = {name: key_layouts.joined_by(sep) for name, sep in key_layouts.SEPARATORS.items()}
_CUSTOMER_KEY, _PARTNER_KEY = KEY_LAYOUT
_JOINS = (
    _entry("M12", 55, JOIN, "The HMAC key lacks the & between customer key and partner key.",
           _HMAC_ONLY, key_layouts.laid_out({"": key_layouts.joined_by("")}), _of_keyed()),
    _entry("M13", 45, JOIN, "The HMAC key is the customer key alone.", _HMAC_ONLY,
           key_layouts.laid_out({"": (_CUSTOMER_KEY,)}), _of_keyed()),
    _entry("M14", 50, JOIN, "The HMAC key is the partner key alone.", _HMAC_ONLY,
           key_layouts.laid_out({"": (_PARTNER_KEY._replace(before=""),)}), _of_keyed()),
    _entry("K50", 18, JOIN, "In the HMAC key the separator of the two keys is {choice}.",
           _HMAC_ONLY, key_layouts.laid_out(_SEPARATED), _of_keyed(*_SEPARATED)),
    _entry("K51", 15, JOIN, "The HMAC key has {choice}.", _HMAC_ONLY,
           key_layouts.laid_out(key_layouts.EDGES), _of_keyed(*key_layouts.EDGES)),
    _entry("K52", 10, JOIN, "The HMAC key is {choice}.", _HMAC_ONLY, key_layouts.valued,
           _of_keyed(*key_layouts.VALUES)),
    _entry("K53", 20, JOIN, "The HMAC key is empty.", f"{_HMAC_ONLY} {_LOOK}",
           key_layouts.laid_out({"": ()}), _of_keyed()),
    _entry("K54", 10, JOIN, "The HMAC key is {choice}.", _HMAC_ONLY, key_layouts.made_of_all,
           _of_keyed(*key_layouts.MADE_OF_ALL)),
)  # fmt: skip
_BYTES = (
    "Take the bytes of the keys' text: ISO-8859-15, UTF-8 and ASCII are the same for hex digits."
)
_ENCODINGS = (
    _entry("K55", 20, ENCODING, "The HMAC key was made of bytes that the hex digits of the keys "
           "spell.", f"{_BYTES} No FromHexString() or hex2bin().", key_layouts.encoded("hex"),
           _of_keyed()),
    _entry("K56", 10, ENCODING, "The HMAC key is in {choice}.",
           f"{_BYTES} In C# no Encoding.Unicode.", key_layouts.encoded_as,
           _of_keyed(*key_layouts.ENCODINGS)),
    _entry("K57", 10, ENCODING, "The HMAC key was decoded from Base64: {choice}.",
           f"{_BYTES} No FromBase64String() or base64_decode().", key_layouts.unbased,
           _of_keyed(*key_layouts.UNBASED)),
)  # fmt: skip

MISTAKES = (*_PROFILES, *_texts(), *_WHERE, *_JOINS, *_ENCODINGS)
