"""The lower half of a request's tab: what came back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from nvexplorer.model.errors import Message, describe
from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.panes.response import story
from nvexplorer.ui.panes.response.answer_tabs import AnswerTabs
from nvexplorer.ui.panes.response.failure import FailurePanel
from nvexplorer.ui.panes.response.saving import save_body
from nvexplorer.ui.panes.response.sending_view import SendingView
from nvexplorer.ui.panes.response.status_strip import StatusStrip
from nvexplorer.ui.widgets.banner import Banner
from nvexplorer.ui.widgets.empty_state import EmptyState
from nvexplorer.ui.widgets.fitting_scroll import FittingScroll
from nvexplorer.ui.widgets.section import Panel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.mac import PartKind
    from nvexplorer.model.ports import Progress
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme


_LEAST = 160  # pixels
_MOST_NOTES = 150  # of an explanation that claims its height
_LEAST_TABS = 96


class ResponsePane(QWidget):
    """`part_hovered` carries the PartKind whose header is pointed at, or None; `highlight` is the
    same the other way round."""

    part_hovered = Signal(object)

    def __init__(self, theme: Theme, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._exchange: Exchange | None = None
        self._empty = EmptyState("The answer appears here.", "Ctrl+Enter sends.")
        self._sending = SendingView()
        self._strip = StatusStrip(theme)
        self._failure = FailurePanel(theme)
        self._banner = Banner()
        self._tabs = AnswerTabs(theme)
        notes = Panel(margins=(12, 8, 12, 8), spacing=8)
        notes.box.addWidget(self._failure)
        notes.box.addWidget(self._banner)
        self._notes = FittingScroll(notes)
        page = Panel("surface")
        page.box.addWidget(self._strip)
        page.box.addWidget(self._notes)
        page.box.addWidget(self._tabs, 1)
        # In a low window the explanation keeps its height and the answer gives way.
        self._tabs.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._tabs.setMinimumHeight(_LEAST_TABS)
        self.setMinimumHeight(_LEAST)
        self._answer = page
        self._stack = QStackedWidget()
        for each in (self._empty, self._sending, page):
            self._stack.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._strip.save_wanted.connect(self._on_save)
        self._tabs.message.connect(self._on_xml_message)
        self._tabs.part_hovered.connect(self.part_hovered)

    @property
    def exchange(self) -> Exchange | None:
        """What is shown, or was until the sending that is under way."""
        return self._exchange

    def show_empty(self) -> None:
        self._exchange = None
        self._tabs.clear()
        self._sending.stop()
        self._stack.setCurrentWidget(self._empty)

    def show_sending(self, host: str = "") -> None:
        """A sending has begun; `host` is where it goes, for the words."""
        self._sending.start(host)
        self._stack.setCurrentWidget(self._sending)

    def show_progress(self, progress: Progress) -> None:
        self._sending.show_progress(progress)

    def show_unsent(self) -> None:
        """Nothing came of the sending: back to what was shown before."""
        self._sending.stop()
        shown = self._empty if self._exchange is None else self._answer
        self._stack.setCurrentWidget(shown)

    def show_exchange(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._sending.stop()
        told = story.explanation(exchange)
        self._strip.show_exchange(exchange)
        self._failure.show_explanation(told)
        self._banner.hide()
        self._notes.setVisible(told is not None)
        self._fit()
        self._tabs.show_exchange(exchange)
        self._stack.setCurrentWidget(self._answer)
        announce(self, f"{exchange.outcome.value}. {told.title if told else ''}")

    def set_pretty(self, pretty: bool) -> None:
        """One element on each line, or the lines as they came."""
        self._tabs.set_pretty(pretty)

    def highlight(self, kind: PartKind | None) -> None:
        self._tabs.highlight(kind)

    # Commands of the window

    def find(self) -> None:  # type: ignore[override]  # QWidget.find is of no use here
        if self._exchange is not None:
            self._tabs.find()

    def find_next(self) -> None:
        if self._exchange is not None:
            self._tabs.find_next()

    def find_previous(self) -> None:
        if self._exchange is not None:
            self._tabs.find_previous()

    def focus_answer(self) -> None:
        if self._exchange is not None:
            self._tabs.focus_answer()

    # Saving

    def _on_save(self) -> None:
        if self._exchange is None:
            return
        dialog = QFileDialog(self, "Save the answer")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xml")
        dialog.setNameFilters(["XML files (*.xml)", "All files (*)"])
        dialog.selectFile(story.file_name(self._exchange))
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the answer that is shown into a file, in a task."""
        answer = self._exchange.answer if self._exchange is not None else None
        if answer is not None:
            self._tasks.run(
                save_body, answer.body, Path(path), done=self._on_saved, failed=self._on_not_saved
            )

    def _on_saved(self, path: Path) -> None:
        self._show_note(Message(f"Saved as {path}.", ""), "ok")

    def _on_not_saved(self, error: BaseException) -> None:
        self._show_note(describe(error), "bad")

    def _on_xml_message(self, sentence: str) -> None:
        self._show_note(Message(sentence, ""), "warn")

    def _show_note(self, message: Message, kind: str) -> None:
        self._banner.show_message(message, kind)
        self._notes.show()
        self._fit()

    def _fit(self) -> None:
        """Claim the height that an explanation needs, from the panes above."""
        shown = not self._notes.isHidden()
        notes = min(self._notes.sizeHint().height(), _MOST_NOTES) if shown else 0
        if self.minimumHeight() != _LEAST + notes:
            self.setMinimumHeight(_LEAST + notes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
