"""What kind of values a column has, from its cells, its name and the catalogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nvexplorer.exchange.table.contract import ValueKind
from nvexplorer.exchange.table.values import BOOLEAN, DATE, MOMENT, NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence


def _all(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[ \t]*+(?:{pattern})?[ \t]*+\n)*+")


_PATTERNS = (
    (ValueKind.NUMBER, _all(NUMBER)),
    (ValueKind.DATE, _all(DATE)),
    (ValueKind.MOMENT, _all(MOMENT)),
    (ValueKind.BOOLEAN, _all(BOOLEAN)),
)
_BITS = _all("[01]")
# Names of values that are never reckoned with, whatever they look like. In element names words
# begin with a capital letter; some of Netvisor's are written in one (Netvisorkey).
_NAMES_SOMETHING = re.compile(
    r"(?:[Kk]eys?|[Cc]odes?|[Nn]umber|[Nn]o|N[Rr]|[Ii]dentifier|I[Dd]|[Rr]eference|[Aa]ccount"
    r"|[Pp]hone|[Ff]ax|[Zz]ip|[Ee]an|EAN|[Ii]ban|IBAN|[Bb]ic|BIC|SWIFT|[Ii]ndicator"
    r"|[Nn]ame|[Uu]ri|[Cc]ountry|[Ll]anguage|[Cc]urrency|[Tt]ext|[Dd]escription)$"
    r"|^(?:id|ean|key)$|[Pp]hone|[Pp]ostal|[Pp]ostcode"
)
_LOWER_NO = re.compile(r"[a-z]no$")  # a word such as piano, not a number
_COUNTS_SOMETHING = re.compile(
    r"(?i)amount|quantity|count|sum|price|percent|rate|days|hours|total|balance|value|share|units?$"
)
_OF_TYPE = {
    "decimal": ValueKind.NUMBER,
    "date": ValueKind.DATE,
    "datetime": ValueKind.MOMENT,
    "boolean": ValueKind.BOOLEAN,
    "base64": ValueKind.TEXT,
    "xml": ValueKind.TEXT,
}


def names_something(name: str) -> bool:
    """Whether a value of that name is a key, a code, a reference or the like: text, even when all
    of its cells are digits."""
    return bool(_NAMES_SOMETHING.search(name)) and not _LOWER_NO.search(name)


class Evidence:
    """What all cells of a column so far have in common."""

    __slots__ = ("_bits", "_first", "_kinds", "_others", "filled")

    def __init__(self) -> None:
        self.filled = False
        """Whether any cell is not empty."""
        self._kinds = list(_PATTERNS)
        self._bits = True  # all are 0 or 1
        self._first: str | None = None
        self._others = False  # than the first

    @property
    def constant(self) -> bool:
        """Whether no cell is different from another."""
        return not self._others

    def take(self, cells: Sequence[str]) -> None:
        if self._first is None:
            self._first = cells[0]
        if not self._others:
            self._others = any(map(self._first.__ne__, cells))
        if not self._kinds and self.filled:
            return
        self.filled = self.filled or any(map(str.strip, cells))
        if not self._kinds:
            return
        lines = "\n".join(cells) + "\n"
        if lines.count("\n") != len(cells):
            lines = "\n".join([cell.strip().replace("\n", "\0") for cell in cells]) + "\n"
        self._kinds = [each for each in self._kinds if each[1].fullmatch(lines)]
        self._bits = self._bits and bool(self._kinds) and bool(_BITS.fullmatch(lines))

    def kind(self, name: str, type_: str = "") -> ValueKind:
        """`name` is that of the element or attribute, `type_` the catalogue's, empty when it knows
        nothing of it.

        The catalogue's decimals, dates and booleans are such; its integers are numbers unless they
        name something (`names_something`), its other texts are never numbers. What it does not know
        is what all cells read as. Cells that are all 0 or 1, and both occur, are booleans unless
        the name is that of a quantity.
        """
        known = _OF_TYPE.get(type_)
        if known is not None:
            return known
        names = names_something(name)
        if type_ == "integer":
            return ValueKind.TEXT if names else ValueKind.NUMBER
        if not self.filled or names:
            return ValueKind.TEXT
        if self._bits:
            quantity = _COUNTS_SOMETHING.search(name) or self.constant
            found = ValueKind.NUMBER if quantity else ValueKind.BOOLEAN
        else:
            found = self._kinds[0][0] if self._kinds else ValueKind.TEXT
        return ValueKind.TEXT if found == ValueKind.NUMBER and type_ else found
