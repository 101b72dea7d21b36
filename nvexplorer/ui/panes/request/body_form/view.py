"""The form view of a body: elements as a tree, values to be typed, groups added and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHeaderView,
    QMenu,
    QPushButton,
    QTreeView,
)

from nvexplorer.catalogue.body_form import (
    Refusal,
    copy_of,
    filling,
    form_rows,
    removal,
    value_fix,
)
from nvexplorer.catalogue.body_insert import insertion
from nvexplorer.catalogue.body_table import body_table
from nvexplorer.model.errors import BadInput, Message
from nvexplorer.ui.panes.request.body_form.delegate import FormDelegate
from nvexplorer.ui.panes.request.body_form.model import NAME, NOTE, VALUE, FormModel, can_fill
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.section import Panel, label
from nvexplorer.xmltext.outline import Outline, read_outline

if TYPE_CHECKING:
    from nvexplorer.catalogue.body_form import FormRow
    from nvexplorer.catalogue.body_problem import Fix
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.ui.tasks import Handle, Tasks
    from nvexplorer.ui.theme import Theme

# A body with more characters is read in a task.
_AT_ONCE = 60_000
# With more children an element begins folded.
_FOLDED_FROM = 60

Key = tuple[tuple[str, int], ...]


class BodyForm(Panel):
    """`fix_wanted` carries a Fix for the text that is shown; the form follows when it is shown the
    changed text. `place_wanted` carries a character offset to be shown in the XML."""

    fix_wanted = Signal(object)
    place_wanted = Signal(int)

    def __init__(self, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._definition: Definition | None = None
        self._outline: Outline = read_outline("")
        self._reading: Handle | None = None
        self._folds: dict[Key, bool] = {}
        self._wanted: Key = ()
        self._column = VALUE
        self.model = FormModel()
        self.tree = _Tree()
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(FormDelegate(theme, self.tree))
        self.tree.fit()
        self._missing = QCheckBox("Show what is not filled in")
        self._missing.setChecked(True)
        self._add = QPushButton("Add")
        self._add.setToolTip("Add the element, or another one like it (Insert)")
        self._repeat = QPushButton("Copy")
        self._repeat.setToolTip("Add another one with the same values (Ctrl+D)")
        self._remove = QPushButton("Remove")
        self._remove.setToolTip("Take it out of the body (Delete)")
        self._state = label(role="small")
        self._banner = Banner()
        bar = Panel(edge="bottom", across=True, margins=(12, 4, 12, 4), spacing=8)
        for widget in (self._add, self._repeat, self._remove):
            bar.box.addWidget(widget)
        bar.box.addWidget(self._state, 1)
        bar.box.addWidget(self._missing)
        self.box.addWidget(bar)
        self.box.addWidget(self._banner)
        self.box.addWidget(self.tree, 1)
        self.setFocusProxy(self.tree)

        self._missing.toggled.connect(self._on_missing_toggled)
        self._add.clicked.connect(lambda: self.add())
        self._repeat.clicked.connect(lambda: self.repeat())
        self._remove.clicked.connect(lambda: self.remove())
        self.model.filled.connect(self._on_filled)
        self.tree.expanded.connect(self._on_expanded)
        self.tree.collapsed.connect(self._on_collapsed)
        self.tree.add_wanted.connect(self.add)
        self.tree.repeat_wanted.connect(self.repeat)
        self.tree.remove_wanted.connect(self.remove)
        self.tree.menu_wanted.connect(self._show_menu)
        selection = self.tree.selectionModel()
        selection.currentChanged.connect(self._on_current_changed)
        self._show_buttons()

    # What is shown

    def show_body(self, definition: Definition | None, text: str) -> None:
        """Folds, the current row and what is typed stay where they are."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        if definition is not self._definition:
            self._definition = definition
            self._folds.clear()
        elif text == self._outline.text and self.model.rowCount():
            return
        if len(text) <= _AT_ONCE:
            self._on_read(read_outline(text))
        else:
            self._state.setText("Reading…")
            self._reading = self._tasks.run(
                read_outline, text, done=self._on_read, failed=self._on_unread
            )

    def _on_read(self, outline: Outline) -> None:
        self._reading = None
        self._outline = outline
        self._state.setText("")
        self._show_rows()

    def _on_unread(self, error: BaseException) -> None:
        raise error

    def _show_rows(self) -> None:
        current = self._current
        key = self._wanted or (current.key if current else ())
        self._wanted = ()
        scrolled = self.tree.verticalScrollBar().value()
        table = body_table(self._definition) if self._definition else None
        self.model.show(form_rows(table, self._outline), with_missing=self._missing.isChecked())
        self.tree.blockSignals(True)
        found = self._unfold(key)
        self.tree.blockSignals(False)
        self.tree.verticalScrollBar().setValue(scrolled)
        if found is not None:
            index = self.model.index_of(found, self._column)
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        self._show_buttons()

    def _unfold(self, key: Key) -> FormRow | None:
        """Opens what was open; the row of that key, or the nearest around it."""
        found = None
        waiting: list[FormRow] = []
        for place in range(self.model.rowCount()):
            row = self.model.row_at(self.model.index(place, NAME))
            waiting += [row] if row else []
        while waiting:
            row = waiting.pop()
            own = row.key
            if own == key[: len(own)] and (found is None or len(own) > len(found.key)):
                found = row
            members = self.model.members(row)
            if not members:
                continue
            by_itself = not row.missing and len(members) <= _FOLDED_FROM
            if self._folds.get(own, by_itself):
                self.tree.setExpanded(self.model.index_of(row), True)
                waiting += members
        return found

    def _on_expanded(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self._folds[row.key] = True

    def _on_collapsed(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self._folds[row.key] = False

    def _on_missing_toggled(self, _on: bool) -> None:
        self._show_rows()

    # The current row

    @property
    def _current(self) -> FormRow | None:
        return self.model.row_at(self.tree.currentIndex())

    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._column = index.column()
        self._show_buttons()

    def _show_buttons(self) -> None:
        row = self._current
        there = row is not None and not row.missing
        element = row is not None and row.attribute is None
        repeats = bool(row and row.row and element and row.row.element.repeatable)
        self._add.setEnabled(row is not None and (row.missing or repeats))
        self._repeat.setEnabled(bool(there and element and row and row.parent))
        self._remove.setEnabled(bool(there))

    def show_place(self, offset: int) -> None:
        """Go to the row of the element at a place of the text."""
        node = self._outline.at(offset)
        for row in self.model.walk():
            if row.node is node and row.attribute is None:
                parent = row.parent
                while parent is not None:
                    self.tree.setExpanded(self.model.index_of(parent), True)
                    parent = parent.parent
                self.tree.setCurrentIndex(self.model.index_of(row, VALUE))
                return

    @property
    def offset(self) -> int | None:
        """Where the current row stands in the text."""
        row = self._current
        while row is not None and row.node is None:
            row = row.parent
        return row.node.start if row is not None and row.node is not None else None

    # Changes

    def _on_filled(self, row: FormRow, value: str) -> None:
        fix: Fix | Refusal | None
        if row.node is None:
            fix = self._guarded(row, value)
        else:
            fix = value_fix(self._outline, row, value)
        self._wanted = row.key
        self._want(fix)

    def _guarded(self, row: FormRow, value: str) -> Fix | Refusal:
        assert self._definition is not None
        try:
            return filling(self._definition, self._outline, row, value)
        except BadInput as error:
            return Refusal(error.what, error.next)

    def _want(self, fix: Fix | Refusal | None) -> None:
        self._banner.hide()
        if isinstance(fix, Refusal):
            self._banner.show_message(Message(fix.what, fix.next), "warn")
        elif fix is not None:
            self.fix_wanted.emit(fix)

    def add(self) -> None:
        """Put the missing element of the current row, or another one like it, into the body."""
        row = self._current
        if row is None or not self._add.isEnabled():
            return
        if row.missing and row.attribute is not None:
            self.tree.edit(self.model.index_of(row, VALUE))
            return
        if row.missing and can_fill(row):
            self.tree.edit(self.model.index_of(row, VALUE))
            return
        assert self._definition is not None
        holder = row if row.node is not None else row.parent
        while holder is not None and holder.node is None:
            holder = holder.parent
        near = None
        if holder is not None and holder.node is not None:
            near = holder.node.open_end
        path, _, _ = row.path.partition("/@")
        try:
            found = insertion(self._definition, self._outline.text, path, near)
        except BadInput as error:
            self._banner.show_message(Message(error.what, error.next), "warn")
            return
        number = row.number + (0 if row.missing else 1)
        self._wanted = (*row.key[:-1], (row.name, number))
        self._folds[self._wanted] = True
        self._want(found.fix if found.fix.edits else None)

    def repeat(self) -> None:
        row = self._current
        if row is not None and self._repeat.isEnabled():
            self._wanted = (*row.key[:-1], (row.name, row.number + 1))
            self._want(copy_of(self._outline, row))

    def remove(self) -> None:
        row = self._current
        if row is not None and self._remove.isEnabled():
            self._want(removal(self._outline, row))

    def _show_menu(self, place: object) -> None:
        row = self._current
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        edit = menu.addAction("Fill in\tEnter", self.tree.edit_current)
        edit.setEnabled(can_fill(row))
        for text, button, do in (
            ("Add\tIns", self._add, self.add),
            ("Copy with its values\tCtrl+D", self._repeat, self.repeat),
            ("Remove\tDel", self._remove, self.remove),
        ):
            menu.addAction(text, do).setEnabled(button.isEnabled())
        show = menu.addAction("Show in the XML", self._on_show_in_xml)
        show.setEnabled(self.offset is not None)
        menu.popup(place)  # type: ignore[arg-type]

    def _on_show_in_xml(self) -> None:
        if self.offset is not None:
            self.place_wanted.emit(self.offset)


class _Tree(QTreeView):
    add_wanted = Signal()
    repeat_wanted = Signal()
    remove_wanted = Signal()
    menu_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Body as a form")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setAlternatingRowColors(False)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )

    def fit(self) -> None:
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.resizeSection(NAME, 300)
        header.resizeSection(VALUE, 300)

    def edit_current(self) -> None:
        index = self.currentIndex().siblingAtColumn(VALUE)
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def event(self, event: QEvent) -> bool:
        # Keys that the window has for other things are ours while the form has the focus.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_repeat(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # what the field of a value did not take
        elif _is_repeat(event):
            self.repeat_wanted.emit()
        elif key == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            index = self.currentIndex()
            if self.model().rowCount(index.siblingAtColumn(NAME)) and index.column() != VALUE:
                self.setExpanded(index, not self.isExpanded(index))
            else:
                self.edit_current()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            # Folds whatever column is current.
            column = self.currentIndex().column()
            self.setCurrentIndex(self.currentIndex().siblingAtColumn(NAME))
            super().keyPressEvent(event)
            if column != NAME and self.currentIndex().isValid():
                self.setCurrentIndex(self.currentIndex().siblingAtColumn(column))
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: object) -> None:
        index = self.indexAt(event.position().toPoint())  # type: ignore[attr-defined]
        if index.isValid() and index.column() in (NAME, NOTE):
            first = index.siblingAtColumn(NAME)
            if self.model().rowCount(first):
                self.setExpanded(first, not self.isExpanded(first))
            else:
                self.setCurrentIndex(index)
                self.edit_current()
            return
        super().mouseDoubleClickEvent(event)  # type: ignore[arg-type]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(below))
        else:
            self.menu_wanted.emit(event.globalPos())


def _is_repeat(event: QKeyEvent) -> bool:
    modifiers = event.modifiers()
    return event.key() == Qt.Key.Key_D and modifiers == Qt.KeyboardModifier.ControlModifier
