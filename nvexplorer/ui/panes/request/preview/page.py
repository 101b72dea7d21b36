"""The Preview tab: placeholders, head, MAC input and body, all as they would go out now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from nvexplorer.model.errors import describe
from nvexplorer.ui.clipboard import copy
from nvexplorer.ui.panes.mac_input import wording
from nvexplorer.ui.panes.mac_input.strip import MacStrip
from nvexplorer.ui.panes.request.preview.body_bytes import BodyBytes
from nvexplorer.ui.panes.request.preview.content import Content, content
from nvexplorer.ui.panes.request.preview.head_text import HeadText
from nvexplorer.ui.panes.request.preview.replaced_table import ReplacedTable
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.links import link
from nvexplorer.ui.widgets.section import Panel, label, scrolled
from nvexplorer.ui.wording import size_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QHideEvent, QShowEvent

    from nvexplorer.exchange.placeholders import Facts, Problem
    from nvexplorer.model.request import RequestDraft
    from nvexplorer.ui.tasks import Handle, Tasks
    from nvexplorer.ui.theme import Theme

# Milliseconds without a keystroke after which the preview is made anew.
_PAUSE = 120
_MOST_PROBLEMS = 5
_AS_SENT = "As it would be sent now. Timestamp, transaction ID and MAC are made at sending."
_NOT_SENT = "It is not sent while a placeholder stands for nothing."


class PreviewPage(QWidget):
    """`look` gives the draft as typed and what placeholders stand for, None without a profile. It
    is asked when the page is shown and, while it is seen, after `refresh`. `place_wanted` carries
    the words for a place in the request, as in BadInput."""

    place_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        tasks: Tasks,
        look: Callable[[], tuple[RequestDraft, Facts] | None],
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._look = look
        self._content: Content | None = None
        self._making: Handle | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._make)

        self._copy = link("copy head", "Copy request line and headers")
        self._copy.clicked.connect(self._on_copy)
        self._state = label(role="small")
        bar = Panel("surface", "bottom", across=True, margins=(12, 3, 12, 3), spacing=8)
        bar.box.addWidget(self._state, 1)
        bar.box.addWidget(self._copy)

        self._problems = Panel("bad", margins=(12, 6, 12, 6), spacing=2)
        self._table = ReplacedTable(theme)
        self._head = HeadText(theme)
        self._mac_title = label(role="small")
        self._strip = MacStrip(theme)
        self._strip.copy_wanted.connect(self._on_part_copied)
        left = Panel("surface", margins=(0, 0, 0, 8), spacing=0)
        left.box.addWidget(self._problems)
        values = Panel("surface", margins=(9, 4, 0, 0))
        values.box.addWidget(self._table)
        left.box.addWidget(values)
        head = Panel("surface", margins=(6, 0, 0, 0))
        head.box.addWidget(self._head)
        left.box.addWidget(head)
        mac = Panel("surface", margins=(12, 4, 8, 0), spacing=2)
        mac.box.addWidget(self._mac_title)
        mac.box.addWidget(self._strip)
        left.box.addWidget(mac)
        left.box.addStretch(1)
        self._body_title = label(role="small")
        self._body = BodyBytes(theme)
        right = Panel("background")
        title = Panel("background", margins=(12, 4, 12, 4))
        title.box.addWidget(self._body_title)
        right.box.addWidget(title)
        right.box.addWidget(self._body, 1)
        self._right = right
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._left, self._scroll = left, scrolled(left)
        self._split.addWidget(self._scroll)
        self._split.addWidget(right)
        self._split.setSizes([500, 400])
        self._nothing = EmptyState("")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._stack, 1)
        self._table.place_wanted.connect(self.place_wanted)
        self._head.cursorPositionChanged.connect(self._on_cursor)
        self._strip.reveal.connect(self._on_part)
        self.setFocusProxy(self._head)
        self._show_nothing("")

    @property
    def content(self) -> Content | None:
        """What is shown; None until it is made."""
        return self._content

    def refresh(self) -> None:
        """Something may have changed. Costs nothing while the page is not seen."""
        if self.isVisible():
            self._timer.start(_PAUSE)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    # The keyboard scrolls the column that is read in

    def _on_cursor(self) -> None:
        if self._head.hasFocus():
            self._reveal(self._head.viewport(), self._head.cursorRect())

    def _on_part(self, place: QRect) -> None:
        self._reveal(self._strip, place)

    def _reveal(self, widget: QWidget, place: QRect) -> None:
        at = widget.mapTo(self._left, place.center())
        self._scroll.ensureVisible(0, at.y(), 0, place.height())

    # Making it, away from the window

    def _make(self) -> None:
        if self._making is not None:
            self._making.cancel()
        found = self._look()
        if found is None:
            self._show_nothing("Choose a profile (Ctrl+E) to see what would be sent.")
            return
        self._making = self._tasks.run(content, *found, done=self._on_made, failed=self._on_failed)

    def _on_failed(self, error: BaseException) -> None:
        self._show_nothing(str(describe(error)))
        raise error

    def _on_made(self, made: Content) -> None:
        self._making = None
        self._content = made
        self._show_problems(made.problems)
        self._table.show_rows(made.replaced)
        self._copy.setVisible(bool(made.head))
        if made.message is None:
            self._show_nothing(made.why_not)
            return
        self._state.setText(_NOT_SENT if made.problems else _AS_SENT)
        self._head.show_lines(made.head)
        self._mac_title.setText(f"MAC input · {wording.headline(made.message, None)}")
        self._strip.show_input(made.message, None, preview=True)
        self._show_body(made)
        self._stack.setCurrentWidget(self._split)

    def _show_nothing(self, sentence: str) -> None:
        self._state.setText("")
        self._copy.hide()
        self._body.forget()
        self._nothing.show_text(sentence)
        self._stack.setCurrentWidget(self._nothing)

    def _show_body(self, made: Content) -> None:
        self._right.setVisible(made.body is not None)
        if made.body is None:
            self._body.forget()
            return
        size = size_text(len(made.body)) if made.body else "empty"
        self._body_title.setText(f"Body · {size} · {made.encoding.upper()}")
        self._body.show_body(made.body, made.encoding, made.spans)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        box = self._problems.box
        while (item := box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in problems[:_MOST_PROBLEMS]:
            box.addWidget(self._problem_row(each))
        if len(problems) > _MOST_PROBLEMS:
            box.addWidget(label(f"… and {len(problems) - _MOST_PROBLEMS} more.", "bad"))
        self._problems.setVisible(bool(problems))

    def _problem_row(self, problem: Problem) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(f"{problem.what} {problem.next}", "bad", wrap=True), 1)
        go = link("go there", f"Go to {problem.place.words}")
        go.clicked.connect(lambda: self.place_wanted.emit(problem.place.words))
        layout.addWidget(go)
        return row

    # Copying

    def _on_copy(self) -> None:
        if self._content is not None:
            copy(self._copy, self._content.head_text(), "Request head")

    def _on_part_copied(self, text: str, what: str) -> None:
        copy(self._strip, text, what)
