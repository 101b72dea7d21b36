"""Listening for requests of the user's code, and examining what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from nvexplorer.model.errors import Message, describe
from nvexplorer.ui.panes.doctor.listen_list import ShownRequest
from nvexplorer.ui.panes.doctor.listen_page import ListenPage
from nvexplorer.ui.panes.doctor.listener import Listener
from nvexplorer.ui.widgets.two_lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from nvexplorer.dumps.dump import Dump
    from nvexplorer.model.profile import Profile
    from nvexplorer.sandbox.connection import Caught
    from nvexplorer.ui.panes.doctor.keys_model import KeysModel
    from nvexplorer.ui.panes.doctor.listen_account import Identity
    from nvexplorer.ui.panes.doctor.listen_requests import CaughtRequests, Entry
    from nvexplorer.ui.panes.doctor.listener import Started
    from nvexplorer.ui.panes.doctor.page import DoctorPage
    from nvexplorer.ui.panes.doctor.searcher import Found
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.tasks import Handle

# Milliseconds from one examination to the next when requests come in a row.
_REST = 250
# Results that are kept, to be shown again; the others are looked for again.
_MOST_FOUND = 50


class Listening(QObject):
    """A way of the doctor's page. Off until the user begins it; `stop` ends it."""

    def __init__(
        self, services: Services, keys: KeysModel, doctor: DoctorPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._keys = keys
        self._doctor = doctor
        self._listener = Listener(services.tasks, services.keys, self)
        self._requests: CaughtRequests | None = None  # made with the first start
        self._address = ""
        self._profile: Profile | None = None
        self._has_keys = False  # it answers with those of the profile
        self._entry: Entry | None = None  # what is examined
        self._dump: Dump | None = None
        self._found: dict[int, Found] = {}
        self._reading: Handle | None = None
        self._newest_waits = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._look)
        self.page = ListenPage(services.theme, services.settings.current.listen_port)
        self.way = doctor.ways.add_way("Listen for my code", self.page)
        doctor.ways.buttons[self.way].setToolTip("Let your code send its requests here (Ctrl+F7)")
        self.page.start_pressed.connect(self.start)
        self.page.stop_pressed.connect(self.stop)
        self.page.request_chosen.connect(self._on_chosen)
        self.page.clear_pressed.connect(self._on_clear)
        self._listener.started.connect(self._on_started)
        self._listener.failed.connect(self.page.show_problem)
        self._listener.answering.connect(self._on_answering)
        self._listener.caught.connect(self._on_caught)
        keys.changed.connect(self._on_keys_changed)
        doctor.ways.turned.connect(self._on_turned)
        doctor.searcher.found.connect(self._on_found)

    @property
    def on(self) -> bool:
        return self._listener.on

    @property
    def address(self) -> str:
        """`http://127.0.0.1:PORT` while it listens, else ''."""
        return self._address if self.on else ""

    def tab_order(self) -> list[QWidget]:
        """As the Tab key goes."""
        return self.page.tab_order()

    # Beginning and ending

    def show(self) -> None:
        """Bring the page in front, the keyboard on the button that begins."""
        self._doctor.ways.show_way(self.way)
        self.page.setFocus()

    def start(self, port: int) -> None:
        """On this port, 0 for any that is free."""
        from nvexplorer.ui.panes.doctor.listen_requests import CaughtRequests

        if self._requests is None:
            self._requests = CaughtRequests()
        self._profile = self._keys.profile
        self.page.show_starting()
        self._listener.start(port, self._keys.book, self._keys.profile_id)

    def stop(self) -> None:
        """What was caught stays in the list."""
        if self._listener.on:
            self._listener.stop()
            self._address = ""
            self.page.show_off()

    def _on_started(self, started: Started) -> None:
        self._address = f"http://127.0.0.1:{started.port}"
        self._services.settings.update(listen_port=started.port)
        self._has_keys = bool(started.identity.name)
        self.page.show_on(self._address, started.port, started.identity)
        if self._keys.profile != self._profile:
            self._on_keys_changed()

    def _on_answering(self, own: Identity) -> None:
        self._has_keys = bool(own.name)
        self.page.show_identity(own)

    def _on_keys_changed(self) -> None:
        """Answer as the profile that requests are examined with."""
        profile = self._keys.profile
        if self._address and (profile != self._profile or not self._has_keys):
            self._profile = profile
            self._listener.use(self._keys.book, self._keys.profile_id)

    # What comes

    def _on_caught(self, caught: Sequence[Caught]) -> None:
        assert self._requests is not None
        self._requests.add(caught)
        kept = {entry.number for entry in self._requests.entries}
        self._found = {number: found for number, found in self._found.items() if number in kept}
        self._show_list()
        self._newest_waits = True
        if not self._rest.isActive():
            self._look()

    def _show_list(self) -> None:
        from nvexplorer.ui.panes.doctor import listen_requests

        local = self._services.clock.local
        rows = []
        for entry in self._requests.entries if self._requests is not None else ():
            said = listen_requests.said(entry)
            lines = Lines(
                listen_requests.title(entry),
                said.text,
                f"{local(entry.caught.at):%H:%M:%S}",
                dot=said.colour,
            )
            rows.append(ShownRequest(entry.number, lines))
        self.page.show_requests(rows, self._entry.number if self._entry is not None else 0)

    def _on_clear(self) -> None:
        if self._requests is not None:
            self._requests.clear()
        self._found = {}
        self._entry = self._dump = None
        self._show_list()
        self.page.button.setFocus()

    # Examining

    def _on_turned(self, index: int) -> None:
        if index == self.way:
            self._look()

    def _look(self) -> None:
        """At the newest, unless another way is in front: then it waits."""
        entries = self._requests.entries if self._requests is not None else ()
        if self._newest_waits and entries and self._doctor.ways.current == self.way:
            self._newest_waits = False
            self._rest.start()
            self._examine(entries[0])

    def _on_chosen(self, number: int) -> None:
        entries = self._requests.entries if self._requests is not None else ()
        for entry in entries:
            if entry.number == number:
                self._examine(entry)

    def _examine(self, entry: Entry) -> None:
        """Show what was found of it, or find it."""
        from nvexplorer.ui.panes.doctor import listen_requests

        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self._entry, self._dump = entry, None
        self.page.list.go_to(entry.number)
        found = self._found.get(entry.number)
        if found is not None:
            self._dump = found.order.reading.dump
            self._doctor.show_found(found)
        elif listen_requests.worth_reading(entry):
            self._reading = self._services.tasks.run(
                listen_requests.read,
                entry,
                self._address,
                done=self._on_read,
                failed=self._on_unread,
            )
        else:
            self._doctor.show_unread(Message(entry.caught.reason, _what_to_do(entry)))

    def _on_read(self, dump: Dump) -> None:
        self._reading = None
        entry = self._entry
        if entry is not None and self._requests is not None:
            self._dump = dump
            used = self._requests.used_before(entry)
            self._doctor.take_dump(dump, live=True, at=entry.caught.at, used_ids=used)

    def _on_unread(self, error: BaseException) -> None:
        self._reading = None
        self._doctor.show_unread(describe(error))
        raise error

    def _on_found(self, found: Found) -> None:
        if self._entry is not None and found.order.reading.dump is self._dump:
            while len(self._found) >= _MOST_FOUND:
                del self._found[next(iter(self._found))]
            self._found[self._entry.number] = found


def _what_to_do(entry: Entry) -> str:
    if "TLS" in entry.caught.reason:
        return "Write http:// in the base URL while you listen."
    return "Send an HTTP request with Netvisor's headers to this address."
