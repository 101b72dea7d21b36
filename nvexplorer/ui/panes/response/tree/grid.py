"""The tree: its keys, its menu, what is copied from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from nvexplorer.exchange.xpath.values import text_of, texts
from nvexplorer.ui.clipboard import copy, tell_copied
from nvexplorer.ui.panes.response.tree.delegate import MARK, TreeDelegate, indent
from nvexplorer.ui.panes.response.tree.model import Column, TreeModel
from nvexplorer.ui.panes.response.tree.nodes import DOCUMENT
from nvexplorer.ui.panes.response.tree.plain_table import (
    ENTER,
    is_own_key,
    make_plain,
    share_width,
)
from nvexplorer.ui.widgets.idle_work import IdleWork
from nvexplorer.ui.widgets.xml_copying import put
from nvexplorer.xmltext.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from nvexplorer.ui.theme import Theme

COPY_VALUE, COPY_XML, COPY_PATH = "Ctrl+C", "Ctrl+Alt+E", "Ctrl+Alt+P"
_COPY_VALUE_TOO = "Ctrl+Alt+V"  # as in the XML
_MOST = 8_000_000  # bytes that are copied
_AT_ONCE = 50_000  # characters whose value is found in one go
_NAME_WIDTH = 340


class TreeGrid(QTableView):
    """`place_wanted`: Enter or a double click on an element from `start` to `end`, or to the end of
    its start tag while its end is not known. `message`: a sentence for the user. `query_wanted`: a
    path to be evaluated."""

    place_wanted = Signal(int, int)
    message = Signal(str)
    query_wanted = Signal(str)

    def __init__(self, theme: Theme, tree: TreeModel) -> None:
        super().__init__()
        self._tree = tree
        self._idle = IdleWork(self)
        self.setModel(tree)
        self.setAccessibleName("Tree of the answer")
        make_plain(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFont(theme.mono_font())
        self.setItemDelegate(TreeDelegate(theme, tree, self))
        self.setProperty("ownKeys", [COPY_XML, COPY_PATH, _COPY_VALUE_TOO])
        head = self.horizontalHeader()
        head.setSectionResizeMode(Column.VALUE, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(Column.CHILDREN, 84)
        theme.changed.connect(self.viewport().update)

    @property
    def node(self) -> int | None:
        """The element in the current row."""
        row = self.currentIndex().row()
        rows = self._tree.nodes.rows
        return rows[row] if 0 <= row < len(rows) else None

    def select(self, row: int) -> None:
        if 0 <= row < self._tree.rowCount():
            self.setCurrentIndex(self._tree.index(row, Column.ELEMENT))

    # Keys and the mouse

    def event(self, event: QEvent) -> bool:
        return is_own_key(self, event) or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share_width(self, Column.ELEMENT, _NAME_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            super().keyPressEvent(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        row, node = self.currentIndex().row(), self.node
        if node is None:
            return False
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pressed = QKeySequence(event.keyCombination())
        if pressed in (QKeySequence(COPY_VALUE), QKeySequence(_COPY_VALUE_TOO)):
            self.copy_value()
        elif pressed == QKeySequence(COPY_XML):
            self.copy_xml()
        elif pressed == QKeySequence(COPY_PATH):
            self.copy_path()
        elif key == Qt.Key.Key_Asterisk:
            self.expand_level()
        elif key in ENTER and plain:
            self.go()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Plus) and plain:
            if node in self._tree.nodes.opened and key == Qt.Key.Key_Right:
                self.select(row + 1)
            else:
                self._tree.expand(row)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Minus) and plain:
            self._fold(row, node, key == Qt.Key.Key_Left)
        elif key == Qt.Key.Key_Space and plain:
            self.toggle(row)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain:
            self.select(0 if key == Qt.Key.Key_Home else self._tree.rowCount() - 1)
        else:
            return False
        return True

    def _fold(self, row: int, node: int, to_parent: bool) -> None:
        nodes = self._tree.nodes
        if node in nodes.opened:
            self._tree.collapse(row)
        elif to_parent and nodes.parents[node] != DOCUMENT:
            self.select(nodes.row_of(nodes.parents[node]))

    def toggle(self, row: int) -> None:
        if self._tree.nodes.rows[row] in self._tree.nodes.opened:
            self._tree.collapse(row)
        else:
            self._tree.expand(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._on_mark(event):
            self.toggle(self.indexAt(event.position().toPoint()).row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._on_mark(event):
            self.mousePressEvent(event)
        elif self.indexAt(event.position().toPoint()).isValid():
            self.go()

    def _on_mark(self, event: QMouseEvent) -> bool:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or index.column() != Column.ELEMENT:
            return False
        node = self._tree.nodes.rows[index.row()]
        left = self.visualRect(index).left() + indent(self._tree.nodes.depths[node])
        return self._tree.has_children(node) and left - 4 <= event.position().x() < left + MARK

    # What can be done with an element

    def go(self) -> None:
        node = self.node
        if node is not None:
            nodes = self._tree.nodes
            end = nodes.open_ends[node] if nodes.counts[node] else nodes.ends[node]
            self.place_wanted.emit(nodes.starts[node], end or nodes.open_ends[node])

    def expand_level(self) -> None:
        if not self._tree.expand_level(self.currentIndex().row()):
            self.message.emit("The first 1000 elements of the level are expanded.")

    def copy_value(self) -> None:
        node = self.node
        if node is not None:
            markup = self._markup(self._tree.nodes.open_ends[node])
            if markup is not None and len(markup) <= _AT_ONCE:
                copy(self, text_of(markup), "Value")
            elif markup is not None:
                self._idle.start("copy", self._copying(markup))

    def _copying(self, markup: str) -> Iterator[None]:
        pieces = texts(markup) if "<" in markup else iter((text_of(markup),))
        yield from put(pieces, _MOST)
        tell_copied(self, "Value")

    def copy_xml(self) -> None:
        node = self.node
        if node is not None:
            markup = self._markup(self._tree.nodes.starts[node])
            if markup is not None:
                copy(self, markup, "Element")

    def copy_path(self) -> None:
        node = self.node
        if node is not None:
            copy(self, self._tree.nodes.path(node), "Path")

    def _markup(self, start: int) -> str | None:
        """The current element from `start` on; None, and a sentence, when it cannot be had."""
        node, source = self.node, self._tree.source
        if node is None or source is None:
            return None
        end = self._tree.nodes.ends[node]
        if not end:
            self.message.emit(
                "The end of this element is not found yet; it can be copied in the XML view."
            )
        elif end - start > _MOST:
            self.message.emit(
                "This element is too large to be copied here; select it in the XML view."
            )
        else:
            try:
                return decode(source.read(start, end - start), self._tree.encoding).text
            except OSError as error:
                self.message.emit(f"The answer cannot be read any more ({error.strerror}).")
        return None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        node = self.node
        if node is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Go to it in the XML", QKeySequence("Return"), self.go)
        menu.addSeparator()
        menu.addAction("Copy the value", QKeySequence(COPY_VALUE), self.copy_value)
        menu.addAction("Copy the element as XML", QKeySequence(COPY_XML), self.copy_xml)
        menu.addAction("Copy the path", QKeySequence(COPY_PATH), self.copy_path)
        menu.addSeparator()
        name = self._tree.nodes.name(node).rpartition(":")[2]
        menu.addAction(f"Find all {name} elements", lambda: self.query_wanted.emit(f"//{name}"))
        if self._tree.has_children(node):
            menu.addAction("Expand all in it", QKeySequence("*"), self.expand_level)
        at = self.visualRect(self.currentIndex()).bottomLeft()
        by_key = event.reason() == event.Reason.Keyboard
        menu.popup(self.viewport().mapToGlobal(at) if by_key else event.globalPos())

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if current.isValid():
            self.scrollTo(self._tree.index(current.row(), Column.ELEMENT))
