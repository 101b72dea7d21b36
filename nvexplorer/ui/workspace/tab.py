"""One open request: its fields, its MAC input, its answer, and the profile it is pinned to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from nvexplorer.library.session import TabState
from nvexplorer.model.errors import BadInput, Message
from nvexplorer.ui.panes.mac_input.pane import MacInputPane
from nvexplorer.ui.panes.request.pane import RequestPane
from nvexplorer.ui.panes.response.answer_view import ViewServices
from nvexplorer.ui.panes.response.pane import ResponsePane
from nvexplorer.ui.widgets.section import line
from nvexplorer.ui.workspace.answer_room import AnswerRoom
from nvexplorer.ui.workspace.lent_room import LentRoom
from nvexplorer.ui.workspace.outlook import Outlook
from nvexplorer.ui.workspace.refusal_controller import RefusalController
from nvexplorer.ui.workspace.signature_bench import SignatureBench
from nvexplorer.ui.workspace.tab_sender import TabSender, origin_of

if TYPE_CHECKING:
    from pathlib import Path

    from nvexplorer.exchange.links import Link
    from nvexplorer.exchange.refusal import Suspect
    from nvexplorer.library.saved import SavedRequest
    from nvexplorer.model.profile import Profile
    from nvexplorer.model.request import RequestDraft
    from nvexplorer.ui.panes.request.body_pane import BodyPane
    from nvexplorer.ui.services import Services


_BENCH_SHARE = 0.8  # of the height: the bytes belong beside the parts


class RequestTab(QWidget):
    """`changed`: title, profile or state of sending; `edited`: the user typed something;
    `exchanged`: a request was sent, with its Exchange; `doctor_wanted`: the MAC doctor shall
    examine this, raw HTTP; `link_wanted`: what an `exchange.links.Link` leads to shall be opened
    with the profile of that ID; `compare_wanted`: its answer shall be compared with another."""

    changed = Signal()
    edited = Signal()
    exchanged = Signal(object)
    save_requested = Signal()
    profiles_requested = Signal()
    resource_requested = Signal(str)
    doctor_wanted = Signal(str)
    compare_wanted = Signal()
    link_wanted = Signal(object, str)

    def __init__(self, services: Services, parent: QWidget) -> None:
        """Without a request yet: `begin` gives it one."""
        super().__init__(parent)
        self._services = services
        self.profile_id = ""
        self.saved_name = ""
        self.saved_path: Path | None = None
        self.dirty = False
        self.is_preview = False
        self._shown_profile: Profile | None = None
        theme, tasks = services.theme, services.tasks
        self.request = RequestPane(theme, tasks, services.catalogue, services.workers)
        self.mac_input = MacInputPane(theme)
        self.response = ResponsePane(
            ViewServices(theme, tasks, services.workers, services.settings)
        )
        self._outlook = Outlook(services, self.request, self.mac_input, lambda: self.profile)
        self._signature = SignatureBench(
            services,
            self,
            lambda: self.profile_id,
            self.request.parameters_draft,
            self._outlook.facts,
        )
        self._signature_page = self.request.add_page(
            "Signature", self._signature.make_page, _BENCH_SHARE
        )
        self.refusals = RefusalController(services, self)
        self._sender = TabSender(services, self)

        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        # Last of all the parts, which are styled when they come into the window.
        below = QWidget()
        box = QVBoxLayout(below)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.mac_input)
        box.addWidget(line())
        box.addWidget(self.response, 1)
        self.splitter.addWidget(self.request)
        self.splitter.addWidget(below)
        self.splitter.setSizes([280, 520])
        self.splitter.setStretchFactor(1, 1)

        self.request.edited.connect(self._on_edited)
        self.request.send_pressed.connect(self._on_send_pressed)
        self.request.pinned.pressed.connect(self._on_note_pressed)
        self.request.save_pressed.connect(self.save_requested)
        self.request.resource_wanted.connect(self.resource_requested)
        self.request.body_made.connect(self._on_body_made)
        self.request.answer_wanted.connect(self._on_answer_wanted)
        self.request.parts_wanted.connect(self.send_in_parts)
        self._lent = LentRoom(self.splitter)
        self._room = AnswerRoom(self.splitter, self.request, self.mac_input, self.response)
        self.request.room_wanted.connect(self._on_room_wanted)
        self.mac_input.part_hovered.connect(self.response.highlight)
        self.response.part_hovered.connect(self.mac_input.highlight)
        self._sender.changed.connect(self.changed)
        self._sender.exchanged.connect(self.exchanged)
        self.refusals.found.connect(self.response.show_suspects)
        self.refusals.located.connect(self._on_located)
        self.refusals.failed.connect(self.response.show_message)
        self.response.suspect_chosen.connect(self._on_suspect_chosen)
        self.response.stop_wanted.connect(self.cancel)
        self.refusals.echoed.connect(self.response.show_echo)
        self.response.examine_pressed.connect(self.refusals.examine)
        self.response.compare_pressed.connect(self.compare_wanted)
        self.response.link_wanted.connect(self._on_link_wanted)
        self.refusals.doctor_wanted.connect(self.doctor_wanted)
        self._signature.doctor_wanted.connect(self.doctor_wanted)
        services.settings.changed.connect(self._on_settings_changed)
        services.profiles.changed.connect(self._on_profiles_changed)
        services.profiles.current_changed.connect(self._on_current_profile_changed)
        self.response.set_pretty(services.settings.current.pretty)

    def begin(self, state: TabState, *, is_preview: bool = False) -> None:
        """With this request."""
        self.saved_name, self.dirty, self.is_preview = state.saved_name, state.dirty, is_preview
        self.show_draft(state.draft, state.profile_id)

    def _on_settings_changed(self) -> None:
        self.response.set_pretty(self._services.settings.current.pretty)

    def _on_body_made(self, body: BodyPane) -> None:
        """The columns of its form are those of all."""
        kept = self._services.settings.current.form_columns
        body.use_columns(tuple(int(width) for width in kept.split() if width.isdigit()))
        body.columns_changed.connect(self._on_columns_changed)

    def _on_columns_changed(self, widths: tuple[int, ...]) -> None:
        self._services.settings.update(form_columns=" ".join(map(str, widths)))

    # What it is

    @property
    def title(self) -> str:
        return self.saved_name or self.request.resource or "New request"

    @property
    def profile(self) -> Profile | None:
        """None when it was deleted or a part of it is missing."""
        try:
            return self._services.profiles.book.joined(self.profile_id)
        except BadInput:
            return None

    @property
    def sending(self) -> bool:
        return self._sender.sending

    @property
    def changing(self) -> bool:
        """True while a write or delete is under way."""
        return self._sender.may_change

    @property
    def untouched(self) -> bool:
        return not self.dirty and not self.sending and self.response.exchange is None

    def state(self) -> TabState:
        return TabState(self.request.draft(), self.profile_id, self.saved_name, self.dirty)

    def show_draft(self, draft: RequestDraft, profile_id: str) -> None:
        """Another request in the place of this one: for previews."""
        self.profile_id = profile_id
        self.request.show_draft(draft)
        self._signature.forget()
        self._show_profile()

    def mark_saved(self, saved: SavedRequest) -> None:
        """This lies on the disk; what was typed since is still to be saved."""
        self.saved_name, self.saved_path, self.is_preview = saved.name, saved.path, False
        self.dirty = self.request.draft() != saved.draft
        self.changed.emit()

    def keep(self) -> None:
        """No preview any more."""
        if self.is_preview:
            self.is_preview = False
            self.changed.emit()

    # Its profile

    def use_profile(self, profile_id: str) -> None:
        self.profile_id = profile_id
        self._show_profile()
        self.edited.emit()

    def _show_profile(self) -> None:
        self._shown_profile = profile = self.profile
        self.request.show_profile(profile, origin_of(profile))
        self._show_pinned(profile)
        self._outlook.show_values()
        self._outlook.show_request()
        self._signature.refresh()
        self.changed.emit()

    def _show_pinned(self, profile: Profile | None) -> None:
        """Say when Send would not go where the profile switcher points."""
        chosen = self._services.profiles.current
        note = self.request.pinned
        if chosen is None:
            note.setVisible(profile is None)
            if profile is None:
                note.show_note("Nothing can be signed without a profile.", "Make a profile", "warn")
        elif self.profile_id == self._services.profiles.current_id:
            note.hide()
        elif profile is None:
            text = "The profile that this tab was opened with is not there any more."
            note.show_note(text, f"Use {chosen.name} here", "warn")
        else:
            text = f"This tab keeps the profile it was opened with: {profile.name}."
            note.show_note(text, f"Use {chosen.name} here")

    def _on_note_pressed(self) -> None:
        if self._services.profiles.current is None:
            self.profiles_requested.emit()
        else:
            self.use_profile(self._services.profiles.current_id)

    def _on_profiles_changed(self) -> None:
        if self.profile != self._shown_profile:
            self._show_profile()
        else:
            self._show_pinned(self._shown_profile)

    def _on_current_profile_changed(self, profile_id: str) -> None:
        if not self.profile_id or (self.is_preview and self.untouched):
            self.profile_id = profile_id
            self._show_profile()
        else:
            self._show_pinned(self._shown_profile)

    def _on_room_wanted(self, share: float) -> None:
        if share != _BENCH_SHARE:
            self._lent.lend(share)  # before the MAC input takes its height again
        self._room.give_way(share == _BENCH_SHARE)
        if share == _BENCH_SHARE:
            self._lent.lend(share)

    def toggle_large_answer(self) -> None:
        """Most of the height to the answer, or shared again."""
        self._room.toggle_large()
        if self.response.exchange is not None:
            self.response.focus_answer()

    # What would be sent

    def toggle_preview(self) -> None:
        """To what would be sent, and back."""
        self._outlook.toggle_preview()

    def toggle_signature(self) -> None:
        """To the bench for the MAC, and back."""
        self.request.toggle_page(self._signature_page)

    def insert_placeholder(self) -> None:
        self._outlook.insert_placeholder()

    def _on_edited(self) -> None:
        self.dirty = True
        self.is_preview = False
        self._outlook.show_request()
        self._signature.refresh()
        self.changed.emit()
        self.edited.emit()

    # Sending

    def send(self) -> None:
        self._sender.send()

    def send_in_parts(self) -> None:
        """Show in which parts a range of dates would be fetched, one request after the other."""
        self._sender.send_in_parts()

    def cancel(self) -> None:
        """What is under way; parts go on later."""
        self._sender.cancel()

    def abandon(self) -> None:
        """The tab is closed: end what is under way without asking, and let go of the answer, whose
        file may be large."""
        self._sender.abandon()
        self.response.show_empty()
        self.refusals.stop()
        self.request.abandon()

    def after_answer(self) -> None:
        """There may be another last key, and keys may have been asked for."""
        self._outlook.show_values()
        self._signature.look_for_keys()

    def _on_send_pressed(self) -> None:
        if self.sending:
            self.cancel()
        else:
            self.send()

    def _on_answer_wanted(self, text: str) -> None:
        if self.response.has_answer:
            self.response.find_text(text)
        else:
            nothing = Message("There is no answer to look in.", "Ctrl+Enter sends the request.")
            self.request.banner.show_message(nothing, "info")

    def _on_link_wanted(self, link: Link) -> None:
        self.link_wanted.emit(link, self._sender.asked_with)

    def _on_suspect_chosen(self, suspect: Suspect) -> None:
        if suspect.parameter:
            self.request.go_to(f"parameter {suspect.parameter}")
        else:
            self.refusals.locate(suspect, self.request.show_body().text)

    def _on_located(self, place: tuple[int, int] | None) -> None:
        if place is None:
            gone = Message(
                "What was sent there is not in the body any more.",
                "Send it again to see what is said of it now.",
            )
            self.response.show_message(gone)
        else:
            self.request.show_body().show_place(*place)
