"""The hits of an expression as a Qt model: what is not in sight is not made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from nvexplorer.exchange.xpath.hits import HitList
from nvexplorer.exchange.xpath.values import preview

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from nvexplorer.exchange.xpath.hits import Portion
    from nvexplorer.xmltext.source import Source

Index = QModelIndex | QPersistentModelIndex
PATH, VALUE = 0, 1


class HitModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits = HitList()
        self._source: Source | None = None
        self._encoding = "utf-8"

    def begin(self, source: Source | None, encoding: str) -> None:
        """No hits, of another expression."""
        self.beginResetModel()
        self.hits = HitList()
        self._source, self._encoding = source, encoding
        self.endResetModel()

    def add(self, portion: Portion) -> None:
        count = len(self.hits)
        more = len(portion.starts) // 8
        if more:
            self.beginInsertRows(QModelIndex(), count, count + more - 1)
            self.hits.add(portion)
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.hits)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("Path", "Value")[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.path(index.row()) if index.column() == PATH else self.value(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.value(index.row())}, {self.path(index.row())}"
        return None

    def path(self, row: int) -> str:
        return self.hits.path(row)

    def value(self, row: int) -> str:
        """On one line, cut; a sentence where the answer cannot be read any more."""
        hits = self.hits
        if self._source is None:
            return ""
        try:
            return preview(
                self._source, self._encoding, hits.starts[row], hits.ends[row], hits.pattern(row)
            )
        except OSError as error:
            return f"The answer cannot be read any more ({error.strerror})."
