"""The documented values to choose from, with what they mean; others can be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nvexplorer.ui.panes.request.fields.line import FieldLine

if TYPE_CHECKING:
    from nvexplorer.ui.panes.request.fields.line import TakePasted
    from nvexplorer.ui.theme import Theme

_MEANING = Qt.ItemDataRole.UserRole
_ROW = 26
_GAP = 14
_KEY = QKeySequence.StandardKey


class ChoiceField(QComboBox):
    edited = Signal()

    def __init__(
        self,
        theme: Theme,
        values: tuple[str, ...],
        meanings: tuple[str, ...],
        placeholder: str,
        take_pasted: TakePasted,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._meanings = meanings
        self._dressed = False
        self.setEditable(True)
        self._line = FieldLine(theme, placeholder, take_pasted)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFont(theme.mono_font())
        self.addItems(list(values))
        self.setCurrentIndex(-1)
        self.setMaxVisibleItems(16)
        # A completer would put a documented value in place of a mistyped one unasked.
        self.setCompleter(None)  # type: ignore[arg-type]
        self._line.edited.connect(self.edited)
        self.activated.connect(self._on_activated)

    def value(self) -> str:
        return self._line.text()

    def set_value(self, text: str) -> None:
        """Not told as edited."""
        if text != self._line.text():
            self.setCurrentIndex(self.findText(text, Qt.MatchFlag.MatchFixedString))
            self.setEditText(text)

    def retint(self, theme: Theme) -> None:
        """Nothing here has a colour of its own."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the form must not change values."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_KEY.Undo) or event.matches(_KEY.Redo):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def showPopup(self) -> None:
        if not self._dressed:
            self._dress()
        super().showPopup()

    def _dress(self) -> None:
        """The meanings and how they are painted, when they are first looked at."""
        self._dressed = True
        for row, meaning in enumerate(self._meanings):
            self.setItemData(row, meaning, _MEANING)
            said = ", ".join(filter(None, (self.itemText(row), meaning)))
            self.setItemData(row, said, Qt.ItemDataRole.AccessibleTextRole)
        delegate = _Delegate(self._theme, self)
        self.setItemDelegate(delegate)
        self.view().setMinimumWidth(delegate.align(self) + 24)

    def _on_activated(self, _index: int) -> None:
        self.edited.emit()


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mono, self._font = theme.mono_font(), theme.ui_font(12)
        self._widest_value = 0

    def align(self, box: QComboBox) -> int:
        """Make the meanings one column; the width of the rows."""
        values, meanings = QFontMetrics(self._mono), QFontMetrics(self._font)
        rows = [(box.itemText(n), box.itemData(n, _MEANING) or "") for n in range(box.count())]
        self._widest_value = widest = max(values.horizontalAdvance(value) for value, _ in rows)
        return widest + _GAP + max(meanings.horizontalAdvance(text) for _, text in rows) + 16

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = self._theme.tokens
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.selected))
        area = option.rect.adjusted(8, 0, -8, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._mono)
        painter.setPen(QColor(tokens.text))
        painter.drawText(area, middle, index.data())
        area.setLeft(area.left() + self._widest_value + _GAP)
        painter.setFont(self._font)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(area, middle, index.data(_MEANING) or "")
        painter.restore()
