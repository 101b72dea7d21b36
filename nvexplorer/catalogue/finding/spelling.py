"""How many typing errors lie between two words."""

from __future__ import annotations


def letters_of(typed: str) -> dict[str, int]:
    """Where each letter stands in `typed`, a bit a place: what `errors` works with."""
    places: dict[str, int] = {}
    for place, letter in enumerate(typed):
        places[letter] = places.get(letter, 0) | 1 << place
    return places


def errors(typed: str, word: str, letters: dict[str, int] | None = None) -> tuple[int, int]:
    """The letters missing, too many, wrong, or exchanged with their neighbours (one error) between
    `typed` and the whole of `word`, and between `typed` and the beginning of `word` nearest to it.

    Bit-parallel, after Hyyrö: a step for each letter of `word`, whatever the length of `typed`.
    """
    count = len(typed)
    if not count:
        return len(word), 0
    if letters is None:
        letters = letters_of(typed)
    last = 1 << count - 1
    full = (1 << count) - 1
    plus, minus, diagonal, before = full, 0, 0, 0
    whole = beginning = count
    for letter in word:
        here = letters.get(letter, 0)
        exchanged = ((~diagonal & here) << 1) & before
        diagonal = (((here & plus) + plus) ^ plus) | here | minus | exchanged
        across_plus = minus | (~(diagonal | plus) & full)
        across_minus = diagonal & plus
        if across_plus & last:
            whole += 1
        elif across_minus & last:
            whole -= 1
        beginning = min(beginning, whole)
        across_plus = across_plus << 1 | 1
        across_minus <<= 1
        plus = (across_minus | (~(diagonal | across_plus))) & full
        minus = across_plus & diagonal & full
        before = here
    return whole, beginning


def letters_between(letters: str, word: str) -> int | None:
    """How many others stand between these letters in `word`, None when they are not all there in
    this order."""
    first = place = -1
    for letter in letters:
        place = word.find(letter, place + 1)
        if place < 0:
            return None
        first = place if first < 0 else first
    return place - first - len(letters) + 1
