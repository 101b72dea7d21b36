"""Colours one row: its text into tokens, from the state in which it begins."""

from __future__ import annotations

import re

from . import scan
from .tokens import Kind, Token

_QUOTED = r"\"[^\"<]*\"|'[^'<]*'"
_CONTENT = re.compile(
    r"(?P<text>[^<&]+)"
    r"|(?P<entity>&(?:\#\d+|\#x[\da-fA-F]+|[^\s<>&;'\"\#]+);)"
    r"|(?P<comment><!--)|(?P<cdata><!\[CDATA\[)|(?P<pi><\?)|(?P<doctype><!)"
    r"|(?P<tag></?[^\s<>/\"'=]+)(?P<end>\s*/?>)?"
    r"|(?P<error>[<&])"
)
_TAG = re.compile(
    r"(?P<space>\s+)|(?P<end>/?>)|(?P<name>[^\s<>/\"'=]+)(?P<equals>\s*=)?|(?P<equals2>=)"
    rf"|(?P<value>{_QUOTED})|(?P<open>[\"'])|(?P<error>[/<])"
)
_SUBSET = re.compile(r"(?:[^\]\"'<]|\"[^\"]*\"|'[^']*'|<!--.*?(?:-->|$)|<(?!!--))*+", re.DOTALL)
_DOCTYPE = re.compile(r"(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+")
_RUNS = {
    scan.COMMENT: ("-->", Kind.COMMENT),
    scan.CDATA: ("]]>", Kind.CDATA),
    scan.PI: ("?>", Kind.PI),
}
_CLOSING = {scan.DOUBLE: '"', scan.SINGLE: "'"}


def lex(text: str, state: int) -> tuple[list[Token], int]:
    """The tokens of `text`, which begins in `state` (a state of `scan`), and the state after it.

    The tokens follow one another without gaps. Any text is taken; a row that ends inside a tag, a
    value or a comment gives the state for the next.
    """
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        if state in _RUNS:
            at, state = _run(text, at, state, tokens)
        elif state in (scan.DOCTYPE, scan.SUBSET):
            at, state = _doctype(text, at, state, tokens)
        elif state in (scan.TAG, scan.DOUBLE, scan.SINGLE):
            at, state = _tag(text, at, state, tokens)
        else:
            at, state = _content(text, at, tokens)
    return tokens, state


def _add(tokens: list[Token], start: int, end: int, kind: Kind) -> None:
    """Adds a token, as part of the one before it when that is of the same kind."""
    if tokens and tokens[-1].kind == kind and kind != Kind.ENTITY:
        start = tokens.pop().start
    if end > start:
        tokens.append(Token(start, end, kind))


def _content(text: str, at: int, tokens: list[Token]) -> tuple[int, int]:
    for match in _CONTENT.finditer(text, at):
        group = match.lastgroup
        start, end = match.span()
        if group in ("tag", "end"):
            _add(tokens, start, end, Kind.TAG)
            if group == "tag":
                return end, scan.TAG
        elif group == "text":
            _add(tokens, start, end, Kind.TEXT)
        elif group == "entity":
            _add(tokens, start, end, Kind.ENTITY)
        elif group == "error":
            _add(tokens, start, end, Kind.ERROR)
        else:
            state = {
                "comment": scan.COMMENT,
                "cdata": scan.CDATA,
                "pi": scan.PI,
                "doctype": scan.DOCTYPE,
            }[group or ""]
            kind = _RUNS[state][1] if state in _RUNS else Kind.DOCTYPE
            _add(tokens, start, end, kind)
            return end, state
    return len(text), scan.TEXT


def _tag(text: str, at: int, state: int, tokens: list[Token]) -> tuple[int, int]:
    if state != scan.TAG:
        end = text.find(_CLOSING[state], at) + 1
        if end == 0:
            _add(tokens, at, len(text), Kind.VALUE)
            return len(text), state
        _add(tokens, at, end, Kind.VALUE)
        at = end
    for match in _TAG.finditer(text, at):
        group = match.lastgroup
        start, end = match.span()
        if group in ("space", "equals2"):
            _add(tokens, start, end, Kind.TAG)
        elif group == "end":
            _add(tokens, start, end, Kind.TAG)
            return end, scan.TEXT
        elif group in ("name", "equals"):
            _add(tokens, start, match.end("name"), Kind.NAME)
            _add(tokens, match.end("name"), end, Kind.TAG)
        elif group == "value":
            _add(tokens, start, end, Kind.VALUE)
        elif group == "open":
            return _open_value(text, start, tokens)
        elif match[0] == "<":
            _add(tokens, start, start, Kind.TAG)
            return start, scan.TEXT
        else:
            _add(tokens, start, end, Kind.ERROR)
    return len(text), scan.TAG


def _open_value(text: str, start: int, tokens: list[Token]) -> tuple[int, int]:
    """A quote that is not closed in this row: of a value that goes on in the next, or a stray."""
    if text.find("<", start) == -1 and text.find(">", start) == -1:
        _add(tokens, start, len(text), Kind.VALUE)
        return len(text), scan.DOUBLE if text[start] == '"' else scan.SINGLE
    _add(tokens, start, start + 1, Kind.ERROR)
    return start + 1, scan.TAG


def _run(text: str, at: int, state: int, tokens: list[Token]) -> tuple[int, int]:
    terminator, kind = _RUNS[state]
    found = text.find(terminator, at)
    end = len(text) if found == -1 else found + len(terminator)
    _add(tokens, at, end, kind)
    return end, state if found == -1 else scan.TEXT


def _doctype(text: str, at: int, state: int, tokens: list[Token]) -> tuple[int, int]:
    match = (_SUBSET if state == scan.SUBSET else _DOCTYPE).match(text, at)
    end = match.end() if match else at
    last = text[end : end + 1]
    _add(tokens, at, end + len(last), Kind.DOCTYPE)
    end += len(last)
    if last == "[":
        return end, scan.SUBSET
    if last == "]":
        return end, scan.DOCTYPE
    return end, scan.TEXT if last == ">" else state
