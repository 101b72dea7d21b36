"""A layout that puts widgets beside each other and goes on in the next row when one is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets keep the width they ask for; those of a row stand on one middle line."""

    def __init__(self, parent: QWidget | None = None, *, across: int = 12, down: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._across = across
        self._down = down
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        spare = max(0, rect.height() - self.heightForWidth(rect.width()))
        self._place(rect.translated(0, spare // 2), move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Height of all rows."""
        x, y, height = rect.x(), rect.y(), 0
        row: list[tuple[QLayoutItem, int, QSize]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), rect.width()))
            if row and x + size.width() > rect.right() + 1:
                self._finish(row, y, height, move=move)
                x, y, height, row = rect.x(), y + height + self._down, 0, []
            row.append((item, x, size))
            x += size.width() + self._across
            height = max(height, size.height())
        self._finish(row, y, height, move=move)
        return y + height - rect.y()

    @staticmethod
    def _finish(
        row: list[tuple[QLayoutItem, int, QSize]], y: int, height: int, *, move: bool
    ) -> None:
        if move:
            for item, x, size in row:
                top = y + (height - size.height()) // 2
                item.setGeometry(QRect(QPoint(x, top), size))
