"""The forms that libraries give a URL or its query, ready for the mistakes that name them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.doctor.mistakes.escapes import (
    COMPONENT,
    JAVA_URI,
    RESERVED,
    UNRESERVED,
    URI,
    WHATWG,
    escaper,
    only,
)
from nvexplorer.doctor.mistakes.url_parts import Pair, decoded, pair, parameters, split
from nvexplorer.doctor.mistakes.values import edit_of
from nvexplorer.model.mac import PartKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.doctor.mistake import Ingredients
    from nvexplorer.doctor.mistakes.escapes import Escape
    from nvexplorer.doctor.mistakes.values import Edit
    from nvexplorer.doctor.recipe import Recipe


class Plain(NamedTuple):
    """A URL without percent signs of a library's."""

    head: str
    pairs: tuple[Pair, ...]
    mark: str

    def __str__(self) -> str:
        return self.head + self.mark + "&".join(map(str, self.pairs))


@lru_cache(maxsize=1024)
def _plain(url: str, expected: str, sent_url: str) -> Plain:
    """Where the URL on the wire is what is expected in the MAC, it is decoded first."""
    parts = split(url)
    head, texts = str(parts._replace(query="")), parameters(parts.query[1:], sent_url)
    pairs = tuple(map(pair, texts))
    if expected == sent_url:
        head = decoded(head)
        pairs = tuple(
            Pair(decoded(each.name, True), each.equals, decoded(each.value, True)) for each in pairs
        )
    return Plain(head, pairs, parts.query[:1])


def _made(form: Callable[[Plain], str]) -> Edit:
    kept = lru_cache(maxsize=1024)(form)

    def changed(url: str, ingredients: Ingredients, _: str) -> str:
        return kept(_plain(url, ingredients.url, ingredients.sent_url))

    return edit_of(PartKind.URL, changed)


def made_as(forms: dict[str, Callable[[Plain], str]]) -> Edit:
    edits = {choice: _made(form) for choice, form in forms.items()}

    def edit(recipe: Recipe, ingredients: Ingredients, choice: str) -> Recipe:
        return edits[choice](recipe, ingredients, choice) if choice in edits else recipe

    return edit


def _whole(escape: Escape) -> Callable[[Plain], str]:
    """The URL as one text."""
    return lambda plain: escape(str(plain))


def _each(escape: Escape) -> Callable[[Plain], str]:
    """Every name and value, the signs between them as they are."""

    def form(plain: Plain) -> str:
        pairs = (escape(name) + equals + escape(value) for name, equals, value in plain.pairs)
        return plain.head + plain.mark + "&".join(pairs)

    return form


def _again(form: Callable[[Plain], str], escape: Escape) -> Callable[[Plain], str]:
    return lambda plain: escape(form(plain))


def _twice(escape: Escape) -> Escape:
    return lambda text: escape(escape(text))


def _latin(kept: str, **how: str) -> Escape:
    return escaper(kept, codec="latin-1", **how)  # type: ignore[arg-type]


_PHP_FORM = escaper("-_.", space="+")
_FORM = escaper(UNRESERVED, space="+")
_SEARCH_PARAMS = escaper("*-._", space="+")
_HTTP_UTILITY = escaper("-_.!*()", space="+", lower=True)
_COMPONENT = escaper(COMPONENT)
_STRICT = escaper(UNRESERVED)
_ENCODE_URI = escaper(URI)
_PYTHON_QUOTE = escaper("/" + UNRESERVED)

WHOLE_URLS = {
    "WHATWG URL": _whole(escaper(WHATWG)),
    "java.net.URI": _whole(escaper(JAVA_URI)),
    "Python quote": _whole(escaper(":/?&=" + UNRESERVED)),
    "lower-case hex": _whole(escaper(URI, lower=True)),
}
COMPONENTS = {
    "encodeURIComponent": _each(_COMPONENT),
    "Python quote": _each(_PYTHON_QUOTE),
    "lower-case hex": _each(escaper(UNRESERVED, lower=True)),
}
FORMS = {
    "axios": _each(escaper(COMPONENT + ":$,[]", space="+")),
    "PHP urlencode": _each(_PHP_FORM),
    "URLSearchParams": _each(_SEARCH_PARAMS),
    "WebUtility.UrlEncode": _each(escaper("-_.!*()", space="+")),
    "jQuery.param": _each(escaper(COMPONENT, space="+")),
}
LATINS = {
    "PHP urlencode": _each(_latin("-_.", space="+")),
    "PHP rawurlencode": _each(_latin(UNRESERVED)),
    "JavaScript escape": _each(_latin("@*_+-./", wide="\u0100")),
    "HttpUtility.UrlEncode": _each(escaper("-_.!*()", space="+", lower=True, codec="latin-1")),
    "lower-case hex": _whole(escaper(URI, lower=True, codec="latin-1")),
}
DOUBLES = {
    "percent-encoded": _whole(_twice(_ENCODE_URI)),
    "each value percent-encoded": _each(_twice(_STRICT)),
    "form-encoded": _each(_twice(_FORM)),
    "form-encoded, then percent-encoded": _again(_each(_FORM), _ENCODE_URI),
}
AS_ONE_VALUE = {
    "encodeURIComponent": _whole(_COMPONENT),
    "PHP urlencode": _whole(_PHP_FORM),
    "HttpUtility.UrlEncode": _whole(_HTTP_UTILITY),
    "Python quote": _whole(_PYTHON_QUOTE),
}

PERCENT_ENCODED = _made(_whole(_ENCODE_URI))
FORM_ENCODED = _made(_each(_FORM))
VALUES_ENCODED = _made(_each(_STRICT))
LOWER_FORM = _made(_each(_HTTP_UTILITY))
LATIN_ENCODED = _made(_whole(_latin(URI)))
UNICODE_DIGITS = _made(_each(escaper("-_.!*()", space="+", lower=True, wide="\u0080")))
PLUS_FOR_SPACE = _made(_each(lambda text: text.replace(" ", "+")))
PERCENT_20_FOR_SPACE = _made(_whole(lambda text: text.replace(" ", "%20")))


def as_sent(url: str, ingredients: Ingredients, _: str) -> str:
    """The query of the wire, where no other mistake changed the parameters."""
    sent, own = split(ingredients.sent_url), split(url)
    same = own.query == split(ingredients.url).query
    return str(own._replace(query=sent.query)) if same and ingredients.sent_url else url


def dotnet_string(url: str, ingredients: Ingredients, choice: str) -> str:
    if choice == "of the URL as sent":
        sent = split(as_sent(url, ingredients, "")).query
        return str(split(url)._replace(query=_without_others(sent))) if sent else url
    plain = _plain(url, ingredients.url, ingredients.sent_url)
    return _each(only(RESERVED))(plain)


def _without_others(query: str) -> str:
    """Decoded, but for the escapes of reserved characters."""
    first, *rest = query.split("%")
    made, run = "", first
    for text in rest:
        if text[:2].upper() in _RESERVED_HEX:
            made += decoded(run) + "%" + text[:2]
            run = text[2:]
        else:
            run += "%" + text
    return made + decoded(run)


_RESERVED_HEX = frozenset(f"{ord(c):02X}" for c in RESERVED)
_SINGLE = ",:/+&@"


def singles(ingredients: Ingredients) -> tuple[str, ...]:
    query = split(ingredients.url).query[1:]
    return tuple(c for c in _SINGLE if c in query)


def one_alone(url: str, ingredients: Ingredients, choice: str) -> str:
    if len(choice) != 1 or choice not in _SINGLE:
        return url
    return _each(only(choice))(_plain(url, ingredients.url, ingredients.sent_url))
