"""The Headers tab: request line and headers as sent, status line and headers as received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.response import headers
from nvexplorer.ui.panes.response.answer_view import AnswerView
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from nvexplorer.model.mac import PartKind
    from nvexplorer.ui.panes.response.answer_view import Shown, ViewServices
    from nvexplorer.ui.panes.response.headers import HeaderRow

_ROW = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 24
_GAP = 24


class HeadersView(AnswerView):
    """Two groups in one tree. Ctrl+C copies the selected lines, the links copy a whole group.

    `part_hovered` carries the PartKind whose header is under the mouse or current;
    `highlight` lights up the header of a part.
    """

    def __init__(self, services: ViewServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._theme = theme = services.theme
        self._sent: tuple[HeaderRow, ...] = ()
        self._received: tuple[HeaderRow, ...] = ()
        self._lit: PartKind | None = None
        self._tree = QTreeWidget()
        self._tree.setColumnCount(2)
        self._tree.setHeaderHidden(True)
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(0)
        self._tree.setUniformRowHeights(True)
        self._tree.setItemsExpandable(False)
        self._tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._tree.setFont(theme.mono_font())
        self._tree.setMouseTracking(True)
        self._tree.setAccessibleName("Headers sent and received")
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self._tree.header().setStretchLastSection(True)
        self._tree.itemEntered.connect(self._on_item)
        self._tree.currentItemChanged.connect(self._on_item)
        self._tree.installEventFilter(self)
        self._tree.viewport().installEventFilter(self)

        self._copy_sent = link("copy sent", "Copy request line and headers as sent")
        self._copy_received = link("copy received", "Copy status line and headers as received")
        self._copy_sent.clicked.connect(self._on_copy_sent)
        self._copy_received.clicked.connect(self._on_copy_received)
        tools = Panel("surface", across=True, spacing=6)
        tools.box.addWidget(self._copy_sent)
        tools.box.addWidget(self._copy_received)
        self.tools = tools
        ground = Panel("surface", margins=(10, 0, 0, 0))
        ground.box.addWidget(self._tree)
        self.box.addWidget(ground)
        theme.changed.connect(self._fill)

    def show_answer(self, shown: Shown) -> None:
        if shown.exchange is None:
            self.clear()
            return
        self._sent, self._received = headers.both(shown.exchange)
        self._copy_received.setVisible(bool(self._received))
        self._fill()

    def clear(self) -> None:
        self._sent = self._received = ()
        self._fill()

    def focus_first(self) -> None:
        """Ready for the arrow keys."""
        items = self._items()
        if items and self._tree.currentItem() not in items:
            self._tree.setCurrentItem(items[0])
        self._tree.setFocus()

    def highlight(self, kind: PartKind | None) -> None:
        if kind != self._lit:
            self._lit = kind
            for item in self._items():
                self._paint(item)

    def _fill(self) -> None:
        self._tree.clear()
        for title, rows in (("Sent", self._sent), ("Received", self._received)):
            if not rows:
                continue
            heading = QTreeWidgetItem(self._tree, [title])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            heading.setFont(0, self._theme.ui_font(12, self._theme.ui_font().Weight.DemiBold))
            heading.setForeground(0, QBrush(QColor(self._theme.tokens.muted)))
            heading.setFirstColumnSpanned(True)
            heading.setSizeHint(0, QSize(0, _ROW_HEIGHT))
            for row in rows:
                item = QTreeWidgetItem(heading, [row.name or row.value, row.value])
                item.setData(0, _ROW, row)
                item.setSizeHint(0, QSize(0, _ROW_HEIGHT))
                item.setToolTip(1, row.value)
                if row.start:
                    item.setFirstColumnSpanned(True)
                self._paint(item)
        self._tree.expandAll()
        metrics = QFontMetrics(self._tree.font())
        names = [row.name for row in (*self._sent, *self._received)]
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        self._tree.header().resizeSection(0, widest + _GAP)

    def _paint(self, item: QTreeWidgetItem) -> None:
        row: HeaderRow | None = item.data(0, _ROW)
        if row is None:
            return
        tokens = self._theme.tokens
        name = tokens.text if row.start else tokens.xml_tag
        item.setForeground(0, QBrush(QColor(name)))
        lit = row.kind is not None and row.kind == self._lit
        ground = QBrush(QColor(tokens.part(row.number))) if lit else QBrush()
        for column in range(2):
            item.setBackground(column, ground)

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        for index in range(self._tree.topLevelItemCount()):
            heading = self._tree.topLevelItem(index)
            if heading is not None:
                children = (heading.child(i) for i in range(heading.childCount()))
                found += [child for child in children if child is not None]
        return found

    def _on_item(self, item: QTreeWidgetItem | None, _column: object = None) -> None:
        row: HeaderRow | None = item.data(0, _ROW) if item is not None else None
        self.part_hovered.emit(row.kind if row is not None else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.part_hovered.emit(None)
        elif (
            watched is self._tree
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Copy)
        ):
            self._copy_selected()
            return True
        return super().eventFilter(watched, event)

    def _copy_selected(self) -> None:
        chosen = [item.data(0, _ROW) for item in self._items() if item.isSelected()]
        if chosen:
            what = "Header" if len(chosen) == 1 else f"{len(chosen)} headers"
            copy(self._tree, headers.as_text(tuple(chosen)), what)

    def _on_copy_sent(self) -> None:
        self._copy_rows(self._copy_sent, self._sent)

    def _on_copy_received(self) -> None:
        self._copy_rows(self._copy_received, self._received)

    @staticmethod
    def _copy_rows(button: QPushButton, rows: tuple[HeaderRow, ...]) -> None:
        copy(button, headers.as_text(rows), "Headers")
