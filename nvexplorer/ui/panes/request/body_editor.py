"""An editor for XML bodies: coloured where it is seen, numbered lines, filled in pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nvexplorer.ui.panes.request.xml_colours import LineColours, inside_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.ui.theme import Theme

# Characters put in at a time when a long text is shown: some milliseconds each.
PIECE = 60_000


class BodyEditor(QPlainTextEdit):
    """`edited` is emitted for what the user does, `filled` when a text given to `show_text` is
    wholly there; until then the editor is read-only and `text()` is the text given."""

    edited = Signal()
    filled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rest: Iterator[str] | None = None
        self._whole = ""
        self.setFont(theme.mono_font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabStopDistance(QFontMetricsF(self.font()).horizontalAdvance(" ") * 4)
        self.setAccessibleName("Body")
        self._gutter = _Gutter(self)
        self._colours = LineColours(theme.tokens)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._add_piece)
        self.blockCountChanged.connect(self._on_block_count_changed)
        self.updateRequest.connect(self._on_update_request)
        self.textChanged.connect(self._on_text_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_block_count_changed(1)

    def text(self) -> str:
        """To the letter; toPlainText would make hard spaces soft."""
        if self._rest is not None:
            return self._whole
        return self.document().toRawText().replace("\u2029", "\n")

    @property
    def filling(self) -> bool:
        return self._rest is not None

    def show_text(self, text: str) -> None:
        """Replace everything; a long text arrives in pieces, so that the window stays alive.

        It can be undone like anything typed.
        """
        self._stop_filling()
        if text == self.text():
            return
        self._whole = text
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        self._rest = (text[at : at + PIECE] for at in range(0, len(text), PIECE))
        cursor.insertText(next(self._rest, ""))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if len(text) <= PIECE:
            self._stop_filling()
            self.filled.emit()
            return
        self.setReadOnly(True)
        self._timer.start()

    def _add_piece(self) -> None:
        piece = next(self._rest, None) if self._rest is not None else None
        if piece is None:
            self._stop_filling()
            self.filled.emit()
            return
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.joinPreviousEditBlock()
        cursor.insertText(piece)
        cursor.endEditBlock()

    def _stop_filling(self) -> None:
        self._timer.stop()
        self._rest = None
        self._whole = ""
        self.setReadOnly(False)

    def _on_text_changed(self) -> None:
        if self._rest is None:
            self.edited.emit()

    # Colours: set when a line is about to be painted, forgotten by Qt when it is edited.

    def paintEvent(self, event: QPaintEvent) -> None:
        inside = ""
        for number, (block, _top) in enumerate(self.visible_blocks()):
            if number == 0:
                inside = inside_of(block)
            inside = self._colours.colour(block, inside)
        super().paintEvent(event)

    def _on_theme_changed(self) -> None:
        self._colours = LineColours(self._theme.tokens)
        self.viewport().update()
        self._gutter.update()

    # Line numbers

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, float]]:
        """The blocks on screen with their upper edges."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= self.viewport().height():
            yield block, top
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def gutter_width(self) -> int:
        digits = max(3, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9" * digits) + 22

    def paint_gutter(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        painter.fillRect(self._gutter.rect(), QColor(tokens.sunken))
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.muted))
        height = self.fontMetrics().height()
        for block, top in self.visible_blocks():
            where = QRect(0, int(top), self._gutter.width() - 10, height)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.contentsRect()
        self._gutter.setGeometry(area.left(), area.top(), self.gutter_width(), area.height())

    def _on_block_count_changed(self, _count: int) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)
        self._gutter.resize(self.gutter_width(), self._gutter.height())

    def _on_update_request(self, area: QRect, moved: int) -> None:
        if moved:
            self._gutter.scroll(0, moved)
        else:
            self._gutter.update(0, area.y(), self._gutter.width(), area.height())


class _Gutter(QWidget):
    def __init__(self, editor: BodyEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.gutter_width(), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._editor.paint_gutter(painter)
        painter.end()
