"""Where the names of headers stand in the text that they were read from."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from nvexplorer.dumps.tidy import HYPHENS

if TYPE_CHECKING:
    from nvexplorer.dumps.dump import Dump

# An escape in front of a name is no part of it; a name may be broken behind a hyphen.
_WORD = re.compile(
    r"(?:\\[nrt]|-H(?=[A-Za-z]))?"
    r"([\w.‐‑‒–—−-]+(?:(?<=-)[ \t]*\r?\n[ \t>]*[A-Z][A-Za-z-]*(?=[ \t]*:))?)"
)
_BREAK = re.compile(r"[\s>]+")


def placed(dumps: list[Dump], text: str) -> tuple[Dump, ...]:
    """The dumps with the place of each header's name, as far as it stands there as it is."""
    wanted = {header.name.strip().lower() for dump in dumps for header in dump.headers}
    places: dict[str, list[tuple[int, int]]] = {name: [] for name in wanted}
    for found in _WORD.finditer(text) if wanted else ():
        name = found[1].lower()
        if name not in wanted:
            name = _BREAK.sub("", name.translate(HYPHENS))
        if name in wanted:
            places[name].append(found.span(1))
    out = []
    cursor = 0
    for dump in dumps:
        start = cursor
        headers = []
        used: dict[str, int] = {}
        for header in dump.headers:
            stand = places[header.name.strip().lower()]
            after = used.get(header.name.strip().lower(), -1) + 1
            index = max(after, bisect_left(stand, (cursor, 0)))
            if index >= len(stand):
                # Headers may stand in another order than they were sent in.
                index = max(after, bisect_left(stand, (start, 0)))
            if index < len(stand):
                used[header.name.strip().lower()] = index
                cursor = max(cursor, stand[index][1])
                header = header._replace(start=stand[index][0], end=stand[index][1])
            headers.append(header)
        out.append(dump._replace(headers=tuple(headers)))
    return tuple(out)
