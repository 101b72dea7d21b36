"""The places that a refusal is most likely about, to be jumped to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nvexplorer.ui.actions import ActionId, command_of, key_text
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.row_ground import draw_ground
from nvexplorer.ui.widgets.section import label
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.exchange.refusal import Suspect
    from nvexplorer.ui.theme import Theme

_ROW = 24  # pixels
_LEAST_ROWS, _MOST_ROWS = 2, 4  # the others are scrolled to
_CERTAINTY = 66  # pixels, as the next
_GAP = 12
_MOST_PLACE = 0.45  # of a row
_ONE_LINE = Qt.TextFlag.TextSingleLine
_LEGEND = (
    f"{key_text(command_of(ActionId.SUSPECTS))}, then Enter goes there · proven: a documented rule"
    " is broken · guessed: Netvisor's text points there"
)
_SUSPECT = Qt.ItemDataRole.UserRole + 1


class SuspectsPanel(QFrame):
    """`chosen` carries the Suspect that was clicked or entered. Hidden while there is none."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _MOST_ROWS
        self._heading = label(role="strong")
        self._legend = ElidedLabel(_LEGEND, "small")
        self._delegate = _Delegate(theme, self)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Likely places of the refusal")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._heading)
        first.addWidget(self._legend, 1)
        layout.addLayout(first)
        layout.addWidget(self.list)
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
        self._heading.setText(f"{plural(len(suspects), 'likely place')}, {proven or 'none'} proven")
        self._delegate.align(suspects)
        self._fit()
        self.setVisible(bool(suspects))

    def set_room(self, height: int) -> None:
        """What there is for the rows, in pixels; they are scrolled where it is too little."""
        self._rows = max(_LEAST_ROWS, min(_MOST_ROWS, height // _ROW))
        self._fit()

    @property
    def rows_height(self) -> int:
        """The pixels that the rows take now."""
        return 0 if self.isHidden() else self._height_of(self._rows)

    @property
    def missing_height(self) -> int:
        """The pixels that are wanted besides."""
        return 0 if self.isHidden() else self._height_of(_MOST_ROWS) - self._height_of(self._rows)

    def _height_of(self, rows: int) -> int:
        return _ROW * min(rows, max(1, self.list.count()))

    def _fit(self) -> None:
        height = self._height_of(self._rows)
        if self.list.maximumHeight() != height:
            self.list.setFixedHeight(height)
            self.updateGeometry()

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
    """Three columns: how certain, where, why."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._place_width = 0.0

    def align(self, suspects: Sequence[Suspect]) -> None:
        """Make the places one column."""
        metrics = QFontMetricsF(self._theme.mono_font(12))
        widths = (metrics.horizontalAdvance(place_text(each)) for each in suspects)
        self._place_width = max(widths, default=0.0) + _GAP

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
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        draw_ground(painter, ground, tokens, option.state, 4, ringed=True)
        proven = suspect.certainty == "proven"
        small, mono = self._theme.ui_font(12), self._theme.mono_font(12)
        left, right = rect.left() + 8, rect.right() - 8
        place = min(self._place_width, (right - left) * _MOST_PLACE)
        for text, width, font, colour in (
            (suspect.certainty, _CERTAINTY, small, tokens.bad if proven else tokens.warn),
            (place_text(suspect), place, mono, tokens.link),
            (suspect.why, right - left - _CERTAINTY - place + _GAP, small, tokens.text),
        ):
            room = QRectF(left, rect.top(), width - _GAP, rect.height())
            elided = QFontMetricsF(font).elidedText(
                text, Qt.TextElideMode.ElideRight, room.width() + 1
            )
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | _ONE_LINE, elided)
            left += width
        painter.restore()
