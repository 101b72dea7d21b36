"""The baseline of coloured answers, not to be improved: a QPlainTextEdit with a highlighter that
goes through the whole document."""

from __future__ import annotations

from baseline_plain_text import PlainTextView
from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat

_RULES = (
    (r"</?[^\s<>/]+|/?>", "#0550ae"),
    (r"\b[\w:-]+(?==)", "#8a4b00"),
    (r"\"[^\"]*\"", "#116329"),
    (r"&[^;\s]+;", "#7c46e0"),
)


class _Highlighter(QSyntaxHighlighter):
    def __init__(self, document: object) -> None:
        super().__init__(document)
        self._rules = []
        for pattern, colour in _RULES:
            look = QTextCharFormat()
            look.setForeground(QColor(colour))
            self._rules.append((QRegularExpression(pattern), look))

    def highlightBlock(self, text: str) -> None:
        for expression, look in self._rules:
            found = expression.globalMatch(text)
            while found.hasNext():
                match = found.next()
                self.setFormat(match.capturedStart(), match.capturedLength(), look)


class HighlightedTextView(PlainTextView):
    def __init__(self) -> None:
        super().__init__()
        self._highlighter = _Highlighter(self.document())
