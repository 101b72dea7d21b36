"""Colours for the parameters as text: names, and rows that are off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QSyntaxHighlighter

from nvexplorer.ui.panes.request.rows_text import cut

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from nvexplorer.ui.theme import Theme


class RowColours(QSyntaxHighlighter):
    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        tokens = self._theme.tokens
        on, start, end = cut(text)
        if on:
            self.setFormat(start, end - start, QColor(tokens.parameter))
        else:
            self.setFormat(0, len(text), QColor(tokens.muted))
