"""Finding resources by what people type: three languages, any letter case, accents optional."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nvexplorer.catalogue.definition import Entry, Group

_LANGUAGES = {"en": 0, "fi": 1, "sv": 2, "se": 2}
_SPACED = str.maketrans(dict.fromkeys("()/,;:'\"", " "))
_MARKS = re.compile("[\u0300-\u036f]+")


def _exact(text: str) -> str:
    """Letter case and the way accents are encoded no longer matter; some punctuation is space."""
    return unicodedata.normalize("NFC", text.casefold()).translate(_SPACED)


def _loose(text: str) -> str:
    """Nor do accents: ä is a, š is s."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_SPACED)


class _Texts(NamedTuple):
    """An entry's texts folded one way. Each begins with a space, so that " word" finds where a
    word begins; `every` is all of them, a line each."""

    name: str
    titles: tuple[str, ...]
    keywords: str
    group: str
    every: str


class Folded(NamedTuple):
    """An entry made ready for searching."""

    entry: Entry
    exact: _Texts
    loose: _Texts


def prefold(entries: Iterable[Entry], groups: Iterable[Group]) -> tuple[Folded, ...]:
    """Fold once what every keystroke looks at."""
    headings = {g.id: f"{g.title} {g.title_fi} {g.title_sv}" for g in groups}

    def lines(entry: Entry) -> str:
        titles = (entry.title, entry.title_fi, entry.title_sv)
        group = headings.get(entry.group, entry.group)
        fields = (entry.resource, *titles, "; ".join(entry.keywords), group)
        return "\n".join(" " + " ".join(field.split()) for field in fields)

    def texts(folded: str) -> _Texts:
        name, english, finnish, swedish, keywords, group = folded.split("\n")
        return _Texts(name, (english, finnish, swedish), keywords, group, folded)

    return tuple(Folded(e, texts(_exact(lines(e))), texts(_loose(lines(e)))) for e in entries)


def filter_entries(folded: Sequence[Folded], query: str, language: str = "en") -> list[Entry]:
    """The entries in which every word of `query` occurs: in the name, a title, a keyword or the
    group's title, in any language; best first, all of them in their own order when it is empty.

    Matches with the accents as typed come before those without; then the name counts more than a
    title in `language`, that more than other titles, keywords and the group; words that stand
    together as typed count more than apart.
    """
    words = [(_exact(word), _loose(word)) for word in query.translate(_SPACED).split()]
    if not words:
        return [f.entry for f in folded]
    own = _LANGUAGES.get(language.lower(), 0)
    phrase = " ".join(as_typed for as_typed, _ in words)
    found = []
    for order, (entry, exact, loose) in enumerate(folded):
        loosely = rank = 0
        for as_typed, plain in words:
            if as_typed in exact.every:
                rank += _rank(exact, as_typed, own)
            elif plain and plain in loose.every:
                loosely += 1
                rank += _rank(loose, plain, own)
            else:
                break
        else:
            if phrase in exact.every:
                rank -= len(words)
            found.append((loosely, rank, order, entry))
    found.sort(key=lambda f: f[:3])
    return [entry for *_, entry in found]


def _rank(texts: _Texts, word: str, own: int) -> int:
    """How good a place the word stands in, 0 the best."""
    start = " " + word
    if texts.name in (start, start + ".nv"):
        return 0
    if texts.name.startswith(start):
        return 1
    if word in texts.name:
        return 2
    if start in texts.titles[own]:
        return 3
    if word in texts.titles[own]:
        return 4
    if any(start in title for title in texts.titles):
        return 5
    if any(word in title for title in texts.titles):
        return 6
    if start in texts.keywords:
        return 7
    return 8 if word in texts.keywords else 9
