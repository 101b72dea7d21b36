"""When two texts are the same."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .options import Options

_LONG = 1 << 16  # characters of a text that is worked on in one piece
_NUMBER = re.compile(r"([+-]?)(?:(\d{1,3}(?:[ \u00a0\u202f]\d{3})+)|(\d+))(?:[.,](\d+))?")
_FINNISH_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T00:00:00(?:\.0+)?)?")


class Values:
    """Numbers for texts: equal for texts that are the same by the options."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._plain = options.numbers or options.dates

    def number(self, text: str) -> int:
        """0 for no text."""
        if len(text) > _LONG:
            return self._of_long(text)
        if not self._options.spaces:
            text = " ".join(text.split())
        if self._plain and len(text) <= 40:
            text = self._meant(text)
        return hash(text) if text else 0

    def _meant(self, text: str) -> str:
        stripped = text.strip()
        if self._options.dates:
            date = _date(stripped)
            if date:
                return date
        if self._options.numbers:
            number = _NUMBER.fullmatch(stripped)
            if number:
                return _number(number) or text
        return text

    def _of_long(self, text: str) -> int:
        """In pieces, since words of a text take many times its memory."""
        digest, length, kept = blake2b(digest_size=8), 0, ""
        gap = False
        for at in range(0, len(text), _LONG):
            piece = text[at : at + _LONG]
            if not self._options.spaces:
                words = " ".join(piece.split())
                gap = (gap or piece[0].isspace()) and length > 0
                ends = piece[-1].isspace()
                piece = f" {words}" if gap and words else words
                gap = ends or (gap and not words)
            length += len(piece)
            kept = kept + piece if length <= _LONG else ""
            digest.update(piece.encode("utf-8", "surrogatepass"))
        if length <= _LONG:  # it was all white space, and is the same as a short one
            return self.number(kept)
        return int.from_bytes(digest.digest(), "big", signed=True)


def _number(match: re.Match[str]) -> str:
    """The number in one form, empty for a code such as 007."""
    sign, grouped, plain, decimals = match.groups()
    whole = re.sub(r"\D", "", grouped) if grouped else plain
    if len(whole) > 1 and whole.startswith("0"):
        return ""
    decimals = (decimals or "").rstrip("0")
    value = f"{whole}.{decimals}" if decimals else whole
    return f"-{value}" if sign == "-" and value != "0" else value


def _date(text: str) -> str:
    finnish = _FINNISH_DATE.fullmatch(text)
    if finnish:
        day, month, year = finnish.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    iso = _ISO_DATE.fullmatch(text)
    return "-".join(iso.groups()) if iso else ""
