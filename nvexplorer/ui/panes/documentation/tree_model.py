"""The rows of the documentation as a model for the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from nvexplorer.ui.panes.documentation.rows import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nvexplorer.ui.panes.documentation.rows import Row

Index = QModelIndex | QPersistentModelIndex

NAME, TYPE, LENGTH, OCCURRENCE, NOTE = range(5)
COLUMNS = ("Name", "Type", "Length", "Occurrence", "What it is")
ROW = Qt.ItemDataRole.UserRole + 1

#: What choosing a row does.
CHOICES = {
    Kind.PARAMETER: "Put it among the parameters",
    Kind.ELEMENT: "Put it into the body",
    Kind.ATTRIBUTE: "Put it into the body",
    Kind.ANSWER: "Copy the path",
    Kind.DETAIL: "Open it in a tab",
}


class _Node(NamedTuple):
    row: Row
    parent: int  # -1 for the outermost
    place: int
    depth: int
    children: list[int]


class DocumentationModel(QAbstractItemModel):
    """Rows are known by number, which is what an index carries."""

    def __init__(self) -> None:
        super().__init__()
        self._nodes: list[_Node] = []
        self._top: list[int] = []

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._nodes = []
        self._top = self._add(rows, -1, 0)
        self.endResetModel()

    def _add(self, rows: Sequence[Row], parent: int, depth: int) -> list[int]:
        numbers = []
        for place, row in enumerate(rows):
            number = len(self._nodes)
            children: list[int] = []
            self._nodes.append(_Node(row, parent, place, depth, children))
            children += self._add(row.children, number, depth + 1)
            numbers.append(number)
        return numbers

    def walk(self) -> Iterator[tuple[Row, int, QModelIndex]]:
        """Each row with its depth and index, top to bottom."""
        for number, node in enumerate(self._nodes):
            yield node.row, node.depth, self.createIndex(node.place, 0, number)

    def row(self, index: Index) -> Row:
        return self._nodes[index.internalId()].row

    # The model's own door

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._top)
        return len(self._nodes[parent.internalId()].children) if parent.column() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(COLUMNS)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        numbers = self._nodes[parent.internalId()].children if parent.isValid() else self._top
        if 0 <= row < len(numbers) and 0 <= column < len(COLUMNS):
            return self.createIndex(row, column, numbers[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        number = self._nodes[index.internalId()].parent if index.isValid() else -1
        return (
            self.createIndex(self._nodes[number].place, 0, number) if number >= 0 else QModelIndex()
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._nodes[index.internalId()].row
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row) if index.column() == NAME else _cell(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == NAME:
            choice = CHOICES.get(row.kind)
            return f"{row.target}\n{choice} (Enter)" if choice else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section]
        return None


def _cell(row: Row, column: int) -> str:
    if row.kind is Kind.TEXT:
        return row.note_text if column == NAME else ""
    return (row.name, row.type, row.length, row.occurs, row.note_text)[column]


def _spoken(row: Row) -> str:
    if row.kind is Kind.TEXT:
        return row.note_text
    length = f"at most {row.length} characters" if row.length else ""
    parts = (row.name, row.type, length, row.occurs, row.note_text.replace("\n", ". "))
    return ", ".join(part for part in parts if part)
