"""Literal search through a document of any size, in windows."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .source import Source


class Needle:
    """A text to be found in a document in `encoding` (one in which `encoding.detect` reads it).

    Without regard to case when `case_sensitive` is false: for ASCII letters, and for others where
    both cases are equally long in bytes, as those of Finnish and Swedish are.
    """

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
    """The hits that begin before `reached` and have not been told yet."""

    offsets: array[int]
    reached: int


def search(source: Source, needle: Needle, *, window: int = 1 << 18) -> Iterator[Found]:
    """All hits from the beginning on, one `Found` for each window of bytes, also when empty.

    The caller may stop between two windows; what one costs is under a millisecond or two.
    """
    position = 0
    while position < source.size and needle.length:
        data = source.read(position, window + needle.length - 1)
        if not data:
            return
        hits = array("q", [position + at for at in needle.offsets(data)])
        position += window
        if hits:
            position = max(position, hits[-1] + needle.length)
        yield Found(hits, min(position, source.size))
