"""The rows of the tree as a Qt model, filled in idle moments."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from nvexplorer.exchange.xpath.values import preview
from nvexplorer.ui.panes.response.tree.children import scan_children
from nvexplorer.ui.panes.response.tree.nodes import DOCUMENT, Nodes
from nvexplorer.ui.widgets.idle_work import IdleWork
from nvexplorer.xmltext.encoding import decode
from nvexplorer.xmltext.marks import attributes, mark_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QObject

    from nvexplorer.ui.panes.response.tree.children import Batch
    from nvexplorer.xmltext.encoding import Encoding
    from nvexplorer.xmltext.source import Source

Index = QModelIndex | QPersistentModelIndex
NODE_ROLE = Qt.ItemDataRole.UserRole

_TAG = 2_000  # bytes of a start tag that attributes are read from
_VALUE = 240  # characters
_OPENED = 3  # children of the root that are opened by themselves
_HURRY = 0.004  # seconds for the first rows of an element; several may open together
_LEAST = 256  # rows that are inserted together
_FEW = 10_000  # rows among which one is found in no time
_AT_ONCE = 1_000  # elements that are expanded together


class Column(IntEnum):
    ELEMENT = 0
    VALUE = 1
    CHILDREN = 2


_TITLES = ("Element", "Value", "Children")


class Cell(NamedTuple):
    """What the value column shows: attributes, and the text; `held` says that the text is of the
    elements within."""

    attributes: tuple[tuple[str, str], ...]
    text: str
    held: bool


class TreeModel(QAbstractTableModel):
    """One row for each element that is shown; levels are `depth`s, not children of indexes, since a
    view of real trees asks for every row there is at each change.

    `broke`: the offset at which markup does not pair; nothing after it is shown. `failed`: the
    answer cannot be read any more.
    """

    broke = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.nodes = Nodes(0)
        self._source: Source | None = None
        self._encoding = "utf-8"
        self._idle = IdleWork(self)
        self._suspended: dict[int, int] = {}  # parents whose scan goes on after that of a child
        self._scanned: set[int] = set()  # nodes of which all children are known, or will be
        self._opens = 0

    # What is shown

    def show(self, source: Source, encoding: Encoding) -> None:
        self.beginResetModel()
        self._idle.stop_all()
        self._source, self._encoding = source, encoding.name
        self.nodes = Nodes(encoding.bom)
        self._suspended.clear()
        self._scanned.clear()
        self._opens = _OPENED
        self.endResetModel()
        self._scan(DOCUMENT, encoding.bom)

    def clear(self) -> None:
        self.beginResetModel()
        self._idle.stop_all()
        self._source = None
        self.nodes = Nodes(0)
        self._suspended.clear()
        self._scanned.clear()
        self.endResetModel()

    @property
    def source(self) -> Source | None:
        return self._source

    @property
    def encoding(self) -> str:
        return self._encoding

    def is_pending(self, node: int) -> bool:
        """Whether more children of it may be found."""
        return self.nodes.ends[node] == 0

    def has_children(self, node: int) -> bool:
        return self.nodes.counts[node] > 0

    # Opening and closing

    def expand(self, row: int) -> None:
        node = self.nodes.rows[row]
        if node in self.nodes.opened or not self.has_children(node):
            return
        self.nodes.opened.add(node)
        self._show_waiting(node)
        if node not in self._scanned:
            self._scan(node, self.nodes.open_ends[node])
        self._row_changed(row)

    def collapse(self, row: int) -> None:
        node = self.nodes.rows[row]
        if node not in self.nodes.opened:
            return
        end = self.nodes.end_row(node)
        if end > row + 1:
            self.beginRemoveRows(QModelIndex(), row + 1, end - 1)
            self.nodes.close(row, end)
            self.endRemoveRows()
        else:
            self.nodes.close(row, end)
        self._row_changed(row)

    def expand_level(self, row: int) -> bool:
        """All children of the row's element, a thousand at most; false when there are more."""
        node = self.nodes.rows[row]
        self.expand(row)
        self._idle.start("level", self._expand_children(node))
        return self.nodes.counts[node] <= _AT_ONCE

    def _expand_children(self, node: int) -> Iterator[None]:
        for child in list(self.nodes.children.get(node, ())[:_AT_ONCE]):
            row = self.nodes.row_of(child)
            if row >= 0:
                self.expand(row)
            yield

    # Finding children

    def _scan(self, node: int, offset: int) -> None:
        parent = self.nodes.parents[node]
        if node != DOCUMENT and self.is_pending(node) and self._idle.is_running(str(parent)):
            # It is the last that its parent knows of: the parent's goes on where this one ends.
            self._idle.stop(str(parent))
            self._suspended[node] = parent
        self._scanned.add(node)
        name = str(node)
        self._idle.start(name, self._find_children(node, offset))
        self._idle.hurry(name, _HURRY)

    def _find_children(self, node: int, offset: int) -> Iterator[None]:
        source = self._source
        assert source is not None
        open_child = -1
        try:
            for batch in scan_children(source, offset, self.nodes.raw_name(node)):
                open_child = self._take(node, batch, open_child)
                yield
        except OSError as error:
            self.failed.emit(f"The answer cannot be read any more ({error.strerror}).")

    def _take(self, node: int, batch: Batch, open_child: int) -> int:
        nodes = self.nodes
        ended = iter(batch.ended)
        if open_child >= 0 and batch.ended:
            self._end(open_child, *next(ended))
            open_child = -1
        for start, open_end, name in batch.begun:
            child = nodes.add(node, start, open_end, name)
            fact = next(ended, None)
            if fact is None:
                open_child = child
            else:
                nodes.counts[child], nodes.ends[child] = fact
        if open_child >= 0:
            nodes.counts[open_child] = batch.inside
            if len(nodes.rows) < _FEW:
                self._row_changed(nodes.row_of(open_child))
        nodes.counts[node] = max(nodes.counts[node], len(nodes.children.get(node, ())))
        if batch.broken is not None:
            self._flush(node, everything=True)
            self._suspended.clear()
            self.broke.emit(batch.broken)
        elif batch.closed is not None:
            self._flush(node, everything=True)
            self._close(node, batch.closed)
        else:
            self._flush(node, everything=False)
        self._open_first(node)
        return open_child

    def _end(self, node: int, count: int, end: int) -> None:
        self.nodes.counts[node], self.nodes.ends[node] = count, end
        self._row_changed(self.nodes.row_of(node))

    def _close(self, node: int, end: int) -> None:
        """All children of `node` are known, which ends there."""
        self._end(node, len(self.nodes.children.get(node, ())), end)
        parent = self._suspended.pop(node, None)
        if parent is not None:
            self._idle.start(str(parent), self._find_children(parent, end))

    def _flush(self, node: int, *, everything: bool) -> None:
        waiting = self.nodes.waiting(node)
        first = not self.nodes.rows or waiting == len(self.nodes.children.get(node, ()))
        portion = max(_LEAST, len(self.nodes.rows) // 8)
        if waiting and (everything or first or waiting >= portion):
            self._show_waiting(node)

    def _show_waiting(self, node: int) -> None:
        nodes = self.nodes
        waiting = nodes.waiting(node)
        if not waiting or node not in nodes.opened or not nodes.is_shown(node):
            return
        row = nodes.end_row(node)
        self.beginInsertRows(QModelIndex(), row, row + waiting - 1)
        nodes.show_waiting(node, row)
        self.endInsertRows()

    def _open_first(self, node: int) -> None:
        """The root, and the first few elements in it, are open from the beginning."""
        if self.nodes.depths[node] > 1 or not self._opens:
            return
        for child in self.nodes.children.get(node, ())[:_OPENED]:
            if child in self.nodes.opened or not self.has_children(child):
                continue
            row = self.nodes.row_of(child)
            if row >= 0 and self._opens:
                self._opens -= 1
                self.expand(row)

    def _row_changed(self, row: int) -> None:
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    # What a row shows

    def cell(self, node: int) -> Cell:
        """Raises OSError."""
        source, nodes = self._source, self.nodes
        if source is None:
            return Cell((), "", False)
        start, open_end = nodes.starts[node], nodes.open_ends[node]
        end = nodes.ends[node] or source.size
        found: tuple[tuple[str, str], ...] = ()
        if open_end - start > len(nodes.raw_name(node)) + 3:
            tag = decode(source.read(start, min(open_end - start, _TAG)), self._encoding).text
            found = tuple((each.name, each.value) for each in attributes(tag, mark_at(tag, 0)))
        text = preview(source, self._encoding, open_end, max(open_end, end), "*", _VALUE)
        return Cell(found, text, self.has_children(node))

    def count_text(self, node: int) -> str:
        count = self.nodes.counts[node]
        if not count:
            return ""
        grouped = f"{count:,}".replace(",", "\u202f")
        return grouped + ("+" if self.is_pending(node) else "")

    def spoken(self, node: int) -> str:
        """A row as a screen reader says it."""
        cell = self.cell(node)
        parts = [self.nodes.name(node), f"level {self.nodes.depths[node]}"]
        if self.has_children(node):
            parts.append(f"{self.count_text(node)} children")
            parts.append("expanded" if node in self.nodes.opened else "collapsed")
        else:
            parts.append(cell.text or "empty")
        parts += [f"{name} {value}" for name, value in cell.attributes]
        return ", ".join(parts)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.nodes.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.nodes.rows):
            return None
        node = self.nodes.rows[index.row()]
        if role == NODE_ROLE:
            return node
        try:
            if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.ELEMENT:
                return self.spoken(node)
            if role == Qt.ItemDataRole.DisplayRole:
                return self._text(node, index.column())
        except OSError as error:
            self.failed.emit(f"The answer cannot be read any more ({error.strerror}).")
        return None

    def _text(self, node: int, column: int) -> str:
        if column == Column.ELEMENT:
            return self.nodes.name(node)
        if column == Column.CHILDREN:
            return self.count_text(node)
        cell = self.cell(node)
        return " ".join([*(f'{name}="{value}"' for name, value in cell.attributes), cell.text])
