"""From the first paint to a window that works, and the way back when it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer

from nvexplorer.ui.theme import Scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.library.session import Session, SessionStore
    from nvexplorer.library.settings import LoadedSettings, SettingsStore
    from nvexplorer.model.ports import Dirs, Outside
    from nvexplorer.ui.garbage import Garbage
    from nvexplorer.ui.main_window import MainWindow
    from nvexplorer.ui.profiles_model import ProfilesModel
    from nvexplorer.ui.sandbox_process import SandboxProcess
    from nvexplorer.ui.services import Services
    from nvexplorer.ui.settings_model import SettingsModel
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.widgets.idle_work import IdleWork
    from nvexplorer.ui.window_workers import WindowWorkers
    from nvexplorer.ui.workspace.session_keeper import SessionKeeper

_LAST_WAIT = 3.0
# What the demo opens at first: it needs no parameters and shows names.
_FIRST_RESOURCE = "customerlist.nv"
# Loaded one at a time between the first paint and filling the window, so that it answers meanwhile.
_LOADED_STEPWISE = (
    "nvexplorer.ui.panes.resources.pane",
    "nvexplorer.ui.panes.request.parameters_form",
    "nvexplorer.ui.panes.request.pane",
    "nvexplorer.ui.panes.mac_input.pane",
    "nvexplorer.ui.widgets.xml_view",
    "nvexplorer.ui.panes.response.pane",
    "nvexplorer.ui.workspace.workspace",
    "nvexplorer.ui.commands",
)


class Options(NamedTuple):
    """`demo` starts the sandbox and chooses its profile. `startup_time` prints the milliseconds
    from process start to first paint, and ends. `view_file` is a saved answer to look at alone."""

    demo: bool = False
    startup_time: bool = False
    view_file: Path | None = None


def _icon() -> QIcon:
    from PySide6.QtGui import QIcon

    from nvexplorer.catalogue.resources import resources_root

    return QIcon(str(resources_root() / "icons" / "nvexplorer.svg"))


class _Read(NamedTuple):
    """What the disk said."""

    catalogue: Catalogue
    settings_store: SettingsStore
    settings: LoadedSettings
    session_store: SessionStore
    session: Session


def _read(dirs: Dirs) -> _Read:
    """In a thread, after the first paint."""
    from nvexplorer.catalogue.resources import resources_root
    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.library.session import SessionStore
    from nvexplorer.library.settings import SettingsStore

    settings_store = SettingsStore(dirs.config)
    session_store = SessionStore(dirs.data)
    return _Read(
        Catalogue.load(resources_root(), dirs.config / "catalogue"),
        settings_store,
        settings_store.load(),
        session_store,
        session_store.load(),
    )


class Opening(QObject):
    """From the first paint to a window that works, and the way back when it is closed."""

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        theme: Theme,
        compose: Callable[[], Outside],
        options: Options,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._window = window
        self._theme = theme
        self._compose = compose
        self._outside: Outside | None = None
        self._garbage: Garbage | None = None
        self._idle: IdleWork | None = None
        self._options = options
        self._data: _Read | None = None
        self._modules: list[str] = []
        self._profiles_read = False
        self._warnings: list[str] = []
        self._profiles: ProfilesModel | None = None
        self._sandbox: SandboxProcess | None = None
        self._keeper: SessionKeeper | None = None
        self._settings: SettingsModel
        self._tasks: Tasks
        self._workers: WindowWorkers

    def on_painted(self) -> None:
        if self._options.startup_time:
            from nvexplorer.ui.process_age import milliseconds_since_start

            print(f"{milliseconds_since_start():.0f}", flush=True)
            QTimer.singleShot(0, self._app.quit)
            return
        from nvexplorer.library.profiles import ProfileStore
        from nvexplorer.ui.crash import CrashHook
        from nvexplorer.ui.profiles_model import ProfilesModel
        from nvexplorer.ui.sandbox_process import SandboxProcess
        from nvexplorer.ui.tasks import Tasks
        from nvexplorer.ui.window_workers import WindowWorkers

        CrashHook().install()
        self._app.setWindowIcon(_icon())
        self._theme.settle()
        self._window.build()
        self._tasks = Tasks(self)
        self._outside = outside = self._compose()
        self._workers = WindowWorkers(outside.workers, self)
        self._sandbox = SandboxProcess(self)
        if self._options.demo:
            self._sandbox.start()
        store = ProfileStore(outside.dirs.config)
        self._profiles = ProfilesModel(store, self._tasks, self)
        self._profiles.warned.connect(self._on_warned)
        self._profiles.loaded.connect(self._on_profiles_loaded)
        self._modules = list(_LOADED_STEPWISE)
        QTimer.singleShot(0, self, self._load_module)
        self._tasks.run(_read, outside.dirs, done=self._on_read, failed=self._on_failed)

    def _on_read(self, data: _Read) -> None:
        assert self._profiles is not None
        self._data = data
        self._warnings += (*data.settings.warnings, *data.session_store.warnings)
        self._profiles.load()

    def _on_failed(self, error: BaseException) -> None:
        """Without the catalogue there is nothing to show but why."""
        from PySide6.QtWidgets import QMessageBox

        from nvexplorer.model.errors import describe

        QMessageBox.critical(self._window, "Netvisor Explorer", str(describe(error)))
        self._window.close()

    def _on_warned(self, warnings: tuple[str, ...]) -> None:
        self._warnings += warnings
        if self._keeper is not None:
            self._show_warnings()

    def _load_module(self) -> None:
        import importlib

        importlib.import_module(self._modules.pop(0))
        if self._modules:
            QTimer.singleShot(0, self, self._load_module)
        else:
            self._fill()

    def _on_profiles_loaded(self) -> None:
        self._profiles_read = True
        self._fill()

    def _fill(self) -> None:
        """Once everything is read and loaded."""
        if self._modules or not self._profiles_read:
            return
        data, profiles, sandbox = self._data, self._profiles, self._sandbox
        assert data is not None
        assert profiles is not None
        assert sandbox is not None
        from nvexplorer.ui.window_layout import restore_splitters
        from nvexplorer.ui.workspace.session_keeper import SessionKeeper

        assert self._outside is not None
        services = self._services(data, profiles, self._outside)
        services.settings.changed.connect(self._on_settings_changed)
        self._settings = services.settings
        window = self._window
        window.fill(services, sandbox)
        restore_splitters(window, services.settings.current.splitters)
        window.workspace.restored.connect(self._on_restored)
        window.workspace.restore(data.session)
        self._keeper = SessionKeeper(window.workspace, data.session_store, self._tasks, self)
        self._keeper.failed.connect(window.tell)
        self._keeper.recovered.connect(window.notice.hide)
        if self._options.demo and not data.session.tabs:
            # After the window's own slot, which chooses the sandbox's profile.
            sandbox.ready.connect(self._on_sandbox_ready)
        sandbox.announce()
        self._tasks.run(
            services.saved.list, done=window.workspace.learn_paths, failed=self._on_not_ready
        )
        self._show_warnings()

    def _on_restored(self) -> None:
        """Prepare what comes next, so that the first letter of a search, the first showing of a
        page and the first sending wait for nothing."""
        from nvexplorer.ui.widgets.idle_work import IdleWork

        services = self._window.services
        self._idle = IdleWork(self)
        self._idle.start("search", services.catalogue.prepare_search())
        self._idle.start("modules", self._load_others())
        self._tasks.run(services.transport.prepare, failed=self._on_not_ready)

    def _load_others(self) -> Iterator[None]:
        from nvexplorer.ui.beforehand import load_beforehand
        from nvexplorer.ui.garbage import Garbage

        yield from load_beforehand()
        self._garbage = Garbage(self)

    def _on_sandbox_ready(self, _url: str) -> None:
        workspace = self._window.workspace
        if not workspace.tabs:
            workspace.open_resource(_FIRST_RESOURCE)
        if workspace.current is not None:
            workspace.current.request.focus_fields()

    def _services(self, data: _Read, profiles: ProfilesModel, outside: Outside) -> Services:
        from nvexplorer.exchange.last_keys import LastKeys
        from nvexplorer.library.keys import KeyStore
        from nvexplorer.library.log import Log
        from nvexplorer.library.observations import ObservationStore
        from nvexplorer.library.saved import SavedStore
        from nvexplorer.ui.services import Services
        from nvexplorer.ui.settings_model import SettingsModel
        from nvexplorer.ui.shortlist import Shortlist

        stored = data.settings_store
        settings = SettingsModel(stored, data.settings.settings, self._tasks, self)
        return Services(
            clock=outside.clock,
            ids=outside.ids,
            transport=outside.transport,
            turnstile=outside.turnstile,
            probe=outside.probe,
            dirs=outside.dirs,
            tasks=self._tasks,
            workers=self._workers,
            theme=self._theme,
            catalogue=data.catalogue,
            profiles=profiles,
            keys=KeyStore(outside.secrets),
            log=Log(outside.dirs.data),
            saved=SavedStore(outside.dirs.config / "requests"),
            session=data.session_store,
            settings=settings,
            shortlist=Shortlist(data.catalogue, settings, data.session.recent, self),
            last_keys=LastKeys(),
            observations=ObservationStore(outside.dirs.data),
            new_spool=outside.new_spool,
        )

    def _show_warnings(self) -> None:
        from nvexplorer.model.errors import Message

        if self._warnings:
            self._window.tell(Message("\n".join(dict.fromkeys(self._warnings)), ""), "warn")
            self._warnings = []

    def _on_not_ready(self, error: BaseException) -> None:
        from nvexplorer.model.errors import describe

        self._warnings.append(str(describe(error)))
        self._show_warnings()

    def _on_settings_changed(self) -> None:
        self._theme.set_scheme(Scheme(self._settings.current.theme.value))

    def close(self) -> None:
        """Stop what is under way, save what is not saved, end the sandbox."""
        if self._idle is not None:
            self._idle.stop_all()
        if self._keeper is not None:
            for tab in self._window.workspace.tabs:
                tab.abandon()
            from nvexplorer.ui.window_layout import layout_texts

            geometry, splitters = layout_texts(self._window)
            self._settings.update(geometry=geometry, splitters=splitters)
            self._tasks.wait_idle(_LAST_WAIT)
            self._keeper.close()
            self._window.services.session.close()
        if self._outside is not None:
            self._workers.close()
            self._tasks.close(_LAST_WAIT)
        if self._sandbox is not None:
            self._sandbox.close()
        if self._outside is not None:
            self._outside.transport.close()
        if self._garbage is not None:
            self._garbage.close()
