"""What the commands of the MAC doctor do, and what goes between its window and the main one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nvexplorer.model.errors import BadInput, ExplorerError, KeyMissing, Message, describe
from nvexplorer.ui.actions import ActionId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nvexplorer.ui.doctor_window import DoctorWindow
    from nvexplorer.ui.main_window import MainWindow
    from nvexplorer.ui.panes.doctor.searcher import Found
    from nvexplorer.ui.panes.doctor.tab_text import Taken
    from nvexplorer.ui.services import Services


class DoctorCommands(QObject):
    """Makes the doctor's window when it is first wanted, and closes it with the main one."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._main = window
        self._services = services
        self._doctor: DoctorWindow | None = None
        window.closed.connect(self._on_main_closed)
        window.workspace.current_changed.connect(self._on_tab_changed)
        window.workspace.doctor_wanted.connect(self.examine)

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        return {
            ActionId.DOCTOR: self.open,
            ActionId.LISTEN: self.listen,
            ActionId.EXAMINE_REQUEST: self.examine_tab,
        }

    @property
    def window(self) -> DoctorWindow:
        """The doctor's window, made now if it was not; `examine` and `examine_dump` open it."""
        if self._doctor is None:
            from nvexplorer.ui.doctor_window import DoctorWindow

            self._doctor = doctor = DoctorWindow(self._services)
            doctor.take_tab_pressed.connect(self.examine_tab)
            doctor.open_wanted.connect(self._on_open_wanted)
            doctor.main_wanted.connect(self._show_main)
            doctor.quit_wanted.connect(self._main.close)
            self._on_tab_changed()
        return self._doctor

    def open(self) -> None:
        self.window.open()

    def examine(self, text: str) -> None:
        """A request of the tab in front, as text, with the keys of its profile."""
        tab = self._main.workspace.current
        self.window.examine(text, profile_id=tab.profile_id if tab is not None else "")

    def listen(self) -> None:
        """To the page that listens for requests of the user's code."""
        self.window.listen()

    # The open request

    def examine_tab(self) -> None:
        """Paste it as it was sent last or, when it was changed since, as it would be sent."""
        from nvexplorer.ui.panes.doctor import tab_text

        tab = self._main.workspace.current
        if tab is None:
            self.open()
            return
        profile = tab.profile
        if profile is None:
            self._tell(Message("The request has no profile to sign it with.", "Choose one."))
            return
        services = self._services
        self._services.tasks.run(
            tab_text.take,
            tab_text.Asked(
                tab.request.draft(),
                services.profiles.book,
                tab.profile_id,
                services.last_keys.of(profile),
                tab.response.exchange,
            ),
            services.keys,
            services.clock,
            services.ids,
            done=self._on_taken,
            failed=self._on_not_taken,
        )

    def _on_taken(self, taken: Taken) -> None:
        self.window.examine(taken.text, find=False, note=taken.note, profile_id=taken.profile_id)

    def _on_not_taken(self, error: BaseException) -> None:
        tab = self._main.workspace.current
        if isinstance(error, KeyMissing) and tab is not None:
            from nvexplorer.ui.dialogs.key_prompt import ask_keys

            doctor = self._doctor
            parent = doctor if doctor is not None and doctor.isVisible() else self._main
            if ask_keys(parent, self._services, self._services.profiles.book, tab.profile_id):
                self.examine_tab()
            return
        self._tell(describe(error))
        if not isinstance(error, ExplorerError):
            raise error

    def _tell(self, message: Message) -> None:
        """Where the user is."""
        if self._doctor is not None and self._doctor.isVisible():
            self._doctor.page.recognised.banner.show_message(message, "bad")
        else:
            self._main.tell(message)

    def _on_tab_changed(self) -> None:
        if self._doctor is not None:
            self._doctor.set_tab_there(self._main.workspace.current is not None)

    # What goes back

    def _on_open_wanted(self, found: Found) -> None:
        from nvexplorer.ui.panes.doctor.corrected import corrected

        try:
            draft = corrected(found.case)
        except BadInput as error:
            self._tell(describe(error))
            return
        self._main.workspace.open_draft(draft, found.order.profile_id)
        self._show_main()

    def _show_main(self) -> None:
        self._main.raise_()
        self._main.activateWindow()

    def _on_main_closed(self) -> None:
        if self._doctor is not None:
            self._doctor.close()
            self._doctor.deleteLater()
            self._doctor = None
