"""The list of requests that were caught."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView

from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.widgets.rows_model import RowsModel
from nvexplorer.ui.widgets.two_lines import LINES, Lines, TwoLinesDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from nvexplorer.ui.theme import Theme


class ShownRequest:
    """A row: `number` is that of the request, `lines` what is shown."""

    __slots__ = ("lines", "number")

    def __init__(self, number: int, lines: Lines) -> None:
        self.number = number
        self.lines = lines

    @property
    def spoken(self) -> str:
        """For screen readers."""
        return f"{self.lines.title}: {self.lines.below}, {self.lines.right}"


class _Model(RowsModel):
    def told(self, row: ShownRequest, role: int) -> Any:
        if role == LINES:
            return row.lines
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.lines.title}\n{row.lines.below}"
        return None


class CaughtList(QListView):
    """`chosen` carries the number of the request that the user went to."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows = _Model(self)
        self._quiet = False
        self.setModel(self._rows)
        self.setItemDelegate(TwoLinesDelegate(theme, self))
        self.setAccessibleName("Requests that were caught, newest first")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._on_current)

    def sizeHint(self) -> QSize:
        return QSize(200, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 52)

    def show_requests(self, rows: Sequence[ShownRequest], current: int) -> None:
        """The one with the number `current` is gone to without telling of it."""
        self._quiet = True
        self._rows.show(rows)
        self._quiet = False
        self.go_to(current)

    def go_to(self, number: int) -> None:
        """Without telling of it."""
        at = next((at for at, row in enumerate(self._rows.rows) if row.number == number), -1)
        self._quiet = True
        self.setCurrentIndex(self._rows.index(at, 0) if at >= 0 else QModelIndex())
        self._quiet = False

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(self._rows.rows[current.row()].number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.Copy) and row >= 0:
            copy(self, self._rows.rows[row].spoken, "Row")
            return
        super().keyPressEvent(event)
