"""Lines and columns of a text, for saying where something is."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

_BREAK = re.compile("\r\n?|\n")


class Places:
    """Lines end with a line feed, a carriage return, or both. Found at the first question."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self._text))]

    def line(self, at: int) -> int:
        """The line of a character, counted from 1."""
        return bisect_right(self._starts, at)

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1."""
        line = self.line(at)
        return line, at - self._starts[line - 1] + 1
