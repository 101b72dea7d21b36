"""The usual tree of XML: parsed as a whole, each element an index of a model under a QTreeView.

Frozen: what the Tree tab is compared with.
"""

from __future__ import annotations

from typing import Any

from lxml import etree
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QTreeView


class ElementModel(QAbstractItemModel):
    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._root: Any = etree.fromstring(data, etree.XMLParser(huge_tree=True))
        self._elements: dict[int, tuple[Any, int]] = {}  # and their rows, kept alive

    def _element(self, index: QModelIndex) -> Any:
        return self._elements[index.internalId()][0]

    def _made(self, row: int, column: int, element: Any) -> QModelIndex:
        self._elements[id(element)] = element, row
        return self.createIndex(row, column, id(element))

    def index(self, row: int, column: int, parent: QModelIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not parent.isValid():
            return self._made(row, column, self._root)
        return self._made(row, column, self._element(parent)[row])

    def parent(self, index: QModelIndex) -> QModelIndex:  # type: ignore[override]
        around = self._element(index).getparent() if index.isValid() else None
        if around is None:
            return QModelIndex()
        return self.createIndex(self._elements[id(around)][1], 0, id(around))

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self._element(parent)) if parent.isValid() else 1

    def columnCount(self, _parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 3

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        element = self._element(index)
        return (element.tag, element.text or "", str(len(element)))[index.column()]


def shown(data: bytes) -> tuple[QTreeView, ElementModel]:
    """The root and the elements in it are open."""
    model, view = ElementModel(data), QTreeView()
    view.setUniformRowHeights(True)
    view.setModel(model)
    view.resize(1000, 600)
    view.show()
    root = model.index(0, 0)
    view.expand(root)
    for row in range(model.rowCount(root)):
        view.expand(model.index(row, 0, root))
    return view, model
