"""What may stand at the caret, to choose from without leaving the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nvexplorer.ui.widgets.row_ground import draw_ground
from nvexplorer.ui.widgets.rows_model import ROW_ROLE, RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.rows_model import Index

_ROW = 24
_MOST_ROWS = 9
_WIDTHS = (320, 620)
_VCENTER = Qt.AlignmentFlag.AlignVCenter


class Choice(NamedTuple):
    """`detail` stands muted at the right, `note` under the list while it is chosen. A `strong` one
    must be there. `value` is what choosing it gives."""

    label: str
    value: Any
    detail: str = ""
    note: str = ""
    strong: bool = False


class CompletionPopup(QFrame):
    """A list over the window that never takes the focus. `chosen` carries a Choice's value."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, editor: QWidget) -> None:
        super().__init__(editor.window())
        self._editor = editor
        self._caret = QRect()
        self.setProperty("role", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = _Model()
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Delegate(theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName("What may stand here")
        self._note = QLabel()
        self._note.setProperty("role", "small")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.setContentsMargins(8, 4, 8, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(0)
        layout.addWidget(self._list)
        layout.addWidget(self._note)
        self._list.clicked.connect(self._on_clicked)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.hide()

    def show_choices(self, choices: Sequence[Choice], caret: QRect) -> None:
        """Under the caret, whose place is in global coordinates; over it where there is no room.
        The first is chosen."""
        self._model.show(choices)
        self._list.setCurrentIndex(self._model.index(0))
        metrics = QFontMetrics(self._list.font())
        widest = max(
            (metrics.horizontalAdvance(f"{c.label}    {c.detail}") * 1.15 for c in choices[:60]),
            default=0,
        )
        width = int(min(max(_WIDTHS[0], widest + 60), _WIDTHS[1]))
        window = self._editor.window()
        width = min(width, window.width() - 16)
        self._list.setFixedHeight(_ROW * min(len(choices), _MOST_ROWS) + 2)
        self.setFixedWidth(width)
        self._caret = caret
        self._on_current_changed()
        self.show()
        self.raise_()

    def _place(self) -> None:
        window = self._editor.window()
        corner = window.mapFromGlobal(self._caret.bottomLeft())
        height = self.sizeHint().height()
        top = corner.y() + 2
        if top + height > window.height():
            top = max(0, corner.y() - self._caret.height() - height - 2)
        left = max(4, min(corner.x() - 8, window.width() - self.width() - 8))
        self.setGeometry(left, top, self.width(), height)

    @property
    def labels(self) -> list[str]:
        """What it offers, empty when it is hidden."""
        return [] if self.isHidden() else [choice.label for choice in self._model.rows]

    @property
    def current(self) -> Choice | None:
        row = self._list.currentIndex().row()
        choices = self._model.rows
        return choices[row] if 0 <= row < len(choices) else None

    def move_by(self, rows: int) -> None:
        count = len(self._model.rows)
        if abs(rows) == 1:
            row = (self._list.currentIndex().row() + rows) % count
        else:
            row = max(0, min(self._list.currentIndex().row() + rows, count - 1))
        self._list.setCurrentIndex(self._model.index(row))

    def accept(self) -> None:
        choice = self.current
        self.hide()
        if choice is not None:
            self.chosen.emit(choice.value)

    def _on_clicked(self, _index: QModelIndex) -> None:
        self.accept()

    def _on_current_changed(self) -> None:
        choice = self.current
        note = choice.note if choice else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._place()
        if choice is not None:
            self._editor.setAccessibleDescription(f"{choice.label}, {choice.detail}")


class _Model(RowsModel):
    rows: Sequence[Choice] = ()

    def told(self, choice: Choice, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (choice.label, choice.detail, choice.note)))
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plain = theme.mono_font()
        self._strong = theme.mono_font(weight=QFont.Weight.DemiBold)
        self._small = theme.ui_font(12)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(ROW_ROLE)
        tokens, area = self._theme.tokens, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, area, tokens, option.state, 4)
        inner = area.adjusted(8, 0, -8, 0)
        small = QFontMetrics(self._small)
        font = self._strong if choice.strong else self._plain
        label_width = QFontMetrics(font).horizontalAdvance(choice.label)
        room = max(0, inner.width() - label_width - 24)
        detail = small.elidedText(choice.detail, Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._small)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | _VCENTER, detail)
        inner.setRight(inner.right() - small.horizontalAdvance(detail) - 12)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        label = QFontMetrics(font).elidedText(
            choice.label, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | _VCENTER, label)
        painter.restore()
