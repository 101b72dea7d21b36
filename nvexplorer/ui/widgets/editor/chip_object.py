"""Draws a chip: a file in base64 as one place in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPyTextObject

from nvexplorer.ui.widgets.editor.chip_names import label

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QTextDocument, QTextFormat

    from nvexplorer.ui.widgets.editor.runs import Chip
    from nvexplorer.ui.widgets.editor.surface import EditorSurface

_ICON = 12
_EDGE = 6


class ChipObject(QPyTextObject):
    """Stands on the line's height, so that lines with chips are as high as others."""

    def __init__(self, editor: EditorSurface) -> None:
        super().__init__(editor)
        self._editor = editor

    def intrinsicSize(self, _document: QTextDocument, _at: int, text_format: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(self._editor.font())
        width = metrics.horizontalAdvance(self._label(text_format))
        return QSizeF(width + _ICON + 3 * _EDGE, metrics.ascent())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _document: QTextDocument,
        at: int,
        text_format: QTextFormat,
    ) -> None:
        tokens, cursor = self._editor.theme.tokens, self._editor.textCursor()
        chosen = cursor.selectionStart() <= at < cursor.selectionEnd()
        ink = QColor(tokens.accent_text if chosen else tokens.text)
        descent = QFontMetricsF(self._editor.font()).descent()
        where = QRectF(rect).adjusted(1, 1, -1, descent - 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.accent if chosen else tokens.border_strong))
        painter.setBrush(QColor(tokens.accent if chosen else tokens.selected))
        painter.drawRoundedRect(where, 4, 4)
        painter.setFont(self._editor.font())
        icon = self._editor.theme.icon("file", ink.name())
        top = where.center().y() - _ICON / 2
        icon.paint(painter, QRectF(where.left() + _EDGE, top, _ICON, _ICON).toRect())
        painter.setPen(ink)
        words = QRectF(where)
        words.setLeft(where.left() + _ICON + 1.6 * _EDGE)
        painter.drawText(words.topLeft() + QPointF(0, rect.height() - 1), self._label(text_format))
        painter.restore()

    def _label(self, text_format: QTextFormat) -> str:
        chip = self._editor.content.qt.chip_of(text_format)
        return label_of(chip) if chip else "?"


def label_of(chip: Chip) -> str:
    """What it shows; by its bytes as long as nothing beside it gave it a name."""
    if not chip.label:
        chip.label = label(chip.text, chip.name)
    return chip.label
