"""The table itself: scrolling, keys, columns that are moved, hidden and made wider."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from nvexplorer.ui.panes.response.table.delegate import PAD, TableDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QPaintEvent

    from nvexplorer.ui.panes.response.table.model import TableModel
    from nvexplorer.ui.theme import Theme

ROW_HEIGHT = 24
_HEAD_HEIGHT = 28
_NARROWEST, _WIDEST = 56, 320  # pixels of a column that nobody made wider
_MEASURED = 40  # rows
_SORT_MARK = 20

COPY_WITH_HEADERS = "Ctrl+Shift+C"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Area(NamedTuple):
    """A rectangle of chosen cells: rows from `top` to `bottom`, and columns, both included."""

    top: int
    bottom: int
    columns: tuple[int, ...]


class TableGrid(QTableView):
    """`opened` (row, column, whether the place in the XML is wanted whatever the cell is): Enter,
    Shift+Enter or a double click; `menu_wanted` (where on the screen, column): with the menu key a
    menu of the current cell, over the titles one of the column (`title_menu_wanted`);
    `sort_wanted` (column, whether beside other columns): a title was clicked; `chosen`: other
    cells are selected. `copy_wanted` carries whether with titles."""

    opened = Signal(int, int, bool)
    menu_wanted = Signal(QPoint)
    title_menu_wanted = Signal(QPoint, int)
    sort_wanted = Signal(int, bool)
    copy_wanted = Signal(bool)
    chosen = Signal()

    def __init__(self, theme: Theme, model: TableModel) -> None:
        super().__init__()
        self._table = model
        self.delegate = TableDelegate(theme, model)
        self._theme = theme
        self._wide: dict[str, int] = {}  # widths of columns by path, as the user has them
        self._hidden: dict[str, bool] = {}  # by path, where the user chose
        self._fitting = False
        self._fitted: set[str] = set()  # paths of columns that have their width
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("Table of the answer")
        self.setProperty("ownKeys", [COPY_WITH_HEADERS])
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(ROW_HEIGHT)
        side.setDefaultSectionSize(ROW_HEIGHT)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        side.setHighlightSections(False)
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setSortIndicatorShown(True)
        head.setFixedHeight(_HEAD_HEIGHT)
        head.setMinimumSectionSize(32)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setAccessibleName("Columns")
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._on_title_menu)
        head.sectionClicked.connect(self._on_title)
        head.sectionResized.connect(self._on_resized)
        head.sectionHandleDoubleClicked.connect(self.fit_column)
        # Titles do not show what is selected: to know it of a column they would ask for the flags
        # of all of its cells, which takes a second.
        unselected = QItemSelectionModel(model, self)
        head.setSelectionModel(unselected)
        side.setSelectionModel(unselected)
        self.clear_sorting()
        self.doubleClicked.connect(lambda at: self.opened.emit(at.row(), at.column(), False))
        self.selectionModel().selectionChanged.connect(self.chosen)
        theme.changed.connect(self.viewport().update)

    # Columns

    def fit_columns(self) -> None:
        """Give each column its width and hide what is better hidden: as the user had it, else by
        the titles and the first rows."""
        self._fitted.clear()
        self._fitting = True
        for column in range(len(self._table.columns)):
            self._fit(column)
        self._fitting = False
        self._fit_numbers()

    def fit_column(self, column: int) -> None:
        """As wide as the cells in sight need."""
        first, last = self.shown_rows()
        texts = (self._table.text(row, column) for row in range(first, last + 1))
        widest = max(map(self.delegate.width, texts), default=0)
        self.setColumnWidth(column, max(self._title_width(column), min(widest, 1200)))

    def _fit(self, column: int) -> None:
        told = self._table.columns[column]
        width = self._wide.get(told.path)
        if width is None:
            rows = range(min(_MEASURED, self._table.rowCount()))
            widest = max(
                (self.delegate.width(self._table.text(r, column)) for r in rows), default=0
            )
            width = min(_WIDEST, max(_NARROWEST, self._title_width(column), widest))
        self._fitted.add(told.path)
        self.setColumnWidth(column, width)
        self.setColumnHidden(column, self._hidden.get(told.path, told.quiet))

    def _fit_numbers(self) -> None:
        """The numbers of the rows have room for the largest."""
        rows = self._table.rows
        digits = "0" * len(str(max(rows.count if rows is not None else 0, 99)))
        width = QFontMetrics(self._theme.ui_font(12)).horizontalAdvance(digits) + 2 * PAD
        if self.verticalHeader().width() != width:
            self.verticalHeader().setFixedWidth(width)

    def _title_width(self, column: int) -> int:
        metrics = QFontMetrics(self._theme.ui_font(12, self.font().Weight.DemiBold))
        title = self._table.columns[column].title
        return metrics.horizontalAdvance(title) + 2 * PAD + _SORT_MARK

    def follow(self) -> None:
        """Rows and columns came."""
        self._fitting = True
        for column, told in enumerate(self._table.columns):
            if told.path not in self._fitted:
                self._fit(column)
        self._fitting = False
        self._fit_numbers()

    def show_column(self, column: int, shown: bool) -> None:
        self._hidden[self._table.columns[column].path] = not shown
        self.setColumnHidden(column, not shown)
        self.chosen.emit()

    def usual_columns(self) -> None:
        """Those that are shown when nobody chose."""
        for column in self._table.columns:
            self._hidden.pop(column.path, None)
        self.fit_columns()

    def move_column(self, column: int, steps: int) -> None:
        """Beside the next column that is shown, to the left or to the right."""
        head = self.horizontalHeader()
        at = head.visualIndex(column)
        to = at + steps
        while 0 <= to < head.count() and head.isSectionHidden(head.logicalIndex(to)):
            to += steps
        if 0 <= to < head.count():
            head.moveSection(at, to)
            self.scrollTo(self.currentIndex())

    def columns_in_order(self) -> list[int]:
        """The columns that are shown, from left to right."""
        head = self.horizontalHeader()
        order = (head.logicalIndex(at) for at in range(head.count()))
        return [column for column in order if not head.isSectionHidden(column)]

    def _on_resized(self, column: int, _old: int, width: int) -> None:
        if not self._fitting and width and column < len(self._table.columns):
            self._wide[self._table.columns[column].path] = width

    # Sorting

    def clear_sorting(self) -> None:
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def show_sorting(self, column: int, *, descending: bool) -> None:
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    def _on_title(self, column: int) -> None:
        from PySide6.QtWidgets import QApplication

        beside = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.sort_wanted.emit(column, beside)

    # What is chosen

    def areas(self) -> list[Area]:
        """The chosen cells as rectangles that do not overlap; hidden columns are left out."""
        found = []
        chosen = self.selectionModel().selection()
        for each in (chosen.at(i) for i in range(chosen.count())):
            columns = range(each.left(), each.right() + 1)
            shown = tuple(c for c in columns if not self.isColumnHidden(c))
            if shown:
                found.append(Area(each.top(), each.bottom(), shown))
        return found

    def go_to(self, row: int, column: int) -> None:
        """Make it the current cell, in sight."""
        index = self._table.index(row, column)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def shown_rows(self) -> tuple[int, int]:
        """The first and the last row in sight; the last is smaller when there is none."""
        first = self.rowAt(0)
        if first < 0:
            return 0, -1
        return first, min(
            first + self.viewport().height() // ROW_HEIGHT + 1, self._table.rowCount() - 1
        )

    # Painting, keys, menus

    def paintEvent(self, event: QPaintEvent) -> None:
        self._table.prepare(*self.shown_rows())
        super().paintEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._table.rowCount():
            shown = self.columns_in_order()
            if shown:
                self.go_to(max(0, self.shown_rows()[0]), shown[0])

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Copy) or _copies_titles(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(False)
        elif _copies_titles(event):
            self.copy_wanted.emit(True)
        elif event.key() in ENTER and at.isValid():
            to_xml = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.opened.emit(at.row(), at.column(), to_xml)
        elif alt and event.key() == Qt.Key.Key_Down and at.isValid():
            self.open_title_menu()
        elif alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and at.isValid():
            self.move_column(at.column(), 1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == event.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            cell = self.visualRect(self.currentIndex())
            self.menu_wanted.emit(self.viewport().mapToGlobal(cell.bottomLeft()))

    def open_title_menu(self) -> None:
        """That of the current column."""
        column = self.currentIndex().column()
        self.title_menu_wanted.emit(self._below_title(column), column)

    def _on_title_menu(self, at: QPoint) -> None:
        column = self.horizontalHeader().logicalIndexAt(at)
        if column >= 0:
            self.title_menu_wanted.emit(self._below_title(column), column)

    def _below_title(self, column: int) -> QPoint:
        left = max(0, self.columnViewportPosition(column))
        return self.viewport().mapToGlobal(QPoint(left, 0))


def _copies_titles(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == QKeySequence(COPY_WITH_HEADERS)
