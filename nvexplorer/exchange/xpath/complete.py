"""What may be written at a place of an expression, from the names in the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nvexplorer.exchange.xpath.functions import FUNCTIONS
from nvexplorer.exchange.xpath.tokens import NAME, BadExpression, tokenize

if TYPE_CHECKING:
    from nvexplorer.exchange.xpath.names import Vocabulary
    from nvexplorer.exchange.xpath.tokens import Token

_WORD = re.compile(f"(?:{NAME})?$")
_IN_STRING = re.compile("(?:[^\"']|\"[^\"]*\"|'[^']*')*")


class Completions(NamedTuple):
    """`words` replace what is typed from character `start` to the caret."""

    start: int
    words: tuple[str, ...]


def completions(expression: str, caret: int, names: Vocabulary) -> Completions:
    """Those that begin with what is typed before the caret come first, the shortest of them before
    the others, then those that hold it, whatever the case. Nothing within quotation marks."""
    before = expression[:caret]
    quoted = _IN_STRING.match(before)
    if quoted is not None and quoted.end() < len(before):
        return Completions(caret, ())
    typed = _WORD.search(before)
    start = typed.start() if typed else caret
    return Completions(start, _ranked(_candidates(before[:start], names), before[start:]))


def _ranked(words: list[str], typed: str) -> tuple[str, ...]:
    low = typed.lower()
    begins = [word for word in words if word.lower().startswith(low)]
    if typed:
        begins.sort(key=lambda word: (word.endswith("("), len(word)))
    holds = [word for word in words if low in word.lower()[1:] and word not in begins]
    found = begins + holds
    return () if found == [typed] else tuple(found)


def _candidates(before: str, names: Vocabulary) -> list[str]:
    try:
        tokens = tokenize(before)[:-1]
    except BadExpression:
        return []
    last = tokens[-1].kind if tokens else ""
    functions = [f"{name}(" for name in FUNCTIONS]
    if last in ("name", "literal", "number", ")", "]", ".", ".."):
        return ["and", "or", "div", "mod"]
    if last == "@":
        return _attributes(_context(tokens[:-1]), names)
    if last == "/":
        return _children(_context(tokens), names)
    if last == "//":
        return names.elements
    if last == "::":
        axis = tokens[-2].text if len(tokens) > 1 else ""
        if axis == "attribute":
            return _attributes(_context(tokens[:-2]), names)
        return _children(_context(tokens[:-2]), names) if axis == "child" else names.elements
    context = _context(tokens)
    return [*_children(context, names), *functions]


def _children(context: str | None, names: Vocabulary) -> list[str]:
    """`context` None is any element."""
    if context is None:
        return names.elements
    return list(names.children.get(context, ()))


def _attributes(context: str | None, names: Vocabulary) -> list[str]:
    if context is None:
        return list(dict.fromkeys(each for all in names.attributes.values() for each in all))
    return list(names.attributes.get(context, ()))


def _context(tokens: list[Token]) -> str | None:
    """The name of the element that a step after these words starts at; None when it may be any."""
    at = len(tokens) - 1
    if at >= 0 and tokens[at].kind == "/":
        if at == 0:
            return ""
        return _named(tokens, at - 1, root=True)
    if at >= 0 and tokens[at].kind == "//":
        return None
    opening = _opening(tokens)  # of the predicate that the words are in
    if opening is None:
        return None
    return _named(tokens, opening - 1, root=False)


def _named(tokens: list[Token], at: int, *, root: bool) -> str | None:
    """The name of the step that ends with the token `at`, its predicates passed over."""
    while at >= 0 and tokens[at].kind == "]":
        depth = 0
        while at >= 0:
            depth += (tokens[at].kind == "]") - (tokens[at].kind == "[")
            at -= 1
            if depth == 0:
                break
    if at < 0:
        return None
    token = tokens[at]
    if token.kind == "name" and token.text != "*" and (at == 0 or tokens[at - 1].kind != "@"):
        return token.text.rpartition(":")[2]
    if root and token.kind in ("(", "[", ",", "operator"):
        return ""
    return None


def _opening(tokens: list[Token]) -> int | None:
    depth = 0
    for at in range(len(tokens) - 1, -1, -1):
        kind = tokens[at].kind
        if kind == "]":
            depth += 1
        elif kind == "[":
            if depth == 0:
                return at
            depth -= 1
    return None
