"""The window: lays out the panes and connects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QMainWindow, QVBoxLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent
    from PySide6.QtWidgets import QSplitter, QWidget

    from nvexplorer.model.errors import Message
    from nvexplorer.model.exchange import Exchange
    from nvexplorer.model.profile import Profile
    from nvexplorer.ui.action_set import ActionSet
    from nvexplorer.ui.panes.log.pane import LogPane
    from nvexplorer.ui.panes.resources.pane import ResourcesPane
    from nvexplorer.ui.panes.saved.pane import SavedPane
    from nvexplorer.ui.sandbox_process import SandboxProcess
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.sidebar import Sidebar
    from nvexplorer.ui.top_bar import TopBar
    from nvexplorer.ui.widgets.banner import Banner
    from nvexplorer.ui.workspace.workspace import Workspace

SIZE = (1440, 900)
SMALLEST = (880, 560)
_SIDEBAR_WIDTH = 270
_TITLE_BAR = 32  # pixels that a window manager may take of the screen


class MainWindow(QMainWindow):
    """Shown as a bare frame, then given its panes by `fill`. `painted` is emitted once, when the
    first paint has reached the screen; `closed` when the window goes away."""

    painted = Signal()
    closed = Signal()

    services: Services
    top_bar: TopBar
    sidebar: Sidebar
    splitter: QSplitter
    workspace: Workspace
    actions_: ActionSet
    resources: ResourcesPane
    notice: Banner

    def __init__(self) -> None:
        """The grounds of the parts and nothing else: this is what the first paint waits for."""
        super().__init__()
        self._was_painted = False
        self._filled = False
        self.saved: SavedPane | None = None
        self.log: LogPane | None = None
        self.setWindowTitle("Netvisor Explorer")
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height() - _TITLE_BAR))
        self.setMinimumSize(*SMALLEST)
        self._frame = QFrame()
        self._frame.setObjectName("frame")
        self._top_place = QFrame()
        self._top_place.setProperty("edge", "bottom")
        self._top_place.setFixedHeight(44)
        self._side_place = QFrame()
        self._side_place.setProperty("edge", "right")
        self._side_place.setFixedWidth(_SIDEBAR_WIDTH)
        box = QVBoxLayout(self._frame)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._top_place)
        box.addWidget(self._side_place)
        self.setCentralWidget(self._frame)

    def build(self) -> None:
        """The bars, before anything is read."""
        from PySide6.QtWidgets import QSplitter, QWidget

        from nvexplorer.ui.sidebar import Sidebar
        from nvexplorer.ui.top_bar import TopBar

        self.top_bar = TopBar()
        self.sidebar = Sidebar()
        self._center = QWidget()
        self._center_box = QVBoxLayout(self._center)
        self._center_box.setContentsMargins(0, 0, 0, 0)
        self._center_box.setSpacing(0)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.sidebar)
        self.splitter.addWidget(self._center)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([_SIDEBAR_WIDTH, self.width() - _SIDEBAR_WIDTH])
        box = self._frame.layout()
        assert isinstance(box, QVBoxLayout)
        for place in (self._top_place, self._side_place):
            box.removeWidget(place)
            place.deleteLater()
        box.addWidget(self.top_bar)
        box.addWidget(self.splitter, 1)

    def fill(self, services: Services, sandbox: SandboxProcess) -> None:
        """Build the panes; everything that needs the disk was read by now."""
        from nvexplorer.ui.action_set import ActionSet
        from nvexplorer.ui.actions import ActionId
        from nvexplorer.ui.commands import Commands
        from nvexplorer.ui.panes.resources.pane import ResourcesPane
        from nvexplorer.ui.sidebar import Page
        from nvexplorer.ui.widgets.banner import Banner
        from nvexplorer.ui.workspace.workspace import Workspace

        self.services = services
        self.notice = Banner()
        self.workspace = Workspace(services)
        self._center_box.addWidget(self.notice)
        self._center_box.addWidget(self.workspace, 1)
        self.resources = ResourcesPane(services.theme)
        self.resources.show_catalogue(services.catalogue)
        self.resources.show_preferred(services.shortlist.preferred)
        self.sidebar.set_makers(
            {
                Page.RESOURCES: lambda: self.resources,
                Page.SAVED: self._make_saved,
                Page.LOG: self._make_log,
            }
        )
        self.commands = commands = Commands(self, services, sandbox)
        self.actions_ = ActionSet(self, commands.handlers())
        self.actions_.add_numbered(self.workspace.select)

        self.top_bar.profile_pressed.connect(self.actions_.action(ActionId.SWITCH_PROFILE).trigger)
        self.top_bar.check_pressed.connect(self.actions_.action(ActionId.CHECK_CONNECTION).trigger)
        self.top_bar.doctor_pressed.connect(self.actions_.action(ActionId.DOCTOR).trigger)
        self.top_bar.commands_pressed.connect(self.actions_.action(ActionId.PALETTE).trigger)
        self.resources.previewed.connect(self._on_previewed)
        self.resources.opened.connect(self.open_resource)
        self.resources.favourite_toggled.connect(services.shortlist.toggle)
        services.shortlist.changed.connect(self._on_shortlist_changed)
        self.workspace.current_changed.connect(self._on_current_changed)
        self.workspace.exchanged.connect(self._on_exchanged)
        self.workspace.save_requested.connect(commands.save)
        self.workspace.profiles_requested.connect(commands.edit_profiles)
        self.workspace.welcome.profile_wanted.connect(commands.edit_profiles)
        self.workspace.welcome.sandbox_wanted.connect(commands.start_sandbox)
        self.sidebar.shown.connect(self._on_page_shown)
        profiles = services.profiles
        profiles.changed.connect(self._on_profiles_changed)
        profiles.current_changed.connect(self._on_profiles_changed)
        profiles.save_failed.connect(self._on_profiles_unsaved)
        services.settings.save_failed.connect(self.tell)
        sandbox.failed.connect(self.tell)
        self._filled = True
        self._on_profiles_changed()

    def tell(self, message: Message, kind: str = "bad") -> None:
        """A sentence about the program as a whole, above the open requests."""
        self.notice.show_message(message, kind)

    # Panes made when they are first looked at

    def _make_saved(self) -> QWidget:
        from nvexplorer.ui.panes.saved.pane import SavedPane

        services = self.services
        pane = SavedPane(services.theme, services.tasks, services.saved, services.profiles.name_of)
        pane.open_requested.connect(self.workspace.open_saved)
        pane.renamed.connect(self.commands.on_saved_renamed)
        pane.deleted.connect(self.commands.on_saved_deleted)
        self.saved = pane
        return pane

    def _make_log(self) -> QWidget:
        from nvexplorer.ui.panes.log.pane import LogPane

        pane = LogPane(self.services.theme, self.services.tasks, self.services.log)
        pane.open_requested.connect(self.commands.open_from_log)
        self.log = pane
        return pane

    def _on_page_shown(self, _page: object) -> None:
        self._refresh_lists()

    def _refresh_lists(self) -> None:
        from nvexplorer.ui.sidebar import Page

        page = self.sidebar.page
        if page is Page.SAVED and self.saved is not None:
            self.saved.refresh()
        elif page is Page.LOG and self.log is not None:
            self.log.refresh()

    # Connections

    def _on_previewed(self, resource: str) -> None:
        self.workspace.open_resource(resource, is_preview=True)

    def open_resource(self, resource: str, in_new_tab: bool) -> None:
        """Chosen from a list: ready to be filled in, and one of the recent ones."""
        self.workspace.open_resource(resource, in_new_tab=in_new_tab)
        self.services.shortlist.use(resource)
        tab = self.workspace.current
        if tab is not None:
            tab.request.focus_fields()

    def _on_shortlist_changed(self) -> None:
        self.resources.show_preferred(self.services.shortlist.preferred)

    def _on_exchanged(self, exchange: Exchange) -> None:
        path = exchange.request.wire_target.partition("?")[0]
        self.services.shortlist.use(path.rpartition("/")[2])
        self._refresh_lists()

    def on_saved(self, _saved: object) -> None:
        self._refresh_lists()

    def _on_profiles_unsaved(self, message: Message) -> None:
        self.notice.show_message(message, "bad", (("Try again", self.services.profiles.retry),))

    def _on_profiles_changed(self) -> None:
        self.top_bar.show_profile(self.services.profiles.current)
        self._on_current_changed()

    def _on_current_changed(self) -> None:
        """What depends on the request in front and on the chosen profile, at every key."""
        tab = self.workspace.current
        chosen = self.services.profiles.current
        self.resources.show_current(tab.request.resource if tab else "")
        self._show_environment(tab.profile if tab else chosen)
        self.actions_.set_state(self.commands.state())
        name = f"{tab.title} – Netvisor Explorer" if tab else "Netvisor Explorer"
        self.setWindowTitle(name)

    def _show_environment(self, profile: Profile | None) -> None:
        from nvexplorer.ui.widgets.badge import set_property

        production = profile is not None and profile.environment.value == "production"
        set_property(self._frame, "production", production)
        edge = 3 if production else 0
        box = self._frame.layout()
        if box is not None:
            box.setContentsMargins(edge, edge, edge, edge)

    # The window itself

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # After this event the picture has been handed to the system.
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._filled and not self.commands.may_close():
            event.ignore()
            return
        event.accept()
        self.closed.emit()
