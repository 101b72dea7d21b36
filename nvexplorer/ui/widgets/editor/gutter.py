"""The column left of an editor: line numbers and dots where something is said about a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from nvexplorer.ui.widgets.editor.editor import XmlEditor

_SEVERITY_COLOURS = {"error": "bad", "warning": "warn", "unjudged": "muted"}


class Gutter(QWidget):
    """Numbers are those of lines of the text: a line folded on screen has one."""

    def __init__(self, editor: XmlEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def wanted_width(self) -> int:
        digits = max(3, len(str(self._editor.line_count)))
        return self._editor.fontMetrics().horizontalAdvance("9" * digits) + 34

    def sizeHint(self) -> QSize:
        return QSize(self.wanted_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        editor = self._editor
        tokens = editor.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(tokens.sunken))
        painter.setFont(editor.font())
        height = editor.fontMetrics().height()
        current = editor.textCursor().block().blockNumber()
        severities = editor.severities_of_lines(event.rect().top(), event.rect().bottom())
        for block, top, number in editor.numbered_blocks(event.rect().top(), event.rect().bottom()):
            here = block.blockNumber() == current
            if number:
                painter.setPen(QColor(tokens.text if here else tokens.muted))
                where = QRect(0, round(top), self.width() - 22, height)
                painter.drawText(where, Qt.AlignmentFlag.AlignRight, str(number))
            severity = severities.get(block.blockNumber())
            if severity:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(getattr(tokens, _SEVERITY_COLOURS[severity])))
                painter.drawEllipse(QPointF(8, top + height / 2), 3.5, 3.5)
        painter.end()
