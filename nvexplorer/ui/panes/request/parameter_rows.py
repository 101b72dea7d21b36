"""The query as rows: one for each documented parameter and free ones for any other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from nvexplorer.catalogue.rules import required_unless
from nvexplorer.model.request import Parameter
from nvexplorer.ui.panes.request.parameter_row import ParameterRow
from nvexplorer.ui.panes.request.row_order import ordered_rows, with_typed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nvexplorer.catalogue.check import Problem
    from nvexplorer.catalogue.definition import Definition, ParameterDef
    from nvexplorer.ui.panes.request.fields.line import TakePasted
    from nvexplorer.ui.panes.request.row_notes import Hint
    from nvexplorer.ui.panes.request.row_order import Wanted
    from nvexplorer.ui.theme import Theme

_NAME_WIDTHS = (120, 240)
FIRST_ROWS = 4
ROWS_AT_A_TIME = 3
_BLANK = Parameter("", "", enabled=False)


class ParameterRows(QScrollArea):
    """`edited` after any change by the user, `made` when more rows are there. Rows stand in the
    order they are sent in; a blank free row is always last."""

    edited = Signal()
    made = Signal()

    def __init__(self, theme: Theme, take_pasted: TakePasted) -> None:
        super().__init__()
        self._theme = theme
        self._take_pasted = take_pasted
        self._definition: Definition | None = None
        self._rows: list[ParameterRow] = []
        self._waiting: list[Wanted] = []
        self.name_width = _NAME_WIDTHS[0]
        self._box = QVBoxLayout()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_idle)
        self._page = _Page()
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._on_theme_changed)

    def show_rows(self, definition: Definition | None, parameters: tuple[Parameter, ...]) -> None:
        """The rows for this resource (None: not in the catalogue), filled in."""
        same = definition is self._definition and bool(self._rows)
        self._definition = definition
        if not (same and self._adjusted(parameters)):
            self._build(parameters)

    def parameters(self) -> tuple[Parameter, ...]:
        """The rows that say something, those that are off too."""
        made = tuple(row.parameter() for row in self._rows if not row.blank)
        return made + tuple(parameter for _, parameter in self._waiting if parameter is not None)

    def take_typed(self, typed: tuple[Parameter, ...]) -> None:
        """What the URL line says now: it decides which rows are on and what they hold."""
        on = [row for row in self._all_rows() if row.on]
        if [row.name for row in on] == [p.name for p in typed]:
            for row, parameter in zip(on, typed, strict=True):
                row.show_parameter(parameter)
            return
        # This happens at each key while a name is typed into the URL.
        documented = self._definition.parameters if self._definition else ()
        merged = with_typed(self.parameters(), typed, documented)
        if not self._adjusted(merged):
            self._build(merged)

    def show_problems(self, problems: Sequence[Problem], *, tried: bool, typing: bool) -> None:
        """Beside the rows. What is missing from the start is said when it is `tried` to send;
        while the user is `typing` in a row nothing new is said of its value."""
        by_place = {p.at: p for p in reversed(problems) if p.at is not None}
        missing = {p.parameter: p for p in problems if p.at is None and (tried or not p.unasked)}
        place = 0
        for row in self._rows:
            problem = None
            if row.on:
                problem = by_place.get(place)
                place += 1
                unasked = problem is not None and problem.unasked and not tried
                of_value = problem is not None and not problem.beside
                if unasked or (typing and of_value and not row.wrong and row.has_focus()):
                    problem = None
            elif row.definition is not None:
                problem = missing.get(row.name)
            row.show_problem(problem)

    def show_hints(
        self, resolve: Callable[[Parameter], Hint] | None, *, typing: bool = False
    ) -> None:
        """While somebody is `typing` a placeholder it is not called wrong."""
        for row in self._rows:
            parameter = row.parameter()
            resolvable = parameter.enabled and "{{" in parameter.value
            hint = resolve(parameter) if resolve and resolvable else None
            early = typing and hint is not None and hint.wrong and row.has_focus()
            row.show_hints(None if early else hint)

    def wrong(self) -> int:
        """How many of the rows say that they are wrong."""
        return sum(row.wrong for row in self._rows)

    def focus_field(self, name: str = "") -> bool:
        """To the value of a parameter, the first one without a name; False when it has no row."""
        place = 0
        while place < len(self._rows) or self._waiting:
            if place == len(self._rows):
                self._make_rows(1)
            row = self._rows[place]
            if not name or row.name == name:
                row.focus_value()
                self.ensureWidgetVisible(row)
                return True
            place += 1
        return False

    # Making rows

    def _adjusted(self, parameters: tuple[Parameter, ...]) -> bool:
        """Uses the rows that are there; False when they do not fit. Fields keep their focus so."""
        documented = self._definition.parameters if self._definition else ()
        wanted = [*ordered_rows(documented, parameters), (None, None)]
        now = [row.definition for row in self._all_rows()]
        then = [definition for definition, _ in wanted]
        common = min(len(now), len(then))
        if now[:common] != then[:common] or any(now[common:]) or any(then[common:]):
            return False
        for row in self._rows[common:]:
            self._drop(row)
        self._waiting = [(None, None)] * (len(then) - common)
        for row, (_, parameter) in zip(self._all_rows(), wanted, strict=True):
            row.show_parameter(parameter or _BLANK)
        return True

    def _build(self, parameters: tuple[Parameter, ...]) -> None:
        """The first rows at once, the others in the next idle moments: a style sheet makes fields
        slow to create, and opening a resource must not be felt."""
        documented = self._definition.parameters if self._definition else ()
        self.name_width = self._widest(documented)
        content = QWidget()
        self._box = QVBoxLayout(content)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addStretch(1)
        self._rows = []
        self._waiting = [*ordered_rows(documented, parameters), (None, None)]
        self._make_rows(FIRST_ROWS)
        self._page.replace(content)
        if self._waiting:
            self._timer.start()

    def _make_rows(self, count: int) -> None:
        """That many of the rows still to be made; each in front of the stretch at the end."""
        made, self._waiting = self._waiting[:count], self._waiting[count:]
        for definition, parameter in made:
            row = ParameterRow(
                self._theme,
                definition,
                self.name_width,
                self._required(definition),
                self._take_pasted,
            )
            if parameter is not None:
                row.show_parameter(parameter)
            row.edited.connect(self._on_edited)
            row.remove_requested.connect(self._on_remove)
            row.move_requested.connect(self._move)
            row.dragged.connect(self._on_dragged)
            row.walk_requested.connect(self._walk)
            self._box.insertWidget(len(self._rows), row)
            self._rows.append(row)
        if not self._waiting:
            self._timer.stop()

    def _required(self, parameter: ParameterDef | None) -> str:
        if parameter is None or self._definition is None:
            return ""
        if parameter.required:
            return "Required"
        others = required_unless(self._definition, parameter.name)
        if len(others) > 2:
            return f"Required, or one of {len(others)} others"
        return f"Required, or {' or '.join(others)}" if others else ""

    def _widest(self, documented: tuple[ParameterDef, ...]) -> int:
        metrics = QFontMetrics(self._theme.mono_font())
        widest = max((metrics.horizontalAdvance(p.name) for p in documented), default=0)
        return min(max(widest + 8, _NAME_WIDTHS[0]), _NAME_WIDTHS[1])

    def _on_idle(self) -> None:
        self._make_rows(ROWS_AT_A_TIME)
        self.made.emit()

    def _all_rows(self) -> list[ParameterRow]:
        self._make_rows(len(self._waiting))
        return self._rows

    # What the user does

    def _on_edited(self) -> None:
        if not self._all_rows()[-1].blank:
            self._waiting.append((None, None))
            self._make_rows(1)
        self.edited.emit()

    def _on_remove(self, row: ParameterRow) -> None:
        at = self._rows.index(row)
        self._drop(row)
        self._rows[min(at, len(self._rows) - 1)].focus_value()
        self._on_edited()

    def _drop(self, row: ParameterRow) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()

    def _walk(self, row: ParameterRow, step: int) -> None:
        at = self._all_rows().index(row) + step
        if 0 <= at < len(self._rows):
            self._rows[at].focus_value()
            self.ensureWidgetVisible(self._rows[at])

    def _move(self, row: ParameterRow, step: int) -> None:
        """Past the next row that says something: the others are not sent and count for nothing."""
        at = self._all_rows().index(row)
        last = len(self._rows) - 2  # the blank one stays at the end
        to = at + step
        while 0 <= to <= last and self._rows[to].blank:
            to += step
        if 0 <= to <= last:
            self._put(row, to)

    def _on_dragged(self, row: ParameterRow, height: int) -> None:
        y = self._page.mapFromGlobal(QPoint(0, height)).y()
        for to, other in enumerate(self._rows[:-1]):
            middle = other.y() + other.height() // 2
            above, below = self._rows.index(row) > to, self._rows.index(row) < to
            if (above and y < middle) or (below and y > middle):
                self._put(row, to)
                return

    def _put(self, row: ParameterRow, to: int) -> None:
        self._rows.remove(row)
        self._rows.insert(to, row)
        self._box.removeWidget(row)
        self._box.insertWidget(to, row)
        chain = [field for each in self._rows for field in each.fields]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        self.ensureWidgetVisible(row)
        self.edited.emit()

    def _on_theme_changed(self) -> None:
        for row in self._rows:
            row.retint()


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
