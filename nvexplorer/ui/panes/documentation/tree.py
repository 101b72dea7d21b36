"""The tree of the documentation: reading, copying, and choosing by click or Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView

from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.documentation.delegate import EDGE, DocumentationDelegate
from nvexplorer.ui.panes.documentation.filtering import is_hit
from nvexplorer.ui.panes.documentation.rows import Kind
from nvexplorer.ui.panes.documentation.tree_model import (
    LENGTH,
    NAME,
    NOTE,
    OCCURRENCE,
    TYPE,
    DocumentationModel,
    Index,
)
from nvexplorer.ui.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from nvexplorer.ui.panes.documentation.rows import Row
    from nvexplorer.ui.theme import Theme

_INDENT = 16
_GAP = 14  # between columns
_LEAST_NOTE, _COMFORTABLE_NOTE = 170, 320
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DocumentationTree(QTreeView):
    """`chosen` carries the Row whose name was clicked, or on which Enter was pressed."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._model = DocumentationModel()
        self._delegate = DocumentationDelegate(theme)
        self._widths = [0, 0, 0, 0]
        self._pressed: QModelIndex | None = None
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Documentation")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setIndentation(_INDENT)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setMinimumSectionSize(0)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self._on_theme_changed)

    # What is shown

    def show_rows(self, rows: Sequence[Row], words: tuple[str, ...]) -> None:
        """All branches open; `words` are marked wherever they stand."""
        self._delegate.forget()
        self._delegate.hovered = None
        self._delegate.paints.words = words
        self._pressed = None
        self._model.show(rows)
        for row, _, index in self._model.walk():
            if row.kind is Kind.TEXT:
                self.setFirstColumnSpanned(index.row(), index.parent(), True)
        self._measure()
        self._fit()
        self.expandAll()
        if not words:
            for row, _, index in self._model.walk():
                if row.kind is Kind.TEXT and row.children:
                    self.collapse(index)

    def row_at(self, index: Index) -> Row | None:
        return self._model.row(index) if index.isValid() else None

    def index_of(self, target: str, kind: Kind) -> QModelIndex:
        return next(
            (i for row, _, i in self._model.walk() if row.target == target and row.kind is kind),
            QModelIndex(),
        )

    def first(self) -> QModelIndex:
        return self._model.index(0, NAME)

    def first_hit(self) -> QModelIndex:
        """The first row whose name holds the marked words, else the first that holds them."""
        words = self._delegate.paints.words
        hits = [(row, index) for row, _, index in self._model.walk() if is_hit(row, words)]
        named = (index for row, index in hits if is_hit(row._replace(note=()), words))
        return next(named, hits[0][1] if hits else QModelIndex())

    def current_place(self) -> QPoint:
        """Below the current row's name, on the screen."""
        below = self.visualRect(self.currentIndex()).bottomLeft()
        return self.viewport().mapToGlobal(below + QPoint(8, 0))

    def show_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    # Widths: names, types and the like as they need, notes the rest

    def _measure(self) -> None:
        delegate = self._delegate
        plain = self.fontMetrics()
        names = types = lengths = occurs = 0.0
        for row, depth, _ in self._model.walk():
            if row.kind in (Kind.TEXT, Kind.SECTION):
                continue
            names = max(names, delegate.name_width(row) + (depth + 1) * _INDENT)
            types = max(types, plain.horizontalAdvance(row.type))
            lengths = max(lengths, plain.horizontalAdvance(row.length))
            occurs = max(occurs, plain.horizontalAdvance(row.occurs) * 1.06)
        if lengths:
            lengths = max(lengths, plain.horizontalAdvance("Length"))
        if occurs:
            occurs = max(occurs, plain.horizontalAdvance("Occurrence"))
        self._widths = [int(w) + _GAP if w else 0 for w in (names, types, lengths, occurs)]

    def _fit(self) -> None:
        # As if the bar were always there: what it covers must not depend on what it scrolls.
        whole = self.width() - self.verticalScrollBar().sizeHint().width() - EDGE
        name, *others = self._widths
        narrow = whole - name - sum(others) < _COMFORTABLE_NOTE
        if narrow:
            others = [0, 0, 0]
        name = min(max(name, 150), max(150, whole - sum(others) - _LEAST_NOTE, whole * 2 // 5))
        note = max(whole - name - sum(others), 60)
        header = self.header()
        for column, width in zip((NAME, TYPE, LENGTH, OCCURRENCE), (name, *others), strict=True):
            header.resizeSection(column, width)
        header.resizeSection(NOTE, note + EDGE)
        text = whole - 2 * _INDENT
        delegate = self._delegate
        now = (note, text, narrow)
        if now != (delegate.note_width, delegate.text_width, delegate.narrow):
            delegate.note_width, delegate.text_width, delegate.narrow = now
            delegate.forget()
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Painting

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._theme.tokens
        row = self._model.row(index)
        area: QRect = option.rect
        area = QRect(0, area.top(), self.viewport().width(), area.height())
        selected = self.selectionModel().isSelected(index)
        if selected:
            painter.fillRect(area, QColor(tokens.selected))
        elif row.kind is Kind.SECTION:
            painter.fillRect(area, QColor(tokens.surface))
        if row.kind is not Kind.TEXT:
            painter.fillRect(
                QRect(area.left(), area.bottom(), area.width(), 1), QColor(tokens.border)
            )
        super().drawRow(painter, option, index)
        current = self.currentIndex()
        if self.hasFocus() and current.isValid() and current.internalId() == index.internalId():
            painter.fillRect(QRect(0, area.top(), 2, area.height()), QColor(tokens.accent))

    def drawBranches(self, painter: QPainter, area: QRect, index: Index) -> None:
        if not self._model.rowCount(index):
            return
        x, y = area.right() - 6.0, area.top() + 14.0
        if self._model.row(index).kind is Kind.SECTION:
            y = area.center().y() + 2.5
        is_open = self.isExpanded(index)
        points = [(-3, -2), (3, -2), (0, 2.5)] if is_open else [(-2, -3.5), (-2, 3.5), (2.5, 0)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.muted))
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in points]))
        painter.restore()

    def _on_theme_changed(self) -> None:
        self._delegate.forget()
        self.viewport().update()

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in _ENTER and not event.modifiers():
            self.choose_current()
        else:
            super().keyPressEvent(event)

    def choose_current(self) -> None:
        self._choose(self.currentIndex())

    def copy_rows(self) -> None:
        """The selected rows as lines of cells with tabs between them, a copy of what is seen."""
        selected = {index.internalId() for index in self.selectedIndexes()}
        rows = [row for row, _, index in self._model.walk() if index.internalId() in selected]
        if rows:
            copy(self, "\n".join(row.line() for row in rows), plural(len(rows), "row"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            index = self._name_under(event.position())
            self._pressed = index
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._name_under(event.position()):
            self._choose(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint()).siblingAtColumn(NAME)
        row = self.row_at(index)
        if row is not None and row.kind in (Kind.TEXT, Kind.SECTION):
            self.setExpanded(index, not self.isExpanded(index))
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self._name_under(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, index: QModelIndex | None) -> None:
        if index != self._delegate.hovered:
            self._delegate.hovered = index
            self.viewport().update()
        shape = Qt.CursorShape.ArrowCursor if index is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def _name_under(self, place: QPointF) -> QModelIndex | None:
        """The row that a click there chooses: by its name, or by all of it for one that opens."""
        index = self.indexAt(place.toPoint())
        row = self.row_at(index)
        if row is None or index.column() != NAME:
            return None
        if row.kind in (Kind.TEXT, Kind.SECTION):
            return index if row.kind is Kind.TEXT and row.children else None
        inside = self._delegate.name_rect(self.visualRect(index), row).contains(place)
        return index if inside else None

    def _choose(self, index: QModelIndex) -> None:
        index = index.siblingAtColumn(NAME)
        row = self.row_at(index)
        if row is None:
            return
        if row.kind in (Kind.TEXT, Kind.SECTION):
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.chosen.emit(row)
