"""What the panes and controllers of the window work with; each takes only what it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from nvexplorer.catalogue.store import Catalogue
    from nvexplorer.exchange.last_keys import LastKeys
    from nvexplorer.library.keys import KeyStore
    from nvexplorer.library.log import Log
    from nvexplorer.library.observations import ObservationStore
    from nvexplorer.library.saved import SavedStore
    from nvexplorer.library.sending import Sender
    from nvexplorer.library.session import SessionStore
    from nvexplorer.model.ports import Clock, Dirs, Ids, Probe, Spool, Transport, Turnstile
    from nvexplorer.ui.profiles_model import ProfilesModel
    from nvexplorer.ui.settings_model import SettingsModel
    from nvexplorer.ui.shortlist import Shortlist
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.theme import Theme
    from nvexplorer.ui.window_workers import WindowWorkers


class Services(NamedTuple):
    """Composed once by ui/app.py, after the first paint."""

    clock: Clock
    ids: Ids
    transport: Transport
    turnstile: Turnstile
    probe: Probe
    dirs: Dirs
    tasks: Tasks
    workers: WindowWorkers
    theme: Theme
    catalogue: Catalogue
    profiles: ProfilesModel
    keys: KeyStore
    log: Log
    saved: SavedStore
    session: SessionStore
    settings: SettingsModel
    shortlist: Shortlist
    last_keys: LastKeys
    observations: ObservationStore
    new_spool: Callable[[], Spool]

    @property
    def sender(self) -> Sender:
        from nvexplorer.library.sending import Sender

        return Sender(self.clock, self.ids, self.transport, self.turnstile, self.log)
