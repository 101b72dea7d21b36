"""What each command of the window does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nvexplorer.model.errors import BadInput, Message
from nvexplorer.model.request import RequestDraft
from nvexplorer.ui.actions import ActionId, When
from nvexplorer.ui.answer_commands import AnswerCommands
from nvexplorer.ui.body_commands import BodyCommands
from nvexplorer.ui.compare_commands import CompareCommands
from nvexplorer.ui.doctor_commands import DoctorCommands
from nvexplorer.ui.resource_commands import ResourceCommands
from nvexplorer.ui.sandbox_process import SANDBOX_ID, remember_sandbox_keys, with_sandbox_profile
from nvexplorer.ui.sidebar import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from nvexplorer.library.log import LogRow
    from nvexplorer.library.saved import SavedRequest
    from nvexplorer.ui.main_window import MainWindow
    from nvexplorer.ui.panes.request.body_help.help import BodyHelp
    from nvexplorer.ui.sandbox_process import SandboxProcess
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.workspace.tab import RequestTab


class Commands(QObject):
    """Slots without arguments, one for each ActionId."""

    def __init__(self, window: MainWindow, services: Services, sandbox: SandboxProcess) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._workspace = window.workspace
        self._resources = ResourceCommands(window, services)
        self.doctor = DoctorCommands(window, services)
        self.compare = CompareCommands(window, services)
        self._sandbox = sandbox
        sandbox.ready.connect(self._on_sandbox_ready)

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        a, workspace = ActionId, self._workspace
        return {
            a.SEND: self._on_tab(lambda tab: tab.send()),
            a.SEND_IN_PARTS: self._on_tab(lambda tab: tab.send_in_parts()),
            a.CANCEL: self._on_tab(lambda tab: tab.cancel()),
            a.SAVE: self.save,
            a.SAVE_AS: self.save_as,
            a.BODY_FORM: self._on_tab(lambda tab: tab.request.toggle_form()),
            a.LOAD_BODY: self._on_tab(lambda tab: tab.request.load_body()),
            a.FOCUS_URL: self._on_tab(lambda tab: tab.request.focus_url()),
            a.PARAMETERS_TEXT: self._on_tab(lambda tab: tab.request.toggle_text()),
            a.UNDO_REQUEST: self._on_tab(lambda tab: tab.request.undo()),
            a.REDO_REQUEST: self._on_tab(lambda tab: tab.request.redo()),
            a.DOCUMENTATION: self._on_tab(lambda tab: tab.request.toggle_documentation()),
            a.PREVIEW: self._on_tab(lambda tab: tab.toggle_preview()),
            a.SIGNATURE: self._on_tab(lambda tab: tab.toggle_signature()),
            a.INSERT_PLACEHOLDER: self._on_tab(lambda tab: tab.insert_placeholder()),
            a.COMPLETE: self._on_body(lambda help: help.completion.ask()),
            a.NEXT_PROBLEM: self._on_body(lambda help: help.problems.go(1)),
            a.PREVIOUS_PROBLEM: self._on_body(lambda help: help.problems.go(-1)),
            a.FIX_PROBLEM: self._on_body(lambda help: help.problems.fix_here()),
            a.FIX_ALL: self._on_body(lambda help: help.checks.fix_all()),
            a.SKELETON_MINIMAL: self._on_body(lambda help: help.insert_skeleton("minimal")),
            a.SKELETON_EXAMPLE: self._on_body(lambda help: help.insert_skeleton("example")),
            a.SKELETON_FULL: self._on_body(lambda help: help.insert_skeleton("full")),
            a.NEW_TAB: workspace.open_new,
            a.DUPLICATE_TAB: workspace.duplicate,
            a.CLOSE_TAB: workspace.close_current,
            a.REOPEN_TAB: workspace.reopen,
            a.NEXT_RECENT: lambda: workspace.go_recent(1),
            a.PREVIOUS_RECENT: lambda: workspace.go_recent(-1),
            a.FIND_RESOURCE: self._resources.find,
            a.FILTER_RESOURCES: self._resources.filter,
            a.SHOW_FAVOURITES: self._resources.show_favourites,
            a.SHOW_RECENT: self._resources.show_recent,
            a.FAVOURITE: self._resources.toggle_favourite,
            a.SHOW_SAVED: self.show_saved,
            a.SHOW_LOG: self.show_log,
            a.SIDEBAR: self.toggle_sidebar,
            **BodyCommands(workspace).handlers(),
            **AnswerCommands(workspace).handlers(),
            **self.doctor.handlers(),
            **self.compare.handlers(),
            a.LARGE_ANSWER: self._on_tab(lambda tab: tab.toggle_large_answer()),
            a.FOCUS_ANSWER: self._on_tab(lambda tab: tab.response.focus_answer()),
            a.EXAMINE_ANSWER: self._on_tab(lambda tab: tab.response.examine()),
            a.SUSPECTS: self._on_tab(self._go_to_suspects),
            a.FOCUS_MAC_INPUT: self._on_tab(lambda tab: tab.mac_input.setFocus()),
            a.SWITCH_PROFILE: self.switch_profile,
            a.USE_PROFILE: self.use_profile,
            a.EDIT_PROFILES: self.edit_profiles,
            a.CHECK_CONNECTION: self.check_connection,
            a.PROBE: self.probe,
            a.START_SANDBOX: self.start_sandbox,
            a.PALETTE: self.palette,
            a.SETTINGS: self.settings,
            a.SHORTCUTS: self.shortcuts,
            a.ABOUT: self.about,
            a.QUIT: self._window.close,
        }

    def state(self) -> When:
        """What holds now, for enabling commands."""
        tab, profiles = self._workspace.current, self._services.profiles
        state = When.ALWAYS
        if tab is not None:
            state |= When.TAB | (When.SENDING if tab.sending else When.IDLE)
            if tab.response.exchange is not None:
                state |= When.ANSWER | When.TEXT
            if tab.request.method == "POST":
                state |= When.BODY | When.TEXT
            if profiles.current_id and tab.profile_id != profiles.current_id:
                state |= When.OTHER_PROFILE
        if self._workspace.can_reopen:
            state |= When.CLOSED
        if profiles.current is not None:
            state |= When.PROFILE
        if not self._sandbox.running:
            state |= When.NO_SANDBOX
        return state

    def _on_tab(self, command: Callable[[RequestTab], object]) -> Callable[[], None]:
        def run() -> None:
            tab = self._workspace.current
            if tab is not None:
                command(tab)

        return run

    def _on_body(self, command: Callable[[BodyHelp], object]) -> Callable[[], None]:
        """With the body in front; nothing for a request that has none."""

        def run(tab: RequestTab) -> None:
            if tab.request.method == "POST":
                command(tab.request.show_body().help)

        return self._on_tab(run)

    def _go_to_suspects(self, tab: RequestTab) -> None:
        if not tab.response.focus_suspects():
            message = Message(
                "Nothing in this request is known as a likely cause.",
                "Likely places are listed beside a refusal such as INVALID_DATA.",
            )
            self._window.tell(message, "info")

    # Sidebar

    def show_saved(self) -> None:
        self._window.sidebar.show()
        self._window.sidebar.show_page(Page.SAVED)
        if self._window.saved is not None:
            self._window.saved.focus_search()

    def show_log(self) -> None:
        self._window.sidebar.show()
        self._window.sidebar.show_page(Page.LOG)
        if self._window.log is not None:
            self._window.log.focus_search()

    def toggle_sidebar(self) -> None:
        self._window.sidebar.setVisible(self._window.sidebar.isHidden())

    # Saving, reopening

    def save(self) -> None:
        self._save(ask=False)

    def save_as(self) -> None:
        self._save(ask=True)

    def _save(self, *, ask: bool) -> None:
        from nvexplorer.ui.workspace.save_controller import SaveController

        tab = self._workspace.current
        if tab is None:
            return
        controller = SaveController(tab, self._services.saved, self._services.tasks)
        controller.saved.connect(self._window.on_saved)
        if ask:
            controller.save_as()
        else:
            controller.save()

    def on_saved_renamed(self, old: Path, request: SavedRequest) -> None:
        self._workspace.renamed(old, request)

    def on_saved_deleted(self, path: Path) -> None:
        self._workspace.renamed(path, None)

    def open_from_log(self, row: LogRow) -> None:
        """The request as it was logged; a body is not kept."""
        from nvexplorer.exchange.placeholders import escaped
        from nvexplorer.library.log import parameters_of

        try:
            profile_id = self._services.profiles.book.by_name(row.profile_name)
        except BadInput:
            profile_id = ""
        # What was sent is no placeholder, even where it looks like one.
        parameters = (
            each._replace(name=escaped(each.name), value=escaped(each.value))
            for each in parameters_of(row.parameters)
        )
        draft = RequestDraft(row.resource, row.method, tuple(parameters))
        self._workspace.open_draft(draft, profile_id)

    # Profiles

    def switch_profile(self) -> None:
        from nvexplorer.ui.profile_switcher import open_switcher

        if not self._services.profiles.book.profiles:
            self.edit_profiles()
            return
        open_switcher(
            self._services.theme, self._window, self._services.profiles, self.edit_profiles
        )

    def use_profile(self) -> None:
        tab = self._workspace.current
        if tab is not None:
            tab.use_profile(self._services.profiles.current_id)

    def edit_profiles(self) -> None:
        from nvexplorer.ui.dialogs.profiles import open_profiles

        open_profiles(self._window, self._services)

    def check_connection(self) -> None:
        from nvexplorer.ui.dialogs.check_connection import open_check

        open_check(self._window, self._services)

    def probe(self) -> None:
        from nvexplorer.ui.dialogs.probe import open_probe

        open_probe(self._window, self._services)

    # The sandbox

    def start_sandbox(self) -> None:
        self._sandbox.start()
        self._window.tell(Message("The sandbox is starting.", ""), "info")

    def _on_sandbox_ready(self, url: str) -> None:
        profiles = self._services.profiles
        remember_sandbox_keys(self._services.keys)
        profiles.replace(with_sandbox_profile(profiles.book, url))
        profiles.choose(SANDBOX_ID)
        self._window.notice.hide()

    # Dialogs

    def palette(self) -> None:
        from nvexplorer.ui.dialogs.palette import open_palette

        open_palette(self._services.theme, self._window, self._window.actions_)

    def settings(self) -> None:
        from nvexplorer.ui.dialogs.settings import open_settings

        open_settings(self._window, self._services)

    def shortcuts(self) -> None:
        from nvexplorer.ui.dialogs.shortcuts import open_shortcuts

        open_shortcuts(self._window)

    def about(self) -> None:
        from nvexplorer.ui.dialogs.about import open_about

        open_about(self._window)

    # Closing

    def may_close(self) -> bool:
        """Asks about writes under way; what was typed is kept in the session."""
        from nvexplorer.ui.dialogs.confirm import confirm_cancel_write

        for tab in self._workspace.tabs:
            if tab.changing:
                company = tab.profile.company.name if tab.profile else "the company"
                if not confirm_cancel_write(self._window, company, tab.request.resource):
                    return False
        return self.compare.may_close()
