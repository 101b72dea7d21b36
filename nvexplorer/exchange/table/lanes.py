"""Elements of one shape, read several times faster than by looking at each tag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.table.pieces import Pieces, attribute_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.exchange.table.shapes import Shape

# To make one takes some milliseconds, so it is made for shapes that come often, and are short.
_OFTEN = 20
_LONGEST = 120
_BETWEEN = b"\0"


class Lane(NamedTuple):
    """`pattern` matches the bytes of an element of that shape without comments and the like, with
    a group for each text and for the attributes of each tag that has some. `places` tells for each
    tag the group of its attributes, `texts` that of its text; -1 for none."""

    shape: Shape
    pattern: re.Pattern[bytes]
    names: tuple[str, ...]
    empty: tuple[str, ...]
    places: tuple[int, ...]
    texts: tuple[int, ...]

    def match(
        self, data: bytes, at: int, decoded: Callable[[bytes], str]
    ) -> tuple[Pieces, int] | None:
        """The element that begins at that place of the data, and where it ends."""
        found = self.pattern.match(data, at)
        if found is None:
            return None
        groups = decoded(_BETWEEN.join(found.groups())).split("\0")
        if len(groups) != self.pattern.groups:
            return None  # a zero byte in the text
        groups.append("")
        attributes = tuple([groups[place] for place in self.places])
        texts = tuple([groups[place] for place in self.texts])
        return Pieces(self.names, attributes, self.empty, texts), found.end()


class Lanes:
    """Of all shapes."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._made: dict[Shape, Lane | None] = {}
        self._times: dict[Shape, int] = {}

    def lane(self, shape: Shape, pieces: Pieces) -> Lane | None:
        """For elements of that shape, of which `pieces` is one; None while it is not worth it."""
        if shape in self._made:
            return self._made[shape]
        if len(self._times) > 3_000:
            self._times.clear()
        times = self._times[shape] = self._times.get(shape, 0) + 1
        if times < _OFTEN:
            return None
        if len(self._made) > 500:
            self._made.clear()
        short = len(pieces.names) <= _LONGEST
        made = self._made[shape] = self._make(shape, pieces) if short else None
        return made

    def _make(self, shape: Shape, pieces: Pieces) -> Lane:
        parts: list[bytes] = []
        places: list[int] = []
        texts: list[int] = []
        groups = 0
        last = len(pieces.names) - 1
        for index, name in enumerate(pieces.names):
            parts.append(b"<" + re.escape(name.encode(self._encoding)))
            held = attribute_names(pieces.attributes[index])
            if held:
                parts.append(b"(%b)" % b"".join([self._attribute(each) for each in held]))
                places.append(groups)
                groups += 1
            else:
                places.append(-1)
            parts.append(rb"\s*/>" if pieces.empty[index] else rb"\s*>")
            if index < last:
                parts.append(rb"([^<]*)")
                texts.append(groups)
                groups += 1
            else:
                texts.append(-1)  # what stands behind the element is not its own
        pattern = re.compile(b"".join(parts))
        return Lane(shape, pattern, pieces.names, pieces.empty, tuple(places), tuple(texts))

    def _attribute(self, name: str) -> bytes:
        escaped = re.escape(name.encode(self._encoding))
        return rb"\s+%b\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')" % escaped
