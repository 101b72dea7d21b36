"""A regular expression to be found in bytes."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from nvexplorer.model.errors import BadInput

from .encoding import Decoded, byte_length, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 4096
"""Characters of a hit."""

_WIDEST = 4  # bytes of a character
_CONTEXT = 256  # bytes looked back at
_CONTINUATION = bytes(range(0x80, 0xC0))


class Pattern:
    """A regular expression of Python's `re` for the text of a document in `encoding`.

    The rules: `^` and `$` stand for the beginning and the end of a line of the bytes as they came,
    and `.` for any character within a line. A hit has at least one character and at most `MOST`: it
    is sought as though the text ended `MOST` characters behind its beginning, so that `<a>.*` gives
    hits of that length where a line is longer. Hits do not overlap. What stands more than some
    hundred bytes before a hit is not looked at. Bytes that are not valid in the encoding are read
    as windows-1252. Case is that of all letters, not of ASCII alone.

    Some patterns take longer than anyone waits, even for a few characters: `re` cannot be stopped.

    Raises BadInput, which says where, for what is no regular expression.
    """

    window = 1 << 15
    before = _CONTEXT

    def __init__(self, text: str, encoding: str = "utf-8", *, case_sensitive: bool = False) -> None:
        self.after = MOST * _WIDEST + 1 if text else 0
        self._encoding = encoding
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what a later Python may read otherwise
                flags = re.MULTILINE if case_sensitive else re.MULTILINE | re.IGNORECASE
                self._pattern = re.compile(text, flags)
        except re.error as error:
            place = "" if error.pos is None else f" at character {error.pos + 1}"
            raise BadInput(
                f"The regular expression cannot be read{place}: {error.msg}.",
                "Correct it, or search for the text as it stands.",
                "search",
            ) from None
        except (OverflowError, RecursionError, MemoryError):
            raise BadInput(
                "The regular expression is too large.",
                "Shorten it, or search for the text as it stands.",
                "search",
            ) from None

    def spans(self, data: bytes, start: int, stop: int) -> tuple[list[int], list[int]]:
        """See `Sought`. `data` may begin and end within a character."""
        skip = 0
        if self._encoding == "utf-8":
            head = data[: _WIDEST - 1]
            skip = len(head) - len(head.lstrip(_CONTINUATION)) if start >= _WIDEST else 0
        decoded = decode(data[skip:] if skip else data, self._encoding)
        text = decoded.text
        if len(text) == len(data) - skip:  # each character is a byte
            found = list(self._matches(text, start - skip, stop - skip))
            return [skip + first for first, _ in found], [skip + end for _, end in found]
        measure = _Measure(decoded, self._encoding, skip)
        starts, ends = [], []
        if self._encoding == "utf-8":
            start = _character_end(data, start)
        first = len(decode(data[skip:start], self._encoding).text)
        for begin, end in self._matches(text, first, stop):
            at = measure.offset(begin)
            if at >= stop:
                break
            starts.append(at)
            ends.append(measure.offset(end))
        return starts, ends

    def _matches(self, text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
        search, at, stop = self._pattern.search, start, min(stop, len(text))
        while at < stop:
            chunk = min(stop, at + MOST)  # hits are looked for that begin before it
            limit = min(len(text), chunk + MOST)
            found = search(text, at, limit)
            if found is None or found.start() >= chunk:
                at = chunk
                continue
            first, end = found.span()
            if end - first > MOST or end == limit < len(text):
                found = self._pattern.match(text, first, first + MOST)
                end = found.end() if found else first
            if end > first:
                yield first, end
            at = max(end, first + 1)


def _character_end(data: bytes, at: int) -> int:
    """`at`, moved on to the end of the character that it is within."""
    for lead in range(max(0, at - _WIDEST + 1), at):
        length = next(
            (n for n, least in ((4, 0xF0), (3, 0xE0), (2, 0xC0)) if data[lead] >= least), 1
        )
        if lead + length > at and not decode(data[lead : lead + length], "utf-8").invalid:
            return lead + length
    return at


class _Measure:
    """Turns places in a text into bytes, in ascending order."""

    def __init__(self, decoded: Decoded, encoding: str, offset: int) -> None:
        self._text = decoded.text
        self._invalid = decoded.invalid
        self._encoding = encoding
        self._place = 0
        self._offset = offset

    def offset(self, place: int) -> int:
        text = self._text[self._place : place]
        invalid = tuple(each - self._place for each in self._invalid if self._place <= each < place)
        self._offset += byte_length(Decoded(text, invalid), len(text), self._encoding)
        self._place = place
        return self._offset
