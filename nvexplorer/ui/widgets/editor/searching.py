"""What is looked for in a text, plain or as a regular expression, and what takes its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRegularExpression

from nvexplorer.ui.widgets.editor.runs import characters

if TYPE_CHECKING:
    from collections.abc import Iterator

# What PCRE may try at one place: milliseconds; then the expression is too slow and says so.
_MOST_TRIES = 100_000
_TEMPLATE = re.compile(r"\$(?:(\d{1,2})|\{(\w+)\}|(\$))|\\([nt\\])")
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\"}


class Query(NamedTuple):
    text: str
    match_case: bool = False
    regex: bool = False


class Hit(NamedTuple):
    """Characters from `start` to `end`; `groups` are what an expression's parentheses hold, by
    number and name, the whole as number 0."""

    start: int
    end: int
    groups: dict[str, str]


class TooSlow(Exception):
    """An expression tries more than can be waited for."""


class Pattern:
    """`error` is a sentence when the query is no expression, else empty."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.error = ""
        self._plain: re.Pattern[str] | None = None
        if not query.regex:
            flags = 0 if query.match_case else re.IGNORECASE
            self._plain = re.compile(re.escape(query.text), flags)
            return
        options = QRegularExpression.PatternOption.MultilineOption
        options |= QRegularExpression.PatternOption.UseUnicodePropertiesOption
        if not query.match_case:
            options |= QRegularExpression.PatternOption.CaseInsensitiveOption
        limited = f"(*LIMIT_MATCH={_MOST_TRIES})"
        self._expression = QRegularExpression(limited + query.text, options)
        if not self._expression.isValid():
            reason = self._expression.errorString()
            at = max(0, self._expression.patternErrorOffset() - len(limited))
            self.error = f"{reason[:1].upper()}{reason[1:]} at character {at + 1}."

    def hits(self, text: str) -> Iterator[Hit]:
        """In order, empty ones left out. Raises TooSlow."""
        if self.error or not self.query.text:
            return
        if self._plain is not None:
            yield from (Hit(*match.span(), {}) for match in self._plain.finditer(text))
            return
        wide = not text.isascii() and len(text.encode("utf-16-le")) != 2 * len(text)
        found = self._expression.globalMatch(text)
        names = self._expression.namedCaptureGroups()
        while found.hasNext():
            match = found.next()
            start, end = match.capturedStart(), match.capturedEnd()
            if wide:
                start, end = characters(text, start), characters(text, end)
            if end > start:
                texts = [match.captured(n) for n in range(len(names))]
                groups = {str(n): each for n, each in enumerate(texts)}
                groups |= {name: texts[n] for n, name in enumerate(names) if name}
                yield Hit(start, end, groups)
        if not found.isValid():
            raise TooSlow

    def replacement(self, template: str, hit: Hit) -> str:
        """`$1`, `${name}`, `$0`, `$$`, `\\n` and `\\t` mean something in that of an expression."""
        if not self.query.regex:
            return template

        def expand(match: re.Match[str]) -> str:
            if match[3]:
                return "$"
            if match[4]:
                return _ESCAPES[match[4]]
            return hit.groups.get(match[1] or match[2], "")

        return _TEMPLATE.sub(expand, template)
