"""Other separators between the parts, and things in front of the MAC input or behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nvexplorer.doctor.mistakes.layout_edits import (
    CKEY,
    CUSTOMER,
    KIND_OF,
    LANGUAGE,
    NAMES,
    ORGANISATION,
    PKEY,
    SENDER,
    STAMP,
    TRANSACTION,
    UNIX,
    URL,
    entry,
    of_layout,
)
from nvexplorer.doctor.recipe import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.doctor.mistake import Ingredients, Mistake
    from nvexplorer.doctor.mistakes.layout_edits import Edit, Layout
    from nvexplorer.doctor.recipe import Recipe
    from nvexplorer.model.mac import PartKind

_FIX = "Put one “&” between the parts and nothing in front of the first or behind the last."
_SEPARATOR, _END = "separator", "end"

#: Separators by the words that stand for them, likeliest first.
_SEPARATORS = {
    "|": "|", "a newline": "\n", ";": ";", ",": ",", ":": ":", "a space": " ", "+": "+", "-": "-",
    "_": "_", ".": ".", "/": "/", "&amp;": "&amp;",
}  # fmt: skip
_RARE_SEPARATORS = {
    "#": "#", "a tab": "\t", "CR LF": "\r\n", "&&": "&&", "“ & ”": " & ", "“& ”": "& ",
    "%26": "%26", "“, ”": ", ", "||": "||", "::": "::", "“ + ”": " + ",
    "\\n (a backslash and an n)": "\\n", "\\u0026": "\\u0026", "\\&": "\\&",
}  # fmt: skip


def _other_separators(ingredients: Ingredients) -> list[str]:
    """`&amp;` is HTML-escaping of the whole text where no value has an `&` of its own."""
    escaped = "&" in ingredients.url + ingredients.sender
    return [words for words in _SEPARATORS if escaped or words != "&amp;"]


def _other(layout: Layout, choice: str) -> Layout:
    separator = (_SEPARATORS | _RARE_SEPARATORS).get(choice)
    return layout if separator is None else joined(layout, separator)


def _before(change: str) -> Callable[[Layout, str], Layout]:
    """This in place of the “&” in front of the part that the choice names."""

    def edit(layout: Layout, choice: str) -> Layout:
        kind = KIND_OF.get(choice)
        return tuple(
            piece._replace(before=change) if at and piece.kind == kind else piece
            for at, piece in enumerate(layout)
        )

    return edit


_PLACES = tuple(
    NAMES[kind]
    for kind in (STAMP, PKEY, UNIX, CKEY, SENDER, CUSTOMER, LANGUAGE, ORGANISATION, TRANSACTION)
)


def _places(ingredients: Ingredients) -> list[str]:
    hmac = ingredients.algorithm == "HMACSHA256"
    return [name for name in _PLACES if hmac or KIND_OF[name] != UNIX]


def _places_of_one(ingredients: Ingredients) -> list[str]:
    """An `&` missing beside an empty organisation ID is the empty part left out."""
    around = () if ingredients.organisation_id else (NAMES[ORGANISATION], NAMES[TRANSACTION])
    return [name for name in _places(ingredients) if name not in around]


def _places_of_two(ingredients: Ingredients) -> list[str]:
    """Before and behind an empty organisation ID is the same; one more behind the URL belongs to
    the URL."""
    behind = "" if ingredients.organisation_id else NAMES[TRANSACTION]
    return [name for name in _places(ingredients) if name not in (behind, NAMES[SENDER])]


_HEADERS = {
    SENDER: "X-Netvisor-Authentication-Sender",
    CUSTOMER: "X-Netvisor-Authentication-CustomerId",
    STAMP: "X-Netvisor-Authentication-Timestamp",
    LANGUAGE: "X-Netvisor-Interface-Language",
    ORGANISATION: "X-Netvisor-Organisation-ID",
    TRANSACTION: "X-Netvisor-Authentication-TransactionId",
    UNIX: "X-Netvisor-Authentication-TimestampUnix",
}
_SHORT = {URL: "Url", CKEY: "CustomerKey", PKEY: "PartnerKey"} | {
    kind: name.rpartition("-")[2] for kind, name in _HEADERS.items()
} | {ORGANISATION: "OrganisationId"}  # fmt: skip
_CAMEL = {kind: name[:1].lower() + name[1:] for kind, name in _SHORT.items()}
_SNAKE = {kind: kind.value for kind in NAMES}


def _lower(names: dict[PartKind, str]) -> dict[PartKind, str]:
    return {kind: name.lower() for kind, name in names.items()}


#: The names of the parts, what follows a name, and what stands between the parts.
_NAMED: dict[str, tuple[dict[PartKind, str], str, str]] = {
    "header names": (_HEADERS, "=", "&"),
    "header names in lower case": (_lower(_HEADERS), "=", "&"),
    "short names": (_SHORT, "=", "&"),
    "short names in lower case": (_lower(_SHORT), "=", "&"),
    "camelCase names": (_CAMEL, "=", "&"),
    "snake_case names": (_SNAKE, "=", "&"),
    "header lines": (_HEADERS, ": ", "\n"),
    "header lines in lower case": (_lower(_HEADERS), ":", "\n"),
}


def _with_names(layout: Layout, choice: str) -> Layout:
    if choice not in _NAMED:
        return layout
    names, sign, separator = _NAMED[choice]
    return tuple(
        piece._replace(before=piece.before + names[piece.kind] + sign)
        if piece.kind in names
        else piece
        for piece in joined(layout, separator)
    )


#: Lists by the words that stand for them: start, between, end.
_LISTS = {
    "JSON": ('["', '","', '"]'),
    "JSON with spaces": ('["', '", "', '"]'),
    "Python": ("['", "', '", "']"),
    "CSV with quotes": ('"', '","', '"'),
}


def _as_list(recipe: Recipe, _: Ingredients, choice: str) -> Recipe:
    if choice not in _LISTS:
        return recipe
    start, between, end = _LISTS[choice]
    first, *rest = joined(recipe.layout, between) or (None,)
    if first is None:
        return recipe
    return recipe._replace(layout=(first._replace(before=start), *rest), suffix=recipe.suffix + end)


def _around(before: str, behind: str) -> Edit:
    def edit(recipe: Recipe, _: Ingredients, __: str) -> Recipe:
        if not recipe.layout:
            return recipe
        first, *rest = recipe.layout
        layout = (first._replace(before=before + first.before), *rest)
        return recipe._replace(layout=layout, suffix=recipe.suffix + behind)

    return edit


def _one_of(around: dict[str, tuple[str, str]]) -> Edit:
    edits = {choice: _around(*texts) for choice, texts in around.items()}

    def edit(recipe: Recipe, ingredients: Ingredients, choice: str) -> Recipe:
        found = edits.get(choice)
        return recipe if found is None else found(recipe, ingredients, choice)

    return edit


_BEHIND = {
    "two newlines": ("", "\n\n"),
    "a NUL": ("", "\0"), "“,”": ("", ","), "“|”": ("", "|"),
    "“=”": ("", "="), "“?”": ("", "?"), "“\\n” as two characters": ("", "\\n"),
    "“&” and a newline": ("", "&\n"),
}  # fmt: skip
_IN_FRONT = {
    "“&”": ("&", ""), "a newline": ("\n", ""), "“?”": ("?", ""),
    "“=”": ("=", ""),
}  # fmt: skip
_QUOTES = {
    "double quotes": ('"', '"'), "single quotes": ("'", "'"), "brackets": ("[", "]"),
    "braces": ("{", "}"), "parentheses": ("(", ")"), "“&” on both sides": ("&", "&"),
}  # fmt: skip

MISTAKES: tuple[Mistake, ...] = (
    entry("M17", 70, "The parts of the MAC input were joined without “&”.",
          "Nothing stands between them; Visma's printed PHP sample has that error.", _FIX,
          of_layout(lambda layout, _: joined(layout, "")), group=_SEPARATOR, order=40,
          source="“&” is documented in Visma's sample for SHA256; the habit is seen in 1 client"),
    entry("P50", 20, "The parts of the MAC input were joined with {choice} and not with “&”.",
          "The separator is part of what is hashed.", _FIX, of_layout(_other), group=_SEPARATOR,
          order=40, choices=_other_separators),
    entry("P58", 5, "The parts of the MAC input were joined with {choice} and not with “&”.",
          "The separator is part of what is hashed.", _FIX, of_layout(_other), group=_SEPARATOR,
          order=40, choices=tuple(_RARE_SEPARATORS), wide=True),
    entry("M18", 45, "An “&” is missing from the MAC input in front of {choice}.",
          "Two parts run into each other.", _FIX, of_layout(_before("")), group=_SEPARATOR,
          order=40, choices=_places_of_one),
    entry("P51", 15, "Two “&” stand in the MAC input in front of {choice}.",
          "Only an empty part leaves two in a row.", _FIX, of_layout(_before("&&")),
          group=_SEPARATOR, order=40, wide=True, choices=_places_of_two),
    entry("P52", 15, "“?” stands between the URL and the sender in the MAC input.",
          "The parts were joined like the parameters of a URL.", _FIX,
          of_layout(lambda layout, _: _before("?")(layout, NAMES[SENDER])), group=_SEPARATOR,
          order=40),
    entry("P54", 8, "A newline stands in the MAC input in front of {choice}.",
          "The text was built in several lines.", _FIX, of_layout(_before("\n")),
          group=_SEPARATOR, order=40, wide=True, choices=_places),
    entry("P55", 8, "“&” and a newline stand in the MAC input in front of {choice}.",
          "The text was broken into lines, as it is in some editors and templates.", _FIX,
          of_layout(_before("&\n")), group=_SEPARATOR, order=40, wide=True, choices=_places),
    entry("P56", 10, "The parts were hashed as names with values ({choice}).",
          "The MAC input holds the values alone.", "Join the values without their names.",
          of_layout(_with_names), group=_SEPARATOR, order=40, choices=tuple(_NAMED)),
    entry("P57", 8, "The parts were hashed as a list ({choice}).",
          "The list was turned into text as it is, brackets, quotes and commas included.", _FIX,
          _as_list, group=_SEPARATOR, order=40, choices=tuple(_LISTS)),
    entry("M19", 55, "An “&” stands at the end of the MAC input.",
          "Each part was followed by “&”, the last one too.", _FIX, _around("", "&"), group=_END,
          order=50),
    entry("M20", 50, "A newline stands at the end of the MAC input.",
          "It comes from a file, from echo without -n, or with a pasted key.", _FIX,
          _around("", "\n"), group=_END, order=50),
    entry("P60", 12, "The MAC input ends with {choice}.",
          "Nothing follows the partner key.", _FIX, _one_of(_BEHIND), group=_END, order=50,
          wide=True, choices=tuple(_BEHIND)),
    entry("P61", 15, "The MAC input begins with {choice}.",
          "The text begins with the URL.", _FIX, _one_of(_IN_FRONT), group="front", order=50,
          choices=tuple(_IN_FRONT)),
    entry("P62", 8, "The MAC input stands between {choice}.",
          "They were hashed with the text.", _FIX, _one_of(_QUOTES), group=_END, order=50,
          choices=tuple(_QUOTES)),
)  # fmt: skip
