"""The query as a form: a row for each documented parameter and free rows for any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nvexplorer.catalogue.check import check_parameters
from nvexplorer.ui.panes.request.parameter_row import (
    CHECK_WIDTH,
    NOTE_STRETCH,
    VALUE_STRETCH,
    ParameterRow,
)
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from nvexplorer.catalogue.check import Problem
    from nvexplorer.catalogue.definition import Definition, ParameterDef
    from nvexplorer.model.request import Parameter
    from nvexplorer.ui.theme import Theme

_NAME_WIDTHS = (120, 240)


class ParametersForm(QScrollArea):
    """`edited` after any change by the user. Rows stand in the order they are sent in; a blank
    free row is always last."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._definition: Definition | None = None
        self._rows: list[ParameterRow] = []
        self._tried = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_request(
        self, definition: Definition | None, parameters: tuple[Parameter, ...]
    ) -> None:
        """The rows for this resource (None: not in the catalogue), filled in."""
        self._definition = definition
        self._tried = False
        self._build(parameters)

    def parameters(self) -> tuple[Parameter, ...]:
        """The rows that say something, those that are off too."""
        return tuple(row.parameter() for row in self._rows if not row.blank)

    def take_typed(self, typed: tuple[Parameter, ...]) -> None:
        """What the URL line says now: it decides which rows are on and what they hold."""
        on = [row for row in self._rows if row.parameter().enabled]
        if [row.name for row in on] == [p.name for p in typed]:
            for row, parameter in zip(on, typed, strict=True):
                row.show_parameter(parameter)
        else:
            named = {p.name for p in typed}
            kept = (
                p._replace(enabled=False)
                for p in self.parameters()
                if p.name not in named and (p.value or not p.enabled)
            )
            self._build((*typed, *kept))
        self._check()

    def problems(self) -> list[Problem]:
        """What the documentation has against the rows that are on."""
        if self._definition is None:
            return []
        on = [(p.name, p.value) for p in self.parameters() if p.enabled]
        return check_parameters(self._definition, on)

    def try_out(self) -> None:
        """From now on say also what is missing: the request is being sent."""
        self._tried = True
        self._check()

    def focus_field(self, name: str = "") -> bool:
        """To the value of a parameter, the first one without a name; False when it has no row."""
        for row in self._rows:
            if not name or row.name == name:
                row.focus_value()
                self.ensureWidgetVisible(row)
                return True
        return False

    def _build(self, parameters: tuple[Parameter, ...]) -> None:
        documented = self._definition.parameters if self._definition else ()
        width = self._name_width(documented)
        content = QWidget()
        content.setProperty("ground", "surface")
        box = QVBoxLayout(content)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._heading(width))
        self._rows = []
        self._box = box
        for definition, parameter in _ordered(documented, parameters):
            self._add_row(definition, width, parameter)
        box.addStretch(1)
        self._add_row(None, width, None)
        self.setWidget(content)
        self._check()

    def _add_row(
        self, definition: ParameterDef | None, width: int, parameter: Parameter | None
    ) -> None:
        row = ParameterRow(self._theme, definition, width)
        if parameter is not None:
            row.show_parameter(parameter)
        row.edited.connect(self._on_edited)
        row.remove_requested.connect(self._on_remove)
        # Rows come after the heading, in front of the stretch at the end.
        self._box.insertWidget(len(self._rows) + 1, row)
        self._rows.append(row)

    def _heading(self, width: int) -> QWidget:
        heading = QFrame()
        heading.setProperty("edge", "bottom")
        layout = QHBoxLayout(heading)
        layout.setContentsMargins(12, 6, 12, 5)
        layout.setSpacing(8)
        layout.addSpacing(CHECK_WIDTH + 8)
        for text, fixed, stretch in (
            ("Parameter", width, 0),
            ("Value", 0, VALUE_STRETCH),
            ("What it does", 0, NOTE_STRETCH),
        ):
            cell = label(text, "heading")
            if fixed:
                cell.setFixedWidth(fixed)
            else:
                cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                cell.setIndent(4)
            layout.addWidget(cell, stretch)
        return heading

    def _name_width(self, documented: tuple[ParameterDef, ...]) -> int:
        metrics = QFontMetrics(self._theme.mono_font())
        widest = max((metrics.horizontalAdvance(p.name) for p in documented), default=0)
        return min(max(widest + 8, _NAME_WIDTHS[0]), _NAME_WIDTHS[1])

    def _check(self) -> None:
        found: dict[str, Problem] = {}
        for problem in self.problems():
            found.setdefault(problem.parameter, problem)
        for row in self._rows:
            silent = row.blank and (row.definition is None or not self._tried)
            off = not row.parameter().enabled and not self._tried
            row.show_problem(None if silent or off else found.get(row.name))

    def _on_edited(self) -> None:
        if self._rows and not self._rows[-1].blank:
            self._add_row(None, self._name_width_now(), None)
        self._check()
        self.edited.emit()

    def _name_width_now(self) -> int:
        return self._name_width(self._definition.parameters if self._definition else ())

    def _on_remove(self, row: ParameterRow) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self._on_edited()


def _ordered(
    documented: tuple[ParameterDef, ...], parameters: tuple[Parameter, ...]
) -> list[tuple[ParameterDef | None, Parameter | None]]:
    """Rows in documented order where the request's own order allows it, else the request's order
    with the rest behind: the order decides what is signed, so it is never changed."""
    by_name = {p.name: p for p in documented}
    place = {p.name: number for number, p in enumerate(documented)}
    rows: list[tuple[ParameterDef | None, Parameter | None]] = []
    used: set[str] = set()
    for parameter in parameters:
        definition = None if parameter.name in used else by_name.get(parameter.name)
        used.add(parameter.name)
        rows.append((definition, parameter))
    places = [place[d.name] if d else len(documented) for d, _ in rows]
    rest: list[tuple[ParameterDef | None, Parameter | None]] = [
        (d, None) for d in documented if d.name not in used
    ]
    if places != sorted(places):
        return rows + rest
    return sorted(rows + rest, key=lambda row: place[row[0].name] if row[0] else len(documented))
