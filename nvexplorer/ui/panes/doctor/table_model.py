"""A table of values side by side, as a model: plain cells, told to screen readers row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.ui.panes.doctor.differing import Ranges

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class Cell(NamedTuple):
    """`kind` is `part` (a chip with `number`, or plain for 0), `value` (monospace), `text`, `same`
    (in the colour of what is right), `wrong` (in that of what is not) or `note` (small). `marked`
    are the stretches to point out."""

    text: str
    kind: str = "text"
    number: int = 0
    marked: Ranges = ()


def value(text: str, marked: Ranges = ()) -> Cell:
    """A value in monospace, spaces at its ends by the sign that is told apart at that size."""
    return Cell(text.replace("␠", "␣"), "value", marked=marked)


class TableRow(NamedTuple):
    """`spoken` is the row in one sentence; `copied` what Ctrl+C takes."""

    cells: tuple[Cell, ...]
    differs: bool
    spoken: str
    copied: str


class TableModel(QAbstractTableModel):
    """CELL_ROLE gives the cell, ROW_ROLE the row."""

    def __init__(self) -> None:
        super().__init__()
        self.titles: Sequence[str] = ()
        self.rows: Sequence[TableRow] = ()

    def show(self, titles: Sequence[str], rows: Sequence[TableRow]) -> None:
        self.beginResetModel()
        self.titles, self.rows = titles, rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        cell = row.cells[index.column()]
        if role == CELL_ROLE:
            return cell
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                row.spoken if index.column() == 0 else f"{self.titles[index.column()]}: {cell.text}"
            )
        return None
