"""Search through a document of any size, in windows: for a text, or for a regular expression."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, NamedTuple, Protocol

from .pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .source import Source

__all__ = ["Found", "Needle", "Pattern", "Sought", "search"]


class Sought(Protocol):
    """What can be searched for: a `Needle` or a `Pattern`."""

    @property
    def window(self) -> int:
        """Bytes gone through at a time, in well under a millisecond but for a bad pattern."""
        ...

    @property
    def before(self) -> int:
        """Bytes that have to be known before a hit."""
        ...

    @property
    def after(self) -> int:
        """Bytes that have to be known after the first of a hit."""
        ...

    def spans(self, data: bytes, start: int, stop: int) -> tuple[list[int], list[int]]:
        """Where the hits begin that begin in `data` from `start` on and before `stop`, and where
        they end; they do not overlap."""
        ...


class Needle:
    """A text to be found in a document in `encoding` (one in which `encoding.detect` reads it).

    Without regard to case when `case_sensitive` is false: for ASCII letters, and for others where
    both cases are equally long in bytes, as those of Finnish and Swedish are.
    """

    before = 0
    window = 1 << 17

    def __init__(self, text: str, encoding: str = "utf-8", *, case_sensitive: bool = False) -> None:
        self._lower = not case_sensitive
        self._pattern: re.Pattern[bytes] | None = None
        try:
            self._bytes = text.encode(encoding)
        except UnicodeEncodeError:
            self._bytes = b""  # the document cannot hold it
        if self._lower:
            self._bytes = self._bytes.lower()
            if self._bytes and not text.isascii():
                self._pattern = re.compile(b"".join(_cases(c, encoding) for c in text))

    @property
    def length(self) -> int:
        """Of a hit, in bytes; 0 when there can be none."""
        return len(self._bytes)

    @property
    def after(self) -> int:
        return self.length

    def offsets(self, data: bytes, start: int = 0) -> list[int]:
        """Where the hits in `data` begin, from `start` on; they do not overlap."""
        if not self._bytes:
            return []
        if self._lower:
            data = data.lower()
        if self._pattern:
            return [match.start() for match in self._pattern.finditer(data, start)]
        found = []
        at = data.find(self._bytes, start)
        while at != -1:
            found.append(at)
            at = data.find(self._bytes, at + len(self._bytes))
        return found

    def spans(self, data: bytes, start: int, stop: int) -> tuple[list[int], list[int]]:
        starts = self.offsets(data[: stop + self.length - 1], start)
        length = self.length
        return starts, [at + length for at in starts]


def _cases(character: str, encoding: str) -> bytes:
    """A pattern for a character in both cases, in bytes whose ASCII letters are in lower case."""
    itself = character.encode(encoding)
    if character.isascii():
        return re.escape(itself.lower())
    forms = {itself}
    for other in (character.lower(), character.upper()):
        try:
            form = other.encode(encoding)
        except UnicodeEncodeError:
            continue
        if len(form) == len(itself):
            forms.add(form)
    # In an encoding of one byte, lower() leaves all but ASCII alone; in UTF-8 there is no ASCII.
    return b"(?:" + b"|".join(re.escape(form.lower()) for form in sorted(forms)) + b")"


class Found(NamedTuple):
    """The hits that begin before `reached` and have not been told yet: where each begins and
    ends."""

    offsets: array[int]
    reached: int
    ends: array[int]


def search(
    source: Source, needle: Sought, *, window: int | None = None, begin: int = 0
) -> Iterator[Found]:
    """All hits from the byte `begin` on, one `Found` for each window of bytes, also when empty.

    The caller may stop between two windows, which is also where another thread gets its turn: a
    window is gone through in less than a millisecond. With a `Pattern` that may not hold; such a
    search belongs into a process that can be ended.
    """
    window = window or needle.window
    position = begin
    while position < source.size and needle.after:
        first = max(0, position - needle.before)
        data = source.read(first, position - first + window + needle.after - 1)
        if not data:
            return
        start = position - first
        starts, ends = needle.spans(data, start, start + window)
        position += window
        if first:
            starts, ends = [first + at for at in starts], [first + at for at in ends]
        offsets = array("q", starts)
        if ends:
            position = max(position, ends[-1])
        yield Found(offsets, min(position, source.size), array("q", ends))
