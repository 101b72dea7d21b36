"""The URL as one coloured line that can be typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from nvexplorer.ui.panes.request.url_text import Piece, stretches

if TYPE_CHECKING:
    from nvexplorer.ui.theme import Theme


class UrlEdit(QPlainTextEdit):
    """`edited` is emitted for what the user types, `entered` at Enter, `request_pasted` with what a
    pasted text asks for that is a whole request, see `pasted`. Undo and redo are left to whoever
    the line lies in: they go over all fields of a request."""

    edited = Signal(str)
    entered = Signal()
    request_pasted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("field", True)
        self.setFont(theme.mono_font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName("URL")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.setFixedHeight(QFontMetrics(self.font()).height() + 16)
        self._colours = _Colours(theme, self)
        self._quiet = False
        self.textChanged.connect(self._on_text_changed)

    def line(self) -> str:
        """The text to the letter; toPlainText would make hard spaces soft."""
        return self.document().toRawText().replace("\u2029", "\n")

    def show_url(self, text: str) -> None:
        """Replace the line without telling it as typed."""
        if text == self.line():
            return
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.height())

    def _on_text_changed(self) -> None:
        if not self._quiet:
            self.edited.emit(self.line())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = QKeySequence.StandardKey
        if event.matches(key.Undo) or event.matches(key.Redo):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        from nvexplorer.ui.panes.request.pasted import read_query, read_request

        text = source.text()
        pasted = read_request(text)
        if pasted is None and self.textCursor().selectedText() == self.line() != "":
            pasted = read_query(text, ())  # of the resource that is there
        if pasted is not None:
            self.request_pasted.emit(pasted)
        else:
            self.insertPlainText("".join(line.strip() for line in text.splitlines()))


class _Colours(QSyntaxHighlighter):
    def __init__(self, theme: Theme, edit: UrlEdit) -> None:
        super().__init__(edit.document())
        self._theme = theme
        self._formats: dict[Piece, QTextCharFormat] = {}
        self._refresh()
        theme.changed.connect(self._refresh)

    def _refresh(self) -> None:
        tokens = self._theme.tokens
        for piece, colour in (
            (Piece.ORIGIN, tokens.muted),
            (Piece.RESOURCE, tokens.text),
            (Piece.NAME, tokens.parameter),
            (Piece.VALUE, tokens.text),
        ):
            text_format = QTextCharFormat()
            text_format.setForeground(QColor(colour))
            if piece is Piece.RESOURCE:
                text_format.setFontWeight(QFont.Weight.Bold)
            self._formats[piece] = text_format
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        for start, end, piece in stretches(text):
            self.setFormat(start, end - start, self._formats[piece])
