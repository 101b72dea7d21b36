"""Height that the request borrows from the answer while a page that needs it is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter

_SHOWN = (QEvent.Type.Show, QEvent.Type.Resize)


class LentRoom(QObject):
    """Gives the first part of `splitter` more height and takes it back, unless the user moved the
    handle in between. What is wanted before there is any height is given with that."""

    def __init__(self, splitter: QSplitter) -> None:
        super().__init__(splitter)
        self._splitter = splitter
        self._waits = 0.0
        self._before: list[int] = []  # empty while nothing is lent
        self._moved = False
        splitter.splitterMoved.connect(self._on_moved)
        splitter.installEventFilter(self)

    def lend(self, share: float) -> None:
        """At least this share of the height; 0 gives back what was lent."""
        self._waits = 0.0 if self._splitter.isVisible() else share
        if self._waits:
            return
        if self._before:
            if self._moved and share:
                return
            if not self._moved:
                self._splitter.setSizes(self._before)
            self._before = []
        self._moved = False
        sizes = self._splitter.sizes()
        first = int(sum(sizes) * share)
        if first > sizes[0]:
            self._before = sizes
            self._splitter.setSizes([first, sum(sizes) - first])

    def _on_moved(self, _position: int, _index: int) -> None:
        self._moved = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._waits and event.type() in _SHOWN and self._splitter.isVisible():
            self.lend(self._waits)
        return super().eventFilter(watched, event)
