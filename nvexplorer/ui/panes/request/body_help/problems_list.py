"""What is wrong with the body, under its editor: counts, the problem at the caret, all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QListView, QPushButton, QVBoxLayout, QWidget

from nvexplorer.ui.panes.request.body_help.problems_model import (
    ROW_HEIGHT,
    ProblemDelegate,
    ProblemsModel,
    counts_text,
)
from nvexplorer.ui.widgets.badge import set_property
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.rows_model import ROW_ROLE
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from nvexplorer.catalogue.body_problem import BodyProblem
    from nvexplorer.ui.panes.request.body_help.checks import BodyChecks
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.editor.editor import XmlEditor

_MOST_ROWS = 5
# Rows shown without being asked for leave the editor this much, in pixels.
_EDITOR_NEEDS = 260
_FORM_NEEDS = 480


class ProblemsList(QWidget):
    """A line that is always there once the body was checked, and a list that its first button
    opens. `counted` when the number of errors and warnings may be another."""

    counted = Signal()

    def __init__(self, theme: Theme, checks: BodyChecks, editor: XmlEditor) -> None:
        super().__init__()
        self._checks = checks
        self._editor = editor
        self._needed = _EDITOR_NEEDS
        self._wanted: bool | None = None  # whether the list shall be open; None: where it fits
        self._counts = QPushButton()
        self._counts.setProperty("flat", True)
        self._counts.setToolTip("Show or hide the list of problems; F8 goes to the next one")
        self._counts.clicked.connect(self._on_counts_pressed)
        self._sentence = ElidedLabel()
        self._fix = QPushButton("Fix")
        self._fix.clicked.connect(self.fix_here)
        self._fix_all = QPushButton("Fix all")
        self._fix_all.setToolTip("Mend everything that can be mended, in one step")
        self._fix_all.clicked.connect(checks.fix_all)
        self._line = Panel(edge="top", across=True, margins=(8, 2, 8, 2), spacing=8)
        for widget in (self._counts, self._sentence, self._fix, self._fix_all):
            self._line.box.addWidget(widget, 1 if widget is self._sentence else 0)
        for button in (self._fix, self._fix_all):
            button.setProperty("link", True)
        self._model = ProblemsModel(self._line_of, self)
        self._list = _List()
        self._list.setModel(self._model)
        delegate = ProblemDelegate(theme, self._list)
        delegate.fix_pressed.connect(checks.fix)
        self._list.setItemDelegate(delegate)
        self._list.setAccessibleName("Problems of the body")
        self._list.activated.connect(self._on_activated)
        self._list.clicked.connect(self._on_activated)
        self._list.fix_pressed.connect(self.fix_here)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._line)
        layout.addWidget(self._list)
        # The caret moves with every key; what is said of it may come a moment later.
        self._caret_timer = QTimer(self)
        self._caret_timer.setSingleShot(True)
        self._caret_timer.setInterval(60)
        self._caret_timer.timeout.connect(self._show_here)
        checks.changed.connect(self._on_changed)
        editor.cursorPositionChanged.connect(self._caret_timer.start)
        self._on_changed()

    @property
    def errors(self) -> int:
        report = self._checks.report
        return report.errors if report else 0

    @property
    def warnings(self) -> int:
        report = self._checks.report
        return report.warnings if report else 0

    def go(self, by: int) -> None:
        """To the next problem, or by -1 to the one before, and around at the ends. What could not
        be judged is passed by where there is anything else."""
        problems = self._model.rows
        judged = [p for p in problems if p.severity != "unjudged"] or problems
        places = sorted(
            (place, number)
            for number, problem in enumerate(judged)
            for place in (self._checks.where(problem),)
            if place is not None
        )
        if not places:
            return
        here = self._editor.selection()
        if by > 0:
            place, number = next((each for each in places if each[0] > here), places[0])
        else:
            place, number = ([each for each in places if each[0] < here] or places)[-1]
        self._editor.show_place(*place)
        self._show_problem(judged[number])

    def fix_here(self) -> None:
        """The fix of the problem that the line tells of."""
        problem = self._here()
        if problem is not None and problem.fix is not None:
            self._checks.fix(problem)

    def yield_to_form(self, form: bool) -> None:
        """The form, which shows problems at its rows, needs more room than the editor."""
        self._needed = _FORM_NEEDS if form else _EDITOR_NEEDS
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._make_room()
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        """The editor comes before the list."""
        rows = min(_MOST_ROWS, len(self._model.rows))
        shown = self._wanted
        if shown is None:
            parent = self.parentWidget()
            height = parent.height() if parent else 0
            judged = self.errors + self.warnings > 1
            free = height - self._line.sizeHint().height() - self._needed
            rows = min(rows, max(0, free // ROW_HEIGHT))
            shown = judged and rows > 1
        self._list.setMaximumHeight(ROW_HEIGHT * rows + 4)
        # Opened by hand it keeps its height; else it gives way to what needs room.
        self._list.setMinimumHeight(ROW_HEIGHT * rows + 4 if self._wanted else 0)
        self._list.setVisible(shown and rows > 0)
        self._show_here()

    def _line_of(self, problem: BodyProblem) -> int | None:
        place = self._checks.where(problem)
        return None if place is None else self._editor.line_of(place[0])

    def _on_changed(self) -> None:
        checks = self._checks
        report = checks.report
        self._model.show(report.problems if report else ())
        self._list.viewport().update()
        self.setVisible(report is not None or checks.failure is not None)
        if report is not None:
            text = counts_text(report)
            kind = "bad" if report.errors else "warn" if report.warnings else "ok"
            self._counts.setText(text or "No problems")
            set_property(
                self._counts, "counts", "muted" if report.unjudged and kind == "ok" else kind
            )
            self._counts.setEnabled(bool(text))
        elif checks.failure is not None:
            self._counts.setText("Not checked")
            set_property(self._counts, "counts", "muted")
            self._counts.setEnabled(False)
        self._fix_all.setVisible(sum(1 for _ in checks.fixable()) > 1)
        self._make_room()
        self.counted.emit()

    def _show_here(self) -> None:
        """The problem at the caret, else the first; the lines of all as they are now."""
        self._list.viewport().update()
        self._show_problem(self._here())

    def _show_problem(self, problem: BodyProblem | None) -> None:
        failure = self._checks.failure
        listed = not self._list.isHidden()  # with what its fix does
        mendable = problem is not None and problem.fix is not None
        self._fix.setVisible(mendable and not listed)
        if problem is None:
            self._sentence.setText(str(failure) if failure else "")
            return
        line = self._model.line_text(problem)
        self._sentence.setText("" if listed else f"{line.capitalize()}: {problem.problem}")
        if problem.fix is not None:
            self._show_fix(problem.fix.title)
        if problem in self._model.rows:
            row = self._model.rows.index(problem)
            self._list.setCurrentIndex(self._model.index(row))

    def _show_fix(self, title: str) -> None:
        """No wider than a third of the line: the sentence says what it is about."""
        right, most = Qt.TextElideMode.ElideRight, max(160, self.width() // 3)
        shown = self._fix.fontMetrics().elidedText(title, right, most)
        self._fix.setText(shown.replace("&", "&&"))  # no mnemonic
        self._fix.setToolTip(f"{title} (Alt+Enter)")
        self._fix.setAccessibleName(title)

    def _here(self) -> BodyProblem | None:
        """The one at the caret: the smallest place that holds it, else one on its line, else the
        first."""
        caret = self._editor.caret_offset()
        line = self._editor.line_of(caret)
        best: tuple[int, int, int] | None = None
        found: BodyProblem | None = None
        for number, problem in enumerate(self._model.rows):
            place = self._checks.where(problem)
            if place is None:
                continue
            start, end = place
            if start <= caret <= end:
                rank = (0, end - start, number)
            elif abs(start - caret) < 4000 and self._editor.line_of(start) == line:
                rank = (1, abs(start - caret), number)
            else:
                rank = (2, 0, number)
            if best is None or rank < best:
                best, found = rank, problem
        return found

    def _on_counts_pressed(self) -> None:
        self._wanted = not self._list.isVisible()
        self._make_room()
        if self._wanted:
            self._list.setFocus()

    def _on_activated(self, index: QModelIndex) -> None:
        problem: BodyProblem = index.data(ROW_ROLE)
        place = self._checks.where(problem)
        if place is not None:
            self._editor.show_place(*place)
            self._editor.setFocus()
            self._show_problem(problem)


class _List(QListView):
    """Enter goes to the place, Alt+Enter mends it."""

    fix_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt:
                self.fix_pressed.emit()
            elif self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
