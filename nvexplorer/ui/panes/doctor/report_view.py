"""The right column: what will appear, what is being tried, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QWidget

from nvexplorer.doctor.diagnosis import Outcome
from nvexplorer.ui.clipboard import announce, copy
from nvexplorer.ui.panes.doctor import wording
from nvexplorer.ui.panes.doctor.cards import Card, flowing
from nvexplorer.ui.panes.doctor.comparison_view import HashedCard
from nvexplorer.ui.panes.doctor.echo_card import EchoCard
from nvexplorer.ui.panes.doctor.experiment_card import ExperimentCard
from nvexplorer.ui.panes.doctor.findings import Notes
from nvexplorer.ui.panes.doctor.not_found_card import NotFoundCard
from nvexplorer.ui.panes.doctor.parts_table import table_rows
from nvexplorer.ui.panes.doctor.result_card import ResultCard
from nvexplorer.ui.panes.doctor.searching_view import SearchingView
from nvexplorer.ui.panes.doctor.table import ValuesTable
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.section import Panel, label, scrolled

if TYPE_CHECKING:
    from nvexplorer.doctor.case import Case
    from nvexplorer.ui.panes.doctor.told import Told
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme

# Milliseconds after which a search is shown: most are over by then.
_PAUSE = 150
_EMPTY = (
    "How the MAC was really made appears here: every difference, with the proof.",
    "Paste the request that was refused; Ctrl+Enter finds out. Or let your code send it: Ctrl+F7.",
)
_STALE = "The request was changed since. Ctrl+Enter examines it again."
_MOST_REMARKS = 6


class ReportView(Panel):
    """`cancel_pressed` while searching; `open_pressed`: open the request corrected in a tab."""

    cancel_pressed = Signal()
    open_pressed = Signal()

    def __init__(self, theme: Theme, tasks: Tasks) -> None:
        super().__init__("sunken")
        self._theme = theme
        self._tasks = tasks
        self._built = False
        self._told: Told | None = None
        self._shown = 0
        self._empty = EmptyState(*_EMPTY)
        self.searching = SearchingView(theme)
        self.searching.cancel_pressed.connect(self.cancel_pressed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.searching)
        self._content = Panel("sunken", margins=(20, 20, 20, 20), spacing=12)
        self._scroll = scrolled(self._content)
        self._stack.addWidget(self._scroll)
        self.box.addWidget(self._stack)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._show_searching)

    def build(self) -> None:
        """Make the cards, once, before the first result: the window opens without them."""
        if self._built:
            return
        self._built = True
        theme = self._theme
        self._stale = label(_STALE, "warn", wrap=True)
        self.result = ResultCard()
        self.result.turned.connect(self._on_turned)
        self._remarks_card = Card()
        self._remarks_title = label("Also noticed", "strong")
        self._remarks = Notes(theme, at_once=_MOST_REMARKS)
        self._remarks_card.box.addWidget(self._remarks_title)
        self._remarks_card.box.addSpacing(4)
        self._remarks_card.box.addWidget(self._remarks)
        self._excluded = NotFoundCard()
        self.experiment = ExperimentCard(theme, self._tasks)
        self.echo = EchoCard(theme)
        self.hashed = HashedCard(theme)
        self._table_card = Card()
        self._table_card.box.setContentsMargins(12, 6, 12, 8)
        self._table_title = label("What would have been right, as far as it is known", "strong")
        self._table_title.setContentsMargins(10, 6, 0, 0)
        self.table = ValuesTable(theme, "Parts of the MAC input")
        for table in (
            self.table,
            self.hashed.view.table,
            self.echo.table,
            self.experiment.table,
        ):
            table.reveal.connect(lambda place, of=table: self._on_reveal(of, place))
        self._table_card.box.addWidget(self._table_title)
        self._table_card.box.addWidget(self.table)
        self._buttons = self._make_buttons()
        for widget in (
            self._stale,
            self.result,
            self.experiment,
            self._excluded,
            self._table_card,
            self.hashed,
            self.echo,
            self._remarks_card,
            self._buttons,
        ):
            self._content.box.addWidget(widget)
        self._content.box.addStretch(1)

    def _make_buttons(self) -> QWidget:
        self._copy = QPushButton("Copy report (keys hidden) ▾")
        self._copy.setAccessibleName("Copy report, keys hidden")
        self._copy.setToolTip("Copy the report, as text with Ctrl+Shift+C")
        menu = QMenu(self._copy)
        menu.addAction("As text", self.copy_text)
        menu.addAction("As Markdown", self._copy_markdown)
        self._copy.setMenu(menu)
        self._open = QPushButton("Open corrected in a tab")
        self._open.setToolTip("Open this request in the main window, signed as it should be")
        self._open.clicked.connect(self.open_pressed)
        return flowing(self._copy, self._open, across=8, down=8)

    def tab_order(self) -> list[QWidget]:
        """As the Tab key goes."""
        return [
            self.searching.cancel,
            *self.result.tab_order(),
            self.experiment.field,
            self.experiment.table,
            self.table,
            self.hashed.view.table,
            self.echo.table,
            *self._remarks.tab_order(),
            self._copy,
            self._open,
        ]

    @property
    def told(self) -> Told | None:
        """What is shown, None before the first search."""
        return self._told

    # What is shown

    def show_searching(self) -> None:
        """Soon, unless the search is over before."""
        self.searching.show_preparing()
        self._timer.start()

    def show_progress(self, level: int, candidates: int) -> None:
        self.searching.show_progress(level, candidates)

    def _show_searching(self) -> None:
        self._stack.setCurrentWidget(self.searching)

    def show_back(self) -> None:
        """The search was ended: what was there before."""
        self._timer.stop()
        self._stack.setCurrentWidget(self._scroll if self._told is not None else self._empty)

    def show_told(self, told: Told, case: Case | None = None) -> None:
        """`case` is what a string of the user's is compared with."""
        self.build()
        self._told = told
        diagnosis = told.diagnosis
        self._stale.hide()
        self._show_explanation(0)
        nothing = diagnosis.outcome == Outcome.NOT_FOUND
        self._table_title.setVisible(nothing)
        self._excluded.setVisible(told.excluded is not None)
        self.experiment.setVisible(nothing)
        self.hashed.setVisible(told.hashed is not None)
        if told.hashed is not None:
            self.hashed.view.show_comparison(told.hashed)
        if case is not None:
            self.experiment.show_case(case)
        if told.excluded is not None:
            self._excluded.show_excluded(told.excluded)
        right = diagnosis.outcome == Outcome.RIGHT
        bad = any(each.severity != "note" for each in diagnosis.remarks)
        fails = "What fails, or may fail, a request whose MAC is right"
        self._remarks_title.setText(fails if right and bad else "Also noticed")
        # Those of the dump itself stand beside it already.
        seen = {each.title for each in case.reading.findings} if case and case.reading else set()
        remarks = [each for each in diagnosis.remarks if each.title not in seen]
        self._remarks.show_notes(remarks)
        self._remarks_card.setVisible(bool(remarks))
        self.show_back()
        self._scroll.verticalScrollBar().setValue(0)
        announce(self, self.table.accessibleDescription())

    def show_stale(self, stale: bool) -> None:
        """Whether the request is another one by now."""
        if self._told is not None:
            self._stale.setVisible(stale)

    def _on_turned(self, index: int) -> None:
        self._show_explanation(index)

    def turn(self, step: int) -> None:
        """To another of several explanations."""
        if self._built:
            self.result.turn(step)

    def _show_explanation(self, index: int) -> None:
        told = self._told
        assert told is not None
        self._shown = index
        self.result.show_diagnosis(told.diagnosis, index)
        explanations = told.diagnosis.explanations
        explanation = explanations[index] if explanations else None
        self.table.setAccessibleDescription(wording.spoken(told.diagnosis, explanation))
        made_known = told.diagnosis.outcome != Outcome.NOT_FOUND
        titles, rows = table_rows(told.rows[index], made_known=made_known)
        self.table.show_rows(titles, rows, tuple(range(1, len(titles))))
        self.echo.setVisible(told.echo is not None)
        if told.echo is not None:
            self.echo.show_echo(told.echo, told.rows[index] if made_known else None)

    # Hands

    def _on_reveal(self, table: ValuesTable, place: QRect) -> None:
        at = table.mapTo(self._content, place.center())
        self._scroll.ensureVisible(0, at.y(), 0, place.height() + 24)

    def copy_text(self) -> None:
        if self._told is not None:
            copy(self._copy, self._told.text, "Report")

    def _copy_markdown(self) -> None:
        if self._told is not None:
            copy(self._copy, self._told.markdown, "Report as Markdown")
