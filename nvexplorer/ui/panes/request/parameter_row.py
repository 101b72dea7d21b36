"""One row of the parameters form: on or off, name, value, what it does, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from nvexplorer.model.request import Parameter
from nvexplorer.signing.cautions import open_characters
from nvexplorer.ui.panes.request.fields.line import FieldLine
from nvexplorer.ui.panes.request.fields.make import make_field
from nvexplorer.ui.panes.request.row_notes import RowNotes
from nvexplorer.ui.widgets.badge import set_property

if TYPE_CHECKING:
    from nvexplorer.catalogue.check import Problem
    from nvexplorer.catalogue.definition import ParameterDef
    from nvexplorer.ui.panes.request.fields.line import TakePasted
    from nvexplorer.ui.panes.request.row_grip import RowGrip
    from nvexplorer.ui.panes.request.row_notes import Hint
    from nvexplorer.ui.theme import Theme

CHECK_WIDTH = 28
VALUE_STRETCH, NOTE_STRETCH = 4, 7
_TOP = Qt.AlignmentFlag.AlignTop
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ParameterRow(QFrame):
    """A documented parameter when `definition` is given, else a free one whose name is typed.

    `edited` after any change by the user, `remove_requested` by the cross of a free row,
    `move_requested` to take it up or down (-1, 1), `dragged` to a height on the screen,
    `walk_requested` to go to the row above or below. Made of as few widgets as can be: a resource
    may have 17 rows, and opening it must not be felt.
    """

    edited = Signal()
    remove_requested = Signal(object)
    move_requested = Signal(object, int)
    dragged = Signal(object, int)
    walk_requested = Signal(object, int)

    def __init__(
        self,
        theme: Theme,
        definition: ParameterDef | None,
        name_width: int,
        required: str,
        take_pasted: TakePasted,
    ) -> None:
        """`required` is what stands beside a parameter that must be given, else empty."""
        super().__init__()
        self.definition = definition
        self.setProperty("edge", "bottom")
        self.wrong = False
        self._quiet = False
        self._theme = theme
        self._name: FieldLine | None = None
        self._cross: QAction | None = None
        self._grip: RowGrip | None = None
        self._check = QCheckBox()
        self._check.setFixedWidth(CHECK_WIDTH)
        self._check.toggled.connect(self._on_toggled)
        self._value = make_field(theme, definition, take_pasted)
        self._value.edited.connect(self._on_edited)
        self._value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._check.setFixedHeight(self._value.sizeHint().height())
        self._notes = RowNotes(required, definition.note if definition else "")

        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(0)  # gaps of our own: a layout leaves one out beside an empty note
        layout.addWidget(self._check, 0, _TOP)
        layout.addSpacing(8)
        if definition is None:
            self._add_free_name(layout, name_width, take_pasted)
        else:
            self._add_name(layout, definition, name_width)
        layout.addSpacing(8)
        layout.addWidget(self._value, VALUE_STRETCH, _TOP)
        layout.addSpacing(8)
        layout.addLayout(self._notes, NOTE_STRETCH)
        self._name_accessibly()

    # What it holds

    def parameter(self) -> Parameter:
        return Parameter(self.name, self._value.value(), self._check.isChecked())

    @property
    def name(self) -> str:
        if self.definition is not None:
            return self.definition.name
        return self._name.text() if self._name else ""

    @property
    def on(self) -> bool:
        return self._check.isChecked()

    @property
    def blank(self) -> bool:
        """True for a row that says nothing: off and empty."""
        unnamed = self.definition is not None or not self.name
        return unnamed and not self._check.isChecked() and not self._value.value()

    @property
    def fields(self) -> list[QWidget]:
        """In the order that Tab goes through."""
        return [each for each in (self._check, self._name, self._value) if each is not None]

    def show_parameter(self, parameter: Parameter) -> None:
        """Not told as edited."""
        self._quiet = True
        if self._name is not None:
            self._name.set_value(parameter.name)
        self._value.set_value(parameter.value)
        self._check.setChecked(parameter.enabled)
        self._quiet = False
        self._name_accessibly()

    # What is said of it

    def show_problem(self, problem: Problem | None) -> None:
        wrong = problem is not None and problem.severity == "error"
        if wrong != self.wrong:  # restyling a field takes as long as making it
            self.wrong = wrong
            set_property(self._value, "problem", wrong)
        self._notes.show_problem(problem)
        self._describe()

    def show_hints(self, hint: Hint | None) -> None:
        """`hint` says what its placeholders stand for, None where there are none."""
        parameter = self.parameter()
        unknown = open_characters(parameter.name + parameter.value) if parameter.enabled else ""
        self._notes.show_caution(
            f"Open: no source says how Netvisor hashes {unknown} here. If the MAC is refused, try"
            " without."
            if unknown
            else ""
        )
        self._notes.show_hint(hint)
        self._describe()

    def focus_value(self) -> None:
        self._value.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retint(self) -> None:
        """The theme changed."""
        self._value.retint(self._theme)
        if self._cross is not None:
            self._cross.setIcon(self._theme.icon("close", self._theme.tokens.muted))

    def has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    # How it is made

    def _add_name(self, layout: QBoxLayout, definition: ParameterDef, width: int) -> None:
        name = QLabel(definition.name)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setFont(self._theme.mono_font())
        name.setToolTip(f"{definition.name}: {definition.type}")
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        name.setFixedWidth(width)
        name.setContentsMargins(0, 5, 0, 0)
        layout.addWidget(name, 0, _TOP)

    def _add_free_name(self, layout: QBoxLayout, width: int, take_pasted: TakePasted) -> None:
        self._name = FieldLine(self._theme, "other name", take_pasted)
        self._name.setToolTip("Alt+Up and Alt+Down move the row, Alt+Delete removes it")
        self._name.edited.connect(self._on_edited)
        self._name.setFixedWidth(width)
        layout.addWidget(self._name, 0, _TOP)
        self._cross = QAction("Remove this row", self)
        self._cross.setToolTip("Remove this row (Alt+Delete)")
        self._cross.triggered.connect(self._on_remove)
        if isinstance(self._value, FieldLine):
            self._value.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self.retint()

    def _name_accessibly(self) -> None:
        shown = self.name or "another parameter"
        self._check.setAccessibleName(f"Send {shown}")
        self._value.setAccessibleName(f"Value of {shown}")
        if self._name is not None:
            self._name.setAccessibleName("Name of another parameter")
        if self._cross is not None:
            self._cross.setVisible(not self.blank)
            self._show_grip(not self.blank)

    def _describe(self) -> None:
        self._value.setAccessibleDescription(self._notes.words())

    def _show_grip(self, shown: bool) -> None:
        if self._grip is None:
            if not shown:
                return
            from nvexplorer.ui.panes.request.row_grip import RowGrip

            self._grip = RowGrip(self._theme, self)
            self._grip.dragged.connect(self._on_dragged)
            self._grip.place()
        self._grip.setVisible(shown)

    # What the user does

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._grip is not None:
            self._grip.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the fields have no use for."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        step = _STEPS.get(Qt.Key(event.key()))
        free = self.definition is None and not self.blank
        if step and alt and free:
            self.move_requested.emit(self, step)
        elif step and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.walk_requested.emit(self, step)
        elif alt and event.key() == Qt.Key.Key_Delete and free:
            self._on_remove()
        else:
            super().keyPressEvent(event)

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

    def _on_dragged(self, height: int) -> None:
        self.dragged.emit(self, height)

    def _on_toggled(self, on: bool) -> None:
        if self._quiet:
            return
        if on and not self._value.value():
            self.focus_value()
        self._name_accessibly()
        self.edited.emit()
