"""Sends one request with two profiles, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from nvexplorer.model.errors import BadInput, ExplorerError, Message, describe
from nvexplorer.model.exchange import Outcome
from nvexplorer.ui.panes.response import story
from nvexplorer.ui.workspace.send_controller import SendController

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.ports import Progress
    from nvexplorer.model.request import RequestDraft
    from nvexplorer.ui.services import Services


class Both(NamedTuple):
    """One draft as typed, and the ids of two profiles, perhaps the same twice."""

    draft: RequestDraft
    profile_ids: tuple[str, str]


class SendBoth(QObject):
    """Exactly one of `finished` (with a tuple of two Exchanges), `failed` (with a Message) and
    `stopped` follows `started`, which comes again when keys were asked for in between.

    `progressed`: which of the two (0, 1), and what it does. `exchanged` carries each Exchange as
    it comes: both are in the log. The second is not sent when the first got no answer.
    """

    started = Signal()
    progressed = Signal(int, str)
    exchanged = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._both: Both | None = None
        self._first: Exchange | None = None
        self._sender = SendController(services, window)
        self._sender.started.connect(self._on_started)
        self._sender.progressed.connect(self._on_progressed)
        self._sender.finished.connect(self._on_finished)
        self._sender.failed.connect(self._on_failed)
        self._sender.stopped.connect(self._on_stopped)
        self._sender.log_problem.connect(self._on_log_problem)
        self._log_problem: Message | None = None

    @property
    def sending(self) -> bool:
        return self._sender.sending

    @property
    def may_change(self) -> bool:
        return self._sender.may_change

    @property
    def company(self) -> str:
        """That which is sent to now, empty when none is."""
        return self._company(self._both.profile_ids[self._which()]) if self._both else ""

    @property
    def resource(self) -> str:
        return self._both.draft.resource if self._both else ""

    @property
    def log_problem(self) -> Message | None:
        """Why the last sending is not in the log, if it is not."""
        return self._log_problem

    def send(self, both: Both) -> None:
        """Does nothing while two are under way. A request that may change data is asked about
        first, since it is carried out twice."""
        if self._sender.sending:
            return
        self._log_problem = None
        draft = both.draft
        if not draft.resource:
            self.failed.emit(Message("There is no resource to send to.", "Choose one first."))
            return
        effect = self._services.catalogue.effect_of(draft.resource, draft.method).value
        if effect != "read" and not self._may_change_twice(both, effect):
            return
        self._both, self._first = both, None
        self._send(0)

    def cancel(self) -> None:
        self._sender.cancel()

    def abandon(self) -> None:
        """Cancel without asking: the window goes away."""
        self._sender.abandon()

    def _may_change_twice(self, both: Both, effect: str) -> bool:
        from nvexplorer.ui.dialogs.confirm import Question, ask

        names = [self._company(each) for each in both.profile_ids]
        done = "deletes" if effect == "delete" else "adds or changes data"
        to = f"{names[0]} and {names[1]}" if names[0] != names[1] else f"{names[0]}, twice"
        question = Question(
            f"Send {both.draft.resource} to both?",
            f"{both.draft.resource} {done}, and it is carried out in {to}. "
            "It cannot be taken back from here.",
            "Send to both",
            "Do not send",
        )
        return ask(self._window, question)

    def _company(self, profile_id: str) -> str:
        try:
            profile = self._services.profiles.book.joined(profile_id)
        except BadInput:
            return self._services.profiles.name_of(profile_id)
        return f"{profile.company.name} ({profile.environment.value.upper()})"

    def _send(self, which: int) -> None:
        assert self._both is not None
        self._sender.send(self._both.draft, self._both.profile_ids[which])
        if which == 1 and not self._sender.sending and self._both is not None:
            self.stopped.emit()  # the question about production was answered with no

    def _which(self) -> int:
        return 0 if self._first is None else 1

    def _on_started(self) -> None:
        self.started.emit()
        self.progressed.emit(self._which(), story.progress_text(None, ""))

    def _on_progressed(self, progress: Progress) -> None:
        host = ""
        if self._both is not None:
            profile_id = self._both.profile_ids[self._which()]
            entry = self._services.profiles.book.profiles.get(profile_id)
            host = entry.host.partition("://")[2] or entry.host if entry is not None else ""
        self.progressed.emit(self._which(), story.progress_text(progress, host or "the host"))

    def _on_finished(self, exchange: Exchange) -> None:
        self.exchanged.emit(exchange)
        if exchange.outcome is Outcome.CANCELLED:
            self._end()
            self.stopped.emit()
        elif exchange.answer is None:
            told = story.explanation(exchange)
            name = exchange.profile.name
            what = f"{name}: {told.title} {told.what}" if told else f"{name} gave no answer."
            self._end()
            self.failed.emit(Message(what, told.next if told else ""))
        elif self._first is None:
            self._first = exchange
            self.progressed.emit(0, "Answered.")
            self._send(1)
        else:
            first = self._first
            self._end()
            self.finished.emit((first, exchange))

    def _on_failed(self, error: ExplorerError) -> None:
        self._end()
        self.failed.emit(describe(error))

    def _on_stopped(self) -> None:
        self.stopped.emit()

    def _on_log_problem(self, error: ExplorerError) -> None:
        self._log_problem = describe(error)

    def _end(self) -> None:
        self._first = None
        self._both = None
