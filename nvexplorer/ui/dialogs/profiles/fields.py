"""A field of a form: its name above, its problem below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from nvexplorer.library.profile_checks import Severity
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QFont

    from nvexplorer.library.profile_checks import FieldProblem

_ROLES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.HINT: "small"}


class Field(QWidget):
    """`note` stands below while there is no problem."""

    def __init__(self, title: str, editor: QWidget, note: str = "") -> None:
        super().__init__()
        self.editor = editor
        self._note = note
        name = label(title, "heading")
        name.setBuddy(editor)
        editor.setAccessibleName(title)
        editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(editor)
        self._below = label(role="small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(name)
        layout.addWidget(editor)
        layout.addWidget(self._below)
        layout.addStretch(1)
        self.show_problem("")

    def show_note(self, note: str) -> None:
        self._note = note
        if self._below.property("role") == "small":
            self.show_problem("")

    def show_problem(self, text: str, severity: Severity = Severity.HINT) -> None:
        """An empty text shows the note again."""
        set_property(self._below, "role", _ROLES[severity] if text else "small")
        set_property(self.editor, "problem", bool(text) and severity == Severity.ERROR)
        self._below.setText(text or self._note)
        self._below.setVisible(bool(text or self._note))
        self.editor.setAccessibleDescription(text or self._note)


class FieldSet(QWidget):
    """Fields by the names that FieldProblem uses, in a grid of two columns.

    `changed` after each change by the user. What is empty and untouched is not complained of
    until `show_all_problems`.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._touched: set[str] = set()
        self._all = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def add(
        self, name: str, title: str, editor: QWidget, row: int, column: int, note: str = ""
    ) -> Field:
        """`column` 0 or 1; -1 takes the whole row."""
        field = Field(title, editor, note)
        self.fields[name] = field
        if column < 0:
            self._grid.addWidget(field, row, 0, 1, 2)
        else:
            self._grid.addWidget(field, row, column)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda _text: self.touch(name))
            editor.editingFinished.connect(lambda: self._left(name))
        return field

    def line(
        self,
        name: str,
        title: str,
        row: int,
        column: int,
        note: str = "",
        hint: str = "",
        font: QFont | None = None,
    ) -> QLineEdit:
        edit = QLineEdit()
        edit.setPlaceholderText(hint)
        if font is not None:  # before it is styled: the style sheet keeps the font it finds
            edit.setFont(font)
        self.add(name, title, edit, row, column, note)
        return edit

    def touch(self, name: str) -> None:
        self._touched.add(name)
        self.changed.emit()

    def _left(self, name: str) -> None:
        editor = self.fields[name].editor
        if isinstance(editor, QLineEdit) and editor.isModified() and name not in self._touched:
            self.touch(name)

    def forget_touches(self) -> None:
        """The fields show something else now."""
        self._touched.clear()
        self._all = False

    def show_all_problems(self) -> None:
        self._all = True

    def show_problems(self, problems: Iterable[FieldProblem]) -> None:
        """The gravest of each field; `problems` of fields that are not here are passed over."""
        first: dict[str, FieldProblem] = {}
        for each in problems:
            first.setdefault(each.field, each)
        for name, field in self.fields.items():
            problem = first.get(name)
            if problem is None or not self._tells(name):
                field.show_problem("")
            else:
                field.show_problem(problem.problem, problem.severity)

    def _tells(self, name: str) -> bool:
        editor = self.fields[name].editor
        empty = isinstance(editor, QLineEdit) and not editor.text()
        return self._all or name in self._touched or not empty
