"""One request on its way: keys, questions, sending, cancelling."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from nvexplorer.model.errors import Cancelled, ExplorerError, KeyMissing, describe
from nvexplorer.model.profile import Environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from nvexplorer.library.book import Book
    from nvexplorer.model.cancel import Cancel
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.ports import Progress, Proxy
    from nvexplorer.model.profile import Profile
    from nvexplorer.model.request import RequestDraft
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.tasks import Handle


# Characters of a body looked through in the window's thread: some milliseconds at most.
_TRIED_AT_ONCE = 200_000


class Sending(NamedTuple):
    """What was pressed Send on: frozen, whatever is typed meanwhile. The draft is as typed."""

    draft: RequestDraft
    book: Book
    profile_id: str
    profile: Profile
    effect: str
    last_key: str
    cancel: Cancel

    @property
    def may_change(self) -> bool:
        return self.effect != "read"


class SendController(QObject):
    """Exactly one of these follows `started`: `finished` with an Exchange; `failed` with an
    ExplorerError when nothing was sent; `stopped` when it was cancelled before it was sent, or
    waits for its keys to be entered."""

    started = Signal()
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    log_problem = Signal(object)

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._window = parent
        self._sending: Sending | None = None
        self._handle: Handle | None = None

    @property
    def sending(self) -> bool:
        return self._sending is not None

    @property
    def may_change(self) -> bool:
        """True while a write or delete is under way."""
        return self._sending is not None and self._sending.may_change

    def send(self, draft: RequestDraft, profile_id: str, caution: str = "") -> None:
        """Does nothing while one is under way. Asks first before it changes a production
        company's books; `caution` is a sentence for that question."""
        if self._sending is not None:
            return
        from nvexplorer.exchange.placeholders import facts_for, resolve
        from nvexplorer.model.cancel import Cancel

        services = self._services
        book = services.profiles.book
        try:
            profile = book.joined(profile_id)
            last_key = services.last_keys.of(profile)
            # Tried before anybody is asked for anything; what is sent is resolved when it is sent.
            tried = draft if len(draft.body) <= _TRIED_AT_ONCE else draft._replace(body="")
            resolve(tried, facts_for(profile, services.clock, services.ids, last_key))
        except ExplorerError as error:
            self.failed.emit(error)
            return
        effect = services.catalogue.effect_of(draft.resource, draft.method).value
        if effect != "read" and profile.environment == Environment.PRODUCTION:
            from nvexplorer.ui.dialogs.confirm import confirm_production

            company = profile.company.name
            if not confirm_production(
                self._window, company, profile.environment, draft.resource, effect, caution
            ):
                return
        self._sending = Sending(draft, book, profile_id, profile, effect, last_key, Cancel())
        self.started.emit()
        self._start()

    def cancel(self) -> None:
        """Asks first when it may change data, for it may have been carried out already."""
        sending = self._sending
        if sending is None:
            return
        if sending.may_change and self._services.settings.current.confirm_cancel_write:
            from nvexplorer.ui.dialogs.confirm import confirm_cancel_write

            company = sending.profile.company.name
            if not confirm_cancel_write(self._window, company, sending.draft.resource):
                return
        sending.cancel.cancel()

    def abandon(self) -> None:
        """Cancel without asking and without telling anybody: the tab goes away."""
        if self._sending is not None:
            self._sending.cancel.cancel()
            self._sending = None
        if self._handle is not None:
            self._handle.cancel()

    def _start(self) -> None:
        assert self._sending is not None
        settings = self._services.settings.current
        self._handle = self._services.tasks.run(
            send_now,
            self._services,
            self._sending,
            settings.proxy,
            self._tell_log_problem,
            done=self._on_done,
            failed=self._on_failed,
            progress=self._on_progress,
        )

    def _tell_log_problem(self, error: ExplorerError) -> None:
        """Called in the sending thread; the signal takes it to the window's."""
        self.log_problem.emit(error)

    def _on_progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _on_done(self, exchange: Exchange) -> None:
        self._sending = None
        self._services.last_keys.note(exchange)
        self.finished.emit(exchange)

    def _on_failed(self, error: BaseException) -> None:
        sending, self._sending = self._sending, None
        if isinstance(error, KeyMissing) and sending is not None:
            self.stopped.emit()
            self._ask_keys(sending)
        elif isinstance(error, Cancelled):
            self.stopped.emit()
        elif isinstance(error, ExplorerError):
            self.failed.emit(error)
        else:
            told = describe(error)
            self.failed.emit(ExplorerError(told.what, told.next))
            raise error

    def _ask_keys(self, sending: Sending) -> None:
        """Once the missing keys are entered the sending goes on with them."""
        from nvexplorer.ui.dialogs.key_prompt import ask_keys

        if not ask_keys(self._window, self._services, sending.book, sending.profile_id):
            return
        if self._sending is None:
            self._sending = sending
            self.started.emit()
            self._start()


def send_now(
    services: Services,
    sending: Sending,
    proxy: Proxy,
    on_log_problem: Callable[[ExplorerError], None],
    *,
    progress: Callable[[Progress], None],
) -> Exchange:
    """In a thread: the keychain may be slow too."""
    keys = services.keys.keys_for(sending.book, sending.profile_id)
    sending.cancel.check("keys")
    return services.sender.send(
        sending.draft,
        sending.profile,
        keys,
        may_change=sending.may_change,
        proxy=proxy,
        cancel=sending.cancel,
        last_key=sending.last_key,
        progress=progress,
        on_log_problem=on_log_problem,
    )
