"""Keeps what is open and typed on the disk, so that it is back after whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from nvexplorer.model.errors import ExplorerError, describe
from nvexplorer.ui.latest_saver import LatestSaver

if TYPE_CHECKING:
    from nvexplorer.library.session import SessionStore
    from nvexplorer.ui.tasks import Tasks
    from nvexplorer.ui.workspace.workspace import Workspace

# Well under the two seconds that may be lost, well over the pause between two keystrokes.
PAUSE = 700
# Also while somebody types on and on.
LONGEST_PAUSE = 1500


class SessionKeeper(QObject):
    """`failed` carries a Message when saving failed, `recovered` when it works again."""

    failed = Signal(object)
    recovered = Signal()

    def __init__(
        self, workspace: Workspace, store: SessionStore, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._store = store
        self._broken = False
        self._saver = LatestSaver(store.save, tasks, self)
        self._saver.failed.connect(self._on_failed)
        self._saver.saved.connect(self._on_saved)
        self._typing = _single_shot(self, PAUSE)
        self._limit = _single_shot(self, LONGEST_PAUSE)
        self._typing.timeout.connect(self._save)
        self._limit.timeout.connect(self._save)
        workspace.edited.connect(self._on_edited)
        workspace.current_changed.connect(self._on_edited)

    def close(self) -> None:
        """Save what is not saved yet, in this thread; raises nothing. Only when no task runs."""
        if self._typing.isActive() or self._saver.busy:
            self._typing.stop()
            self._limit.stop()
            try:
                self._store.save(self._workspace.session())
            except ExplorerError as error:
                self.failed.emit(describe(error))

    def _on_edited(self) -> None:
        self._typing.start()
        if not self._limit.isActive():
            self._limit.start()

    def _save(self) -> None:
        self._typing.stop()
        self._limit.stop()
        self._saver.save(self._workspace.session())

    def _on_failed(self, error: BaseException) -> None:
        self._broken = True
        self.failed.emit(describe(error))

    def _on_saved(self) -> None:
        if self._broken:
            self._broken = False
            self.recovered.emit()


def _single_shot(parent: QObject, interval: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    return timer
