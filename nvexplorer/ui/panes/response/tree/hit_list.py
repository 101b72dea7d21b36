"""The hits of an expression, listed: gone to, copied, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyledItemDelegate, QTableView

from nvexplorer.exchange.xpath.export import Form
from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.response.tree.hit_model import PATH, VALUE, HitModel
from nvexplorer.ui.panes.response.tree.plain_table import (
    ENTER,
    is_own_key,
    make_plain,
    share_width,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from nvexplorer.ui.panes.response.tree.hit_model import Index
    from nvexplorer.ui.theme import Theme

_PATH_WIDTH = 420
COPY_KEYS = {Form.TEXT: "Ctrl+C", Form.CSV: "Ctrl+Shift+C", Form.XML: "Ctrl+Alt+E"}
COPY_PATH = "Ctrl+Alt+P"
NAMES = {Form.TEXT: "text", Form.CSV: "CSV", Form.XML: "XML"}


class _PathDelegate(QStyledItemDelegate):
    """The ends of a path tell more than its middle."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class HitList(QTableView):
    """`place_wanted` as in AnswerView. `copy_wanted` carries the Form, of the hits that `chosen`
    gives; `save_wanted` that of a file."""

    place_wanted = Signal(int, int)
    copy_wanted = Signal(object)
    save_wanted = Signal(object)

    def __init__(self, theme: Theme, model: HitModel) -> None:
        super().__init__()
        self._hits = model
        self.setModel(model)
        self.setAccessibleName("Hits of the expression")
        make_plain(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegateForColumn(PATH, _PathDelegate(self))
        self.setFont(theme.mono_font())
        self.setProperty("ownKeys", [*COPY_KEYS.values(), COPY_PATH])
        head = self.horizontalHeader()
        head.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        # To paint a title Qt asks whether its whole column is selected, row by row.
        head.setSelectionModel(QItemSelectionModel(model, self))

    @property
    def current(self) -> int:
        """The row of the current hit, -1 for none."""
        return self.currentIndex().row()

    def select(self, row: int) -> None:
        if 0 <= row < self._hits.rowCount():
            self.setCurrentIndex(self._hits.index(row, PATH))

    def chosen(self) -> Sequence[int]:
        """The rows that are selected, ascending; all, where it is one or none."""
        parts = self._areas()
        if len(parts) == 1 and parts[0][1] - parts[0][0] > 1:
            return range(*parts[0])
        rows = [row for part in parts for row in range(*part)]
        return rows if len(rows) > 1 else range(self._hits.rowCount())

    def _areas(self) -> list[tuple[int, int]]:
        """Where selected rows begin and end, ascending: once for all of a million rows."""
        chosen = self.selectionModel().selection()
        areas = (chosen.at(number) for number in range(chosen.count()))
        return sorted((area.top(), area.bottom() + 1) for area in areas)

    def go(self) -> None:
        """To the current hit in the XML."""
        row = self.current
        if row >= 0:
            hits = self._hits.hits
            self.place_wanted.emit(hits.starts[row], hits.mark_ends[row])

    def event(self, event: QEvent) -> bool:
        return is_own_key(self, event) or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share_width(self, PATH, _PATH_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = QKeySequence(event.keyCombination())
        form = next((f for f, keys in COPY_KEYS.items() if pressed == QKeySequence(keys)), None)
        if form is not None:
            self.copy_wanted.emit(form)
        elif pressed == QKeySequence(COPY_PATH):
            self.copy_path()
        elif event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self.select(0 if event.key() == Qt.Key.Key_Home else self._hits.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.go()

    def copy_path(self) -> None:
        if self.current >= 0:
            copy(self, self._hits.path(self.current), "Path")

    def add_copying(self, menu: QMenu) -> None:
        """What can be done with many hits."""
        rows = sum(end - start for start, end in self._areas())
        what = f"{rows} hits" if rows > 1 else "all hits"
        for form, keys in COPY_KEYS.items():
            action = menu.addAction(f"Copy {what} as {NAMES[form]}")
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # the list has the key
            action.triggered.connect(lambda _=False, form=form: self.copy_wanted.emit(form))
        menu.addSeparator()
        for form in Form:
            action = menu.addAction(f"Save {what} as {NAMES[form]}…")
            action.triggered.connect(lambda _=False, form=form: self.save_wanted.emit(form))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current < 0:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Go to it in the XML", self.go)
        menu.addAction("Copy the path", QKeySequence(COPY_PATH), self.copy_path)
        menu.addSeparator()
        self.add_copying(menu)
        at = self.visualRect(self.currentIndex()).bottomLeft()
        by_key = event.reason() == event.Reason.Keyboard
        menu.popup(self.viewport().mapToGlobal(at) if by_key else event.globalPos())
