"""Things in the MAC input that do not belong there."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from nvexplorer.doctor.mistakes.layout_edits import (
    CKEY,
    CUSTOMER,
    LANGUAGE,
    NAMES,
    ORGANISATION,
    SENDER,
    STAMP,
    TRANSACTION,
    UNIX,
    URL,
    added,
    entry,
    place_of,
    sentence,
)
from nvexplorer.doctor.recipe import Piece
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.doctor.mistake import Ingredients, Mistake
    from nvexplorer.doctor.mistakes.layout_edits import Edit, Layout
    from nvexplorer.doctor.recipe import Recipe

_ORDER = 20
_FRONT, _KEYS, _END = "in front of all", "in front of the keys", "at the end"
_NOT_SIGNED = "all clients leave method, body, partner ID and other headers out of the MAC input"


def _behind(kind: PartKind) -> str:
    return f"behind {NAMES[kind]}"


_BEHIND = {_behind(kind): kind for kind in NAMES}


def put_in(layout: Layout, piece: Piece, place: str) -> Layout:
    """The piece at a place by its name; unchanged where there is no such place."""
    at = None
    if place == _FRONT:
        at = 0
    elif place == _END:
        at = len(layout)
    elif place == _KEYS:
        at = place_of(layout, CKEY)
    elif place in _BEHIND:
        before = place_of(layout, _BEHIND[place])
        at = None if before is None else before + 1
    return layout if at is None else added(layout, piece, at)


def _extra(kind: PartKind, label: str, value: Callable[[Ingredients], str]) -> Edit:
    """An edit that puts this value at the place that the choice names."""

    def edit(recipe: Recipe, ingredients: Ingredients, choice: str) -> Recipe:
        text = value(ingredients)
        if not text:
            return recipe
        return recipe._replace(layout=put_in(recipe.layout, Piece("", kind, text, label), choice))

    return edit


def _distinct(place: str, algorithm: str) -> bool:
    """Without TimestampUnix the keys follow the transaction ID."""
    return place != _behind(TRANSACTION) or algorithm == "HMACSHA256"


def _entry(
    id: str, weight: int, what: str, label: str, value: Callable[[Ingredients], str],
    places: tuple[str, ...], *, kind: PartKind = PartKind.OTHER, why: str = "",
    habit: str = "", wide: bool = False,
) -> Mistake:  # fmt: skip
    return entry(
        id, weight, f"{what} was put into the MAC input, {{choice}}.",
        why or f"{sentence(label)} is no part of the MAC input.", "Leave it out of the text.",
        _extra(kind, label, value), group=f"with {label}", order=_ORDER,
        choices=lambda i: [place for place in places if _distinct(place, i.algorithm)],
        certainty=Certainty.SEEN, source=_NOT_SIGNED + habit, wide=wide,
    )  # fmt: skip


def _body_bytes(ingredients: Ingredients) -> bytes:
    return ingredients.body.encode("utf-8", "replace")


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data, usedforsecurity=False).digest()


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _host(ingredients: Ingredients) -> str:
    try:
        return urlsplit(ingredients.sent_url or ingredients.url).netloc
    except ValueError:
        return ""


def _resource(ingredients: Ingredients) -> str:
    try:
        return urlsplit(ingredients.sent_url or ingredients.url).path.rpartition("/")[2]
    except ValueError:
        return ""


def _path(ingredients: Ingredients) -> str:
    try:
        return urlsplit(ingredients.sent_url or ingredients.url).path
    except ValueError:
        return ""


def _unix_under_older_rules(recipe: Recipe, ingredients: Ingredients, choice: str) -> Recipe:
    if ingredients.algorithm == "HMACSHA256" or place_of(recipe.layout, UNIX) is not None:
        return recipe
    return recipe._replace(layout=put_in(recipe.layout, Piece("", UNIX), choice))


_UNIX_PLACES = (_behind(TRANSACTION), _behind(STAMP), _END)

_PARTNER_WHY = "The partner ID is sent in a header and is no part of the MAC input."
_URL_WHY = "It stands in the MAC input within the URL, and only there."
_AROUND = (_END, _FRONT)

MISTAKES: tuple[Mistake, ...] = (
    _entry("M07", 40, "The partner ID", "the partner ID", lambda i: i.partner_id,
           (_behind(CUSTOMER),), kind=PartKind.PARTNER_ID, why=_PARTNER_WHY,
           habit="; the habit is seen in 1 sample"),
    _entry("P20", 25, "The partner ID", "the partner ID", lambda i: i.partner_id,
           (_behind(SENDER), _KEYS, _END, _behind(CKEY), _behind(ORGANISATION), _behind(STAMP),
            _behind(LANGUAGE), _behind(TRANSACTION), _behind(URL), _FRONT),
           kind=PartKind.PARTNER_ID, why=_PARTNER_WHY),
    _entry("M53", 35, "The body", "the body", lambda i: i.body,
           (_END, _KEYS, _behind(URL), _FRONT), habit="; the habit is seen in 1 sample"),
    _entry("P21", 30, "The HTTP method", "the method", lambda i: i.method,
           (_FRONT, _behind(URL), _END, _KEYS), habit="; the habit is seen in 1 sample"),
    _entry("P22", 5, "The HTTP method in lower case", "the method",
           lambda i: i.method.lower(), (_FRONT, _behind(URL), _END), wide=True),
    _entry("P23", 20, "The SHA-256 of the body", "a hash of the body",
           lambda i: _sha256(_body_bytes(i)).hex(), (_END, _KEYS),
           habit="; the habit is seen in 1 sample"),
    _entry("P24", 10, "The MD5 of the body", "a hash of the body",
           lambda i: _md5(_body_bytes(i)).hex(), (_END, _KEYS)),
    _entry("P25", 6, "The SHA-256 of the body in base64", "a hash of the body",
           lambda i: b64encode(_sha256(_body_bytes(i))).decode("ascii"), (_END, _KEYS), wide=True),
    _entry("P26", 6, "The MD5 of the body in base64", "a hash of the body",
           lambda i: b64encode(_md5(_body_bytes(i))).decode("ascii"), (_END, _KEYS), wide=True),
    _entry("P27", 8, "The length of the body", "the length of the body",
           lambda i: str(len(_body_bytes(i))) if i.body else "", (_END, _KEYS), wide=True),
    _entry("P28", 10, "The content type", "the content type", lambda i: i.content_type,
           (_END, _behind(URL), _KEYS)),
    _entry("P29", 15, "The name of the algorithm", "the name of the algorithm",
           lambda i: i.algorithm, (_END, _KEYS, _FRONT, _behind(URL))),
    _entry("P30", 10, "The host", "the host", _host, _AROUND, why=_URL_WHY),
    _entry("P31", 10, "The name of the resource", "the resource", _resource, _AROUND,
           why=_URL_WHY),
    _entry("P32", 5, "The path", "the path", _path, _AROUND, why=_URL_WHY, wide=True),
    _entry("P33", 8, "The value of UseHTTPResponseStatusCodes",
           "the header UseHTTPResponseStatusCodes", lambda _: "1", (_END, _KEYS), wide=True),
    entry("P34", 65, "TimestampUnix was put into the MAC input, {choice}.",
          "It belongs to the HMACSHA256 rule; SHA256 and MD5 are made without it.",
          "Announce HMACSHA256 and use its function, or leave TimestampUnix out.",
          _unix_under_older_rules, group="with TimestampUnix", order=_ORDER,
          choices=lambda i: _UNIX_PLACES if i.timestamp_unix else (),
          source="documented in Visma's sample for SHA256; HMACSHA256 seen in 8 clients"),
    entry("P35", 8, "TimestampUnix has a place in the MAC input, {choice}.",
          "It belongs to the HMACSHA256 rule, and the request has no header TimestampUnix.",
          "Announce HMACSHA256 and use its function, or leave TimestampUnix out.",
          _unix_under_older_rules, group="with TimestampUnix", order=_ORDER,
          choices=lambda i: () if i.timestamp_unix else _UNIX_PLACES[:2], wide=True,
          source="documented in Visma's sample for SHA256; HMACSHA256 seen in 8 clients"),
)  # fmt: skip
