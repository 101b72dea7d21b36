"""The words of an XPath 1.0 expression, told apart as the recommendation says (section 3.7)."""

from __future__ import annotations

import re
from typing import NamedTuple

from nvexplorer.model.errors import BadInput

NAME = "[^\\W\\d][\\w.\\-\u00b7]*+"
"""Regular expression of a name without a colon."""

_TOKEN = re.compile(
    "[ \\t\\r\\n]*+(?:"
    "(?P<literal>\"[^\"]*\"|'[^']*')"
    "|(?P<number>[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)"
    f"|(?P<variable>\\${NAME}(?::{NAME})?)"
    f"|(?P<name>{NAME}(?::(?:\\*|{NAME}))?)"
    "|(?P<sign>\\.\\.|::|//|!=|<=|>=|[()\\[\\].@,/|+\\-=<>*])"
    ")"
)
_OPERATORS = frozenset(("and", "or", "mod", "div"))
_BEFORE_OPERANDS = frozenset(("@", "::", "(", "[", ",", "/", "//", "operator"))
_SIGNS = frozenset(("|", "+", "-", "=", "!=", "<", "<=", ">", ">="))
_DOWN = ("child", "descendant", "descendant-or-self", "following", "following-sibling", "self")
_UP = ("ancestor", "ancestor-or-self", "parent", "preceding", "preceding-sibling")
_AXES = frozenset((*_DOWN, *_UP, "attribute", "namespace"))
_TYPES = frozenset(("comment", "text", "processing-instruction", "node"))


class Token(NamedTuple):
    """One word, from character `start` on. `kind` is literal, number, variable, operator, axis,
    type (of a node), function or name (a name test); for all other signs it is the sign."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class BadExpression(BadInput):
    """An expression that cannot be evaluated; `place` is the character where that shows."""

    def __init__(self, what: str, next: str, place: int) -> None:
        super().__init__(what, next, "expression")
        self.place = place


def tokenize(expression: str) -> list[Token]:
    """All words; the last has the kind `end`. Raises BadExpression."""
    tokens: list[Token] = []
    at = 0
    end = len(expression.rstrip(" \t\r\n"))
    while at < end:
        match = _TOKEN.match(expression, at, end)
        if match is None:
            raise _unknown(expression, at)
        kind = match.lastgroup or ""
        text = match[kind]
        tokens.append(Token(_kind(kind, text, tokens, expression, match.end()), text,
                            match.start(kind)))  # fmt: skip
        at = match.end()
    tokens.append(Token("end", "", end))
    return tokens


def _kind(kind: str, text: str, before: list[Token], expression: str, after: int) -> str:
    operand_before = bool(before) and before[-1].kind not in _BEFORE_OPERANDS
    if kind == "sign":
        if text == "*":
            return "operator" if operand_before else "name"
        if text in ("/", "//"):
            return text
        return "operator" if text in _SIGNS else text
    if kind != "name":
        return kind
    if operand_before and text in _OPERATORS:
        return "operator"
    following = expression[after:].lstrip(" \t\r\n")
    if following.startswith("("):
        return "type" if text in _TYPES else "function"
    if following.startswith("::"):
        if text not in _AXES:
            raise BadExpression(
                f"{text}:: is no axis.", "Axes are such as child:: and ancestor::.",
                before[-1].end if before else 0,
            )  # fmt: skip
        return "axis"
    return "name"


def _unknown(expression: str, at: int) -> BadExpression:
    at += len(expression[at:]) - len(expression[at:].lstrip(" \t\r\n"))
    sign = expression[at]
    if sign in "\"'":
        return BadExpression("A quotation mark is not closed.", f"Write {sign} at its end.", at)
    if sign == "!":
        return BadExpression("! stands alone.", "Unequal is written !=.", at)
    return BadExpression(f"{sign} has no meaning here.", "Take it out, or put it in quotes.", at)
