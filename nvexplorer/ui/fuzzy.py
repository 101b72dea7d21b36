"""Finding an item by a few of its letters."""

from __future__ import annotations

from nvexplorer.catalogue.finding.spelling import letters_between


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
            gaps = letters_between(word, name)
            if gaps is None:
                return None
            total += 400 + gaps
    return total
