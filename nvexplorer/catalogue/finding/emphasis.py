"""Which letters of a text made it a match, and where else the match is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.finding.folding import loose, stem
from nvexplorer.catalogue.finding.spelling import errors, letters_between
from nvexplorer.catalogue.finding.texts import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nvexplorer.catalogue.finding.search import Found, Hit

Spans = list[tuple[int, int]]

_SHOWN = (Place.NAME, Place.TITLE, Place.DEED)
_SHORTEST_INSIDE = 3
_LONGEST = 70
_BEFORE = 20


class Where(NamedTuple):
    """`text` begins with the kind of place, as “parameter” or “Finnish”; `marked` are the ranges of
    it to emphasise."""

    text: str
    marked: Spans


def spans(text: str, hits: Iterable[Hit]) -> Spans:
    """Ranges of `text` to emphasise, from and up to, in order and apart from each other."""
    folded, origin = _folded(text)
    marked = sorted(
        (origin[start], origin[end]) for hit in hits for start, end in _ranges(folded, hit)
    )
    apart: Spans = []
    for start, end in marked:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def elsewhere(found: Found) -> Where | None:
    """The most telling text of what neither the name nor the English title shows: the one with the
    most of it, and of those the one in the worst place, since the others can be guessed."""
    shown = loose(f"{found.entry.resource} {found.entry.title}")
    hits = [h for h in found.hits if h.place not in _SHOWN and not any(_ranges(shown, h))]
    if not hits:
        return None

    def telling(hit: Hit) -> tuple[int, float]:
        folded = _folded(hit.text)[0]
        return sum(any(_ranges(folded, each)) for each in hits), hit.place.cost

    best = max(hits, key=telling)
    text = best.text
    marked = spans(text, hits)
    if len(text) > _LONGEST and marked:
        text, marked = _excerpt(text, marked)
    lead = f"{best.place.said} "
    return Where(lead + text, [(start + len(lead), end + len(lead)) for start, end in marked])


def _excerpt(text: str, marked: Spans) -> tuple[str, Spans]:
    """Some words before the first range and what follows, the ranges moved along."""
    start = max(0, marked[0][0] - _BEFORE)
    if start:
        start = text.find(" ", start, marked[0][0] + 1) + 1 or marked[0][0]
    end = start + _LONGEST
    lead, tail = "…" if start else "", "…" if end < len(text) else ""
    moved = [(a - start + len(lead), min(b, end) - start + len(lead)) for a, b in marked if a < end]
    return lead + text[start:end] + tail, moved


def _folded(text: str) -> tuple[str, list[int]]:
    """`text` as loose does it, and where each of its letters comes from, the end too."""
    if text.isascii():
        return text.lower(), list(range(len(text) + 1))
    folded, origin = [], []
    for place, letter in enumerate(text):
        plain = loose(letter)
        folded.append(plain)
        origin += [place] * len(plain)
    return "".join(folded), [*origin, len(text)]


def _ranges(folded: str, hit: Hit) -> Iterator[tuple[int, int]]:
    typed = loose(hit.typed)
    place = _place(folded, typed)
    if place >= 0:
        yield place, place + len(typed)
        return
    word = loose(hit.word)
    place = _place(folded, word)
    if place >= 0:
        yield from ((place + start, place + end) for start, end in _alike(typed, word))


def _place(folded: str, word: str) -> int:
    """Where a word of `folded` begins with this one, else where it is in one; -1 for nowhere."""
    place = folded.find(word)
    while place > 0 and folded[place - 1].isalnum():
        place = folded.find(word, place + 1)
    return folded.find(word) if place < 0 and len(word) >= _SHORTEST_INSIDE else place


def _alike(typed: str, word: str) -> Iterator[tuple[int, int]]:
    """The letters of `word` that stand for `typed`, which is not in it: what both begin with when
    one is another form of the other, all of it when it is misspelt, the letters one by one when it
    is shortened, else the last part of a compound."""
    common = len(_common(typed, word))
    if stem(word).startswith(stem(typed)):
        yield 0, max(common, 1)
        return
    whole, beginning = errors(typed, word)
    if beginning <= 2 < len(typed):
        yield 0, len(word) if whole <= 2 else min(len(typed), len(word))
        return
    if letters_between(typed, word) is not None:
        place = -1
        for letter in typed:
            place = word.find(letter, place + 1)
            yield place, place + 1
        return
    for cut in range(3, len(typed) - 3):
        place = word.find(typed[cut:])
        if place >= 0:
            yield place, place + len(typed) - cut
            return


def _common(one: str, other: str) -> str:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return one[:count]
