"""Mistakes with the query of the URL: there or not, its order, its joints and its letters."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from nvexplorer.doctor.mistake import Mistake, Slot
from nvexplorer.doctor.mistakes.url_parts import Parts, pair, parameters, split
from nvexplorer.doctor.mistakes.values import distinct, edit_of, turned
from nvexplorer.model.mac import Certainty, PartKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.mistakes.values import Edit

_URL = PartKind.URL
_SEEN = Certainty.SEEN
_QUERY = "all known clients hash the URL with its query"
_AS_SENT = "all known clients hash the parameters that they send, in the order they send them"
_ONE_STRING = "Make one string of the URL and use it for the MAC input and for the request."


def _rearranged(change: Callable[[tuple[str, ...], str], Sequence[str]]) -> Edit:
    """`change(parameters, choice)` gives the parameters that were hashed, as `name=value`."""

    def changed(url: str, ingredients: Ingredients, choice: str) -> str:
        parts = split(url)
        if not parts.query[1:]:
            return url
        old = parameters(parts.query[1:], ingredients.sent_url)
        new = change(old, choice)
        return str(parts._replace(query="?" + "&".join(new) if new else ""))

    return edit_of(_URL, changed)


def _by_name(old: tuple[str, ...], _: str) -> list[str]:
    return sorted(old, key=lambda each: pair(each).name)


def _to_the_end(old: tuple[str, ...], choice: str) -> list[str]:
    moved = [each for each in old if pair(each).name == choice]
    return [*(each for each in old if pair(each).name != choice), *moved]


def _without(old: tuple[str, ...], choice: str) -> list[str]:
    return [each for each in old if pair(each).name != choice]


def _filled(old: tuple[str, ...], _: str) -> list[str]:
    return [each for each in old if pair(each).value]


def _bare(old: tuple[str, ...], _: str) -> list[str]:
    return [each if pair(each).value else each.removesuffix("=") for each in old]


def _names(ingredients: Ingredients) -> tuple[str, ...]:
    """The names of the parameters, where there are several."""
    query = split(ingredients.url).query[1:]
    names = dict.fromkeys(pair(each).name for each in parameters(query, ingredients.sent_url))
    return tuple(names) if len(names) > 1 else ()


def _query(change: Callable[[Parts], str]) -> Edit:
    """`change(parts)` gives another query; none where the URL has no parameters."""

    def changed(url: str) -> str:
        parts = split(url)
        return str(parts._replace(query=change(parts))) if parts.query[1:] else url

    return turned(_URL, changed)


_ORDERS = (
    Mistake(
        "M49", Slot.URL, 45,
        "The parameters are sorted by name in the URL of the MAC.",
        "Hashed was {made}, sent was another order. Go's url.Values.Encode and many signing "
        "helpers sort them.",
        _ONE_STRING,
        _SEEN, _rearranged(_by_name), group="parameter order", order=10, source=_AS_SENT,
    ),
    Mistake(
        "U30", Slot.URL, 8,
        "The parameters are in reverse order in the URL of the MAC.",
        "Hashed was {made}.",
        _ONE_STRING,
        _SEEN, _rearranged(lambda old, _: old[::-1]), group="parameter order", order=10,
        source=_AS_SENT,
    ),
    Mistake(
        "U31", Slot.URL, 6,
        "The parameter {choice} is the last one in the URL of the MAC.",
        "Hashed was {made}, sent was another order: a map without an order, or a parameter that "
        "was added later.",
        _ONE_STRING,
        _SEEN, _rearranged(_to_the_end), _names, "parameter order", 10, source=_AS_SENT,
    ),
)  # fmt: skip

_SETS = (
    Mistake(
        "U32", Slot.URL, 20,
        "The parameter {choice} is missing in the URL of the MAC.",
        "Hashed was {made}: the parameter was added after the MAC was made.",
        "Make the MAC last, of the URL with all its parameters.",
        _SEEN, _rearranged(_without), _names, "parameters", 8, source=_QUERY,
    ),
    Mistake(
        "U33", Slot.URL, 12,
        "Parameters without a value are missing in the URL of the MAC.",
        "Hashed was {made}; the request had them, with nothing behind the equals sign.",
        "Leave empty parameters out of the request, too, or hash them as they are sent.",
        _SEEN, _rearranged(_filled), group="parameters", order=8, source=_QUERY,
    ),
    Mistake(
        "U34", Slot.URL, 2,
        "The equals sign of empty parameters is missing in the URL of the MAC.",
        "Hashed was {made}.",
        _ONE_STRING,
        _SEEN, _rearranged(_bare), group="parameters", order=8, source=_QUERY,
    ),
    Mistake(
        "U35", Slot.URL, 12,
        "The URL in the MAC is cut off at its first &.",
        "Hashed was {made}: the URL was not quoted in a shell, or it was split at &.",
        "Quote the URL in the shell; hash it whole.",
        _SEEN, _query(lambda parts: parts.query.partition("&")[0]), group="parameters", order=8,
        source=_QUERY,
    ),
)  # fmt: skip

_PRESENCE = (
    Mistake(
        "M44", Slot.URL, 95,
        "The query is missing in the URL of the MAC.",
        "Hashed was {made}. The parameters behind the ? belong to the MAC input.",
        "Make the MAC of the whole URL, after the parameters are put into it; do not leave them to "
        "params= or query options of the HTTP library.",
        _SEEN, _query(lambda _: ""), group="query", order=50, source=_QUERY,
    ),
    Mistake(
        "U36", Slot.URL, 20,
        "The query is missing in the URL of the MAC, only its question mark is there.",
        "Hashed was {made}. The parameters behind the ? belong to the MAC input.",
        "Make the MAC of the whole URL, after the parameters are put into it.",
        _SEEN, _query(lambda _: "?"), group="query", order=50, source=_QUERY,
    ),
    Mistake(
        "U37", Slot.URL, 8,
        "There is an & in place of the question mark in the URL of the MAC.",
        "Hashed was {made}: URL and parameters were all joined by &.",
        "Put ? between the URL and its first parameter.",
        _SEEN, _query(lambda parts: "&" + parts.query[1:]), group="query", order=50, source=_QUERY,
    ),
    Mistake(
        "U38", Slot.URL, 10,
        "The question mark is missing in the URL of the MAC.",
        "Hashed was {made}: path and query were put together without it, as getPath() + getQuery() "
        "or parse_url() invite to.",
        "Put ? between path and query, or hash the URL as one string.",
        _SEEN, _query(lambda parts: parts.query[1:]), group="query", order=50, source=_QUERY,
    ),
    Mistake(
        "U39", Slot.URL, 8,
        "There are two question marks in the URL of the MAC.",
        "Hashed was {made}: Uri.Query and location.search begin with ? already.",
        "Take one of them out, or hash the URL as one string.",
        _SEEN, _query(lambda parts: "?" + parts.query), group="query", order=50, source=_QUERY,
    ),
    Mistake(
        "U40", Slot.URL, 8,
        "There is an & behind the question mark in the URL of the MAC.",
        "Hashed was {made}: every parameter was given an & in front, the first one, too.",
        "Put & between parameters only.",
        _SEEN, _query(lambda parts: "?&" + parts.query[1:]), group="query", order=50,
        source=_QUERY,
    ),
)  # fmt: skip


def _lone_mark(url: str) -> str:
    return url if "?" in url or not url else url + "?"


_ENDS = (
    Mistake(
        "M42", Slot.URL, 30,
        "The URL in the MAC ends with a question mark.",
        "Hashed was {made}: the ? was written although there are no parameters.",
        "Write ? only in front of parameters. HTTP libraries drop a lone one.",
        _SEEN, turned(_URL, _lone_mark), group="query end", order=52, source=_QUERY,
    ),
    Mistake(
        "U41", Slot.URL, 12,
        "The URL in the MAC ends with &.",
        "Hashed was {made}: every parameter was given an & behind it, the last one, too.",
        "Put & between parameters only.",
        _SEEN, _query(lambda parts: parts.query + "&"), group="query end", order=52, source=_QUERY,
    ),
)  # fmt: skip


def _form(name: str) -> Edit:
    return turned(_URL, lambda url: unicodedata.normalize(name, url))  # type: ignore[arg-type]


_LETTERS = (
    Mistake(
        "U42", Slot.URL, 6,
        "The letters with dots are two characters each in the URL of the MAC.",
        "Hashed was ä as a and a combining mark (Unicode form NFD), as names of files on a Mac "
        "are. The request has the single letter.",
        "Normalise values to NFC before they are used: normalize('NFC') in JavaScript, "
        "unicodedata.normalize in Python, Normalizer::normalize in PHP.",
        Certainty.DEDUCED, _form("NFD"), group="normal form", order=6,
        source="deduced: the MAC input has to be the text that was sent",
    ),
    Mistake(
        "U43", Slot.URL, 4,
        "The letters with dots are single characters in the URL of the MAC.",
        "Hashed was ä as one letter (Unicode form NFC), the request has a and a combining mark.",
        "Normalise values to NFC before they are used, for the request, too.",
        Certainty.DEDUCED, _form("NFC"), group="normal form", order=6,
        source="deduced: the MAC input has to be the text that was sent",
    ),
)  # fmt: skip

MISTAKES = (
    *distinct(_URL, (*_ORDERS, *_SETS)),
    *distinct(_URL, _PRESENCE),
    *distinct(_URL, _ENDS),
    *distinct(_URL, _LETTERS),
)
