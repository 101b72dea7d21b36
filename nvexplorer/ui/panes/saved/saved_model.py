"""Saved requests as a list model whose names can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from nvexplorer.ui.panes.saved import rows
from nvexplorer.ui.widgets.two_lines import LINES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nvexplorer.library.saved import SavedRequest

Index = QModelIndex | QPersistentModelIndex
REQUEST = Qt.ItemDataRole.UserRole + 2


class SavedModel(QAbstractListModel):
    """`rename_wanted` carries the SavedRequest and its new name; the list changes once the file
    has."""

    rename_wanted = Signal(object, str)

    def __init__(self, profile_name: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile_name = profile_name
        self._all: tuple[SavedRequest, ...] = ()
        self._shown: list[SavedRequest] = []
        self._words = ""

    @property
    def total(self) -> int:
        return len(self._all)

    def show_requests(self, requests: tuple[SavedRequest, ...]) -> None:
        self._all = requests
        self.filter(self._words)

    def filter(self, words: str) -> None:
        self._words = words
        self.beginResetModel()
        self._shown = rows.matching(self._all, words, self._profile_name)
        self.endResetModel()

    def index_of(self, path: Path) -> QModelIndex:
        for number, request in enumerate(self._shown):
            if request.path == path:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        request = self._shown[index.row()]
        if role == REQUEST:
            return request
        if role == LINES:
            return rows.lines(request, self._profile_name)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return request.name
        lines = rows.lines(request, self._profile_name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{lines.title}, {lines.mark}, {lines.below}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{lines.title}\n{lines.mark} {lines.below}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        request = self._shown[index.row()]
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or name == request.name:
            return False
        self.rename_wanted.emit(request, name)
        return True
