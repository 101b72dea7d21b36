"""After a refusal: looks for the places that it may be about, and goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nvexplorer.model.errors import Message
from nvexplorer.model.exchange import Outcome
from nvexplorer.ui.panes.request.url_text import parse_url
from nvexplorer.ui.panes.response.echo_story import is_about_mac, tell_echo

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.exchange.refusal import Suspect
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.ui.panes.response.echo_story import EchoStory
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.tasks import Handle
    from nvexplorer.ui.window_workers import Asked

# Seconds after which the search of a huge body is given up.
_LIMIT = 60.0


class RefusalController(QObject):
    """`found` carries the Suspects of the exchange last looked at, empty when there are none;
    `located` the start and end of a place in the body as it is now, or None where it is not there
    any more; `failed` a Message when a search came to nothing. `echoed` carries the EchoStory of a
    refusal that tells what Netvisor hashed, `doctor_wanted` raw HTTP for the MAC doctor."""

    found = Signal(object)
    located = Signal(object)
    failed = Signal(object)
    echoed = Signal(object)
    doctor_wanted = Signal(str)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._searching: Asked | None = None
        self._reading: Handle | None = None  # of Netvisor's string
        self._sent = ""  # the body that the suspects are places of
        self._asked = ""  # the text that a place is looked for in
        self._read: Callable[[], str] = str  # gives the text as it is by then
        self._suspect: Suspect | None = None

    def look_at(self, exchange: Exchange) -> None:
        """Only a refusal by Netvisor is searched; anything else has no suspects."""
        self.stop()
        status = exchange.status
        if exchange.outcome != Outcome.FAILED or status is None:
            self.found.emit([])
            return
        request = exchange.request
        if is_about_mac(exchange):
            self._reading = self._services.tasks.run(
                tell_echo,
                status.text,
                request.mac_input,
                done=self._on_echo,
                failed=self._on_failed,
            )
        typed = parse_url(request.wire_target)
        catalogue = self._services.catalogue
        known = catalogue.entry(typed.resource) is not None
        encoding = exchange.profile.body_encoding
        self._sent = (request.body or b"").decode(encoding, "replace")
        self._searching = self._services.workers.call(
            "find-suspects",
            catalogue.definition(typed.resource) if known else None,
            status.code,
            status.text,
            tuple((p.name, p.value) for p in typed.parameters),
            self._sent,
            done=self._on_found,
            failed=self._on_failed,
            limit=_LIMIT,
        )

    def stop(self) -> None:
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def examine(self, exchange: Exchange) -> None:
        """Hand a request as it was sent, with its answer, to the MAC doctor."""
        from nvexplorer.ui.panes.doctor.tab_text import sent

        self._services.tasks.run(sent, exchange, done=self._on_sent, failed=self._on_failed)

    def _on_sent(self, text: str) -> None:
        self.doctor_wanted.emit(text)

    def _on_echo(self, story: EchoStory | None) -> None:
        self._reading = None
        if story is not None:
            self.echoed.emit(story)

    def locate(self, suspect: Suspect, read: Callable[[], str]) -> None:
        """Find the place in the body as it is now, which `read` gives; `located` tells."""
        self.stop()
        text = self._asked = read()
        if text == self._sent:
            self.located.emit((suspect.start, suspect.end))
            return
        self._read, self._suspect = read, suspect
        self._searching = self._services.workers.call(
            "locate-suspect",
            self._sent,
            text,
            suspect,
            done=self._on_located,
            failed=self._on_failed,
            limit=_LIMIT,
        )

    def _on_found(self, suspects: list[Suspect]) -> None:
        self._searching = None
        self.found.emit(suspects)

    def _on_located(self, place: tuple[int, int] | None) -> None:
        self._searching = None
        if self._suspect is not None and self._read() != self._asked:
            self.locate(self._suspect, self._read)  # it was typed in meanwhile
        else:
            self.located.emit(place)

    def _on_failed(self, error: BaseException) -> None:
        self._searching = None
        self.failed.emit(
            Message(f"The places of this refusal could not be looked for: {error}", "")
        )
