"""All words of the catalogue, and which of them somebody may have meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from nvexplorer.catalogue.finding.folding import loose, stem
from nvexplorer.catalogue.finding.spelling import errors, letters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a word costs that is not found as it is typed, least to most. The places where it is found
# (see Place) cost as much as one step to the next.
OTHER_ACCENTS = 0.3
BEGINNING = 0.5
FORM = 0.2
FORM_BEGINNING = 1.2
INSIDE = 1.6
DOUBT = 3.0
COMPOUND = 6.5
ERROR = 6.2
MORE_ERRORS = 1.2
# Letters left over behind what was typed: a little, so that the shorter word comes first.
REST = 0.03
_MOST_REST = 0.6
# Forms of a word that differ more come later.
UNLIKE = 0.08
_MOST_UNLIKE = 0.4

_SHORTEST_INSIDE = 3
_SHORTEST_ROOT = 3
_SHORTEST_PART = 3
_SHORTEST_TAIL = 4
_LIKELY = 40
_LONGEST_INNER_ENDING = 4


class Vocabulary:
    """Distinct words, numbered as they come; `add` first, then `finish`, then `matches`."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._numbers: dict[str, int] = {}
        self._loose: list[str] = []
        self._together: list[bool] = []
        self._stems: dict[str, list[int]] = {}
        self._pairs: dict[str, list[int]] = {}
        self._all = ""
        self._starts: list[int] = []
        self._sorted_stems: list[str] = []

    def add(self, word: str, *, together: bool = False) -> int:
        """The number of a word in its exact form; `together`: it is several, written as one, and
        what it holds inside is none."""
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            plain = loose(word)
            self.words.append(word)
            self._together.append(together)
            self._loose.append(plain)
            self._stems.setdefault(stem(plain), []).append(number)
            for pair in set(map(str.__add__, "^" + plain, plain)):
                self._pairs.setdefault(pair, []).append(number)
        self._together[number] &= together
        return number

    def finish(self) -> None:
        place = 1
        for plain in self._loose:
            self._starts.append(place)
            place += len(plain) + 1
        self._all = "\n" + "\n".join(self._loose) + "\n"
        self._sorted_stems = sorted(self._stems)

    def matches(self, typed: str) -> dict[int, float]:
        """The words that hold `typed` (exact form), whole or in part or as another form of it, and
        what each costs; typing errors are not looked for."""
        plain = loose(typed)
        found: dict[int, float] = {}
        length = len(plain)
        for number, at_start in self._holding(plain):
            rest = min(_MOST_REST, REST * (len(self._loose[number]) - length))
            word = self.words[number]
            as_typed = word.startswith(typed) if at_start else typed in word
            cost = INSIDE if not at_start else BEGINNING if rest else 0.0
            found[number] = cost + rest + (0.0 if as_typed else OTHER_ACCENTS)
        if length >= 4:
            self._add_forms(plain, found)
        return found

    def _holding(self, plain: str) -> Iterator[tuple[int, bool]]:
        """Words with `plain` in them, and whether they begin with it."""
        inside = len(plain) >= _SHORTEST_INSIDE
        sought = plain if inside else "\n" + plain
        text, starts = self._all, self._starts
        place = text.find(sought)
        while place >= 0:
            if not inside:
                place += 1
            number = bisect_right(starts, place) - 1
            at_start = starts[number] == place
            if at_start or not self._together[number]:
                yield number, at_start
            place = text.find(sought, starts[number] + len(self._loose[number]))

    def _add_forms(self, plain: str, found: dict[int, float]) -> None:
        root = stem(plain)
        if len(root) < _SHORTEST_ROOT:
            return
        letters = letters_of(plain)
        # A long ending is rarely one in front of more: a misspelt word is likelier.
        doubt = DOUBT if len(plain) - len(root) > _LONGEST_INNER_ENDING else 0.0
        for place in range(bisect_left(self._sorted_stems, root), len(self._sorted_stems)):
            other = self._sorted_stems[place]
            if not other.startswith(root):
                break
            rest = len(other) - len(root)
            for number in self._stems[other]:
                if rest:
                    cost = FORM_BEGINNING + min(_MOST_REST, REST * rest) + doubt
                else:
                    unlike = errors(plain, self._loose[number], letters)[0]
                    cost = FORM + min(_MOST_UNLIKE, UNLIKE * unlike)
                found[number] = min(found.get(number, cost), cost)

    def near(self, typed: str) -> dict[int, float]:
        """The words that `typed` may misspell, or the beginning of."""
        plain = loose(typed)
        allowed = 0 if len(plain) < 4 else 1 if len(plain) < 8 else 2
        if not allowed:
            return {}
        letters = letters_of(plain)
        found: dict[int, float] = {}
        for number in self._likely(plain, allowed):
            word = self._loose[number]
            whole, beginning = errors(plain, word, letters)
            if beginning > allowed or (len(plain) < 6 and word[0] != plain[0]):
                continue
            if whole <= allowed:
                found[number] = _of_errors(whole)
            else:
                rest = min(_MOST_REST, REST * (len(word) - len(plain)))
                found[number] = _of_errors(beginning) + BEGINNING + rest
        return found

    def _likely(self, plain: str, allowed: int) -> list[int]:
        """Words that share enough pairs of letters with `plain`, those with the most first: an
        error costs three at most, which is what exchanging two letters does."""
        pairs = set(map(str.__add__, "^" + plain, plain))
        shared: dict[int, int] = {}
        for pair in pairs:
            for number in self._pairs.get(pair, ()):
                shared[number] = shared.get(number, 0) + 1
        least = max(1, len(pairs) - 3 * allowed)
        likely = [number for number, count in shared.items() if count >= least]
        likely.sort(key=lambda number: (-shared[number], len(self._loose[number])))
        return likely[:_LIKELY]

    def parts(self, typed: str) -> dict[int, float]:
        """The words with the last part of a compound, which names the thing: ajan|jakso."""
        plain = loose(typed)
        for cut in range(_SHORTEST_PART, len(plain) - _SHORTEST_TAIL + 1):
            found = self.matches(plain[cut:])
            if found:
                return {number: COMPOUND + cost for number, cost in found.items()}
        return {}


def _of_errors(count: int) -> float:
    return ERROR + MORE_ERRORS * (count - 1) if count else 0.0
