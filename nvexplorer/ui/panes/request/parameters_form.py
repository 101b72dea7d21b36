"""The query of a request: as rows or as text, checked while it is typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nvexplorer.catalogue.check import check_parameters
from nvexplorer.ui.panes.request.parameter_row import CHECK_WIDTH, NOTE_STRETCH, VALUE_STRETCH
from nvexplorer.ui.panes.request.parameter_rows import ParameterRows
from nvexplorer.ui.panes.request.row_order import turned_on
from nvexplorer.ui.widgets.section import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLabel

    from nvexplorer.catalogue.check import Problem
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.model.request import Parameter
    from nvexplorer.ui.panes.request.parameters_text import ParametersText
    from nvexplorer.ui.panes.request.row_notes import Hint
    from nvexplorer.ui.theme import Theme

# Milliseconds after the last key until a value that is being typed is called wrong.
_PAUSE = 600
_HEADINGS = ("Parameter", "Value", "What it does")


class ParametersForm(QWidget):
    """`edited` after any change by the user; `request_pasted` with what a pasted text asks for,
    see `pasted`; `settled` when what is said of the rows changed without typing."""

    edited = Signal()
    settled = Signal()
    request_pasted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._definition: Definition | None = None
        self._resolve: Callable[[Parameter], Hint] | None = None
        self._tried = False
        self._text: ParametersText | None = None
        self._rows = ParameterRows(theme, self._take_pasted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._rows)
        self._name = label(role="heading")
        self._heading = self._make_heading()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading)
        layout.addWidget(self._stack, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._on_paused)
        self._rows.edited.connect(self._on_edited)
        self._rows.made.connect(self._check)
        self._rows.verticalScrollBar().rangeChanged.connect(self._line_up)

    def show_request(
        self, definition: Definition | None, parameters: tuple[Parameter, ...]
    ) -> None:
        """What this resource takes (None: not in the catalogue), filled in."""
        self._tried = False
        self.bring_back(definition, parameters)

    def bring_back(self, definition: Definition | None, parameters: tuple[Parameter, ...]) -> None:
        """As `show_request`, for what was there before: what was said stays said."""
        self._definition = definition
        self._rows.show_rows(definition, parameters)
        if self._text is not None and self.as_text:
            self._text.show_rows(parameters)
        self._name.setFixedWidth(self._rows.name_width)
        self._check()

    def parameters(self) -> tuple[Parameter, ...]:
        """The rows that say something, those that are off too."""
        return self._view.parameters()

    def take_typed(self, typed: tuple[Parameter, ...]) -> None:
        """What the URL line says now: it decides which rows are on and what they hold."""
        self._view.take_typed(typed)
        self._check()

    def turn_on(self, name: str) -> bool:
        """Switches a parameter on, with the value it had; False when it was on. Not told."""
        now = self.parameters()
        if any(p.name == name and p.enabled for p in now):
            return False
        documented = self._definition.parameters if self._definition else ()
        self.bring_back(self._definition, turned_on(now, name, documented))
        return True

    def problems(self) -> list[Problem]:
        """What the documentation has against the rows that are on."""
        if self._definition is None:
            return []
        on = [(p.name, p.value) for p in self.parameters() if p.enabled]
        return check_parameters(self._definition, on, date.today())

    def shown_errors(self) -> int:
        """How many errors are shown."""
        return self._view.wrong()

    def try_out(self) -> None:
        """From now on say also what is missing: the request is being sent."""
        self._tried = True
        self._check()

    def focus_field(self, name: str = "") -> bool:
        """To the value of a parameter, the first one without a name; False when it has no row."""
        return self._view.focus_field(name)

    def set_resolver(self, resolve: Callable[[Parameter], Hint] | None) -> None:
        """`resolve` says what a value with placeholders stands for, which is shown beside it. Call
        again when that changed."""
        self._resolve = resolve
        self._rows.show_hints(resolve)

    # Rows and text

    @property
    def as_text(self) -> bool:
        return self._stack.currentWidget() is not self._rows

    def toggle_text(self) -> None:
        """From rows to text and back, nothing lost; the keyboard goes along."""
        parameters = self.parameters()
        if self.as_text:
            self._stack.setCurrentWidget(self._rows)
            self._rows.show_rows(self._definition, parameters)
        else:
            text = self._text_view()
            self._stack.setCurrentWidget(text)
            text.show_rows(parameters)
        self._show_toggle()
        self._line_up()
        self._check()
        self.focus_field()

    def _text_view(self) -> ParametersText:
        if self._text is None:
            from nvexplorer.ui.panes.request.parameters_text import ParametersText

            self._text = ParametersText(self._theme, self._take_pasted)
            self._text.edited.connect(self._on_edited)
            self._stack.addWidget(self._text)
        return self._text

    @property
    def _view(self) -> ParameterRows | ParametersText:
        return self._text if self._text is not None and self.as_text else self._rows

    # The heading

    def _make_heading(self) -> QFrame:
        heading = QFrame()
        heading.setProperty("edge", "bottom")
        heading.setProperty("ground", "surface")
        self._columns = layout = QHBoxLayout(heading)
        layout.setSpacing(8)
        layout.addSpacing(CHECK_WIDTH + 8)
        layout.addWidget(self._name)
        value, does, right = label(role="heading"), label(role="heading"), QWidget()
        self._toggle = QPushButton()
        self._toggle.setProperty("link", True)
        self._toggle.clicked.connect(lambda: self.toggle_text())
        box = QHBoxLayout(right)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(does, 1)
        box.addWidget(self._toggle)
        for cell in (value, does, right):
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for each in (value, does):
            each.setIndent(4)
        layout.addWidget(value, VALUE_STRETCH)
        layout.addWidget(right, NOTE_STRETCH)
        self._headings: tuple[QLabel, ...] = (self._name, value, does)
        self._show_toggle()
        self._line_up()
        return heading

    def _show_toggle(self) -> None:
        for heading, text in zip(self._headings, _HEADINGS, strict=True):
            heading.setText("" if self.as_text else text)
        self._toggle.setText("Edit as rows" if self.as_text else "Edit as text")

    def _line_up(self) -> None:
        """The columns of the heading over those of the rows, with or without a scroll bar."""
        bar = self._rows.verticalScrollBar()
        scrolls = not self.as_text and bar.maximum() > 0
        self._columns.setContentsMargins(12, 4, 12 + (bar.sizeHint().width() if scrolls else 0), 4)

    # Changes

    def _take_pasted(self, text: str) -> bool:
        """A whole query pasted into a field or into the text."""
        from nvexplorer.ui.panes.request.pasted import read_query

        # In the text a line such as keyword=x is a row as it stands.
        rows = self._definition.parameters if self._definition and not self.as_text else ()
        pasted = read_query(text, [p.name for p in rows])
        if pasted is not None:
            self.request_pasted.emit(pasted)
        return pasted is not None

    def _on_edited(self) -> None:
        self._check(typing=True)
        self._pause.start()
        self.edited.emit()

    def _on_paused(self) -> None:
        self._check()
        self.settled.emit()

    def _check(self, *, typing: bool = False) -> None:
        problems = self.problems()
        if self._text is not None and self.as_text:
            self._text.show_problems(problems, tried=self._tried)
            return
        self._rows.show_problems(problems, tried=self._tried, typing=typing)
        self._rows.show_hints(self._resolve, typing=typing)
