"""The open requests in tabs: opening, closing, reopening, and the order they were used in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QToolButton, QWidget

from nvexplorer.library.session import Session, TabState
from nvexplorer.model.request import RequestDraft
from nvexplorer.ui.widgets.idle_work import IdleWork
from nvexplorer.ui.widgets.section import Panel
from nvexplorer.ui.workspace.spare_tab import SpareTab
from nvexplorer.ui.workspace.tab_bar import RequestTabBar
from nvexplorer.ui.workspace.welcome import Welcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nvexplorer.exchange.links import Link
    from nvexplorer.library.saved import Listing, SavedRequest
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.workspace.tab import RequestTab

# Ctrl+Tab goes deeper while it is pressed again within this time, in milliseconds.
_RECENT_PAUSE = 900
_MOST_CLOSED = 30


class Workspace(Panel):
    """`current_changed`: another tab is in front, or it became another; `edited`: something was
    typed or opened that must not be lost; `exchanged` carries the Exchange of a sent request;
    `restored` when the requests of the last time are all there; `doctor_wanted` carries raw HTTP
    for the MAC doctor; `compare_wanted`: the answer in front shall be compared with another."""

    current_changed = Signal()
    edited = Signal()
    exchanged = Signal(object)
    restored = Signal()
    save_requested = Signal()
    profiles_requested = Signal()
    doctor_wanted = Signal(str)
    compare_wanted = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._tabs: list[RequestTab] = []
        self._recent: list[RequestTab] = []
        self._depth = 0
        self._closed: list[TabState] = []
        self._waiting: list[tuple[int, TabState]] = []  # of the session, with their places
        self._front = 0  # of these
        self._paths: dict[str, Path] = {}
        self._idle = IdleWork(self)
        self._stack = QStackedWidget()
        self._spare = SpareTab(services, self._stack)
        self._bar = RequestTabBar()
        self._bar.hide()  # without tabs it would only be a stop of the Tab key
        self._bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.plus = QToolButton()
        self.plus.setText("+")
        self.plus.setAccessibleName("New request")
        self.plus.setToolTip("New request (Ctrl+T)")
        top = Panel("sunken", "bottom", across=True, margins=(8, 0, 8, 0), spacing=4)
        top.box.addWidget(self._bar)
        top.box.addWidget(self.plus)
        top.box.addStretch(1)
        top.setFixedHeight(36)
        self.welcome = Welcome()
        self._show_welcome()
        services.profiles.changed.connect(self._show_welcome)
        self._stack.addWidget(self.welcome)
        self.box.addWidget(top)
        self.box.addWidget(self._stack, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_RECENT_PAUSE)
        self._pause.timeout.connect(self._on_recent_chosen)

        self._bar.currentChanged.connect(self._on_current_changed)
        self._bar.close_requested.connect(self.close_tab)
        self._bar.kept.connect(self._on_kept)
        self._bar.tabMoved.connect(self._on_moved)
        self.plus.clicked.connect(lambda: self.open_new())

    @property
    def tabs(self) -> tuple[RequestTab, ...]:
        return tuple(self._tabs)

    @property
    def current(self) -> RequestTab | None:
        index = self._bar.currentIndex()
        return self._tabs[index] if 0 <= index < len(self._tabs) else None

    @property
    def can_reopen(self) -> bool:
        return bool(self._closed)

    def session(self) -> Session:
        tabs = [(tab.state(), tab is self.current) for tab in self._tabs]
        for place, state in self._waiting:
            tabs.insert(place, (state, False))
        front = next((n for n, (_, in_front) in enumerate(tabs) if in_front), self._front)
        states = tuple(state for state, _ in tabs)
        return Session(states, front, self._services.shortlist.recent)

    def learn_paths(self, listing: Listing) -> None:
        """Where the saved requests of restored tabs lie: the session knows their names alone."""
        self._paths = {request.name: request.path for request in listing.requests}
        for tab in self._tabs:
            self._learn_path(tab)

    def _learn_path(self, tab: RequestTab) -> None:
        if tab.saved_name and tab.saved_path is None:
            tab.saved_path = self._paths.get(tab.saved_name)

    def restore(self, session: Session) -> None:
        """One request at a time when nothing else is to do, first the one that was in front."""
        self._waiting = list(enumerate(session.tabs))
        if self._waiting:
            self.welcome.hide()
            self._front = min(session.current, len(session.tabs) - 1)
            self._idle.start("restore", self._restore())
        else:
            self.restored.emit()

    @property
    def restoring(self) -> bool:
        """Whether requests of the last time are still to come."""
        return bool(self._waiting)

    def _restore(self) -> Iterator[None]:
        yield from self._spare.prepared()
        tab = self._open_state(self._waiting[self._front][1])
        del self._waiting[self._front]
        self._front = 0
        self._learn_path(tab)
        tab.request.focus_fields()
        while self._waiting:
            yield from self._spare.prepared()
            place, state = self._waiting[0]
            tab = self._make(state)
            del self._waiting[0]
            self._learn_path(tab)
            self._insert(tab, min(place, len(self._tabs)))
            self._show_all()
        self.restored.emit()

    def _show_welcome(self) -> None:
        has_profiles = bool(self._services.profiles.book.profiles)
        self.welcome.show_state(has_profiles=has_profiles)

    # Opening

    def open_new(self) -> None:
        """An empty request, to be typed by hand."""
        self._open_state(TabState(RequestDraft(""), self._profile_id()))
        tab = self.current
        if tab is not None:
            tab.request.focus_url()

    def open_resource(
        self, resource: str, *, is_preview: bool = False, in_new_tab: bool = False
    ) -> None:
        """With the documented method, in the place of the last preview or of an empty request in
        front, unless `in_new_tab`."""
        catalogue = self._services.catalogue
        entry = catalogue.entry(resource)
        draft = RequestDraft(resource, entry.method if entry else "GET")
        shown = None if in_new_tab else self._blank() or self._preview()
        if shown is not None:
            if shown.request.resource != resource:
                shown.show_draft(draft, self._profile_id())
            if not is_preview:
                shown.keep()
            self._bar.setCurrentIndex(self._tabs.index(shown))
            self.current_changed.emit()
        else:
            self._open_state(TabState(draft, self._profile_id()), is_preview=is_preview)

    def open_draft(self, draft: RequestDraft, profile_id: str) -> None:
        self._open_state(TabState(draft, profile_id or self._profile_id()))

    def open_link(self, link: Link, profile_id: str) -> None:
        """What a value of an answer leads to, in a new tab with the profile that was answered. A
        read is sent at once; what may change something, or is not in the catalogue, is only opened:
        Ctrl+Enter sends it."""
        from nvexplorer.catalogue.definition import Effect
        from nvexplorer.exchange.links import draft_of

        catalogue = self._services.catalogue
        entry = catalogue.entry(link.resource)
        if entry is not None:
            link = link._replace(resource=entry.resource)
        draft = draft_of(link, entry.method if entry else "GET")
        tab = self._open_state(TabState(draft, profile_id))
        tab.request.focus_fields()
        if catalogue.effect_of(draft.resource, draft.method) is Effect.READ:
            tab.send()

    def open_saved(self, saved: SavedRequest) -> None:
        """The tab that shows it already, else a new one."""
        for index, tab in enumerate(self._tabs):
            if tab.saved_path == saved.path:
                self._bar.setCurrentIndex(index)
                return
        known = saved.profile in self._services.profiles.book.profiles
        profile_id = saved.profile if known else self._profile_id()
        tab = self._open_state(TabState(saved.draft, profile_id, saved.name))
        tab.saved_path = saved.path

    def duplicate(self) -> None:
        tab = self.current
        if tab is not None:
            self.open_draft(tab.request.draft(), tab.profile_id)

    def reopen(self) -> None:
        """The tab closed last, with what was typed in it."""
        if self._closed:
            self._open_state(self._closed.pop())
            self.current_changed.emit()

    def renamed(self, path: Path, request: SavedRequest | None) -> None:
        """The saved request at `path` has another name now, or is gone: its tab stays, unsaved."""
        for tab in self._tabs:
            if tab.saved_path == path:
                tab.saved_name = request.name if request else ""
                tab.saved_path = request.path if request else None
                tab.dirty = tab.dirty or request is None
                tab.changed.emit()
                self.edited.emit()

    # Closing and going round

    def close_tab(self, index: int) -> None:
        """What was typed can be reopened; a write under way is asked about first."""
        tab = self._tabs[index]
        if not self._may_close(tab) or tab not in self._tabs:
            return
        index = self._tabs.index(tab)
        if tab.dirty or tab.request.resource:
            self._closed = [*self._closed[-_MOST_CLOSED:], tab.state()]
        tab.abandon()
        self._tabs.remove(tab)
        self._recent.remove(tab)
        following = self._recent[0] if self._recent else None
        self._bar.blockSignals(True)
        self._bar.removeTab(index)
        if following is not None:
            self._bar.setCurrentIndex(self._tabs.index(following))
        self._bar.blockSignals(False)
        self._stack.removeWidget(tab)
        tab.hide()
        tab.deleteLater()
        self._on_current_changed(self._bar.currentIndex())
        self.edited.emit()

    def close_current(self) -> None:
        if self._tabs:
            self.close_tab(self._bar.currentIndex())

    def select(self, number: int) -> None:
        """Tabs count from 1; 9 is the last one."""
        index = len(self._tabs) - 1 if number == 9 else number - 1
        if 0 <= index < len(self._tabs):
            self._bar.setCurrentIndex(index)

    def go_recent(self, steps: int) -> None:
        """To the tab used before; again at once goes further back."""
        if len(self._recent) < 2:
            return
        self._depth = (self._depth + steps) % len(self._recent)
        self._pause.start()
        self._bar.setCurrentIndex(self._tabs.index(self._recent[self._depth]))

    def _on_recent_chosen(self) -> None:
        self._depth = 0
        self._remember_use()

    def _remember_use(self) -> None:
        tab = self.current
        if tab is not None and not self._pause.isActive():
            self._recent.remove(tab)
            self._recent.insert(0, tab)

    def _may_close(self, tab: RequestTab) -> bool:
        from nvexplorer.ui.dialogs.confirm import Question, ask, confirm_cancel_write

        if tab.changing:
            company = tab.profile.company.name if tab.profile else "the company"
            if not confirm_cancel_write(self, company, tab.request.resource):
                return False
        if not (tab.dirty and self._services.settings.current.confirm_close_changed):
            return True
        question = Question(
            f"Close “{tab.title}” without saving?",
            "It has changes that are not saved under a name. Ctrl+Shift+T brings it back until "
            "the program ends.",
            "Close",
            "Keep open",
            danger=False,
        )
        return ask(self, question)

    # Keeping the parts in step

    def _profile_id(self) -> str:
        return self._services.profiles.current_id

    def _preview(self) -> RequestTab | None:
        return next((tab for tab in self._tabs if tab.is_preview and tab.untouched), None)

    def _blank(self) -> RequestTab | None:
        """The one in front when nothing was typed into it."""
        tab = self.current
        is_blank = tab is not None and tab.untouched and tab.request.draft() == RequestDraft("")
        return tab if is_blank else None

    def _make(self, state: TabState, *, is_preview: bool = False) -> RequestTab:
        tab = self._spare.take()
        tab.begin(state, is_preview=is_preview)
        return tab

    def _open_state(self, state: TabState, *, is_preview: bool = False) -> RequestTab:
        """In front, behind all others."""
        index = len(self._tabs)
        tab = self._make(state, is_preview=is_preview)
        self._insert(tab, index)
        self._bar.setCurrentIndex(index)
        self._on_current_changed(index)
        self.edited.emit()
        return tab

    def _insert(self, tab: RequestTab, index: int) -> None:
        self._tabs.insert(index, tab)
        self._recent.append(tab)
        tab.changed.connect(self._on_tab_changed)
        tab.edited.connect(self.edited)
        tab.exchanged.connect(self.exchanged)
        tab.save_requested.connect(self.save_requested)
        tab.profiles_requested.connect(self.profiles_requested)
        tab.doctor_wanted.connect(self.doctor_wanted)
        tab.compare_wanted.connect(self.compare_wanted)
        tab.link_wanted.connect(self.open_link)
        tab.resource_requested.connect(self._on_resource_requested)
        self._bar.insertTab(index, "")

    def _on_current_changed(self, _index: int) -> None:
        tab = self.current
        self._stack.setCurrentWidget(tab or self.welcome)
        self._bar.setVisible(bool(self._tabs))
        self._remember_use()
        self._show_all()
        self.current_changed.emit()

    def _on_tab_changed(self) -> None:
        self._show_all()
        self.current_changed.emit()

    def _show_all(self) -> None:
        for index, tab in enumerate(self._tabs):
            self._bar.show_tab(index, tab)

    def _on_resource_requested(self, resource: str) -> None:
        self.open_resource(resource)

    def _on_moved(self, start: int, end: int) -> None:
        self._tabs.insert(end, self._tabs.pop(start))
        self.edited.emit()

    def _on_kept(self, index: int) -> None:
        if 0 <= index < len(self._tabs):
            self._tabs[index].keep()
