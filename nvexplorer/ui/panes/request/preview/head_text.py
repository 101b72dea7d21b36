"""Request line and headers as they would go out, to read and copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from nvexplorer.ui.panes.request.preview.content import HeadLine
    from nvexplorer.ui.theme import Theme

_PADDING = 6


class HeadText(QPlainTextEdit):
    """As high as its lines; long ones are wrapped, and copied as they are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: tuple[HeadLine, ...] = ()
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(theme.mono_font())
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Request line and headers")
        self.document().setDocumentMargin(_PADDING)
        theme.changed.connect(self._fill)

    def show_lines(self, lines: tuple[HeadLine, ...]) -> None:
        if lines != self._lines:
            self._lines = lines
            self._fill()

    def _fill(self) -> None:
        tokens = self._theme.tokens
        name, plain, later = (
            _ink(colour) for colour in (tokens.xml_tag, tokens.text, tokens.muted)
        )
        later.setFontItalic(True)
        replaced, wrong = _ink(tokens.text), _ink(tokens.bad)
        replaced.setBackground(QColor(tokens.find_bg))
        wrong.setBackground(QColor(tokens.bad_bg))
        self.clear()
        cursor = QTextCursor(self.document())
        for number, line in enumerate(self._lines):
            if number:
                cursor.insertBlock()
            if line.name:
                cursor.insertText(f"{line.name}: ", name)
            at = 0
            for span in line.spans:
                cursor.insertText(line.value[at : span.start], plain)
                ink = wrong if span.wrong else replaced
                cursor.insertText(line.value[span.start : span.end], ink)
                at = span.end
            cursor.insertText(line.value[at:], later if line.later else plain)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        rows = int(self.document().size().height())  # this kind of document counts in rows
        height = rows * QFontMetrics(self.font()).lineSpacing() + 2 * _PADDING
        if height != self.height():
            self.setFixedHeight(height)


def _ink(colour: str) -> QTextCharFormat:
    format_ = QTextCharFormat()
    format_.setForeground(QColor(colour))
    return format_
