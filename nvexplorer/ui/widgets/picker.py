"""A list to choose from by typing: the palette and the profile switcher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from nvexplorer.ui.fuzzy import score
from nvexplorer.ui.widgets.picker_frame import PickerFrame
from nvexplorer.ui.widgets.row_ground import draw_ground
from nvexplorer.ui.widgets.rows_model import ROW_ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.rows_model import Index

_ROW_HEIGHT = 32
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


class Picker(PickerFrame):
    """`chosen` carries the value of the item."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, window: QWidget, items: Sequence[Item], hint: str, empty: str
    ) -> None:
        """`hint` stands in the empty field, `empty` in place of the list when nothing matches."""
        super().__init__(window, hint, width=620, most_rows=12)
        self._items = items
        self.use(_Delegate(theme, self.list), _ROW_HEIGHT, empty)

    def open_with(self, value: object) -> None:
        """Show it with the item of this value selected."""
        values = [item.value for item in self._items]
        self.open_at(values.index(value) if value in values else 0)

    def found(self, query: str) -> list[Item]:
        rated = [
            (rating, place, item)
            for place, item in enumerate(self._items)
            for rating in (score(query, item.text, f"{item.detail} {item.words}"),)
            if rating is not None
        ]
        rated.sort(key=lambda each: each[:2])
        return [item for *_, item in rated]

    def reads(self, row: Item) -> str:
        return ", ".join(filter(None, (row.badge[0], row.text, row.detail, row.right)))

    def entered(self, row: Item, modifiers: Qt.KeyboardModifier) -> None:
        self.chosen.emit(row.value)


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
        item: Item = index.data(ROW_ROLE)
        tokens, area = self._theme.tokens, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, area, tokens, option.state)
        painter.setPen(Qt.PenStyle.NoPen)
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
