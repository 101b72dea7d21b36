"""The settings of this run: changed at once, saved away from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from nvexplorer.model.errors import describe
from nvexplorer.ui.latest_saver import LatestSaver

if TYPE_CHECKING:
    from nvexplorer.library.settings import Settings, SettingsStore
    from nvexplorer.ui.tasks import Tasks


class SettingsModel(QObject):
    """`current` is what holds now. `save_failed` carries a Message; the settings stay as changed
    until the program ends."""

    changed = Signal()
    save_failed = Signal(object)

    def __init__(
        self,
        store: SettingsStore,
        current: Settings,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.current = current
        self._saver = LatestSaver(store.save, tasks, self)
        self._saver.failed.connect(self._on_failed)

    def update(self, **fields: Any) -> None:
        """Change some fields and save. Raises ValueError for a field that is none."""
        self.replace(self.current._replace(**fields))

    def replace(self, settings: Settings) -> None:
        if settings == self.current:
            return
        self.current = settings
        self.changed.emit()
        self._saver.save(settings)

    def _on_failed(self, error: BaseException) -> None:
        self.save_failed.emit(describe(error))
