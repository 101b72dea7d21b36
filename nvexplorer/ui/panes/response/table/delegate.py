"""Paints the cells of a table: one line each, cut where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    from nvexplorer.ui.panes.response.table.model import Index, TableModel
    from nvexplorer.ui.theme import Theme

PAD = 8
_LINE_ENDS = str.maketrans({"\r": "", "\n": "⏎", "\t": " "})
_LONGEST = 400  # characters that are measured


class TableDelegate(QStyledItemDelegate):
    """`links` are the columns whose values open a record. What is repeated from the row above is
    muted."""

    def __init__(self, theme: Theme, model: TableModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self.links: frozenset[int] = frozenset()
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def _on_theme(self) -> None:
        tokens = self._theme.tokens
        self._text, self._link = QColor(tokens.text), QColor(tokens.link)
        self._selected, self._ring = QColor(tokens.selected), QColor(tokens.accent)
        self._empty, self._muted = QColor(tokens.sunken), QColor(tokens.muted)
        self.font = self._theme.mono_font()
        self._metrics = QFontMetrics(self.font)
        self._letter = self._metrics.horizontalAdvance("0")  # they are all as wide

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = index.column()
        text = self._model.text(index.row(), column)
        area: QRect = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._selected)
        elif not text:
            painter.fillRect(area, self._empty)
        if text:
            room = area.adjusted(PAD, 0, -PAD, 0)
            if len(text) * self._letter > room.width() or not text.isascii() or "\n" in text:
                text = text[:_LONGEST].translate(_LINE_ENDS)
                text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.setFont(self.font)
            if self._model.repeats(index.row(), column):
                painter.setPen(self._muted)
            else:
                painter.setPen(self._link if column in self.links else self._text)
            painter.drawText(room, self._model.alignment(column), text)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0, 0, -1, -1))

    def width(self, text: str) -> int:
        """What a cell needs for its text, in pixels."""
        return self._metrics.horizontalAdvance(text[:_LONGEST]) + 2 * PAD + 2

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The whole value, where it is cut."""
        if index.isValid():
            text = self._model.text(index.row(), index.column())
            if "\n" not in text and self.width(text) <= option.rect.width():
                return True
        return super().helpEvent(event, view, option, index)
