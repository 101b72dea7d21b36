"""The text of both sides, with how many differences there are and how to walk through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from nvexplorer.ui.panes.compare.beside import prepared
from nvexplorer.ui.panes.compare.twin_finder import TwinFinder
from nvexplorer.ui.panes.compare.twin_view import TwinView
from nvexplorer.ui.widgets.elided import ElidedLabel
from nvexplorer.ui.widgets.find_bar import FindBar
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label

if TYPE_CHECKING:
    from nvexplorer.exchange.compare.results import Difference, TextComparison
    from nvexplorer.ui.panes.compare.beside import Compared
    from nvexplorer.ui.panes.compare.side import Side
    from nvexplorer.ui.tasks import Handle, Tasks
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.window_workers import WindowWorkers

# Bytes of runs that are made ready at once, which takes some milliseconds; else in a thread.
_AT_ONCE = 24 * 5_000


class TextPage(Panel):
    """`place_changed` when another difference is the current one; `message` is a sentence;
    `failed` carries an exception."""

    place_changed = Signal()
    message = Signal(str)

    def __init__(self, theme: Theme, tasks: Tasks, workers: WindowWorkers) -> None:
        super().__init__("background")
        self._theme = theme
        self._tasks = tasks
        self._preparing: Handle | None = None
        self.twin = TwinView()
        self.twin.setFont(theme.mono_font())
        self._finder = TwinFinder(self.twin, workers)
        self.find_bar = FindBar(self._finder)  # type: ignore[arg-type]  # has what it asks a view
        self.find_bar.problem.connect(self._on_problem)
        self._find = link("find", "Find on the side with the frame (Ctrl+F)")
        self._find.clicked.connect(self.find)
        self.find_bar.closed.connect(self._on_find_closed)
        self._sentence = ElidedLabel("", "strong")
        self._coarse = label(role="caution", wrap=True)
        self._align = link("align all rows", "Equal rows beside each other again (F8)")
        self._hint = label("F8 next · Shift+F8 previous · F6 other side", "small")
        top = Panel("surface", "bottom", across=True, margins=(12, 4, 12, 4), spacing=10)
        top.setMinimumHeight(40)
        top.box.addWidget(self._sentence)
        top.box.addWidget(self._align)
        top.box.addWidget(self._coarse, 1)
        top.box.addStretch(1)
        top.box.addWidget(self._hint)
        top.box.addWidget(self._find)
        top.box.addWidget(self.find_bar)
        self.box.addWidget(top)
        self.box.addWidget(self.twin, 1)
        self._align.clicked.connect(self._on_align)
        self.twin.place_changed.connect(self.place_changed)
        self.twin.message.connect(self.message)
        self.twin.layout_changed.connect(self._show_layout)
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self._show_layout()

    def show_sides(self, left: Side, right: Side) -> None:
        """Row by row, until their comparison is known."""
        self._stop_preparing()
        self.twin.show_bodies(left.body, right.body, (left.charset, right.charset))
        self._sentence.setText("")
        self._coarse.setText("")
        self._show_layout()

    def clear(self) -> None:
        self._stop_preparing()
        self.twin.clear()
        self._sentence.setText("")

    def show_comparison(self, comparison: TextComparison) -> None:
        self._stop_preparing()
        if len(comparison.runs) <= _AT_ONCE:
            self._on_prepared(prepared(comparison))
        else:
            self._preparing = self._tasks.run(
                prepared, comparison, done=self._on_prepared, failed=self._on_not_prepared
            )

    def show_difference(self, difference: Difference) -> None:
        """Both places beside each other."""
        self.twin.show_places(difference.left, difference.right)
        self.twin.setFocus()

    # QWidget.find is of no use here
    def find(self) -> None:  # type: ignore[override]
        self._find.hide()
        self._hint.hide()
        self.find_bar.open()

    def _on_find_closed(self) -> None:
        self._find.show()
        self._hint.show()

    def find_next(self) -> None:
        self._finder.find_next() if self.find_bar.isVisible() else self.find()

    def find_previous(self) -> None:
        self._finder.find_previous() if self.find_bar.isVisible() else self.find()

    def _on_problem(self, sentence: str) -> None:
        if sentence:
            self.message.emit(sentence)

    def go(self, by: int) -> bool:
        return self.twin.go(by)

    @property
    def place(self) -> tuple[int, int]:
        return self.twin.place

    def _stop_preparing(self) -> None:
        if self._preparing is not None:
            self._preparing.cancel()
            self._preparing = None

    def _on_prepared(self, compared: Compared) -> None:
        self._preparing = None
        self.twin.show_compared(compared)
        self._sentence.setText(compared.comparison.sentence)
        self._coarse.setText(compared.comparison.coarse)
        self._show_layout()
        self.place_changed.emit()

    def _on_not_prepared(self, error: BaseException) -> None:
        raise error

    def _on_align(self) -> None:
        self.twin.align()
        self.twin.setFocus()

    def _show_layout(self) -> None:
        pinned = self.twin.compared is not None and not self.twin.aligned
        self._align.setVisible(pinned)
        self._coarse.setVisible(bool(self._coarse.text()))
        if pinned:
            self._sentence.setText("Two places beside each other.")
        elif self.twin.compared is not None:
            self._sentence.setText(self.twin.compared.comparison.sentence)

    def _on_theme(self) -> None:
        self.twin.set_tokens(self._theme.tokens)
