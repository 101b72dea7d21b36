"""Characters that cannot be seen: where they stand, and in words."""

from __future__ import annotations

import re
import unicodedata

from nvexplorer.ui.wording import plural

_MOST = 3
_MOST_TOLD = 20
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def invisible_places(text: str) -> tuple[int, ...]:
    """Indexes of spaces at the edges and of what is never seen, wherever it stands."""
    first, last = _edges(text)
    if text.isprintable():
        return (*range(first), *range(last, len(text)))
    return tuple(
        index
        for index, character in enumerate(text)
        if not character.isprintable() or not first <= index < last
    )


def invisible_words(text: str) -> str:
    """`ends with 2 spaces, U+00A0 no-break space at 7`; empty when all can be seen."""
    first, last = _edges(text)
    words = []
    if text and first == len(text):
        words.append(f"is {plural(len(text), 'space')} only")
    else:
        if first:
            words.append(f"begins with {plural(first, 'space')}")
        if last < len(text):
            words.append(f"ends with {plural(len(text) - last, 'space')}")
    hidden = [index for index in invisible_places(text) if text[index] != " "]
    words += [f"{code_point(text[index])} at {index + 1}" for index in hidden[:_MOST]]
    if len(hidden) > _MOST:
        words.append(f"{len(hidden) - _MOST} more that cannot be seen")
    return ", ".join(words)


def code_points(text: str) -> str:
    """For a tooltip: each character that is not plain, by its place; empty when there is none."""
    places = sorted({*invisible_places(text), *(m.start() for m in _NOT_ASCII.finditer(text))})
    told = [f"{place + 1}: {code_point(text[place])}" for place in places[:_MOST_TOLD]]
    if len(places) > _MOST_TOLD:
        told.append(f"… and {len(places) - _MOST_TOLD} more")
    return "\n".join(told)


def code_point(character: str) -> str:
    """`U+00A0 no-break space`."""
    fallback = {"\n": "line feed", "\r": "carriage return", "\t": "tab", "\0": "null"}
    name = fallback.get(character) or unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X} {name}".rstrip()


def _edges(text: str) -> tuple[int, int]:
    """What remains without the spaces at the edges: start and end."""
    first = len(text) - len(text.lstrip(" "))
    return first, max(first, len(text.rstrip(" ")))
