"""The resources that somebody may mean, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.finding.folding import loose, words
from nvexplorer.catalogue.finding.spelling import letters_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.catalogue.definition import Entry
    from nvexplorer.catalogue.finding.index import Index
    from nvexplorer.catalogue.finding.texts import Place

# Words that stand together as typed.
_PHRASE = 0.8
_WHOLE_TEXT = 1.2
_WHOLE_NAME = 2.0
# A favourite or a resource used lately goes ahead of what matches as well, or little better: a
# title against a keyword, but never a title against a parameter or a typing error.
_FAVOURITE = 0.9
_RECENT = 0.6
_ABBREVIATED = 6.2
_GAP = 0.1
_SHORTEST_ABBREVIATION = 3
_GOOD = 3.5
_MOST_WORDS = 8
_LONG = 8
_FEW = 3


class Hit(NamedTuple):
    """`typed` was found as `word` (both folded, accents kept) in `text` of `place`."""

    typed: str
    word: str
    place: Place
    text: str


class Found(NamedTuple):
    """`hits`: a best one for each word typed; `missing`: the words that are nowhere in it."""

    entry: Entry
    hits: tuple[Hit, ...] = ()
    missing: tuple[str, ...] = ()


class Preferred(NamedTuple):
    """Names of resources, in the order in which an empty query lists them."""

    favourites: Sequence[str] = ()
    recent: Sequence[str] = ()


class _Best(NamedTuple):
    """The best of what one typed word hits in an entry: which word, in which text."""

    cost: float
    word: int
    text: int


def search(index: Index, query: str, preferred: Preferred = Preferred()) -> list[Found]:  # noqa: B008
    """The entries in which every word of `query` occurs, best first; where there are few, those
    behind them in which half of the words do. Without words all entries, see in_order."""
    typed = _words(query)
    if not typed:
        return in_order(index.entries, preferred)
    hits = [_hits(index, word) for word in typed]
    counts: dict[int, int] = {}
    for each in hits:
        for number in each:
            counts[number] = counts.get(number, 0) + 1
    least = _least(counts, len(typed))
    bonus = _bonuses(preferred)
    phrase = loose(" ".join(typed))
    ranked = []
    for number, count in counts.items():
        if count >= least:
            cost = sum(each[number].cost for each in hits if number in each)
            cost += index.handicaps[number] - _together(index, number, phrase)
            cost -= bonus.get(index.entries[number].resource, 0.0)
            ranked.append((-count, cost, number))
    ranked.sort()
    return [_found(index, number, typed, hits) for *_, number in ranked]


def _words(query: str) -> list[str]:
    """Each once; the ending that all names have says nothing."""
    distinct = list(dict.fromkeys(words(query)))[:_MOST_WORDS]
    return [word for word in distinct if word != "nv"] or distinct


def _least(counts: dict[int, int], words: int) -> int:
    """How many of the words an entry must hold: all, or half of them where few hold more."""
    least = words
    while least * 2 > words + 1 and sum(count >= least for count in counts.values()) < _FEW:
        least -= 1
    return least


def in_order(entries: Sequence[Entry], preferred: Preferred) -> list[Found]:
    """All entries: favourites, then recent ones, then the others in their order."""
    by_name = {entry.resource: entry for entry in entries}
    first = dict.fromkeys((*preferred.favourites, *preferred.recent))
    ahead = [by_name[name] for name in first if name in by_name]
    return [Found(e) for e in (*ahead, *(e for e in entries if e.resource not in first))]


def _bonuses(preferred: Preferred) -> dict[str, float]:
    """The one used last goes a little ahead of those used before it."""
    count = len(preferred.recent) + 1
    recent = {name: _RECENT * (1 - place / count) for place, name in enumerate(preferred.recent)}
    return recent | dict.fromkeys(preferred.favourites, _FAVOURITE)


def _hits(index: Index, typed: str) -> dict[int, _Best]:
    """By entry. Compounds and abbreviations count only where nothing better is, and so do typing
    errors in words that are not long: a long one is soon like another."""
    vocabulary = index.vocabulary
    best: dict[int, _Best] = {}
    _collect(index, vocabulary.matches(typed), best)
    if _is_poor(best) or len(typed) >= _LONG:
        _collect(index, vocabulary.near(typed), best)
    if _is_poor(best) and not _abbreviations(index, typed, best):
        _collect(index, vocabulary.parts(typed), best)
    return best


def _is_poor(best: dict[int, _Best]) -> bool:
    return not best or min(best.values()).cost > _GOOD


def _collect(index: Index, matches: dict[int, float], best: dict[int, _Best]) -> None:
    postings = index.postings
    for word, cost in matches.items():
        for entry, place_cost, text in postings[word]:
            total = cost + place_cost
            known = best.get(entry)
            if known is None or total < known.cost:
                best[entry] = _Best(total, word, text)


def _abbreviations(index: Index, typed: str, best: dict[int, _Best]) -> bool:
    """Names that hold the letters in their order, as purchinvlist. Tells whether there are any."""
    plain, found = loose(typed), False
    if len(plain) < _SHORTEST_ABBREVIATION:
        return False
    for entry, head in enumerate(index.heads):
        gaps = letters_between(plain, head)
        if gaps is not None:
            found = True
            total = _ABBREVIATED + _GAP * gaps
            known = best.get(entry)
            if known is None or total < known.cost:
                best[entry] = _Best(total, *index.names[entry])
    return found


def _together(index: Index, number: int, phrase: str) -> float:
    """What it is worth that the words stand as typed, or are all there is."""
    lines = index.phrases[number]
    if phrase == index.heads[number]:
        return _WHOLE_NAME
    if f"\n{phrase}\n" in lines:
        return _WHOLE_TEXT
    several = " " in phrase
    return _PHRASE if several and (f" {phrase}" in lines or f"\n{phrase}" in lines) else 0.0


def _found(
    index: Index, number: int, typed: Sequence[str], hits: Sequence[dict[int, _Best]]
) -> Found:
    there, missing = [], []
    for word, each in zip(typed, hits, strict=True):
        best = each.get(number)
        if best is None:
            missing.append(word)
        else:
            text = index.texts[best.text]
            there.append(Hit(word, index.vocabulary.words[best.word], text.place, text.text))
    return Found(index.entries[number], tuple(there), tuple(missing))
