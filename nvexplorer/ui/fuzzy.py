"""Finding an item by a few of its letters."""

from __future__ import annotations


def score(query: str, text: str, words: str = "") -> int | None:
    """How well `text` matches, lower is better, None when it does not. Each word of the query must
    occur: at the beginning of a word, within one, in `words`, or as letters in the right order.
    """
    total = 0
    name, also = f" {text.casefold()}", f" {words.casefold()}"
    for word in query.casefold().split():
        if f" {word}" in name:
            total += name.index(f" {word}")
        elif word in name:
            total += 100 + name.index(word)
        elif f" {word}" in also:
            total += 200
        else:
            gaps = _gaps(word, name)
            if gaps is None:
                return None
            total += 400 + gaps
    return total


def _gaps(letters: str, text: str) -> int | None:
    """How many other letters stand between these, None when they do not occur in this order."""
    first = place = -1
    for letter in letters:
        place = text.find(letter, place + 1)
        if place < 0:
            return None
        first = place if first < 0 else first
    return place - first - len(letters) + 1
