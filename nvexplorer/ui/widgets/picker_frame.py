"""A popup with a field and a list: type, walk with the arrows, choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from nvexplorer.ui.widgets.rows_model import RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyledItemDelegate


_TOP = 56
_MARGIN = 8
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class PickerFrame(QFrame):
    """A popup over a window; Esc or a click elsewhere closes it. A subclass says what `found` for
    a query, how a row `reads` aloud, and what happens when one is `entered`."""

    def __init__(self, window: QWidget, hint: str, *, width: int, most_rows: int) -> None:
        """`hint` stands in the empty field and is what a screen reader calls it. The list has at
        most `most_rows`, and no more than fit into the window."""
        super().__init__(window, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._most_rows = most_rows
        self._room = window.height() - _TOP
        self._row_height = 1
        self._model = _Model(self.reads)
        self.field = Field(self._takes)
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(hint)
        self._empty = QLabel()
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self.box.setSpacing(6)
        for widget in (self.field, self.list, self._empty):
            self.box.addWidget(widget)
        self.field.textChanged.connect(self.refresh)
        self.list.clicked.connect(self._on_clicked)
        self._place(window, width)

    # What a subclass says

    def found(self, query: str) -> Sequence[Any]:
        """The rows for what is typed, best first."""
        raise NotImplementedError

    def reads(self, row: Any) -> str:
        """What a screen reader says of a row."""
        raise NotImplementedError

    def entered(self, row: Any, modifiers: Qt.KeyboardModifier) -> None:
        """The row was chosen with these keys held down."""
        raise NotImplementedError

    def pressed(self, event: QKeyEvent) -> bool:
        """Whether a key was taken for something else than typing."""
        return False

    # What it does with that

    def use(self, delegate: QStyledItemDelegate, row_height: int, empty: str) -> None:
        """`empty` stands in place of the list when nothing is found."""
        self._row_height = row_height
        self.list.setItemDelegate(delegate)
        self._empty.setText(empty)

    @property
    def rows(self) -> Sequence[Any]:
        return self._model.rows

    @property
    def current(self) -> Any:
        """The selected row, None when there is none."""
        place = self.list.currentIndex().row()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def open_at(self, place: int) -> None:
        """Show it with this row selected."""
        self.refresh()
        if place > 0:
            self.list.setCurrentIndex(self._model.index(place))
        self.show()
        self.field.setFocus()

    def refresh(self) -> None:
        """Find anew what is typed and select the best."""
        rows = self.found(self.field.text())
        self._model.show(rows)
        self.list.setCurrentIndex(self._model.index(0))
        self._empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        most = max(1, min(self._most_rows, (self._room - self._others()) // self._row_height))
        self.list.setFixedHeight(self._row_height * min(len(rows), most) + 2)
        self.adjustSize()

    def _others(self) -> int:
        """The height of all but the list."""
        height = 3 * _MARGIN
        for number in range(self.box.count()):
            item = self.box.itemAt(number)
            if item is not None and item.widget() not in (self.list, self._empty):
                height += item.sizeHint().height() + self.box.spacing()
        return height

    def _place(self, window: QWidget, width: int) -> None:
        width = min(width, window.width() - 40)
        self.setFixedWidth(width)
        corner = window.mapToGlobal(QPoint(0, 0))
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + _TOP)

    def _takes(self, event: QKeyEvent) -> bool:
        """Keys that move or choose; all others are for the field."""
        key = event.key()
        if key in _STEPS:
            self._move(_STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        else:
            return self.pressed(event)
        return True

    def _move(self, by: int) -> None:
        count = len(self.rows)
        if count:
            place = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self._model.index(place))

    def _on_clicked(self) -> None:
        self._enter(QApplication.keyboardModifiers())

    def _enter(self, modifiers: Qt.KeyboardModifier) -> None:
        row = self.current
        if row is not None:
            self.close()
            self.entered(row, modifiers)


class Field(QLineEdit):
    """Asks `takes` about each key before it is typed."""

    def __init__(self, takes: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._takes = takes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._takes(event):
            super().keyPressEvent(event)


class _Model(RowsModel):
    def __init__(self, reads: Callable[[Any], str]) -> None:
        super().__init__()
        self._reads = reads

    def told(self, row: Any, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._reads(row)
        return None
