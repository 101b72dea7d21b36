"""One row of the parameters form: on or off, name, value, what it does, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
)

from nvexplorer.model.request import Parameter
from nvexplorer.ui.panes.request.value_edits import TextValue, make_value_edit
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from nvexplorer.catalogue.check import Problem
    from nvexplorer.catalogue.definition import ParameterDef
    from nvexplorer.ui.theme import Theme

CHECK_WIDTH = 28
VALUE_STRETCH, NOTE_STRETCH = 4, 7
_TOP = Qt.AlignmentFlag.AlignTop


class ParameterRow(QFrame):
    """A documented parameter when `definition` is given, else a free one whose name is typed.

    `edited` after any change by the user, `remove_requested` by the cross of a free row. Made of
    as few widgets as can be: a resource may have 17 rows, and opening it must not be felt.
    """

    edited = Signal()
    remove_requested = Signal(object)

    def __init__(self, theme: Theme, definition: ParameterDef | None, name_width: int) -> None:
        super().__init__()
        self.definition = definition
        self.setProperty("edge", "bottom")
        self.wrong = False
        self._quiet = False
        self._name: QLineEdit | None = None
        self._cross: QAction | None = None
        self._problem: QLabel | None = None
        self._check = QCheckBox()
        self._check.setFixedWidth(CHECK_WIDTH)
        self._check.toggled.connect(self._on_toggled)
        self._value = make_value_edit(theme, definition)
        self._value.edited.connect(self._on_edited)
        self._value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._check.setFixedHeight(self._value.sizeHint().height())
        self._notes = QVBoxLayout()
        self._notes.setContentsMargins(4, 4, 0, 4)
        self._notes.setSpacing(2)

        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(8)
        layout.addWidget(self._check, 0, _TOP)
        if definition is None:
            self._add_free_name(theme, layout, name_width)
        else:
            self._add_name(theme, layout, definition, name_width)
        layout.addWidget(self._value, VALUE_STRETCH, _TOP)
        layout.addLayout(self._notes, NOTE_STRETCH)
        self._name_accessibly()

    def parameter(self) -> Parameter:
        return Parameter(self.name, self._value.value(), self._check.isChecked())

    @property
    def name(self) -> str:
        if self.definition is not None:
            return self.definition.name
        return self._name.text() if self._name else ""

    @property
    def blank(self) -> bool:
        """True for a row that says nothing: off and empty."""
        unnamed = self.definition is not None or not self.name
        return unnamed and not self._check.isChecked() and not self._value.value()

    def show_parameter(self, parameter: Parameter) -> None:
        """Not told as edited."""
        self._quiet = True
        if self._name is not None and self._name.text() != parameter.name:
            self._name.setText(parameter.name)
        self._value.set_value(parameter.value)
        self._check.setChecked(parameter.enabled)
        self._quiet = False
        self._name_accessibly()

    def show_problem(self, problem: Problem | None) -> None:
        self.wrong = problem is not None and problem.severity == "error"
        set_property(self._value, "problem", self.wrong)
        if problem is None:
            if self._problem is not None:
                self._problem.hide()
            return
        if self._problem is None:
            self._problem = _note("", "bad")
            self._notes.insertWidget(0, self._problem)
        set_property(self._problem, "role", "bad" if problem.severity == "error" else "warn")
        self._problem.setText(problem.problem)
        self._problem.show()

    def focus_value(self) -> None:
        self._value.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_name(
        self, theme: Theme, layout: QBoxLayout, definition: ParameterDef, width: int
    ) -> None:
        name = QLabel(definition.name)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setFont(theme.mono_font())
        name.setToolTip(f"{definition.name}: {definition.type}")
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        name.setFixedWidth(width)
        name.setContentsMargins(0, 5, 0, 0)
        layout.addWidget(name, 0, _TOP)
        if definition.required:
            self._notes.addWidget(_note("Required", "strong"))
        if definition.note:
            self._notes.addWidget(_note(definition.note, "muted"))
        self._notes.addStretch(1)

    def _add_free_name(self, theme: Theme, layout: QBoxLayout, width: int) -> None:
        self._name = QLineEdit()
        self._name.setFont(theme.mono_font())
        self._name.setPlaceholderText("other name")
        self._name.setAccessibleName("Name of another parameter")
        self._name.textEdited.connect(self._on_name_edited)
        self._name.setFixedWidth(width)
        layout.addWidget(self._name, 0, _TOP)
        self._cross = QAction(theme.icon("close", theme.tokens.muted), "Remove this row", self)
        self._cross.triggered.connect(self._on_remove)
        if isinstance(self._value, TextValue):
            self._value.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self._notes.addStretch(1)

    def _name_accessibly(self) -> None:
        shown = self.name or "another parameter"
        self._check.setAccessibleName(f"Send {shown}")
        self._value.setAccessibleName(f"Value of {shown}")
        if self._cross is not None:
            self._cross.setVisible(not self.blank)

    def _on_edited(self) -> None:
        if self._quiet:
            return
        self._quiet = True
        self._check.setChecked(True)
        self._quiet = False
        self._name_accessibly()
        self.edited.emit()

    def _on_remove(self) -> None:
        self.remove_requested.emit(self)

    def _on_name_edited(self, _text: str) -> None:
        self._on_edited()

    def _on_toggled(self, on: bool) -> None:
        if self._quiet:
            return
        if on and not self._value.value():
            self.focus_value()
        self._name_accessibly()
        self.edited.emit()


def _note(text: str, role: str) -> QLabel:
    note = label(text, role, wrap=True)
    note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return note
