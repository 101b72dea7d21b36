"""The rows of a table as a model: it holds which rows there are and reads the cells in sight."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from nvexplorer.exchange.table.contract import ValueKind

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from nvexplorer.exchange.table.contract import Column
    from nvexplorer.exchange.table.rows import TableRows

Index = QModelIndex | QPersistentModelIndex

_Role = Qt.ItemDataRole
_BLOCK = 32  # rows that are read at once when they are not in sight
_MOST = 4096  # rows whose cells are kept
_TOOLTIP = 1000  # characters
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class TableModel(QAbstractTableModel):
    """Rows are known by their numbers in the document, shown in the order of `take_order`. Columns
    keep their places when others come. `unreadable` carries a sentence, once for each table."""

    unreadable = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: TableRows | None = None
        self.columns: list[Column] = []
        self._places: list[int] = []  # of the columns among the cells of a row
        self._order: array[int] | None = None
        self._count = 0
        self._cells: dict[int, tuple[str, ...]] = {}
        self._failed = False

    # What there is

    def show(self, rows: TableRows | None) -> None:
        """Another table, or none."""
        self.beginResetModel()
        self.rows, self._order, self._failed = rows, None, False
        self.columns, self._places = [], []
        self._cells.clear()
        if rows is not None:
            self.columns = list(rows.layout.columns)
            self._places = list(range(len(self.columns)))
        self._count = rows.count if rows is not None else 0
        self.endResetModel()

    def follow(self, rows: TableRows) -> None:
        """The same table, of which more is known; `rows` may be another object."""
        self.rows = rows
        layout = rows.layout.columns
        if [each.path for each in layout[-1:]] != [each.path for each in self.columns[-1:]] or (
            len(layout) != len(self.columns)
        ):
            self._add_columns(layout)
        elif tuple(self.columns) != layout:
            self._place(layout)
        if self._order is None:
            self._resize(rows.count)

    def _add_columns(self, layout: Sequence[Column]) -> None:
        known = {column.path for column in self.columns}
        at = 0
        for column in layout:
            if column.path in known:
                at = next(i for i, own in enumerate(self.columns) if own.path == column.path) + 1
            else:
                self.beginInsertColumns(QModelIndex(), at, at)
                self.columns.insert(at, column)
                self._places.insert(at, 0)
                self._cells.clear()
                self.endInsertColumns()
                at += 1
        self._place(layout)

    def _place(self, layout: Sequence[Column]) -> None:
        """Where the columns are among the cells now, and what is known of them."""
        places = {column.path: i for i, column in enumerate(layout)}
        self.columns = [layout[places[own.path]] for own in self.columns]
        self._places = [places[own.path] for own in self.columns]
        self._cells.clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._tell_changed()

    def _resize(self, count: int) -> None:
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    def take_order(self, order: array[int] | None) -> None:
        """Which rows are shown, and in what order; None for all, as in the document."""
        self._order = order
        if order is not None:
            self._resize(len(order))
        elif self.rows is not None:
            self._resize(self.rows.count)
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self._count and self.columns:
            last = self.index(self._count - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self._count - 1)

    @property
    def ordered(self) -> bool:
        """Whether the rows are not simply those of the document."""
        return self._order is not None

    def number(self, row: int) -> int:
        """Of the row in the document."""
        return row if self._order is None else self._order[row]

    def row_of(self, number: int) -> int:
        """Where that row is shown, -1 when it is not."""
        if self._order is None:
            return number if number < self._count else -1
        try:
            return self._order.index(number)
        except ValueError:
            return -1

    # Cells

    def place(self, column: int) -> int:
        """Where a column is among the cells of a row."""
        return self._places[column]

    def prepare(self, first: int, last: int) -> None:
        """Read the cells of these rows, which will be shown, at once."""
        wanted = [self.number(row) for row in range(max(0, first), min(last + 1, self._count))]
        missing = [number for number in wanted if number not in self._cells]
        if missing:
            self._read(missing)

    def text(self, row: int, column: int) -> str:
        return self.cells(row)[self._places[column]]

    def repeats(self, row: int, column: int) -> bool:
        """Whether the value is that of the same group around the rows as in the row above."""
        level = self.columns[column].level
        if row == 0 or self.rows is None or level >= len(self.rows.layout.groups) - 1:
            return False
        above, here = self.number(row - 1), self.number(row)
        return self.rows.place(above, level) == self.rows.place(here, level)

    def cells(self, row: int) -> tuple[str, ...]:
        """Of one row, in the order of the layout."""
        number = self.number(row)
        found = self._cells.get(number)
        if found is None:
            first = row - row % _BLOCK
            self.prepare(first, first + _BLOCK - 1)
            found = self._cells[number]
        return found

    def _read(self, numbers: list[int]) -> None:
        assert self.rows is not None
        if len(self._cells) + len(numbers) > _MOST:
            self._cells.clear()
        try:
            read = self.rows.cells(numbers)
        except OSError as error:
            read = [("",) * len(self.rows.layout.columns)] * len(numbers)
            if not self._failed:
                self._failed = True
                why = error.strerror or type(error).__name__
                self.unreadable.emit(
                    f"The answer cannot be read any more ({why}). Send the request again."
                )
        self._cells.update(zip(numbers, read, strict=True))

    # As a model

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if role == _Role.DisplayRole:
            return self.text(index.row(), index.column())
        if role == _Role.ToolTipRole:
            return f"<qt>{escape(self.text(index.row(), index.column())[:_TOOLTIP])}</qt>"
        if role == _Role.AccessibleTextRole:
            text = self.text(index.row(), index.column()) or "empty"
            return f"{self.columns[index.column()].title}: {text}"
        if role == _Role.TextAlignmentRole:
            return self.alignment(index.column())
        return None

    def alignment(self, column: int) -> int:
        """Numbers stand right."""
        right = self.columns[column].kind in (ValueKind.NUMBER, ValueKind.COUNT)
        return _RIGHT if right else _LEFT

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            if role == _Role.DisplayRole and section < self._count:
                return str(self.number(section) + 1)
            return None
        if section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == _Role.DisplayRole:
            return column.title
        if role == _Role.TextAlignmentRole:
            return self.alignment(section)
        if role == _Role.ToolTipRole:
            return f"<qt>{escape(column.path)}<br>{escape(column.note)}</qt>"
        return None
