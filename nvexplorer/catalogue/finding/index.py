"""The catalogue made ready for searching."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.catalogue.finding.folding import loose, words
from nvexplorer.catalogue.finding.texts import Names, Place, Text, texts_of
from nvexplorer.catalogue.finding.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nvexplorer.catalogue.definition import Entry, Group

_PHRASES = (Place.NAME, Place.TITLE, Place.FINNISH, Place.SWEDISH, Place.KEYWORD)
# A word that only arises from writing several together: chartofaccounts.
_TOGETHER = 0.8
# A title or keyword of one word says nothing else.
_ALONE = 0.3
# Between matches as good as each other the shorter name is the more basic resource, and one that
# only old clients call comes last.
_LETTER = 0.01
_OLD = 0.5


class Posting(NamedTuple):
    """A word stands in the text with this number, of the entry with that number."""

    entry: int
    cost: float
    text: int


class Index:
    """`postings[n]` says where the word n of the vocabulary stands, once for an entry: in the best
    place. `phrases[n]` holds entry n's name, titles and keywords, a line each, words parted by one
    space; `heads[n]` its name without .nv, and `names[n]` the numbers of that word and its text."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self.vocabulary = Vocabulary()
        self.texts: list[Text] = []
        self.postings: list[list[Posting]] = []
        self.phrases: list[str] = []
        self.heads: list[str] = []
        self.names: list[tuple[int, int]] = []
        self.handicaps: list[float] = []

    def build(self, groups: Iterable[Group], names: Mapping[str, Names]) -> Iterator[None]:
        """Work through the entries, one a step. `names` go by resource."""
        headings = {group.id: group for group in groups}
        nothing = Names()
        best: dict[tuple[int, int], Posting] = {}
        for number, entry in enumerate(self.entries):
            best.clear()
            lines: list[str] = []
            first = len(self.texts)
            for text in texts_of(
                number, entry, names.get(entry.resource, nothing), headings.get(entry.group)
            ):
                self._add(text, best, lines)
            name = (words(entry.resource) or [entry.resource])[0]
            self.names.append((self._number(name), first))
            self.phrases.append("\n" + "\n".join(lines) + "\n")
            self.heads.append(loose(entry.resource).removesuffix(".nv"))
            old = _OLD if "(old" in entry.title else 0.0
            self.handicaps.append(_LETTER * len(self.heads[-1]) + old)
            for (word, _), posting in best.items():
                self.postings[word].append(posting)
            yield
        self.vocabulary.finish()

    def _add(self, text: Text, best: dict[tuple[int, int], Posting], lines: list[str]) -> None:
        place, number = text.place, len(self.texts)
        self.texts.append(text)
        found = words(text.text)
        alone = len(found) == 1 and place in _PHRASES
        cost = place.cost - (_ALONE if alone else 0.0)
        for word in found:
            self._note(self._number(word), Posting(text.entry, cost, number), best)
        if place in _PHRASES:
            lines.append(loose(" ".join(found)))
            if len(found) > 1 and place is not Place.NAME:
                joined = self._number("".join(found), together=True)
                self._note(joined, Posting(text.entry, cost + _TOGETHER, number), best)

    def _number(self, word: str, *, together: bool = False) -> int:
        number = self.vocabulary.add(word, together=together)
        if number == len(self.postings):
            self.postings.append([])
        return number

    def _note(self, word: int, posting: Posting, best: dict[tuple[int, int], Posting]) -> None:
        key = (word, posting.entry)
        known = best.get(key)
        if known is None or posting.cost < known.cost:
            best[key] = posting
