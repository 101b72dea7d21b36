"""A list to choose from by typing: the palette and the profile switcher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nvexplorer.ui.fuzzy import score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.ui.panes.resources.rows import Index
    from nvexplorer.ui.theme import Theme

ITEM_ROLE = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 32
_MOST_ROWS = 12
_VCENTER = Qt.AlignmentFlag.AlignVCenter


class Item(NamedTuple):
    """`detail` stands muted behind `text`, `right` at the right edge; `words` also find it.
    `badge` is a word and its kind (see widgets.badge). `value` is what choosing it gives."""

    text: str
    value: Any
    detail: str = ""
    right: str = ""
    words: str = ""
    badge: tuple[str, str] = ("", "")


class Picker(QFrame):
    """A popup over a window: type, arrows, Enter; Esc or a click elsewhere closes it. `chosen`
    carries the value of the item."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, window: QWidget, items: Sequence[Item], hint: str, empty: str
    ) -> None:
        """`hint` stands in the empty field, `empty` in place of the list when nothing matches."""
        super().__init__(window, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._items = items
        self._model = _Model()
        self._field = _Field()
        self._field.setPlaceholderText(hint)
        self._field.setAccessibleName(hint)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Delegate(theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setAccessibleName(hint)
        self._empty = QLabel(empty)
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        for widget in (self._field, self._list, self._empty):
            layout.addWidget(widget)
        self._field.textChanged.connect(self._on_text_changed)
        self._field.moved.connect(self._move)
        self._field.entered.connect(self._choose)
        self._list.clicked.connect(self._choose)
        self._place(window)
        self._on_text_changed("")

    def open_at(self, value: object) -> None:
        """Show it with the item of this value selected."""
        for place, item in enumerate(self._model.items):
            if item.value == value:
                self._list.setCurrentIndex(self._model.index(place))
        self.show()
        self._field.setFocus()

    def _place(self, window: QWidget) -> None:
        width = min(620, window.width() - 40)
        self.setFixedWidth(width)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + 56)

    def _on_text_changed(self, query: str) -> None:
        rated = [
            (rating, place, item)
            for place, item in enumerate(self._items)
            for rating in (score(query, item.text, f"{item.detail} {item.words}"),)
            if rating is not None
        ]
        rated.sort(key=lambda each: each[:2])
        self._model.show([item for *_, item in rated])
        self._list.setCurrentIndex(self._model.index(0))
        self._empty.setVisible(not rated)
        self._list.setVisible(bool(rated))
        self._list.setFixedHeight(_ROW_HEIGHT * min(len(rated), _MOST_ROWS) + 2)
        self.adjustSize()

    def _move(self, by: int) -> None:
        count = len(self._model.items)
        if count:
            place = (self._list.currentIndex().row() + by) % count
            self._list.setCurrentIndex(self._model.index(place))

    def _choose(self) -> None:
        index = self._list.currentIndex()
        if index.isValid():
            value = self._model.items[index.row()].value
            self.close()
            self.chosen.emit(value)


class _Field(QLineEdit):
    moved = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8}
        steps[Qt.Key.Key_PageUp] = -8
        key = event.key()
        if key in steps:
            self.moved.emit(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.items: Sequence[Item] = ()

    def show(self, items: Sequence[Item]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(filter(None, (item.badge[0], item.text, item.detail, item.right)))
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font = theme.ui_font()
        self._small = theme.ui_font(12)
        self._badge = theme.ui_font(11)
        self._badge.setWeight(self._badge.Weight.DemiBold)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Item = index.data(ITEM_ROLE)
        tokens, area = self._theme.tokens, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(tokens.selected))
            painter.drawRoundedRect(area, 5, 5)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(area, 5, 5)
        inner = area.adjusted(10, 0, -10, 0)
        if item.badge[0]:
            inner.setLeft(self._draw_badge(painter, inner, item.badge))
        painter.setFont(self._small)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | _VCENTER, item.right)
        inner.setRight(inner.right() - QFontMetrics(self._small).horizontalAdvance(item.right) - 12)
        painter.setFont(self._font)
        painter.setPen(QColor(tokens.text))
        metrics = QFontMetrics(self._font)
        shown = metrics.elidedText(item.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | _VCENTER, shown)
        inner.setLeft(inner.left() + metrics.horizontalAdvance(shown) + 10)
        painter.setFont(self._small)
        painter.setPen(QColor(tokens.muted))
        detail = QFontMetrics(self._small).elidedText(
            item.detail, Qt.TextElideMode.ElideRight, max(0, inner.width())
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | _VCENTER, detail)
        painter.restore()

    def _draw_badge(self, painter: QPainter, area: QRect, badge: tuple[str, str]) -> int:
        """Paints it and returns where the text goes on."""
        word, kind = badge
        tokens = self._theme.tokens
        width = QFontMetrics(self._badge).horizontalAdvance(word) + 18
        pill = QRect(area.left(), area.center().y() - 8, width, 18)
        painter.setBrush(QColor(getattr(tokens, f"{kind}_bg")))
        painter.drawRoundedRect(pill, 9, 9)
        painter.setFont(self._badge)
        painter.setPen(QColor(getattr(tokens, kind)))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, word)
        return pill.right() + 10
