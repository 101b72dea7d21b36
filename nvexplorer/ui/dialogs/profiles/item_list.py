"""The left side of the manager: a list of things to choose, add, order and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QWidget,
)

from nvexplorer.ui.widgets.section import Panel
from nvexplorer.ui.widgets.two_lines import LINES, Lines, TwoLinesDelegate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nvexplorer.ui.theme import Theme

_ID = Qt.ItemDataRole.UserRole + 2


class Tool(NamedTuple):
    """A button above the list; `keys` work while the list has the focus."""

    icon: str
    what: str
    keys: str
    run: Callable[[], object]
    needs_item: bool = True


class ItemList(Panel):
    """`chosen` carries an id, empty when nothing is left; `renamed` an id and the new name."""

    chosen = Signal(str)
    renamed = Signal(str, str)

    def __init__(
        self, theme: Theme, name: str, tools: Sequence[Tool], *, editable: bool = False
    ) -> None:
        super().__init__("sunken", "right")
        self._editable = editable
        self._filling = False
        self._theme = theme
        self._list = QListWidget()
        self._list.setItemDelegate(TwoLinesDelegate(theme, self._list))
        self._list.setAccessibleName(name)
        self._list.setMouseTracking(True)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self._tools: list[tuple[Tool, QToolButton]] = []
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 8, 8, 4)
        row.setSpacing(2)
        for tool in tools:
            row.addWidget(self._button(tool))
        row.addStretch(1)
        self.box.addWidget(bar)
        self.box.addWidget(self._list, 1)
        self._list.currentItemChanged.connect(self._on_current)
        self._list.itemChanged.connect(self._on_edited)
        self._enable()

    def _button(self, tool: Tool) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._theme.icon(tool.icon))
        button.setToolTip(f"{tool.what} ({tool.keys})" if tool.keys else tool.what)
        button.setAccessibleName(tool.what)
        button.clicked.connect(lambda: tool.run())
        self._tools.append((tool, button))
        if tool.keys:
            shortcut = QShortcut(QKeySequence(tool.keys), self._list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda: tool.run())
        return button

    @property
    def current_id(self) -> str:
        item = self._list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def show_items(self, items: Sequence[tuple[str, Lines]], chosen: str = "") -> None:
        """Keeps the one that is chosen, else `chosen`, else the first."""
        wanted = chosen or self.current_id
        self._filling = True
        if [self._id(row) for row in range(self._list.count())] != [each for each, _ in items]:
            self._list.clear()
            for item_id, _ in items:
                item = QListWidgetItem(self._list)
                item.setData(_ID, item_id)
                if self._editable:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        for row, (_, lines) in enumerate(items):
            item = self._list.item(row)
            item.setData(LINES, lines)
            item.setText(lines.title)
            item.setToolTip(f"{lines.title}\n{lines.below}")
        self._filling = False
        rows = [row for row in range(self._list.count()) if self._id(row) == wanted]
        row = rows[0] if rows else min(0, self._list.count() - 1)
        if row != self._list.currentRow() or rows == []:
            self._list.setCurrentRow(row)
        self._enable()

    def rename_current(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._list.editItem(item)

    def focus_list(self) -> None:
        self._list.setFocus()

    def _id(self, row: int) -> str:
        return str(self._list.item(row).data(_ID))

    def _on_current(self) -> None:
        if not self._filling:
            self.chosen.emit(self.current_id)
            self._enable()

    def _on_edited(self, item: QListWidgetItem) -> None:
        lines: Lines | None = item.data(LINES)
        if not self._filling and lines is not None and item.text() != lines.title:
            self.renamed.emit(str(item.data(_ID)), item.text().strip())

    def _enable(self) -> None:
        for tool, button in self._tools:
            button.setEnabled(bool(self.current_id) or not tool.needs_item)
