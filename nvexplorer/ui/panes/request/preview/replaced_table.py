"""Placeholders and what was put in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHeaderView, QSizePolicy, QTreeWidget, QTreeWidgetItem

if TYPE_CHECKING:
    from nvexplorer.ui.panes.request.preview.content import ReplacedRow
    from nvexplorer.ui.theme import Theme

_ROW_HEIGHT = 24
_MOST_ROWS = 6
_GAP, _WIDEST = 24, 320
_WORDS = Qt.ItemDataRole.UserRole


class ReplacedTable(QTreeWidget):
    """As high as its rows, up to some. `place_wanted` carries the words for where a placeholder is
    typed: Enter or a double click asks for it."""

    place_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[ReplacedRow, ...] = ()
        self.setColumnCount(3)
        self.setHeaderLabels(["Placeholder", "Value", "Where"])
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Placeholders and their values")
        self.setToolTip("Enter goes to where it is typed.")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.itemActivated.connect(self._on_activated)

    def show_rows(self, rows: tuple[ReplacedRow, ...]) -> None:
        self.setVisible(bool(rows))
        if rows == self._rows:
            return
        self._rows = rows
        self.clear()
        for row in rows:
            item = QTreeWidgetItem(self, [row.placeholder, row.value, row.where])
            item.setSizeHint(0, QSize(0, _ROW_HEIGHT))
            item.setData(0, _WORDS, row.place.words)
            for column, text in enumerate((row.placeholder, row.value, row.where)):
                item.setToolTip(column, text)
            for column in (0, 1):
                item.setFont(column, self._theme.mono_font())
        metrics = QFontMetrics(self._theme.mono_font())
        columns = ([row.placeholder for row in rows], [row.value for row in rows])
        for column, texts in enumerate(columns):
            widest = max(map(metrics.horizontalAdvance, texts), default=0)
            self.setColumnWidth(column, max(90, min(widest + _GAP, _WIDEST)))
        self.setFixedHeight(min(len(rows), _MOST_ROWS) * _ROW_HEIGHT + 2)

    def _on_activated(self, item: QTreeWidgetItem, _column: int) -> None:
        self.place_wanted.emit(item.data(0, _WORDS))
