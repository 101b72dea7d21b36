"""A request's tab made beforehand: putting its widgets together is most of opening one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from nvexplorer.ui.widgets.idle_work import IdleWork
from nvexplorer.ui.workspace.tab import RequestTab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nvexplorer.ui.services import Services

# Milliseconds after a tab was taken: by then it is seen, and perhaps the next one was opened.
_PAUSE = 500


class SpareTab(QObject):
    """Keeps one hidden tab in `stack`, made in idle moments, whenever the last one was taken."""

    def __init__(self, services: Services, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._services = services
        self._stack = stack
        self._tab: RequestTab | None = None
        self._idle = IdleWork(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._on_paused)
        self._pause.start()

    def prepared(self) -> Iterator[None]:
        """Makes it, if there is none, in steps of which each is short enough not to be felt."""
        yield
        if self._tab is None:
            self._tab = tab = self._make()
            yield
            for each in tab.findChildren(QWidget):
                each.ensurePolished()
            yield

    def take(self) -> RequestTab:
        """A tab without a request, a page of the stack."""
        self._idle.stop_all()
        tab = self._tab or self._make()
        self._tab = None
        self._pause.start()
        return tab

    def _make(self) -> RequestTab:
        tab = RequestTab(self._services, self._stack)
        self._stack.addWidget(tab)
        return tab

    def _on_paused(self) -> None:
        self._idle.start("spare", self.prepared())
