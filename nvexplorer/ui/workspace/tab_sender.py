"""What a tab sends, whole or in parts, and what is shown of it while it is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.exchange.ledger.words import repeated_text
from nvexplorer.model.errors import BadInput, ExplorerError, KeychainLocked, Message, describe
from nvexplorer.ui.wording import plural
from nvexplorer.ui.workspace.send_controller import SendController

if TYPE_CHECKING:
    from nvexplorer.catalogue.definition import Definition
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.ports import Progress
    from nvexplorer.model.profile import Profile
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.workspace.parts_fetch import PartsFetch
    from nvexplorer.ui.workspace.tab import RequestTab


class TabSender(QObject):
    """`changed`: whether something is under way; `exchanged` carries the Exchange that came."""

    changed = Signal()
    exchanged = Signal(object)

    def __init__(self, services: Services, tab: RequestTab) -> None:
        super().__init__(tab)
        self._services = services
        self._tab = tab
        self._sent_with = self._answered_with = ""  # IDs of the profiles
        self._parts: PartsFetch | None = None  # made when first wanted
        self._sender = sender = SendController(services, tab)
        sender.started.connect(self._on_started)
        sender.progressed.connect(self._on_progressed)
        sender.finished.connect(self._on_finished)
        sender.failed.connect(self._on_failed)
        sender.stopped.connect(self._on_stopped)
        sender.log_problem.connect(self._on_log_problem)

    @property
    def sending(self) -> bool:
        return self._sender.sending or (self._parts is not None and self._parts.running)

    @property
    def may_change(self) -> bool:
        """True while a write or delete is under way."""
        return self._sender.may_change

    @property
    def asked_with(self) -> str:
        """The ID of the profile that what is in sight was asked with."""
        return self._sent_with if self._sender.sending else self._answered_with

    def send(self) -> None:
        if self.sending:
            return
        self._tab.keep()
        request = self._tab.request
        request.banner.hide()
        request.try_out()
        errors = request.body_errors
        caution = f"The body has {plural(errors, 'error')}: Netvisor will probably refuse it."
        self._sender.send(request.draft(), self._tab.profile_id, caution if errors else "")

    def cancel(self) -> None:
        if self._parts is not None and self._parts.running:
            self._parts.pause()
        else:
            self._sender.cancel()

    def abandon(self) -> None:
        self._sender.abandon()
        if self._parts is not None:
            self._parts.stop()

    # The whole

    def _on_started(self) -> None:
        tab = self._tab
        self._sent_with = tab.profile_id
        tab.request.button.show_sending()
        asked = self._definition(tab.request.resource)
        tab.response.show_sending(origin_of(tab.profile).partition("://")[2], asked)
        self.changed.emit()

    def _on_progressed(self, progress: Progress) -> None:
        self._tab.request.button.show_progress(progress)
        self._tab.response.show_progress(progress)

    def _on_finished(self, exchange: Exchange) -> None:
        tab, request = self._tab, exchange.request
        self._answered_with = self._sent_with
        tab.mac_input.show_input(
            request.mac_input, request.mac, exchange.started, exchange.profile.mac_url_form
        )
        tab.response.show_exchange(exchange, self._definition_of(exchange))
        tab.refusals.look_at(exchange)
        tab.after_answer()
        self._end()  # by now there is an answer to search
        self.exchanged.emit(exchange)

    def _on_failed(self, error: ExplorerError) -> None:
        self._end()
        self._tab.response.show_unsent()
        actions = (("Try again", self.send),) if isinstance(error, KeychainLocked) else ()
        self._tab.request.show_problem(error, actions)

    def _on_stopped(self) -> None:
        self._end()
        self._tab.response.show_unsent()

    def _on_log_problem(self, error: ExplorerError) -> None:
        self._tab.request.banner.show_message(describe(error), "warn")

    def _end(self) -> None:
        self._tab.request.button.show_idle()
        self.changed.emit()

    # In parts

    def send_in_parts(self) -> None:
        if self.sending:
            return
        tab = self._tab
        tab.keep()
        tab.request.banner.hide()
        parts = self._make_parts()
        try:
            parts.open(tab.request.draft(), tab.profile_id)
        except ExplorerError as error:
            tab.request.show_problem(error)
        else:
            tab.response.show_page(parts.page)

    def _make_parts(self) -> PartsFetch:
        if self._parts is None:
            from nvexplorer.ui.workspace.parts_fetch import PartsFetch

            self._parts = parts = PartsFetch(self._services, self._tab)
            parts.fetched.connect(self._on_parts_fetched)
            parts.closed.connect(self._tab.response.show_unsent)
            parts.changed.connect(self.changed)
            parts.log_problem.connect(self._on_log_problem)
        return self._parts

    def _on_parts_fetched(self, exchange: Exchange, repeated: int) -> None:
        assert self._parts is not None
        self._answered_with = self._parts.profile_id
        response = self._tab.response
        response.show_exchange(exchange, self._definition_of(exchange))
        if repeated:
            response.show_message(Message(repeated_text(repeated), ""))
        response.focus_answer()
        self.changed.emit()
        self.exchanged.emit(exchange)

    # What is known of what was asked

    def _definition_of(self, exchange: Exchange) -> Definition | None:
        """Of what was asked then, which need not be what the fields say now."""
        return self._definition(exchange.request.wire_target)

    def _definition(self, target: str) -> Definition | None:
        path = target.partition("?")[0]
        try:
            return self._services.catalogue.definition(path.rpartition("/")[2])
        except ExplorerError:
            return None


def origin_of(profile: Profile | None) -> str:
    """As it is written in the URL: what is wrong with a host is said where it is signed."""
    from nvexplorer.signing.urls import parse_origin

    if profile is None:
        return ""
    try:
        return parse_origin(profile.host)
    except BadInput:
        return profile.host.rstrip("/")
