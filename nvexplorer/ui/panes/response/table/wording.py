"""Names of elements as words, and numbers as people read them."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")
_HISSING = ("s", "x", "z", "ch", "sh")
_GAP = "\N{NARROW NO-BREAK SPACE}"
_DECIMALS = 6


def words_of(name: str) -> str:
    """`SalesInvoice` is `sales invoice`; a name in one piece stays so."""
    return " ".join(map(str.lower, _WORDS.findall(name))) or name


def plural_of(words: str) -> str:
    """`sales invoices`; words that end in one s already count as a plural."""
    if words.endswith("s") and not words.endswith(("ss", "us")):
        return words
    if words.endswith("y") and words[-2:-1] not in ("", *"aeiou"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith(_HISSING) else "s")


def counted(count: int, name: str) -> str:
    """`37 customers`, of elements with that name."""
    words = words_of(name)
    return f"{whole(count)} {words if count == 1 else plural_of(words)}"


def whole(number: int) -> str:
    """`100 000`."""
    return f"{number:,}".replace(",", _GAP)


def decimal_text(number: str, *, comma: bool) -> str:
    """A decimal with a point, such as `-1234.50`, grouped: `-1 234,50`. Zeros at the end stay, but
    no more than six digits follow the point."""
    sign, digits = ("-", number[1:]) if number.startswith("-") else ("", number)
    head, _, tail = digits.partition(".")
    if not head.isdigit() or (tail and not tail.isdigit()):
        return number
    tail = tail if len(tail) <= _DECIMALS else tail[:_DECIMALS].rstrip("0")
    return f"{sign}{whole(int(head))}" + ((("," if comma else ".") + tail) if tail else "")
