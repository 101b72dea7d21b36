"""The lower half of a request's tab: what came back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from nvexplorer.model.errors import Message, describe
from nvexplorer.ui.clipboard import announce
from nvexplorer.ui.panes.response import story
from nvexplorer.ui.panes.response.answer_page import AnswerPage
from nvexplorer.ui.panes.response.arrival import Arrival
from nvexplorer.ui.panes.response.handing_on import HandingOn
from nvexplorer.ui.panes.response.saving import save_body
from nvexplorer.ui.panes.response.sending_view import SendingView
from nvexplorer.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.exchange.refusal import Suspect
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.mac import PartKind
    from nvexplorer.model.ports import Progress
    from nvexplorer.ui.panes.response.answer_tabs import AnswerTabs
    from nvexplorer.ui.panes.response.answer_view import ViewServices
    from nvexplorer.ui.panes.response.echo_story import EchoStory

# Pixels: what an answer wants, what it gets at least, and what an empty pane gets.
_WANTED, _LEAST, _LEAST_EMPTY = 300, 160, 80
_PAUSE = 150  # milliseconds
_ANY = 10_000


class ResponsePane(QWidget):
    """`part_hovered` carries the PartKind whose header is pointed at, or None; `highlight` is the
    same the other way round. `suspect_chosen` carries the Suspect to be gone to, `examine_pressed`
    the Exchange that the MAC doctor shall examine, `link_wanted` an `exchange.links.Link` to be
    opened in a new tab. `stop_wanted`: no more of the answer that arrives. `compare_pressed`: it
    shall be compared with another. `claimed` when `wanted` may be another."""

    part_hovered = Signal(object)
    suspect_chosen = Signal(object)
    examine_pressed = Signal(object)
    compare_pressed = Signal()
    link_wanted = Signal(object)
    stop_wanted = Signal()
    claimed = Signal()

    def __init__(self, services: ViewServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = services.tasks
        self._pretty = True
        self._room = _ANY
        self._exchange: Exchange | None = None
        self._definition: Definition | None = None  # of what is shown
        self._asked: Definition | None = None  # of what is under way
        self._arrival = Arrival(self)
        self._arrival.begun.connect(self._on_arriving)
        self._empty = EmptyState("The answer appears here.", "Ctrl+Enter sends.")
        self._sending = SendingView()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._sending)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setMinimumHeight(_LEAST_EMPTY)
        self._stack.currentChanged.connect(self._claim)
        self.handing_on = HandingOn(self._tasks, self._shown_exchange, self)
        self.handing_on.told.connect(self._show_note)
        # Made once the request is there to be seen, or when the first answer comes.
        self._page: AnswerPage | None = None
        QTimer.singleShot(_PAUSE, self, self._make_page)

    def _make_page(self) -> AnswerPage:
        if self._page is None:
            page = self._page = AnswerPage(self._services, self._stack)
            self._stack.addWidget(page)
            page.tabs.set_pretty(self._pretty)
            page.strip.save_wanted.connect(self.save)
            page.strip.exchange_wanted.connect(self.handing_on.save_exchange)
            page.strip.support_wanted.connect(self.handing_on.copy_for_support)
            page.strip.compare_wanted.connect(self.compare_pressed)
            page.strip.stop_wanted.connect(self.stop_wanted)
            self._arrival.grown.connect(page.tabs.grow)
            self._arrival.moved.connect(page.strip.show_coming)
            page.tabs.message.connect(self._on_xml_message)
            page.tabs.part_hovered.connect(self.part_hovered)
            page.tabs.link_wanted.connect(self.link_wanted)
            page.suspects.chosen.connect(self.suspect_chosen)
            page.echo.examine_pressed.connect(self.examine)
        return self._page

    def _shown_exchange(self) -> Exchange | None:
        return self._exchange

    @property
    def exchange(self) -> Exchange | None:
        """What is shown, or was until the sending that is under way."""
        return self._exchange

    def show_empty(self) -> None:
        self._exchange = None
        if self._page is not None:
            self._page.tabs.clear()
        self._stop_waiting()
        self._stack.setCurrentWidget(self._empty)

    def show_sending(self, host: str = "", definition: Definition | None = None) -> None:
        """A sending has begun; `host` is where it goes, for the words, `definition` that of the
        resource asked."""
        self._asked = definition
        self._sending.start(host)
        self._stack.setCurrentWidget(self._sending)

    def show_page(self, page: QWidget) -> None:
        """Another page in the place of the answer, until the next sending or `show_unsent`."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.setFocus()

    def show_progress(self, progress: Progress) -> None:
        """An answer that takes its time is shown from its first bytes on."""
        self._sending.show_progress(progress)
        self._arrival.show_progress(progress)

    def _on_arriving(self, progress: Progress) -> None:
        assert progress.answer is not None
        self._sending.stop()
        page = self._make_page()
        page.show_arriving(progress.answer, self._asked)
        self._claim()
        self._stack.setCurrentWidget(page)
        announce(self, "Receiving the answer.")

    def show_unsent(self) -> None:
        """Nothing came of the sending: back to what was shown before."""
        arriving = self._arrival.shown
        self._stop_waiting()
        if self._exchange is None:
            if self._page is not None:
                self._page.tabs.clear()
            self._stack.setCurrentWidget(self._empty)
        elif arriving:
            self.show_exchange(self._exchange, self._definition)
        else:
            self._stack.setCurrentWidget(self._make_page())

    def show_exchange(self, exchange: Exchange, definition: Definition | None = None) -> None:
        """`definition` is that of the resource asked, None when it is not known."""
        self._exchange, self._definition = exchange, definition
        self._stop_waiting()
        told = story.explanation(exchange)
        page = self._make_page()
        page.show_exchange(exchange, told, definition)
        self._claim()
        self._stack.setCurrentWidget(page)
        announce(self, f"{story.pill(exchange).text}. {told.title if told else ''}")

    def _stop_waiting(self) -> None:
        self._sending.stop()
        self._arrival.stop()

    def show_suspects(self, suspects: Sequence[Suspect]) -> None:
        """The places that the refusal which is shown is likely about."""
        self._make_page().suspects.show_suspects(suspects)
        self._claim()

    def show_echo(self, story: EchoStory | None) -> None:
        """The string that Netvisor expected, when the refusal which is shown tells it."""
        if story is not None:
            self._make_page().show_echo(story)
            self._claim()
            announce(self, story.sentence)

    def examine(self) -> None:
        """Let the MAC doctor look at the request as it was sent, and at its answer."""
        if self._exchange is not None:
            self.examine_pressed.emit(self._exchange)

    def focus_suspects(self) -> bool:
        """To the first of them, or to Netvisor's string; False when there is neither."""
        page = self._page
        return page is not None and (page.suspects.focus() or page.echo.focus())

    def show_message(self, message: Message) -> None:
        """Beside the answer."""
        self._show_note(message, "warn")

    def set_pretty(self, pretty: bool) -> None:
        """One element on each line, or the lines as they came."""
        self._pretty = pretty
        if self._page is not None:
            self._page.tabs.set_pretty(pretty)

    def highlight(self, kind: PartKind | None) -> None:
        if self._page is not None:
            self._page.tabs.highlight(kind)

    # Commands of the window

    @property
    def has_answer(self) -> bool:
        """There is one to look at, if only its beginning."""
        return self._arrival.shown or self._exchange is not None

    def find(self) -> None:  # type: ignore[override]  # QWidget.find is of no use here
        if self.has_answer:
            self._make_page().tabs.find()

    def find_text(self, text: str) -> None:
        """Look for `text` in the answer."""
        if self.has_answer:
            self._make_page().tabs.find_text(text)

    def find_next(self) -> None:
        if self.has_answer:
            self._make_page().tabs.find_next()

    def find_previous(self) -> None:
        if self.has_answer:
            self._make_page().tabs.find_previous()

    def focus_answer(self) -> None:
        if self.has_answer:
            self._make_page().tabs.focus_answer()

    @property
    def tabs(self) -> AnswerTabs | None:
        """The views of the answer, also of one that arrives; None while there is none."""
        return self._make_page().tabs if self.has_answer else None

    # Saving

    def save(self) -> None:
        """Ask for a file for the body of the answer."""
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
        self._make_page().show_note(message, kind)
        self._claim()

    @property
    def wanted(self) -> int:
        """The height in pixels that an answer with its explanation needs to be read."""
        if self._stack.currentWidget() is self._empty:
            return _LEAST_EMPTY
        claimed = self._page.claimed if self._page is not None else 0
        return max(_WANTED, _LEAST + claimed)

    def set_room(self, height: int) -> None:
        """What there is at most. As much of that as is needed is claimed from the panes above."""
        self._room = height
        self._fit()

    def _claim(self) -> None:
        self.claimed.emit()
        self._fit()

    def _fit(self) -> None:
        least = max(min(_LEAST, self.wanted), min(self.wanted, self._room))
        if self.minimumHeight() != least:
            self.setMinimumHeight(least)
        if self._page is not None:
            self._page.fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._claim()  # the explanation may have another height
        return done
