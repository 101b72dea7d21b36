"""The query as a form: a row for each documented parameter and free rows for any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nvexplorer.catalogue.check import check_parameters
from nvexplorer.model.request import Parameter
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
    from nvexplorer.ui.theme import Theme

_NAME_WIDTHS = (120, 240)
FIRST_ROWS = 6
ROWS_AT_A_TIME = 3
_BLANK = Parameter("", "", enabled=False)


class ParametersForm(QScrollArea):
    """`edited` after any change by the user. Rows stand in the order they are sent in; a blank
    free row is always last."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._definition: Definition | None = None
        self._rows: list[ParameterRow] = []
        self._waiting: list[tuple[ParameterDef | None, Parameter | None]] = []
        self._width = 0
        self._box = QVBoxLayout()
        self._tried = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_idle)
        self._page = _Page()
        self.setWidget(self._page)
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
        made = tuple(row.parameter() for row in self._rows if not row.blank)
        return made + tuple(parameter for _, parameter in self._waiting if parameter is not None)

    def take_typed(self, typed: tuple[Parameter, ...]) -> None:
        """What the URL line says now: it decides which rows are on and what they hold."""
        on = [row for row in self._all_rows() if row.parameter().enabled]
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
            self._adjust((*typed, *kept))
        self._check()

    def problems(self) -> list[Problem]:
        """What the documentation has against the rows that are on."""
        if self._definition is None:
            return []
        on = [(p.name, p.value) for p in self.parameters() if p.enabled]
        return check_parameters(self._definition, on)

    def shown_errors(self) -> int:
        """How many of the rows say that they are wrong."""
        return sum(row.wrong for row in self._rows)

    def try_out(self) -> None:
        """From now on say also what is missing: the request is being sent."""
        self._tried = True
        self._check()

    def focus_field(self, name: str = "") -> bool:
        """To the value of a parameter, the first one without a name; False when it has no row."""
        for row in self._all_rows():
            if not name or row.name == name:
                row.focus_value()
                self.ensureWidgetVisible(row)
                return True
        return False

    def _adjust(self, parameters: tuple[Parameter, ...]) -> None:
        """As `_build`, but with the rows that are there where they can stay: this happens at each
        key while a name is typed into the URL."""
        documented = self._definition.parameters if self._definition else ()
        wanted = [*_ordered(documented, parameters), (None, None)]
        now = [row.definition for row in self._all_rows()]
        then = [definition for definition, _ in wanted]
        common = min(len(now), len(then))
        if now[:common] != then[:common] or any(now[common:]) or any(then[common:]):
            self._build(parameters)
            return
        for row in self._rows[common:]:
            self._drop(row)
        self._waiting = [(None, None)] * (len(then) - common)
        for row, (_, parameter) in zip(self._all_rows(), wanted, strict=True):
            row.show_parameter(parameter or _BLANK)

    def _build(self, parameters: tuple[Parameter, ...]) -> None:
        """The first rows at once, the others in the next idle moments: a style sheet makes fields
        slow to create, and opening a resource must not be felt."""
        documented = self._definition.parameters if self._definition else ()
        self._width = self._name_width(documented)
        content = QWidget()
        self._box = QVBoxLayout(content)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._heading(self._width))
        self._box.addStretch(1)
        self._rows = []
        self._waiting = [*_ordered(documented, parameters), (None, None)]
        self._make_rows(FIRST_ROWS)
        self._page.replace(content)
        self._check()
        if self._waiting:
            self._timer.start()

    def _make_rows(self, count: int) -> None:
        """That many of the rows still to be made; each in front of the stretch at the end."""
        made, self._waiting = self._waiting[:count], self._waiting[count:]
        for definition, parameter in made:
            row = ParameterRow(self._theme, definition, self._width)
            if parameter is not None:
                row.show_parameter(parameter)
            row.edited.connect(self._on_edited)
            row.remove_requested.connect(self._on_remove)
            self._box.insertWidget(len(self._rows) + 1, row)
            self._rows.append(row)
        if not self._waiting:
            self._timer.stop()

    def _on_idle(self) -> None:
        self._make_rows(ROWS_AT_A_TIME)
        self._check()

    def _all_rows(self) -> list[ParameterRow]:
        self._make_rows(len(self._waiting))
        return self._rows

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
        if not self._all_rows()[-1].blank:
            self._waiting.append((None, None))
            self._make_rows(1)
        self._check()
        self.edited.emit()

    def _on_remove(self, row: ParameterRow) -> None:
        self._drop(row)
        self._on_edited()

    def _drop(self, row: ParameterRow) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()


class _Page(QWidget):
    """Holds the rows; taking the old ones apart waits for a quiet moment."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._content: QWidget | None = None

    def replace(self, content: QWidget) -> None:
        if self._content is not None:
            self._content.hide()
            self._layout.removeWidget(self._content)
            self._content.deleteLater()
        self._content = content
        self._layout.addWidget(content)


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
