"""A document in an encoding whose markup is not ASCII, such as UTF-16, read as UTF-8."""

from __future__ import annotations

import codecs
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .encoding import Encoding
    from .source import Source

_KEPT = 8


class ConvertedSource:
    """`source` from its byte order mark on, in UTF-8, converted again wherever it is read: kept is
    only where each stretch begins. Undecodable bytes become U+FFFD.

    `size` tells how much can be read: `advance` makes it grow up to the end of what is there. While
    the document is `arriving`, `grown` tells that there is more.
    """

    def __init__(
        self, source: Source, encoding: Encoding, *, arriving: bool = False, chunk: int = 1 << 16
    ) -> None:
        self._source = source
        self._name = encoding.name
        self._decoder = codecs.getincrementaldecoder(encoding.name)("replace")
        self._chunk = chunk
        self._arriving = arriving
        self._before = array("q", [encoding.bom])  # bytes of the source before each stretch
        self._after = array("q", [0])  # bytes of ours before it
        self._states = [self._decoder.getstate()]
        self._begun = 0  # bytes of the source taken into the last stretch, which may grow
        self._ended = False
        self._kept: dict[int, bytes] = {}
        self.size = 0

    @property
    def complete(self) -> bool:
        return self._ended

    def grown(self, *, arriving: bool) -> None:
        """The source is larger now; without `arriving` that was all."""
        self._arriving = arriving

    def advance(self, budget: int = 1 << 16) -> bool:
        """Goes on for so many bytes of the source or a little more; False when nothing is left to
        do, for now or for good."""
        goal = self._before[-1] + self._begun + budget
        while not self._ended and self._before[-1] + self._begun < goal:
            last = len(self._before) - 1
            start = self._before[last]
            data = self._source.read(start, min(self._chunk, self._source.size - start))
            at_end = start + len(data) >= self._source.size or not data
            final = at_end and not self._arriving
            if len(data) == self._begun and not final:
                return False
            self._decoder.setstate(self._states[last])
            self._kept.pop(last, None)
            self.size = self._after[last] + len(_utf8(self._decoder.decode(data, final)))
            self._begun = len(data)
            if final:
                self._ended = True
            elif len(data) == self._chunk:
                self._before.append(start + len(data))
                self._after.append(self.size)
                self._states.append(self._decoder.getstate())
                self._begun = 0
            if at_end:
                return False
        return not self._ended

    def read(self, offset: int, length: int) -> bytes:
        end = min(self.size, offset + length)
        pieces = []
        while offset < end:
            stretch = self._at(self._after, offset)
            first = offset - self._after[stretch]
            pieces.append(self._piece(stretch)[first : first + end - offset])
            if not pieces[-1]:
                break  # the source is not what it was
            offset += len(pieces[-1])
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def original(self, offset: int) -> int:
        """The byte of the source at which the character at our byte `offset` begins."""
        stretch = self._at(self._after, offset)
        piece = self._piece(stretch)[: offset - self._after[stretch]]
        text = piece.decode("utf-8", "ignore")
        return self._before[stretch] - len(self._states[stretch][0]) + self._length(text)

    def converted(self, offset: int) -> int:
        """Our byte at which the character at the source's byte `offset` begins."""
        stretch = self._at(self._before, offset)
        start = self._before[stretch]
        self._decoder.setstate(self._states[stretch])
        text = self._decoder.decode(self._source.read(start, max(0, offset - start)))
        return min(self.size, self._after[stretch] + len(_utf8(text)))

    def _at(self, starts: array[int], offset: int) -> int:
        return max(0, bisect_right(starts, offset) - 1)

    def _length(self, text: str) -> int:
        mark = len("".encode(self._name))
        return len(text.encode(self._name, "replace")) - mark

    def _piece(self, stretch: int) -> bytes:
        piece = self._kept.pop(stretch, None)
        if piece is None:
            start = self._before[stretch]
            last = stretch + 1 == len(self._before)
            length = self._begun if last else self._before[stretch + 1] - start
            self._decoder.setstate(self._states[stretch])
            piece = _utf8(
                self._decoder.decode(self._source.read(start, length), last and self._ended)
            )
            if len(self._kept) >= _KEPT:
                del self._kept[next(iter(self._kept))]
        self._kept[stretch] = piece
        return piece


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
