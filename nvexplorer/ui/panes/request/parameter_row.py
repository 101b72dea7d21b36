"""One row of the parameters form: on or off, name, value, what it does, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nvexplorer.model.request import Parameter
from nvexplorer.ui.panes.request.value_edits import make_value_edit
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from nvexplorer.catalogue.check import Problem
    from nvexplorer.catalogue.definition import ParameterDef
    from nvexplorer.ui.theme import Theme

CHECK_WIDTH = 28
VALUE_STRETCH, NOTE_STRETCH = 4, 7


class ParameterRow(QFrame):
    """A documented parameter when `definition` is given, else a free one whose name is typed.

    `edited` after any change by the user, `remove_requested` by the cross of a free row.
    """

    edited = Signal()
    remove_requested = Signal(object)

    def __init__(self, theme: Theme, definition: ParameterDef | None, name_width: int) -> None:
        super().__init__()
        self.definition = definition
        self.setProperty("edge", "bottom")
        self._check = QCheckBox()
        self._check.setFixedWidth(CHECK_WIDTH)
        self._check.toggled.connect(self._on_toggled)
        self._name: QLineEdit | None = None
        self._value = make_value_edit(theme, definition)
        self._value.edited.connect(self._on_edited)
        self._value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._problem = label(role="bad", wrap=True)
        self._problem.hide()
        self._quiet = False

        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        layout.addWidget(self._check, 0, top)
        layout.addWidget(self._name_cell(theme, name_width), 0, top)
        layout.addWidget(self._value, VALUE_STRETCH, top)
        layout.addWidget(self._note_cell(), NOTE_STRETCH)
        self._check.setFixedHeight(self._value.sizeHint().height())
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
        self._problem.setVisible(problem is not None)
        set_property(self._value, "problem", problem is not None and problem.severity == "error")
        if problem is not None:
            set_property(self._problem, "role", "bad" if problem.severity == "error" else "warn")
            self._problem.setText(problem.problem)

    def focus_value(self) -> None:
        self._value.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _name_cell(self, theme: Theme, width: int) -> QWidget:
        if self.definition is None:
            self._name = QLineEdit()
            self._name.setFont(theme.mono_font())
            self._name.setPlaceholderText("other parameter")
            self._name.setAccessibleName("Name of another parameter")
            self._name.textEdited.connect(self._on_name_edited)
            self._name.setFixedWidth(width)
            return self._name
        cell = QWidget()
        cell.setFixedWidth(width)
        box = QVBoxLayout(cell)
        box.setContentsMargins(0, 5, 0, 0)
        box.setSpacing(1)
        name = QLabel(self.definition.name)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setFont(theme.mono_font())
        name.setToolTip(f"{self.definition.name}: {self.definition.type}")
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(name)
        if self.definition.required:
            box.addWidget(label("required", "small"))
        return cell

    def _note_cell(self) -> QWidget:
        cell = QWidget()
        cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        box = QVBoxLayout(cell)
        box.setContentsMargins(4, 4, 0, 4)
        box.setSpacing(2)
        box.addWidget(self._problem)
        if self.definition is not None:
            box.addWidget(label(self.definition.note, "muted", wrap=True))
            box.addStretch(1)
            return cell
        self._cross = QToolButton()
        self._cross.setText("×")
        self._cross.setToolTip("Remove this row")
        self._cross.setAccessibleName("Remove this row")
        self._cross.clicked.connect(lambda: self.remove_requested.emit(self))
        box.addWidget(self._cross, 0, Qt.AlignmentFlag.AlignLeft)
        self._cross.setVisible(False)
        return cell

    def _name_accessibly(self) -> None:
        shown = self.name or "another parameter"
        self._check.setAccessibleName(f"Send {shown}")
        self._value.setAccessibleName(f"Value of {shown}")
        if self.definition is None:
            self._cross.setVisible(not self.blank)

    def _on_edited(self) -> None:
        if self._quiet:
            return
        self._quiet = True
        self._check.setChecked(True)
        self._quiet = False
        self._name_accessibly()
        self.edited.emit()

    def _on_name_edited(self, _text: str) -> None:
        self._on_edited()

    def _on_toggled(self, on: bool) -> None:
        if self._quiet:
            return
        if on and not self._value.value():
            self.focus_value()
        self._name_accessibly()
        self.edited.emit()
