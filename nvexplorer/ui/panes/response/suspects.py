"""The places that a refusal is most likely about, to be jumped to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nvexplorer.ui.widgets.section import label
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.exchange.refusal import Suspect
    from nvexplorer.ui.theme import Theme

_ROW = 24  # pixels
_MOST_SHOWN = 4  # rows; the others are scrolled to
_SUSPECT = Qt.ItemDataRole.UserRole + 1


class SuspectsPanel(QFrame):
    """`chosen` carries the Suspect that was clicked or entered. Hidden while there is none."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = label(role="strong")
        self._legend = label(
            "proven: a documented rule is broken there. guessed: Netvisor's text points there.",
            "small",
            wrap=True,
        )
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_Delegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Likely places of the refusal")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._heading)
        layout.addWidget(self.list)
        layout.addWidget(self._legend)
        self.list.itemActivated.connect(self._on_item)
        self.list.itemClicked.connect(self._on_item)
        self.hide()

    def show_suspects(self, suspects: Sequence[Suspect]) -> None:
        """An empty sequence hides the panel."""
        self.list.clear()
        for suspect in suspects:
            item = QListWidgetItem(place_text(suspect))
            item.setData(_SUSPECT, suspect)
            item.setToolTip(suspect.why)
            spoken = f"{suspect.certainty}, {place_text(suspect)}: {suspect.why}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        proven = sum(s.certainty == "proven" for s in suspects)
        self._heading.setText(
            f"{plural(len(suspects), 'likely place')}, {proven} proven. Enter goes there."
        )
        self.list.setFixedHeight(_ROW * min(_MOST_SHOWN, max(1, len(suspects))) + 2)
        self.setVisible(bool(suspects))

    def focus(self) -> bool:
        """To the first place, for the keyboard; False when there is none."""
        if self.isHidden():
            return False
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        return True

    def _on_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_SUSPECT))


def place_text(suspect: Suspect) -> str:
    """Such as `line 12 invoicedate` or `parameter id`."""
    if suspect.parameter:
        return f"parameter {suspect.parameter}"
    name = suspect.path.rpartition("/")[2]
    return f"line {suspect.line} {name}".rstrip()


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        suspect: Suspect = index.data(_SUSPECT)
        tokens = self._theme.tokens
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            selected = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(QColor(tokens.accent) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selected if selected else tokens.hover))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        proven = suspect.certainty == "proven"
        left = rect.left() + 8
        for text, font, colour in (
            (suspect.certainty, self._theme.ui_font(12), tokens.bad if proven else tokens.warn),
            (place_text(suspect), self._theme.mono_font(12), tokens.link),
            (suspect.why, self._theme.ui_font(12), tokens.text),
        ):
            metrics = QFontMetricsF(font)
            room = QRectF(left, rect.top(), rect.right() - 8 - left, rect.height())
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)
            left += max(56.0, metrics.horizontalAdvance(elided) + 12)
        painter.restore()
