"""The baseline of the table, not to be improved: all of the answer as a tree, its texts in a list,
the list in a plain table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

if TYPE_CHECKING:
    from pathlib import Path

Index = QModelIndex | QPersistentModelIndex


class _Texts(QAbstractTableModel):
    def __init__(self, titles: list[str], rows: list[list[str]]) -> None:
        super().__init__()
        self._titles = titles
        self._rows = rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._titles[section] if orientation == Qt.Orientation.Horizontal else section + 1


class PlainTable(QTableView):
    """`show_file`, and all its rows are there."""

    def show_file(self, path: Path) -> None:
        root = etree.parse(str(path), etree.XMLParser(huge_tree=True)).getroot()
        group = max(root, key=len)
        titles = [str(child.tag) for child in group[0]]
        rows = [[each.findtext(title) or "" for title in titles] for each in group]
        self._texts = _Texts(titles, rows)
        self.setModel(self._texts)
