"""The lines in which one looks for text in an editor and replaces it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton

from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.editor.searching import Query
from nvexplorer.ui.widgets.hits import hits_text
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.ui.widgets.editor.editor import XmlEditor
    from nvexplorer.ui.widgets.editor.finder import Finder

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(Panel):
    """Hidden until `open`, and when it is `closed`. In the first field Enter and Down go to the
    next hit, Shift+Enter and Up to the one before; in the second Enter replaces and goes on,
    Ctrl+Alt+Enter replaces all. Esc closes it and gives the focus back to the editor."""

    closed = Signal()

    def __init__(self, editor: XmlEditor, finder: Finder) -> None:
        super().__init__("sunken", "bottom", margins=(12, 6, 8, 6))
        self._editor, self.finder = editor, finder
        self.field = self._line("Find", "Find in the body")
        self.field.textChanged.connect(self._find)
        self.replacement = self._line("Replace with", "Replace with")
        self.count = QLabel()
        self.count.setAccessibleName("Hits")
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("10 000 of 10 000"))
        self.case = self._option("Aa", "Match case (Alt+C)", "Alt+C")
        self.regex = self._option(".*", "Regular expression (Alt+R)", "Alt+R")
        self.up = self._tool(Qt.ArrowType.UpArrow, "Previous hit (Shift+Enter)", finder.previous)
        self.down = self._tool(Qt.ArrowType.DownArrow, "Next hit (Enter)", finder.next)
        self.one = QPushButton("Replace")
        self.one.setToolTip("Replace this hit and go to the next (Enter)")
        self.one.clicked.connect(self._replace)
        self.all = QPushButton("Replace all")
        self.all.setToolTip("Replace all hits in one step (Ctrl+Alt+Enter)")
        self.all.clicked.connect(self._replace_all)
        self.leave = QToolButton()
        self.leave.setText("✕")
        self.leave.setToolTip("Close (Esc)")
        self.leave.setAccessibleName("Close")
        self.leave.clicked.connect(self.close_bar)

        looking = QHBoxLayout()
        looking.setSpacing(4)
        for widget in (self.case, self.regex, self.count, self.up, self.down):
            looking.addWidget(widget)
        looking.addStretch(1)
        looking.addWidget(self.leave)
        replacing = QHBoxLayout()
        replacing.setSpacing(6)
        replacing.addWidget(self.one)
        replacing.addWidget(self.all)
        replacing.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.field, 0, 0)
        grid.addLayout(looking, 0, 1)
        grid.addWidget(self.replacement, 1, 0)
        grid.addLayout(replacing, 1, 1)
        self.box.addLayout(grid)
        order = (self.field, self.replacement, self.case, self.regex, self.up, self.down)
        for before, behind in pairwise((*order, self.one, self.all, self.leave)):
            self.setTabOrder(before, behind)
        self._second = (self.replacement, self.one, self.all)
        self.setFocusProxy(self.field)
        finder.changed.connect(self._on_changed)
        self.hide()

    def open(self, *, replace: bool) -> None:
        """Ready to type; a few selected words are looked for."""
        start, end = self._editor.selection()
        selected = self._editor.part(start, end) if end - start < 100 else ""
        if selected and "\n" not in selected:
            self.field.setText(selected)
        for widget in self._second:
            widget.setVisible(replace)
        self.show()
        field = self.replacement if replace and selected else self.field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()
        self._find()

    def close_bar(self) -> None:
        self.hide()
        self.finder.find(Query(""))
        self.closed.emit()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in (self.field, self.replacement) and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._is_mine(event):
                event.accept()  # or it would also be the window's
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event, watched is self.replacement)
        return super().eventFilter(watched, event)

    def _is_mine(self, event: QKeyEvent) -> bool:
        all_of_them = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        return event.key() == Qt.Key.Key_Escape or (
            event.key() in _ENTER and event.modifiers() & all_of_them == all_of_them
        )

    def _on_key(self, event: QKeyEvent, replacing: bool) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        command = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_bar()
        elif key in _ENTER and command:
            self._replace_all()
        elif key in _ENTER and replacing:
            self._replace()
        elif key == Qt.Key.Key_Up or (key in _ENTER and back):
            self.finder.previous()
        elif key == Qt.Key.Key_Down or key in _ENTER:
            self.finder.next()
        else:
            return False
        return True

    def _find(self) -> None:
        query = Query(self.field.text(), self.case.isChecked(), self.regex.isChecked())
        self.finder.find(query)

    def _replace(self) -> None:
        self.finder.replace(self.replacement.text())

    def _replace_all(self) -> None:
        self.finder.replace_all(self.replacement.text())

    def _on_changed(self, count: int, current: int, complete: bool) -> None:
        error = self.finder.error
        looked_for = self.field.text() and not error
        text = hits_text(count, current, complete) if looked_for else ""
        if complete and text != self.count.text():
            announce(self.field, text or error)
        self.count.setText("No expression" if error else text)
        for widget in (self.field, self.count):
            widget.setToolTip(error)
        failed = bool(self.field.text()) and complete and count == 0
        set_property(self.field, "problem", failed)
        for button in (self.up, self.down, self.one, self.all):
            button.setEnabled(count > 0)

    def _line(self, placeholder: str, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(placeholder)
        line.setAccessibleName(name)
        line.setClearButtonEnabled(True)
        line.setMinimumWidth(120)
        line.installEventFilter(self)
        return line

    def _option(self, text: str, what: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setToolTip(what)
        button.setAccessibleName(what)
        button.setShortcut(key)
        button.toggled.connect(self._find)
        return button

    def _tool(self, arrow: Qt.ArrowType, what: str, call: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setArrowType(arrow)
        button.setToolTip(what)
        button.setAccessibleName(what)
        button.clicked.connect(lambda: call())
        return button
