"""The tree of the form and what its keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTreeView,
    QWidget,
)

from nvexplorer.ui.panes.request.body_form.model import NAME, NOTE, VALUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QResizeEvent

_Hint = QAbstractItemDelegate.EndEditHint
_STEPS = {_Hint.EditNextItem: 1, _Hint.EditPreviousItem: -1}
_LEAST = 60  # pixels of a column
_SAVED_AFTER = 400  # milliseconds after a column was made wider


class FormTree(QTreeView):
    """Tab goes from value to value and out at the end; Enter and F2 edit; Insert, Delete and Ctrl+D
    ask for changes, Ctrl+Z and Ctrl+Y for those of the text. `widths_changed` carries the widths of
    the columns that the user made."""

    add_wanted = Signal()
    repeat_wanted = Signal()
    remove_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    menu_wanted = Signal(object)
    widths_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Body as a form")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(_LEAST)
        header.setAccessibleName("Columns of the form")
        self._by_user = False  # the widths are the user's
        self._fitting = False
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_SAVED_AFTER)
        self._saving.timeout.connect(lambda: self.widths_changed.emit(self.widths))
        header.sectionResized.connect(self._on_section_resized)

    # Columns

    @property
    def widths(self) -> tuple[int, int]:
        """Of the columns but the last, in pixels."""
        header = self.header()
        return header.sectionSize(NAME), header.sectionSize(VALUE)

    def set_widths(self, widths: Sequence[int]) -> None:
        """Those that the user made before."""
        if len(widths) == 2 and min(widths) >= _LEAST:
            self._by_user = True
            self._set(*widths)

    def _set(self, name: int, value: int) -> None:
        self._fitting = True
        self.header().resizeSection(NAME, name)
        self.header().resizeSection(VALUE, value)
        self._fitting = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        if not self._by_user and width > 3 * _LEAST:
            self._set(min(340, int(width * 0.36)), min(320, int(width * 0.28)))

    def _on_section_resized(self, section: int, _before: int, _after: int) -> None:
        if section != NOTE and not self._fitting:
            self._by_user = True
            self._saving.start()

    # Values

    def edit_current(self) -> None:
        index = self.currentIndex().siblingAtColumn(VALUE)
        if _is_editable(index):
            self.setCurrentIndex(index)
            self.edit(index)

    def step(self, by: int) -> bool:
        """To the next value that can be filled in, or by -1 the one before; False at the end."""
        index = self.currentIndex().siblingAtColumn(VALUE)
        go = self.indexBelow if by > 0 else self.indexAbove
        if not index.isValid():
            return False
        index = go(index).siblingAtColumn(VALUE)
        while index.isValid() and not _is_editable(index):
            index = go(index).siblingAtColumn(VALUE)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        by = _STEPS.get(hint, 0)
        super().closeEditor(editor, _Hint.NoHint if by else hint)
        if by and self.step(by):
            self.edit(self.currentIndex())

    def focusNextPrevChild(self, next: bool) -> bool:
        if not self.is_editing() and self.hasFocus() and self.step(1 if next else -1):
            return True
        return super().focusNextPrevChild(next)

    def is_editing(self) -> bool:
        """Whether a field is open. Rows that come and go let the view's own state forget it."""
        editing = self.state() == QAbstractItemView.State.EditingState
        return editing or self.indexWidget(self.currentIndex()) is not None

    # Keys and clicks

    def event(self, event: QEvent) -> bool:
        # Keys that the window has for other things are ours while the form has the focus.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (_is_repeat(event) or _change_of_text(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.is_editing():
            super().keyPressEvent(event)  # what the field of a value did not take
        elif _change_of_text(event):
            (self.undo_wanted if _change_of_text(event) < 0 else self.redo_wanted).emit()
        elif _is_repeat(event):
            self.repeat_wanted.emit()
        elif key == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif key == Qt.Key.Key_F2:
            self.edit_current()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._edit_or_fold(self.currentIndex())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain:
            # Folds whatever column is current.
            column = self.currentIndex().column()
            self.setCurrentIndex(self.currentIndex().siblingAtColumn(NAME))
            super().keyPressEvent(event)
            if column != NAME and self.currentIndex().isValid():
                self.setCurrentIndex(self.currentIndex().siblingAtColumn(column))
        elif key != Qt.Key.Key_Asterisk or self.currentIndex().column() == VALUE:
            super().keyPressEvent(event)  # an asterisk would unfold thousands of rows

    def _edit_or_fold(self, index: QModelIndex) -> None:
        if _is_editable(index.siblingAtColumn(VALUE)):
            self.setCurrentIndex(index)
            self.edit_current()
        else:
            first = index.siblingAtColumn(NAME)
            self.setExpanded(first, not self.isExpanded(first))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._edit_or_fold(index)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(below))
        else:
            self.menu_wanted.emit(event.globalPos())


def _is_editable(index: QModelIndex | QPersistentModelIndex) -> bool:
    return index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEditable)


def _is_repeat(event: QKeyEvent) -> bool:
    modifiers = event.modifiers()
    return event.key() == Qt.Key.Key_D and modifiers == Qt.KeyboardModifier.ControlModifier


def _change_of_text(event: QKeyEvent) -> int:
    """-1 for undo, 1 for redo, 0 for neither."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return -1
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    again = control and event.key() == Qt.Key.Key_Y
    return 1 if again or event.matches(QKeySequence.StandardKey.Redo) else 0
